"""Order of the eligible: the policy's keys in turn, ties side by side, the same on every machine."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.case import Kind
from greenlist.engine.evaluate import Verdict, evaluate
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import say
from greenlist.engine.outcome import Tier
from greenlist.engine.ranking import Entry, Place, entry_of, rank
from round_law import law_with, sample

ELIGIBLE, OPEN, OUT = Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE


@pytest.fixture(scope="module")
def policy() -> Policy:
    """Keys: priority, then score."""
    return LawBook().policy("jilin-2024")


def entry(
    name: str,
    score: str | None = None,
    *,
    priority: bool = False,
    verdict: Verdict = ELIGIBLE,
    kind: Kind = Kind.FACTORY,
) -> Entry:
    points = None if score is None else Decimal(score)
    tier = Tier.PRIORITY if priority else Tier.ORDINARY
    keys = (Decimal(0 if priority else -1), points)
    return Entry(kind, f"示例{name}", name, verdict, tier, points, keys, (say("scoring.no_score"),))


def order(policy: Policy, *entries: Entry) -> list[tuple[int | None, str]]:
    return [(place.place, place.entry.uscc) for place in rank(entries, policy)[Kind.FACTORY]]


@pytest.mark.requirement("REQ-22", "REQ-23")
def test_priority_goes_before_score(policy: Policy) -> None:
    found = order(policy, entry("A", "99.9"), entry("B", "60", priority=True))
    assert found == [(1, "B"), (2, "A")]


def test_ties_share_a_place_and_the_next_place_skips(policy: Policy) -> None:
    found = order(policy, entry("D", "70"), entry("C", "80.0"), entry("A", "90"), entry("B", "80"))
    assert found == [(1, "A"), (2, "B"), (2, "C"), (4, "D")]


def test_all_equal_are_all_first(policy: Policy) -> None:
    assert order(policy, *(entry(name, "80") for name in "CAB")) == [(1, "A"), (1, "B"), (1, "C")]


def test_a_difference_in_the_last_digit_is_a_difference(policy: Policy) -> None:
    found = order(policy, entry("A", "80.00000000000000000000000000000000001"), entry("B", "80"))
    assert found == [(1, "A"), (2, "B")]


def test_an_unknown_key_comes_last_and_is_not_zero(policy: Policy) -> None:
    found = order(policy, entry("A"), entry("B", "-5"), entry("C", "0"))
    assert found == [(1, "C"), (2, "B"), (3, "A")]


def test_the_rest_follow_without_a_place(policy: Policy) -> None:
    found = order(
        policy,
        entry("D", "99", verdict=OUT),
        entry("B", "99", verdict=OPEN),
        entry("A", "99", verdict=OPEN, priority=True),
        entry("C", "1"),
    )
    assert found == [(1, "C"), (None, "A"), (None, "B"), (None, "D")]


@pytest.mark.requirement("REQ-08")
def test_an_empty_list_is_legal(policy: Policy) -> None:
    assert rank([], policy) == {}
    assert order(policy, entry("A", "99", verdict=OUT)) == [(None, "A")]
    assert not policy.quota.minimum.value


@pytest.mark.requirement("REQ-03")
def test_kinds_are_ranked_apart(policy: Policy) -> None:
    entries = [entry("A", "60"), entry("B", "90", kind=Kind.PARK), entry("C", "90", kind=Kind.SUPPLY_CHAIN)]
    found = rank(reversed(entries), policy)
    assert list(found) == [Kind.FACTORY, Kind.PARK, Kind.SUPPLY_CHAIN]
    assert [[place.place for place in places] for places in found.values()] == [[1], [1], [1]]


class TestReasons:
    def reasons(self, policy: Policy, *entries: Entry) -> list[str]:
        return [str(place.reason) for place in rank(entries, policy)[Kind.FACTORY]]

    def test_each_place_names_the_key_that_decided(self, policy: Policy) -> None:
        found = self.reasons(
            policy, entry("A", "90", priority=True), entry("B", "95"), entry("C", "94"), entry("D", "94")
        )
        assert found == [
            "优先推荐，得分 90，列首位",
            "一般，得分 95；按“优先推荐”列于示例A之后",
            "一般，得分 94；按“得分”列于示例B之后",
            "各排序项与示例C相同，并列",
        ]

    def test_who_is_not_ranked_is_told_why(self, policy: Policy) -> None:
        found = self.reasons(policy, entry("A", verdict=OPEN), entry("B", verdict=OUT))
        assert found == ["未定：无得分", "不符合：无得分"]


ENTRIES = st.lists(
    st.builds(
        entry,
        st.text("ABCDEF", min_size=1, max_size=3),
        st.none() | st.sampled_from(["80", "80.0", "80.1", "90"]),
        priority=st.booleans(),
        verdict=st.sampled_from(Verdict),
    ),
    unique_by=lambda one: one.uscc,
    max_size=12,
)


@given(ENTRIES.flatmap(lambda entries: st.tuples(st.just(entries), st.permutations(entries))))
def test_the_order_of_the_files_does_not_matter(policy: Policy, pair: tuple[list[Entry], list[Entry]]) -> None:
    assert rank(pair[0], policy) == rank(pair[1], policy)


@given(ENTRIES)
def test_a_place_is_one_more_than_the_number_of_better_units(policy: Policy, entries: list[Entry]) -> None:
    places: list[Place] = rank(entries, policy).get(Kind.FACTORY, [])
    ranked = [place for place in places if place.place is not None]
    assert {id(place.entry) for place in ranked} == {id(one) for one in entries if one.verdict is ELIGIBLE}
    for place in ranked:
        better = sum(_weight(one.entry) > _weight(place.entry) for one in ranked)
        assert place.place == better + 1


def _weight(one: Entry) -> tuple[object, ...]:
    return tuple((key is not None, key or Decimal(0)) for key in one.keys)


class TestKeysOfThePolicy:
    """A declared tie-break is a formula over fields; "-" turns it round; what cannot be computed is unknown."""

    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            ("score, solid_utilised / solid_generated", (Decimal("85.60"), Decimal(250) / 260)),
            ("'-output_value_total'", (Decimal(-21000),)),
            ("water_intake", (None,)),
            ("solid_utilised / solid_old_stock_used", (None,)),
            ("priority", (Decimal(-1),)),
        ],
    )
    def test_keys(self, tmp_path: object, keys: str, expected: tuple[Decimal | None, ...]) -> None:
        text = f"ranking: {{factory: {{keys: {{value: [{keys}], mark: unverified}}, mark: unverified}}}}\n"
        book = law_with(tmp_path, policy=text)  # type: ignore[arg-type]
        found = entry_of(evaluate(sample(book), book.policy("trial"), book))
        assert [None if key is None else round(key, 20) for key in found.keys] == [
            None if key is None else round(key, 20) for key in expected
        ]
