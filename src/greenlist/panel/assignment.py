"""Who reviews what: as many experts per case as it needs, none in conflict, none above their limit, the load even.

What is made least, in this order: places that stay empty; experts who know the kind of case but not its industry; and
uneven load (the n-th case of an expert costs n, so that the next case goes to whoever has fewest).

This is a flow of least cost: case -> expert -> the expert's first, second, ... place. Its constraints are those of a
network, so the linear programme has a whole-numbered optimum at a corner, and HiGHS (`scipy.optimize.linprog`, simplex)
finds it exactly; no branching, no rounding. What else was weighed:

- `scipy.optimize.linear_sum_assignment` on replicated rows and columns cannot say "three *different* experts": its
  matrix gives one expert to all three rows of a case. It is dense besides: 6,000 x 9,000 numbers for 2,000 x 300.
- `scipy.sparse.csgraph.min_weight_full_bipartite_matching` has the same fault, and fails as a whole where one case
  cannot be served.
- `scipy.optimize.milp` is the same programme with branching that it does not need.
- OR-tools solves it too, and is 100 MB for this one question.

Cases of the same kind and industry that need the same number are one line of the programme while it runs: it asks how
often an expert is given to the *group*, at most once for each of its cases that they have no conflict with. A flow of
greatest size (`scipy.sparse.csgraph.maximum_flow`) then deals the experts out to the cases of the group, each at most
once per case and never where there is a conflict. Where a group cannot be dealt out (conflicts lie so that the sums
agree and the cases do not) its cases become lines of their own and the programme runs again: exact in every case, and
small in almost all. The order of input decides between equals, so the same question has the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from .explaining import explained, shortfall
from .seats import Need, Plan, Seat

Pair = tuple[int, int]  # expert, case
Quota = dict[int, int]  # place of the expert in the list -> cases of the group
_TIGHT = 1e-6


def assign(needs: Sequence[Need], seats: Sequence[Seat], barred: Collection[Pair]) -> Plan:
    """The plan of least cost. `barred`: (expert, case) that must not meet.

    Every case gets what it needs, or a shortfall says how many are missing and why; the rest is assigned nevertheless.
    """
    question = _Question(needs, seats, barred)
    dealt = question.solve() if needs and seats else {}
    loads = {seat.key: seat.load for seat in seats}
    for experts in dealt.values():
        for place in experts:
            loads[seats[place].key] += 1
    given = {need.key: tuple(seats[place].key for place in dealt.get(at, ())) for at, need in enumerate(needs)}
    bars = frozenset(barred)
    choices = explained(needs, seats, bars, given, loads)
    lacking = [
        shortfall(need, seats, bars, len(given[need.key])) for need in needs if len(given[need.key]) < need.count
    ]
    return Plan(tuple(choices), tuple(lacking), question.cost(dealt))


@dataclass(slots=True)
class _Group:
    """Cases that are alike, by their places in the list of needs."""

    kind: str
    field: str
    count: int
    cases: list[int]


class _Question:
    """The programme over groups of cases."""

    def __init__(self, needs: Sequence[Need], seats: Sequence[Seat], barred: Collection[Pair]) -> None:
        self.needs, self.seats = needs, seats
        place = {seat.key: at for at, seat in enumerate(seats)}
        at_case = {need.key: at for at, need in enumerate(needs)}
        self.closed: dict[int, set[int]] = defaultdict(set)  # case -> experts that must not have it
        for expert, case in barred:
            if expert in place and case in at_case:
                self.closed[at_case[case]].add(place[expert])
        for at, need in enumerate(needs):
            self.closed[at].update(place[one] for one in need.has if one in place)
        # a case of another industry costs more than the most uneven load, an empty place more than any exchange
        deepest = max((seat.load + seat.room for seat in seats), default=0)
        self.other_field = deepest + 1
        self.empty = (self.other_field + deepest) * (len(seats) + 1)

    def solve(self) -> dict[int, list[int]]:
        """Case -> experts, both by their places in the lists."""
        groups = self._groups()
        while True:
            quotas = self._programme(groups)
            dealt: dict[int, list[int]] = {}
            split: list[_Group] = []
            for group, quota in zip(groups, quotas, strict=True):
                cases = self._deal(group, quota)
                if cases is None:
                    split += [_Group(group.kind, group.field, group.count, [case]) for case in group.cases]
                else:
                    dealt.update(cases)
                    split.append(group)
            if len(split) == len(groups):
                return dealt
            groups = split

    def cost(self, dealt: dict[int, list[int]]) -> int:
        """What a plan costs."""
        loads = [seat.load for seat in self.seats]
        total = 0
        for at, need in enumerate(self.needs):
            experts = dealt.get(at, [])
            total += self.empty * (need.count - len(experts))
            for place in experts:
                total += self._mismatch(need.field, self.seats[place])
                loads[place] += 1
                total += loads[place]
        return total

    def _mismatch(self, field: str, seat: Seat) -> int:
        return self.other_field if field and field not in seat.fields else 0

    def _groups(self) -> list[_Group]:
        found: dict[tuple[str, str, int], _Group] = {}
        for at, need in enumerate(self.needs):
            if need.count > 0:
                key = (need.kind, need.field, need.count)
                found.setdefault(key, _Group(*key, [])).cases.append(at)
        return list(found.values())

    def _programme(self, groups: list[_Group]) -> list[Quota]:
        """How often each expert is given to each group. Variables: group x expert, empty places, places of experts."""
        edges = [edge for at, group in enumerate(groups) for edge in self._edges(at, group)]
        if not edges:
            return [{} for _ in groups]
        places = [(at, seat.load + nth) for at, seat in enumerate(self.seats) for nth in range(1, seat.room + 1)]
        count, experts = len(groups), len(self.seats)
        rows = np.concatenate([
            np.array([group for group, _expert, _most, _cost in edges], dtype=np.int64),
            np.array([count + expert for _group, expert, _most, _cost in edges], dtype=np.int64),
            np.arange(count),
            np.array([count + expert for expert, _cost in places], dtype=np.int64),
        ])  # fmt: skip
        own, free = len(edges), len(edges) + count
        columns = np.concatenate([np.arange(own), np.arange(own), np.arange(own, free),
                                  np.arange(free, free + len(places))])  # fmt: skip
        signs = np.concatenate([np.ones(2 * own + count), -np.ones(len(places))])
        matrix = csr_array((signs, (rows, columns)), shape=(count + experts, free + len(places)))
        wanted = [group.count * len(group.cases) for group in groups]
        cost = [edge[3] for edge in edges] + [self.empty] * count + [one[1] for one in places]
        most = [edge[2] for edge in edges] + wanted + [1] * len(places)
        bounds = np.column_stack([np.zeros(len(most)), np.array(most, dtype=float)])
        target = np.array(wanted + [0] * experts, dtype=float)
        answer = linprog(np.array(cost, dtype=float), A_eq=matrix, b_eq=target, bounds=bounds, method="highs-ds")
        if answer.status != 0:
            raise RuntimeError(f"assignment: {answer.message}")  # empty places make every question solvable
        return _quotas(edges, answer.x, count)

    def _edges(self, at: int, group: _Group) -> list[tuple[int, int, int, int]]:
        """Group, expert, at most so often, cost of each time."""
        closed: dict[int, int] = defaultdict(int)
        for case in group.cases:
            for place in self.closed.get(case, ()):
                closed[place] += 1
        return [
            (at, place, most, self._mismatch(group.field, seat))
            for place, seat in enumerate(self.seats)
            if group.kind in seat.kinds and (most := min(len(group.cases) - closed[place], seat.room)) > 0
        ]

    def _deal(self, group: _Group, quota: Quota) -> dict[int, list[int]] | None:
        """The experts of a group dealt out to its cases; None where that cannot be done."""
        if len(group.cases) == 1:
            return {group.cases[0]: sorted(quota)}
        experts, cases = sorted(quota), group.cases
        first, sink = 1 + len(experts), 1 + len(experts) + len(cases)
        free = np.ones((len(experts), len(cases)), dtype=bool)
        at = {place: nth for nth, place in enumerate(experts)}
        for row, case in enumerate(cases):
            free[[at[place] for place in self.closed.get(case, ()) if place in at], row] = False
        who, what = np.nonzero(free)
        tails = np.concatenate([np.zeros(len(experts), dtype=np.int64), 1 + who, first + np.arange(len(cases))])
        heads = np.concatenate([1 + np.arange(len(experts)), first + what, np.full(len(cases), sink)])
        widths = np.concatenate([
            [quota[place] for place in experts], np.ones(len(who)), np.full(len(cases), group.count),
        ]).astype(np.int32)  # fmt: skip
        flow = maximum_flow(csr_array((widths, (tails, heads)), shape=(sink + 1, sink + 1)), 0, sink)
        if flow.flow_value < sum(quota.values()):
            return None
        lines = flow.flow.tocoo()
        used = (lines.data > 0) & (lines.row > 0) & (lines.row < first) & (lines.col >= first) & (lines.col < sink)
        dealt: dict[int, list[int]] = {case: [] for case in cases}
        for tail, head in zip(lines.row[used].tolist(), lines.col[used].tolist(), strict=True):
            dealt[cases[head - first]].append(experts[tail - 1])
        return {case: sorted(those) for case, those in dealt.items()}


def _quotas(edges: list[tuple[int, int, int, int]], values: np.ndarray, count: int) -> list[Quota]:
    """The corner of the programme as whole numbers."""
    whole = np.rint(values[: len(edges)])
    if len(edges) and float(np.abs(whole - values[: len(edges)]).max()) > _TIGHT:
        raise RuntimeError("assignment: the solver did not end at a corner")
    quotas: list[Quota] = [{} for _ in range(count)]
    for edge, times in zip(edges, whole, strict=True):
        if times > 0:
            quotas[edge[0]][edge[1]] = int(times)
    return quotas
