"""A kept plan as a page shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from greenlist.applications.models import Application
from greenlist.panels.models import AssignmentPlan, Expert
from greenlist.panels.reasons import message, said

from .cases import live_of


@dataclass(frozen=True, slots=True)
class Proposed:
    """An expert for a case."""

    expert: Expert
    how: str
    exact: bool
    why: str


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case with whom it gets."""

    application: Application
    proposed: tuple[Proposed, ...]
    stays: tuple[Expert, ...]
    missing: int
    why: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The whole plan."""

    cases: list[PlannedCase]  # what lacks experts first
    given: int
    exact: int
    ended: int
    short: int
    loads: list[tuple[Expert, int, int]]  # expert, new cases, cases of the panel then; heaviest first
    anchor_not: list[tuple[Expert, str]]


def plan_page(plan: AssignmentPlan) -> PlanPage:
    """The plan with names and sentences. Four queries."""
    content = plan.content
    ended = set(content["ended"])
    stays: dict[int, list[int]] = defaultdict(list)
    load: Counter[int] = Counter()
    for pk, case, expert in live_of(plan.panel).values_list("pk", "application", "expert"):
        if pk not in ended and plan.applied_at is None:
            stays[case].append(expert)
            load[expert] += 1
    new = Counter(one["expert"] for one in content["choices"])
    short = {one["case"]: one for one in content["shortfalls"]}
    numbers = {*new, *load, *(one["expert"] for one in content["anchor_not"])}
    experts = {one.pk: one for one in Expert.objects.filter(pk__in=numbers).select_related("person")}
    by_case: dict[int, list[Proposed]] = defaultdict(list)
    for one in content["choices"]:
        why = said(message(one["why"]))
        by_case[one["case"]].append(Proposed(experts[one["expert"]], one["how"], one["exact"], why))
    cases = Application.objects.filter(pk__in={*by_case, *short}).select_related("unit").order_by("unit__name", "pk")
    rows = [
        PlannedCase(
            one, tuple(by_case[one.pk]), tuple(experts[pk] for pk in stays[one.pk]),
            short[one.pk]["missing"] if one.pk in short else 0,
            said(message(short[one.pk]["why"])) if one.pk in short else "",
        )
        for one in cases
    ]  # fmt: skip
    rows.sort(key=lambda one: -one.missing)
    heaviest = sorted(({*new, *load}), key=lambda pk: (-(new[pk] + load[pk]), experts[pk].person.name, pk))
    return PlanPage(
        rows, len(content["choices"]), sum(one["exact"] for one in content["choices"]), len(ended), len(short),
        [(experts[pk], new[pk], new[pk] + load[pk]) for pk in heaviest],
        [(experts[one["expert"]], said(message(one["why"]))) for one in content["anchor_not"]],
    )  # fmt: skip
