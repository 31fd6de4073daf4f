"""What is read of this server for an import, and the lists of bundles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from greenlist.applications.models import Application, Evidence, Passage, Statement, Submission
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.reviews.models import FormalCheck
from greenlist.rounds.models import Round

from .models import Imported, Made, Received, TrustedKey


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
class Held:
    """An application that is here. `worked`: somebody here did something with its newest version."""

    application: Application
    versions: tuple[Known, ...]
    worked: bool


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
    """Units, applications with their versions, places. Four queries."""
    every = list(named)
    codes, names = {one.uscc for one in every if one.uscc}, {one.name for one in every if not one.uscc}
    same = Q(uscc__in=codes) | Q(uscc="", name__in=names, jurisdiction__path__startswith=sender.path)
    units = Organisation.objects.filter(same, kind__in=("enterprise", "park")).exclude(status="refused")
    found = tuple(units.select_related("jurisdiction"))
    rows = _with_work(Application.objects.filter(round=round_, unit__in=found)).select_related("unit", "city")
    versions: dict[int, list[Known]] = {}
    for pk, number, digest, previous in _versions(round_, found):
        versions.setdefault(pk, []).append(Known(number, digest, previous or ""))
    held = {(one.unit_id, one.kind): _held(one, tuple(versions.get(one.pk, ()))) for one in rows}
    places = Jurisdiction.objects.filter(code__in={one.place for one in every if one.place})
    return Standing(found, held, {one.code: one for one in places})


def _versions(round_: Round, units: Iterable[Organisation]) -> Iterable[tuple[int, int, str, str | None]]:
    rows = Submission.objects.filter(application__round=round_, application__unit__in=units).order_by("number")
    return rows.values_list("application_id", "number", "digest", "receipt__previous")


def _with_work(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Each with what happened since its last step: `stated`, `filed` (a file), `looked_at` (a formal check begun)."""
    of_it = {"application": OuterRef("pk")}
    last = Passage.objects.filter(**of_it).order_by("-at").values("at")[:1]
    return rows.annotate(last=Subquery(last)).annotate(
        stated=Exists(Statement.objects.filter(**of_it, at__gt=OuterRef("last"))),
        filed=Exists(Evidence.objects.filter(**of_it, at__gt=OuterRef("last"))),
        looked_at=Exists(FormalCheck.objects.filter(**of_it, outcome="")),
    )


def _held(one: Any, versions: tuple[Known, ...]) -> Held:
    """Untouched is what waits as it was handed in, and what was returned and not changed here since."""
    waits = one.state == "submitted" and not one.looked_at
    returned = one.state == "draft" and one.returned
    return Held(one, versions, worked=not (waits or returned) or one.stated or one.filed)


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
