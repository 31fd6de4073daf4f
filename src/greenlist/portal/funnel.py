"""The funnel of a round: how many applications ever came to each step, how many stand there now, those ended apart.

Pure: rows in, numbers out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from greenlist.applications.rules import WORKING
from greenlist.engine.lawbook.schema.process import Process

APART = ("rejected", "not_listed", "blocked")  # ends beside the way
RETURNED = "returned"  # sent back to the unit


@dataclass(frozen=True, slots=True)
class Case:
    """One application as the watch sees it. `far`: the place in `Steps` of the farthest step it ever came to."""

    round: int
    state: str
    since: datetime
    city: int
    kind: str
    industry: str  # two digits, '' not known
    far: int


class Steps:
    """The steps of a process from handing in to the list, in order; those beside the way are no steps."""

    def __init__(self, process: Process) -> None:
        states = [one for one in process.states if one.id not in WORKING and one.id not in APART]
        self.ids = [one.id for one in states]
        self.labels = {one.id: one.labels.office for one in process.states}
        self.place = {name: place for place, name in enumerate(self.ids)}
        onward = {way.from_state: way.actor for way in reversed(process.transitions) if not way.back}
        self.next_actor: Mapping[str, str] = onward

    def reached(self, case: Case) -> int:
        """The place of the farthest step of a case, by its way or by where it stands. All were handed in at least."""
        return max(case.far, self.place.get(case.state, 0), 0)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the funnel."""

    id: str
    label: str
    reached: int  # ever came here or farther
    now: int  # stand here


@dataclass(frozen=True, slots=True)
class Funnel:
    """All of it."""

    stages: list[Stage]
    apart: list[tuple[str, str, int]]  # state, label, count
    returned: int
    total: int


def funnel(cases: Iterable[Case], steps: Steps) -> Funnel:
    """The funnel of some cases of one process."""
    now: Counter[str] = Counter()
    reached = [0] * len(steps.ids)
    total = 0
    for case in cases:
        total += 1
        now[RETURNED if case.state in WORKING else case.state] += 1
        for place in range(steps.reached(case) + 1):
            reached[place] += 1
    stages = [Stage(name, steps.labels[name], reached[place], now[name]) for place, name in enumerate(steps.ids)]
    apart = [(name, steps.labels[name], now[name]) for name in APART if name in steps.labels]
    return Funnel(stages, apart, now[RETURNED], total)


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one city, kind or industry: how many came to each step, ended apart, are under way."""

    key: str
    name: str
    reached: list[int]  # as `Steps.ids`
    apart: int
    total: int
    open: int

    @property
    def listed(self) -> int:
        """Came to the last step."""
        return self.reached[-1] if self.reached else 0


def groups(cases: Sequence[Case], steps: Steps, key: Callable[[Case], str], names: Mapping[str, str]) -> list[Group]:
    """The cases parted by a key. Every name has its line, also without a case; a key without a name comes last."""
    parted: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        parted[key(case)].append(case)
    order = [*names, *sorted(parted.keys() - names.keys())]
    return [_group(one, names.get(one, one), parted[one], steps) for one in order]


def _group(key: str, name: str, cases: Sequence[Case], steps: Steps) -> Group:
    found = funnel(cases, steps)
    apart = sum(count for _state, _label, count in found.apart)
    listed = found.stages[-1].now if found.stages else 0
    return Group(key, name, [one.reached for one in found.stages], apart, found.total, found.total - apart - listed)


@dataclass(frozen=True, slots=True)
class Age:
    """How long the cases of one state have stood there, in whole days."""

    state: str
    label: str
    actor: str  # who has the next step, '' nobody
    count: int
    median: float
    longest: int


def ages(cases: Iterable[Case], steps: Steps, now: datetime) -> list[Age]:
    """The queue of every step that is not the last, in order; empty ones are left out."""
    days: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        days[case.state].append((now - case.since).days)
    return [
        Age(one, steps.labels[one], steps.next_actor.get(one, ""), len(days[one]), median(days[one]), max(days[one]))
        for one in steps.ids[:-1]
        if days.get(one)
    ]
