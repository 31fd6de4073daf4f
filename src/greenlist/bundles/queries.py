"""What is read of this server for an import, and the lists of bundles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from greenlist.applications.models import (
    Application,
    Evidence,
    Passage,
    Statement,
    Submission,
    TableRow,
    UploadedSheet,
)
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.reviews.models import FormalCheck
from greenlist.rounds.models import Round

from .models import Imported, Made, Received, TrustedKey

RECOMMENDED, RETURNED_TO = (
    "recommended",
    "formally_checked",
)  # where a city's recommendation stands; where B10 returns it


class Named(Protocol):
    """A unit as a bundle names it."""

    @property
    def name(self) -> str:
        """Of the unit."""

    @property
    def uscc(self) -> str:
        """Of the unit, '' for none."""

    @property
    def place(self) -> str:
        """Code of its place, '' for the sender's."""


@dataclass(frozen=True, slots=True)
class Known:
    """A version that is here."""

    number: int
    digest: str
    previous: str  # digest of the version before, which need not be here itself; '' for the first


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """A letter of the city that an application came with and that is here. `row`: its line of the summary table."""

    digest: str
    number: str
    on: date | None
    sent_at: datetime
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """An application that is here. `worked`: somebody here did something with its newest version.

    `sent_back`: the province returned it to the city, and nobody has touched it here since. `letters`: oldest first.
    """

    application: Application
    versions: tuple[Known, ...]
    worked: bool
    sent_back: bool = False
    letters: tuple[KnownLetter, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is here of the units of a bundle."""

    units: tuple[Organisation, ...]
    held: dict[tuple[int, str], Held]  # by unit and kind
    places: dict[str, Jurisdiction]

    def units_like(self, one: Named) -> list[Organisation]:
        """The units that are the one named: of its code, without one of its very name."""
        if one.uscc:
            return [unit for unit in self.units if unit.uscc == one.uscc]
        return [unit for unit in self.units if not unit.uscc and unit.name == one.name]


def standing(round_: Round, named: Iterable[Named], sender: Jurisdiction) -> Standing:
    """Units, applications with their versions and letters, places. Five queries."""
    every = list(named)
    codes, names = {one.uscc for one in every if one.uscc}, {one.name for one in every if not one.uscc}
    same = Q(uscc__in=codes) | Q(uscc="", name__in=names, jurisdiction__path__startswith=sender.path)
    units = Organisation.objects.filter(same, kind__in=("enterprise", "park")).exclude(status="refused")
    found = tuple(units.select_related("jurisdiction"))
    rows = _with_work(Application.objects.filter(round=round_, unit__in=found)).select_related("unit", "city")
    versions: dict[int, list[Known]] = {}
    for pk, number, digest, previous in _versions(round_, found):
        versions.setdefault(pk, []).append(Known(number, digest, previous or ""))
    letters = _letters(round_, found)
    held = {
        (one.unit_id, one.kind): _held(one, tuple(versions.get(one.pk, ())), tuple(letters.get(one.pk, ())))
        for one in rows
    }
    places = Jurisdiction.objects.filter(code__in={one.place for one in every if one.place})
    return Standing(found, held, {one.code: one for one in places})


def _versions(round_: Round, units: Iterable[Organisation]) -> Iterable[tuple[int, int, str, str | None]]:
    rows = Submission.objects.filter(application__round=round_, application__unit__in=units).order_by("number")
    return rows.values_list("application_id", "number", "digest", "receipt__previous")


def _letters(round_: Round, units: Iterable[Organisation]) -> dict[int, list[KnownLetter]]:
    """The letters with which applications went up, by application, the oldest first."""
    rows = RecommendedUnit.objects.filter(
        application__round=round_, application__unit__in=units, went=True, recommendation__sent_at__isnull=False,
        recommendation__level=Recommendation.Level.CITY, recommendation__state=Recommendation.State.SENT,
    ).order_by("recommendation__sent_at", "pk")  # fmt: skip
    names = ("digest", "letter_no", "letter_on", "sent_at")
    found: dict[int, list[KnownLetter]] = {}
    for pk, row, digest, number, on, sent_at in rows.values_list(
        "application", "row", *(f"recommendation__{name}" for name in names)
    ):
        found.setdefault(pk, []).append(KnownLetter(digest, number, on, sent_at, row))
    return found


def _with_work(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Each with its last step (`came_from`: the state before) and whether it was `touched` since: something stated, a
    file added or taken out, a row taken out, a roster or workbook put in its place; `looked_at`: a formal check begun.
    """
    of_it = {"application": OuterRef("pk")}
    last = Passage.objects.filter(**of_it).order_by("-at", "-pk")
    steps = {"last": Subquery(last.values("at")[:1]), "came_from": Subquery(last.values("from_state")[:1])}
    return rows.annotate(**steps).annotate(
        touched=_since(Statement, "at")
        | _since(Evidence, "at")
        | _since(Evidence, "removed_at")
        | _since(TableRow, "removed_at")
        | _since(UploadedSheet, "applied_at"),
        looked_at=Exists(FormalCheck.objects.filter(**of_it, outcome="")),
    )


def _since(model: type[Model], moment: str) -> Exists:
    """Whether a row of the application bears a time after its last step."""
    return Exists(QuerySet(model).filter(application=OuterRef("pk"), **{f"{moment}__gt": OuterRef("last")}))


def _held(one: Any, versions: tuple[Known, ...], letters: tuple[KnownLetter, ...]) -> Held:
    """Untouched is what waits as it was handed in, and what was returned and not changed here since."""
    waits = one.state == "submitted" and not one.looked_at
    returned = one.state == "draft" and one.returned
    back = one.state == RETURNED_TO and one.came_from == RECOMMENDED and not (one.touched or one.looked_at)
    return Held(one, versions, not (waits or returned) or one.touched, back, letters)


def received_of(office: Organisation) -> QuerySet[Received]:
    """The bundles an office was sent, the newest first."""
    return Received.objects.filter(office=office).select_related("sender", "round", "by", "applied_by", "blob")


def made_of(office: Organisation) -> QuerySet[Made]:
    """The bundles an office had made, the newest first."""
    return Made.objects.filter(office=office).select_related("round", "by", "blob")


def keys_of(office: Organisation) -> QuerySet[TrustedKey]:
    """The keys an office trusts or trusted, those in force first."""
    return (
        TrustedKey.objects.filter(office=office).select_related("sender", "by", "ended_by").order_by("-ended_at", "-at")
    )


def trusted(office: Organisation, sender: Jurisdiction) -> set[str]:
    """The fingerprints an office holds to be a sender's, now."""
    rows = TrustedKey.objects.filter(office=office, sender=sender, ended_at=None)
    return set(rows.values_list("fingerprint", flat=True))


def trusted_key(row: Received) -> TrustedKey | None:
    """The confirmation under which a bundle's key is trusted, None for none. One query."""
    rows = TrustedKey.objects.filter(
        office=row.office_id, sender=row.sender_id, fingerprint=row.fingerprint, ended_at=None
    )
    return rows.select_related("by").first()


def imports_of(row: Received) -> QuerySet[Imported]:
    """What was taken out of a bundle."""
    return Imported.objects.filter(received=row).select_related("application__unit")
