"""Conflict check of 2,000 cases and 300 experts: joined on keys, beside a naive double loop on a part of them.

    python benchmarks/bench_conflicts.py

The double loop asks `panel.conflicts.conflicts` for each pair, on 200 cases and 60 experts, and is scaled up; both must
say the same there.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from firm_names import firm_names

from greenlist.panel.conflicts import all_conflicts, body_keys, conflicts, tie_keys
from greenlist.panel.facts import Body, Case, Reviewer, Rule, Sort, Tie

CASES, EXPERTS, AGENCIES = 2_000, 300, 60
PART_CASES, PART_EXPERTS = 200, 60
LIMIT_SECONDS = 10
RULE = Rule(3, date(2024, 7, 12))


def main() -> int:
    rng = random.Random(586)  # noqa: S311 - the same numbers in every run
    cases, experts = made(rng)
    body_keys.cache_clear()
    tie_keys.cache_clear()
    start = time.perf_counter()
    found = all_conflicts(experts, cases, RULE)
    joined = time.perf_counter() - start

    part_cases, part_experts = cases[:PART_CASES], experts[:PART_EXPERTS]
    start = time.perf_counter()
    naive = {
        (expert.key, case.key): reasons
        for expert in part_experts
        for case in part_cases
        if (reasons := conflicts(expert, case, RULE))
    }
    looped = time.perf_counter() - start
    scaled = looped * (CASES * EXPERTS) / (PART_CASES * PART_EXPERTS)
    assert all_conflicts(part_experts, part_cases, RULE) == naive
    print(f"{CASES:,} cases x {EXPERTS} experts: {len(found):,} pairs in conflict")
    print(f"joined on keys   {joined:8.3f} s   (limit {LIMIT_SECONDS} s)")
    print(f"double loop      {scaled:8.1f} s   (from {PART_CASES} x {PART_EXPERTS}: {looped:.2f} s)")
    return 0 if joined <= LIMIT_SECONDS else 1


def made(rng: random.Random) -> tuple[list[Case], list[Reviewer]]:
    names = firm_names(2 * (CASES + AGENCIES), seed=7)
    rng.shuffle(names)
    units = [body(rng, names, number) for number in range(CASES)]
    agencies = [body(rng, names, CASES + number) for number in range(AGENCIES)]
    cases = [Case(number, unit, rng.choice([None, *agencies])) for number, unit in enumerate(units)]
    everybody = [*units, *agencies]
    return cases, [Reviewer(number, tuple(ties(rng, everybody))) for number in range(EXPERTS)]


def body(rng: random.Random, names: list[str], number: int) -> Body:
    former = (names.pop(),) if number % 7 == 0 else ()
    return Body(names.pop(), f"9122{number:012d}XX", person(rng), former, number)


def ties(rng: random.Random, bodies: list[Body]) -> list[Tie]:
    some = [rng.choice(bodies) for _ in range(4)]
    left = RULE.on - timedelta(days=rng.randrange(3_000))
    return [
        Tie(Sort.EMPLOYER, name=some[0].name, uscc=some[0].uscc if rng.random() < 0.5 else ""),
        Tie(Sort.FORMER, name=some[1].name, until=left),
        Tie(Sort.SHARED, name=some[2].name, what="标准"),
        Tie(Sort.STAFF, id=some[3].id, what="2024"),
        Tie(Sort.LEGAL_REP, rep=person(rng), certain=False),
    ]


def person(rng: random.Random) -> str:
    return rng.choice("赵钱孙李周吴郑王冯陈") + rng.choice("伟芳娜敏静强磊军洋勇艳杰") + rng.choice("国华建文明军平")


if __name__ == "__main__":
    sys.exit(main())
