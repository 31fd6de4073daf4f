"""One expert as a page tells of them. Which cases they have a conflict with is told to the office alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from greenlist.applications.models import Application
from greenlist.panel.facts import Conflict, Sort
from greenlist.panels.models import Assignment, ClearedDoubt, DeclaredConflict, Expert, PastEmployer, SharedWork
from greenlist.panels.reasons import said
from greenlist.parties.models import Organisation

from .cases import WAITING
from .conflicts import conflicts_of

SHOWN = 100  # conflicts on the page; the number of all stands above them


@dataclass(frozen=True, slots=True)
class Doubt:
    """A conflict that the province may find to be none."""

    organisation: Organisation
    sort: Sort
    text: str


@dataclass
class ExpertPage:
    """What the page shows beside the profile itself."""

    past: list[PastEmployer]
    shared: list[SharedWork]
    declared: list[DeclaredConflict] = field(default_factory=list)
    cleared: list[ClearedDoubt] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    conflicts: list[tuple[Application, str]] = field(default_factory=list)
    count: int = 0
    assignments: list[Assignment] = field(default_factory=list)


def page_of(expert: Expert, *, office: bool) -> ExpertPage:
    """The lines of a profile; for the office conflicts with what is under review now, doubts, reviews."""
    shown = ExpertPage(list(expert.past_employers.all()), list(expert.shared_works.all()))
    if not office:
        return shown
    shown.declared = list(expert.declared_conflicts.filter(withdrawn_at=None).select_related("application__unit", "by"))
    cleared = ClearedDoubt.objects.filter(expert=expert, withdrawn_at=None)
    shown.cleared = list(cleared.select_related("organisation", "by"))
    live = Assignment.objects.filter(expert=expert, ended_at=None)
    shown.assignments = list(live.select_related("panel", "application__unit").order_by("panel", "pk")[:SHOWN])
    _computed(expert, shown)
    return shown


def _computed(expert: Expert, shown: ExpertPage) -> None:
    rows = Application.objects.filter(state=WAITING, city__path__startswith=expert.pool.jurisdiction.path)
    found = {case: reasons for (_expert, case), reasons in conflicts_of([expert], rows).items()}
    shown.count = len(found)
    cases = Application.objects.select_related("unit").in_bulk(sorted(found)[:SHOWN])
    shown.conflicts = [(cases[pk], "；".join(said(one.message) for one in found[pk])) for pk in sorted(cases)]
    doubted = _doubted(found.values())
    names = Organisation.objects.in_bulk({organisation for organisation, _sort in doubted})
    shown.doubts = [Doubt(names[pk], sort, text) for (pk, sort), text in doubted.items()]


def _doubted(found: Iterable[tuple[Conflict, ...]]) -> dict[tuple[int, Sort], str]:
    told: dict[tuple[int, Sort], str] = {}
    for reasons in found:
        for one in reasons:
            if not one.certain and one.organisation is not None:
                told.setdefault((one.organisation, one.sort), said(one.message))
    return told


def by_sort(found: dict[tuple[int, int], tuple[Conflict, ...]]) -> Counter[Sort]:
    """How many pairs each sort of conflict keeps apart."""
    return Counter(sort for reasons in found.values() for sort in {one.sort for one in reasons})
