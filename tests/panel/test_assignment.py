"""The solver: what always holds, what is best, what it says."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlist.engine.messages import render
from greenlist.panel import assignment
from greenlist.panel.assignment import assign
from greenlist.panel.seats import Need, Plan, Seat

KINDS = ("factory", "park")
FIELDS = ("13", "14", "")

seats = st.lists(
    st.tuples(
        st.frozensets(st.sampled_from(KINDS), min_size=1), st.frozensets(st.sampled_from(FIELDS[:2])),
        st.integers(0, 2), st.integers(0, 4),
    ),
    max_size=5,
).map(lambda rows: [Seat(key, *row) for key, row in enumerate(rows)])  # fmt: skip
needs = st.lists(
    st.tuples(
        st.sampled_from(KINDS), st.sampled_from(FIELDS), st.integers(0, 3), st.just(""),
        st.frozensets(st.integers(0, 4), max_size=2),
    ),
    max_size=6,
).map(lambda rows: [Need(100 + key, *row) for key, row in enumerate(rows)])  # fmt: skip
bars = st.frozensets(st.tuples(st.integers(0, 4), st.integers(100, 105)), max_size=12)


def given_to(plan: Plan) -> dict[int, list[int]]:
    cases: dict[int, list[int]] = {}
    for one in plan.choices:
        cases.setdefault(one.case, []).append(one.expert)
    return cases


@settings(max_examples=150)
@given(needs, seats, bars)
def test_never_a_conflict_never_above_the_limit_enough_or_told(
    cases: list[Need], experts: list[Seat], barred: frozenset[tuple[int, int]]
) -> None:
    plan = assign(cases, experts, barred)
    by_key = {seat.key: seat for seat in experts}
    loads = Counter(one.expert for one in plan.choices)
    lacking = {one.case: one.missing for one in plan.shortfalls}
    assert all(loads[seat.key] <= seat.room for seat in experts)
    for case in cases:
        got = given_to(plan).get(case.key, [])
        assert len(got) == len(set(got)) == case.count - lacking.get(case.key, 0)
        assert not any((expert, case.key) in barred or expert in case.has for expert in got)
        assert all(case.kind in by_key[expert].kinds for expert in got)
    assert all(render(one.why) and render(one.why, "en") for one in (*plan.choices, *plan.shortfalls))
    assert assign(cases, experts, barred) == plan


@settings(max_examples=60)
@given(needs.map(lambda rows: rows[:3]), seats.map(lambda rows: rows[:4]), bars)
def test_no_plan_costs_less(cases: list[Need], experts: list[Seat], barred: frozenset[tuple[int, int]]) -> None:
    question = assignment._Question(cases, experts, barred)
    possible = []
    for at, case in enumerate(cases):
        able = [
            place
            for place, seat in enumerate(experts)
            if case.kind in seat.kinds and place not in question.closed.get(at, ())
        ]
        possible.append([list(one) for size in range(case.count + 1) for one in combinations(able, size)])
    costs = []
    for dealt in product(*possible):
        loads = Counter(place for one in dealt for place in one)
        if all(loads[place] <= seat.room for place, seat in enumerate(experts)):
            costs.append(question.cost(dict(enumerate(dealt))))
    assert assign(cases, experts, barred).cost == min(costs)


@settings(max_examples=60)
@given(needs, seats, bars)
def test_groups_lose_nothing(cases: list[Need], experts: list[Seat], barred: frozenset[tuple[int, int]]) -> None:
    grouped = assign(cases, experts, barred)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment._Question, "_groups", one_by_one)
        assert assign(cases, experts, barred).cost == grouped.cost


def one_by_one(question: assignment._Question) -> list[assignment._Group]:
    return [
        assignment._Group(need.kind, need.field, need.count, [at])
        for at, need in enumerate(question.needs)
        if need.count > 0
    ]


def expert(key: int, *fields: str, most: int = 9, load: int = 0) -> Seat:
    return Seat(key, frozenset({"factory"}), frozenset(fields), load, most)


def case(key: int, field: str = "13", count: int = 1, has: frozenset[int] = frozenset()) -> Need:
    return Need(key, "factory", field, count, "13 农副食品加工业", has)


def test_the_industry_comes_before_an_even_load() -> None:
    plan = assign([case(100), case(101)], [expert(1, "13", load=5), expert(2, "14")], ())
    assert [one.expert for one in plan.choices] == [1, 1]
    assert all(one.exact for one in plan.choices)


def test_a_full_place_comes_before_the_industry() -> None:
    plan = assign([case(100), case(101, "14")], [expert(1, "13", "14", most=1), expert(2, most=1)], [(2, 101)])
    assert given_to(plan) == {100: [2], 101: [1]}
    assert plan.shortfalls == ()


def test_the_load_is_even() -> None:
    plan = assign([case(key, count=2) for key in range(100, 110)], [expert(key, "13") for key in range(5)], ())
    assert set(Counter(one.expert for one in plan.choices).values()) == {4}


def test_a_choice_says_why() -> None:
    plan = assign([case(100)], [expert(1, "13"), expert(2, "13", most=0), expert(3, "13"), expert(4, "14")], [(3, 100)])
    assert render(plan.choices[0].why) == (
        "专业领域与行业相符（13 农副食品加工业）；共评 1 份，最多 9 份；"
        "同等条件的另 2 人：须回避 1，已评本份 0，已满 1，其余 0 人另有任务"
    )
    other = assign([case(100)], [expert(4, "14")], ())
    assert render(other.choices[0].why).startswith("同领域（13 农副食品加工业）没有可用的专家")


def test_a_shortfall_says_why() -> None:
    conflicted = assign([case(100, count=3)], [expert(1), expert(2), expert(3)], [(2, 100)])
    assert [(one.case, one.missing) for one in conflicted.shortfalls] == [(100, 1)]
    assert render(conflicted.shortfalls[0].why) == (
        "可评这一类别的专家 3 人，其中须回避 1 人、已评本份 0 人，只剩 2 人"
    )
    full = assign([case(100), case(101)], [expert(1, most=1)], ())
    assert "份数都已排满" in render(full.shortfalls[0].why)
    assert len(full.choices) == 1  # the rest is assigned


def test_without_experts_everything_lacks() -> None:
    plan = assign([case(100, count=2)], [], ())
    assert [(one.case, one.missing) for one in plan.shortfalls] == [(100, 2)]


def test_groups_that_cannot_be_dealt_out_are_taken_apart() -> None:
    """Sums agree, cases do not: the two cases that 1 and 2 may have are the same one."""
    barred = [(1, 101), (2, 101)]
    plan = assign([case(100), case(101)], [expert(1, "13", most=1), expert(2, "13", most=1), expert(3, most=1)], barred)
    assert given_to(plan)[101] == [3]
    assert plan.shortfalls == ()
