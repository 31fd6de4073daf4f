"""Assignment of 2,000 cases to 300 experts, three each, beside SciPy's `linear_sum_assignment` on the same matrix.

    python benchmarks/bench_assignment.py [--without-peer]

The peer gets one row for each place of a case and one column for each place of an expert, at the same cost. It cannot
say that the three experts of a case must differ: with three each its optimum is only a lower bound, and the number of
cases that it gives the same expert twice is printed. With one each the question is the same; the costs must be equal.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter

import numpy as np
from scipy.optimize import linear_sum_assignment

from greenlist.panel.assignment import _Question, assign
from greenlist.panel.seats import Need, Seat

CASES, EXPERTS, EACH, MOST = 2_000, 300, 3, 30
LIMIT_SECONDS = 30
FIELDS = [f"{code:02d}" for code in range(13, 44)]
DENSITY = 0.003  # of pairs in conflict; see bench_conflicts.py


def main() -> int:
    needs, seats, barred = made(EACH)
    start = time.perf_counter()
    plan = assign(needs, seats, barred)
    took = time.perf_counter() - start
    loads = Counter(one.expert for one in plan.choices)
    assert not any((one.expert, one.case) in barred for one in plan.choices)
    assert max(loads.values()) <= MOST
    assert len(plan.choices) == CASES * EACH - sum(one.missing for one in plan.shortfalls)
    print(f"{CASES:,} cases x {EXPERTS} experts, {EACH} each, {len(barred):,} pairs in conflict")
    print(f"ours              {took:7.2f} s   cost {plan.cost:,}  (limit {LIMIT_SECONDS} s)")
    print(
        f"                  {sum(one.exact for one in plan.choices):,} of {len(plan.choices):,} in their industry, "
        f"{len(plan.shortfalls)} cases short, {min(loads.values())} to {max(loads.values())} cases an expert"
    )
    if "--without-peer" not in sys.argv:
        single, *rest = made(1)
        compare(single, *rest)
        compare(needs, seats, barred)
    print(f"memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB at most")
    return 0 if took <= LIMIT_SECONDS else 1


def made(each: int) -> tuple[list[Need], list[Seat], set[tuple[int, int]]]:
    rng = random.Random(196)  # noqa: S311 - the same numbers in every run
    weights = [1 / (rank + 3) for rank in range(len(FIELDS))]  # a few industries have most of the cases
    seats = [
        Seat(expert, frozenset({"factory", "park"} if expert % 4 else {"factory"}),
             frozenset(rng.choices(FIELDS, weights, k=rng.randint(1, 3))), 0, MOST)
        for expert in range(EXPERTS)
    ]  # fmt: skip
    needs = [
        Need(case, "factory" if rng.random() < 0.9 else "park", rng.choices(FIELDS, weights)[0], each)
        for case in range(CASES)
    ]
    barred = {(rng.randrange(EXPERTS), rng.randrange(CASES)) for _ in range(int(CASES * EXPERTS * DENSITY))}
    return needs, seats, barred


def compare(needs: list[Need], seats: list[Seat], barred: set[tuple[int, int]]) -> None:
    each = needs[0].count
    start = time.perf_counter()
    ours = assign(needs, seats, barred)
    took = time.perf_counter() - start
    question = _Question(needs, seats, barred)
    start = time.perf_counter()
    pairs = np.full((len(needs), len(seats)), float(question.empty))  # a conflict costs as much as an empty place
    for at, need in enumerate(needs):
        for place, seat in enumerate(seats):
            if need.kind in seat.kinds and place not in question.closed.get(at, ()):
                pairs[at, place] = question.other_field if need.field not in seat.fields else 0
    deep = min(MOST, 2 * each * len(needs) // len(seats) + 2)  # an even load needs no deeper places
    matrix = np.repeat(np.repeat(pairs, each, axis=0), deep, axis=1)
    matrix += np.tile(np.arange(1, deep + 1), len(seats))
    rows, columns = linear_sum_assignment(matrix)
    peer = time.perf_counter() - start
    cost = float(matrix[rows, columns].sum())
    twice = sum(times > 1 for times in Counter(zip(rows // each, columns // deep, strict=True)).values())
    print(
        f"{each} each: ours {took:.2f} s at {ours.cost:,}; linear_sum_assignment {peer:.2f} s at {cost:,.0f}, "
        f"{twice} cases with an expert twice, matrix {matrix.nbytes / 2**20:.0f} MB"
    )
    if each == 1:
        assert ours.cost == round(cost)
    else:
        assert ours.cost >= round(cost)  # a lower bound; equal where it gives nobody twice
        assert twice or ours.cost == round(cost)


if __name__ == "__main__":
    sys.exit(main())
