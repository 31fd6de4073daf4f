"""The order of a list: total, the same whatever order things come in, and the same as the engine's."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.decisions.models import Line
from greenlist.decisions.ranking import positioned
from greenlist.decisions.reasons import kept, said
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render, say
from greenlist.engine.ranking import Place, entry_of_result, rank

SCORES = st.one_of(st.none(), st.integers(0, 12).map(lambda one: str(Decimal(one) / 4)))
RESULTS = st.fixed_dictionaries(
    {
        "verdict": st.sampled_from(["eligible", "eligible", "eligible", "undetermined", "not_eligible"]),
        "verdict_reasons": st.just(["缺少一项"]),
        "priority": st.sampled_from(["priority", "ordinary", "unknown"]).map(lambda one: {"tier": one}),
        "ranking_score": SCORES.map(lambda one: {"value": one}),
    }
)


def ranked(book: LawBook, results: dict[int, dict[str, Any]]) -> list[Place]:
    policy = book.policy("jilin-2024")
    entries = [
        entry_of_result(one, policy, Kind.FACTORY, lambda: None, name=f"单位{number}", uscc=f"{number:018d}")
        for number, one in results.items()
    ]
    return rank(entries, policy).get(Kind.FACTORY, [])


@pytest.mark.requirement("REQ-07")
@given(results=st.lists(RESULTS, max_size=14), data=st.data())
def test_the_order_is_total_and_the_same_whatever_comes_first(
    book: LawBook, results: list[dict[str, Any]], data: st.DataObject
) -> None:
    numbered = dict(enumerate(results))
    shuffled = {number: numbered[number] for number in data.draw(st.permutations(list(numbered)))}
    first, again = ranked(book, numbered), ranked(book, shuffled)
    assert first == again
    assert len({one.entry.uscc for one in first}) == len(results)
    eligible = [one for one in first if one.entry.verdict.value == "eligible"]
    assert [one.place for one in first[len(eligible) :]] == [None] * (len(first) - len(eligible))
    for before, after in pairwise(eligible):
        same = before.entry.keys == after.entry.keys
        assert (before.place == after.place) is same
        assert before.place is not None
        assert after.place is not None
        assert after.place >= before.place


@given(moved=st.dictionaries(st.integers(1, 9), st.integers(1, 12), max_size=5), count=st.integers(0, 9))
def test_positions_are_a_permutation_and_who_was_moved_stays(moved: dict[int, int], count: int) -> None:
    lines = []
    for number in range(1, count + 1):
        line = Line(pk=number, position=moved.get(number, number), moved_reason="理由" if number in moved else "")
        lines.append(line)
    wanted = [one.position for one in lines if one.moved_reason]
    done = list(positioned(lines))
    assert [one.position for one in done] == list(range(1, count + 1))
    assert {one.pk for one in done} == set(range(1, count + 1))
    if len(set(wanted)) == len(wanted) and max(wanted, default=0) <= count:
        assert all(one.position == moved[one.pk] for one in done if one.moved_reason)
    free = [one.pk for one in done if not one.moved_reason]
    assert free == sorted(free)


def test_a_sentence_kept_as_data_is_said_again() -> None:
    message = say("scoring.place_first", tier=say("scoring.tier_priority"), score=Decimal("88.50"))
    assert said(kept(message), "zh") == render(message, "zh")
    assert said(kept(message), "en") == render(message, "en")
    assert said({}, "zh") == ""


def test_a_formula_breaks_ties_by_the_data(book: LawBook) -> None:
    policy = book.policy("jilin-2024")
    result = {"verdict": "eligible", "priority": {"tier": "ordinary"}, "ranking_score": {"value": "80"}}
    asked: list[int] = []
    entry = entry_of_result(result, policy, Kind.PARK, lambda: asked.append(1), name="园区", uscc="1")
    assert (entry.keys, asked) == ((Decimal(-1), Decimal(80), None), [1])
    factory = entry_of_result(result, policy, Kind.FACTORY, lambda: asked.append(1), name="厂", uscc="1")
    assert (factory.keys, asked) == ((Decimal(-1), Decimal(80)), [1])


def test_a_result_without_a_verdict_is_undetermined(book: LawBook) -> None:
    entry = entry_of_result({"problems": ["读不懂"]}, book.policy("jilin-2024"), Kind.FACTORY, lambda: None,
                            name="厂", uscc="1")  # fmt: skip
    place = rank([entry], book.policy("jilin-2024"))[Kind.FACTORY][0]
    assert (place.place, render(place.reason, "zh")) == (None, "未定：读不懂")
