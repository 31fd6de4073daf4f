"""The register of experts as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from greenlist.applications.models import Kind
from greenlist.panels.law import division_label
from greenlist.panels.models import Assignment, Expert, ExpertTable
from greenlist.parties.models import Membership, Organisation, Person, Role

SHOWN_FIELDS = ("title", "employer", "employer_uscc", "kinds", "fields", "most_cases")


def register(
    visible: QuerySet[Expert], *, text: str = "", kind: str = "", field: str = "", state: str = ""
) -> QuerySet[Any]:
    """Experts with `load` (cases on their desk now); '' leaves a filter out. `state`: in, out."""
    rows = visible.select_related("person", "pool")
    if text:
        rows = rows.filter(
            Q(person__name__icontains=text) | Q(employer__icontains=text) | Q(employer_uscc__iexact=text)
        )
    if kind:
        rows = rows.filter(kinds__contains=kind)
    if field:
        rows = rows.filter(fields__contains=field)
    if state in {"in", "out"}:
        rows = rows.filter(active=state == "in")
    open_ = Q(assignments__ended_at=None) & ~Q(assignments__panel__state="closed") & Q(assignments__isnull=False)
    return rows.annotate(load=Count("assignments", filter=open_, distinct=True)).order_by("person__name", "pk")


def without_profile(pools: QuerySet[Organisation]) -> QuerySet[Person]:
    """Who has the hat of an expert and no profile yet."""
    worn = Membership.objects.filter(organisation__in=pools, role=Role.EXPERT, until=None)
    return Person.objects.filter(pk__in=worn.values("person"), is_active=True, expert=None).order_by("name", "pk")


def experts_of(pool: Organisation) -> QuerySet[Person]:
    """Everybody with the hat of an expert in a pool."""
    worn = Membership.objects.filter(organisation=pool, role=Role.EXPERT, until=None)
    return Person.objects.filter(pk__in=worn.values("person"), is_active=True).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a table beside the register: what it would enter or change."""

    line: int
    person: Person
    entered: bool
    differences: tuple[tuple[str, str, str], ...]  # field, now, then


def changes(table: ExpertTable) -> list[Change]:
    """What a table would do, in its order. Two queries."""
    people = Person.objects.in_bulk([one["person"] for one in table.content["lines"]])
    known = {one.person_id: one for one in Expert.objects.filter(person__in=people)}
    found = []
    for one in table.content["lines"]:
        there = known.get(one["person"])
        different = tuple(
            (name, shown(name, getattr(there, name) if there else None), shown(name, value))
            for name, value in one["values"].items()
            if there is None or getattr(there, name) != value
        )
        found.append(Change(one["line"], people[one["person"]], there is None, different))
    return found


def shown(name: str, value: Any) -> str:
    """A value of a profile as text, '' where nothing stands."""
    if name == "fields":
        return "、".join(division_label(code) for code in value or ())
    if name == "kinds":
        return "、".join(str(Kind(one).label) for one in value or ())
    return "" if value is None else str(value)


def desk_count(expert: Expert) -> int:
    """How many cases are on an expert's desk now."""
    return Assignment.objects.filter(expert=expert, ended_at=None).exclude(panel__state="closed").count()
