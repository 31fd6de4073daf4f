"""What the watch of rounds reads: one row for each application a hat sees, whatever the number of rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case as When_
from django.db.models import IntegerField, Max, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from greenlist.applications.models import Kind
from greenlist.applications.process import process_of
from greenlist.applications.rules import applications
from greenlist.engine import clock
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Deadline, Round

from .funnel import Age, Case, Funnel, Group, Steps, ages, funnel, groups
from .watching_late import Late, late_by_dates, late_elsewhere


@dataclass(frozen=True, slots=True)
class Watch:
    """A round as its office watches it."""

    round: Round
    funnel: Funnel
    cities: list[Group]
    kinds: list[Group]
    industries: list[Group]
    ages: list[Age]
    late: list[Late]
    dates: list[Deadline]
    steps: Steps = field(repr=False)
    today: date = field(default_factory=clock.today)

    @property
    def late_count(self) -> int:
        """How many things are late."""
        return sum(one.count for one in self.late)


def watch(round_: Round, hat: Hat) -> Watch:
    """Everything about one round. As many queries for one application as for a thousand."""
    return watches([round_], hat)[0]


def watches(rounds: Sequence[Round], hat: Hat) -> list[Watch]:
    """The same of several rounds in the same number of queries. Needs `deadlines`."""
    steps = {one.pk: Steps(process_of(one)) for one in rounds}
    cases = _cases(rounds, hat, steps)
    cities = _cities(hat)
    late = late_elsewhere(rounds, hat) if rounds else []
    found = []
    for round_ in rounds:
        own = [one for one in cases if one.round == round_.pk]
        places = {str(place.pk): place.name for place in cities}
        by_dates = late_by_dates(round_, own, steps[round_.pk], places)
        found.append(
            _watch(round_, own, steps[round_.pk], places, [*by_dates, *(one for one in late if one.round == round_.pk)])
        )
    return found


def _watch(round_: Round, cases: list[Case], steps: Steps, places: Mapping[str, str], late: list[Late]) -> Watch:
    return Watch(
        round_, funnel(cases, steps), groups(cases, steps, lambda one: str(one.city), places),
        groups(cases, steps, lambda one: one.kind, {kind: str(label) for kind, label in Kind.choices}),
        _industries(round_, cases, steps), ages(cases, steps, clock.now()),
        sorted(late, key=lambda one: (-one.days, one.what)), list(round_.deadlines.all()), steps,
    )  # fmt: skip


def _industries(round_: Round, cases: list[Case], steps: Steps) -> list[Group]:
    """By the two digits of the unit's industry; those nobody applied from are left out."""
    met = {one.industry for one in cases} - {""}
    known = {row.id: row.text("name") for row in book_of(round_).table("industries").rows if row.id in met}
    names = {code: f"{code} {known.get(code, '')}".strip() for code in sorted(met)}
    found = groups(cases, steps, lambda one: one.industry, names | {"": _("行业未填")})
    return [one for one in found if one.total]


def _cases(rounds: Sequence[Round], hat: Hat, steps: Mapping[int, Steps]) -> list[Case]:
    """One row an application: where it stands since when, and the farthest step it ever came to. One query."""
    order: dict[str, int] = {}
    for one in steps.values():
        order |= {name: place for name, place in one.place.items() if name not in order}
    far = When_(
        *(When(passages__to_state=name, then=Value(place)) for name, place in order.items()),
        default=Value(-1), output_field=IntegerField(),
    )  # fmt: skip
    rows = applications.visible(hat).filter(round__in=rounds).order_by()
    told = rows.annotate(far=Coalesce(Max(far), -1)).values_list(
        "round_id", "state", "state_since", "city_id", "kind", "unit__industry4", "far"
    )
    return [Case(*row[:5], row[5][:2], row[6]) for row in told]


def _cities(hat: Hat) -> list[Jurisdiction]:
    """The recommending units of the hat's place. One query."""
    path = hat.jurisdiction.path if hat.jurisdiction else ""
    return list(Jurisdiction.objects.filter(path__startswith=path, level=Jurisdiction.Level.CITY))
