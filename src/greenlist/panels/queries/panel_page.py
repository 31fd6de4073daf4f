"""A panel as its page shows it: experts and their load, cases and their experts, what conflicts keep apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise

from greenlist.applications.models import Application
from greenlist.panel.facts import Sort
from greenlist.panels.models import Assignment, Expert, Panel, PanelMember
from greenlist.panels.rules.panels import panels as access
from greenlist.panels.words import SORTS
from greenlist.parties.access import Hat
from greenlist.rounds.models import Round

from .cases import (
    WAITING,
    Member,
    cases_of,
    live_of,
    loads,
    members_of,
    members_shown,
    most_cases,
    uncovered,
    with_counts,
)
from .conflicts import Found, conflicts_of, in_words
from .expert_page import by_sort
from .planning import coverage


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with the experts who have it."""

    application: Application
    assignments: tuple[Assignment, ...]
    lacks: int
    conflicts: int  # members who must not review it

    @property
    def signed(self) -> int:
        """Sheets signed."""
        return sum(signed_on(one) for one in self.assignments)


def signed_on(assignment: Assignment) -> bool:
    """Whether the sheet is signed; the assignment comes with `sheet`."""
    sheet = getattr(assignment, "sheet", None)
    return sheet is not None and sheet.signed_at is not None


class PanelPage:
    """One panel. Conflicts are asked once for all experts and cases."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel

    @cached_property
    def conflicts(self) -> Found:
        """What keeps the panel's experts and cases apart."""
        experts = [one.expert for one in self.every_member]
        return conflicts_of(experts, Application.objects.filter(pk__in=cases_of(self.panel).values("pk")))

    def members(self, some: Sequence[PanelMember]) -> list[Member]:
        """The experts of a page."""
        return members_shown(self.panel, some, Counter(expert for expert, _case in self.conflicts))

    @cached_property
    def every_member(self) -> list[PanelMember]:
        """All experts. One query."""
        return members_of(self.panel)

    @cached_property
    def coverage(self) -> dict[str, int]:
        """How many cases have all their experts, some, none."""
        return coverage(self.panel)

    @cached_property
    def sorts(self) -> list[tuple[Promise, int]]:
        """Sorts of conflicts and how many pairs each keeps apart, in the order of the rules."""
        counts = by_sort(self.conflicts)
        return [(SORTS[sort], counts[sort]) for sort in Sort if counts[sort]]

    @cached_property
    def signed(self) -> tuple[int, int]:
        """Sheets signed, and assignments that hold."""
        live = live_of(self.panel)
        return live.filter(sheet__signed_at__isnull=False).count(), live.count()

    def cases(self, text: str, state: str) -> QuerySet[Application]:
        """The cases, filtered: `state` full, short."""
        rows = cases_of(self.panel).select_related("unit", "city")
        if text:
            rows = rows.filter(unit__name__icontains=text)
        if state in {"full", "short"}:
            wanted = {"given__gte" if state == "full" else "given__lt": self.panel.per_case}
            rows = with_counts(rows).filter(**wanted)
        return rows

    def rows(self, applications: Iterable[Application]) -> list[CaseRow]:
        """Cases of a page, with their experts. One query."""
        wanted = list(applications)
        found: dict[int, list[Assignment]] = defaultdict(list)
        live = live_of(self.panel).filter(application__in=wanted).select_related("expert__person", "sheet")
        for one in live:
            found[one.application_id].append(one)
        closed = Counter(case for _expert, case in self.conflicts)
        return [
            CaseRow(one, tuple(found[one.pk]), max(self.panel.per_case - len(found[one.pk]), 0), closed[one.pk])
            for one in wanted
        ]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member beside one case: has it, may have it, or why not."""

    expert: Expert
    load: int
    most: int | None
    exact: bool
    conflict: str

    @property
    def full(self) -> bool:
        """No room left."""
        return self.most is not None and self.load >= self.most


def candidates(panel: Panel, application: Application) -> list[Candidate]:
    """Everybody of the panel who does not have the case, those of its industry with the smallest load first."""
    has = set(live_of(panel).filter(application=application).values_list("expert", flat=True))
    experts = [one.expert for one in members_of(panel) if one.expert_id not in has]
    rows = Application.objects.filter(pk=application.pk)
    found = {expert: in_words(reasons) for (expert, _case), reasons in conflicts_of(experts, rows).items()}
    load, field = loads(panel.round, [one.pk for one in experts]), application.unit.industry4[:2]
    made = [
        Candidate(one, load.get(one.pk, 0), most_cases(one, panel.round), bool(field) and field in one.fields,
                  found.get(one.pk, ""))
        for one in experts
        if one.active and panel.kind in one.kinds
    ]  # fmt: skip
    return sorted(made, key=lambda one: (bool(one.conflict), one.full, not one.exact, one.load, one.expert.pk))


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A panel in the list."""

    panel: Panel
    coverage: dict[str, int]
    signed: tuple[int, int]


def panel_rows(hat: Hat | None, round_: Round) -> tuple[list[PanelRow], int]:
    """The panels of a round, and how many of its cases no panel takes. Three queries for each panel."""
    found: Sequence[Panel] = list(access.visible(hat).filter(round=round_).select_related("round__law", "place"))
    rows = [PanelRow(one, coverage(one), PanelPage(one).signed) for one in found]
    return rows, uncovered(round_, found).count()


def with_something(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """The rounds that have a panel, or a case that waits for one."""
    waiting = Application.objects.filter(round=OuterRef("pk"), state=WAITING)
    return rounds.filter(Exists(Panel.objects.filter(round=OuterRef("pk"))) | Exists(waiting))
