"""Places: counted per city and kind (and county), never exceeded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.decisions.domain import open_batch, propose, state_quota
from greenlist.decisions.models import Stage
from greenlist.decisions.quotas import Count, Limit, limited, limits, limits_of
from greenlist.engine.lawbook import LawBook
from greenlist.parties.domain import Refused
from world import World

from .ground import PER_KIND, decided, lines_of, listed, more, policy_with, released


def count(taken: dict[Any, int], asked: dict[Any, int], entered: dict[Any, Any] | None = None) -> Count:
    return Count(Counter(taken), Counter(asked), entered or {}, frozenset(asked))


def of(found: list[Limit], kind: str, county: str = "") -> Limit:
    return next(one for one in found if (one.kind, one.county) == (kind, county))


@pytest.mark.requirement("REQ-08")
def test_jilin_writes_no_places(book: LawBook) -> None:
    policy = book.policy("jilin-2024")
    assert not limited(policy)
    assert policy.quota.minimum.value == 0


def test_per_kind_counts_the_whole_place(tmp_path: Path) -> None:
    policy = policy_with(tmp_path, PER_KIND)
    found = limits(policy, count({("factory", "甲县"): 1}, {("factory", "乙县"): 2}))
    assert (of(found, "factory").over, of(found, "factory").most) == (1, 2)
    park = of(found, "park")
    assert (park.most, park.asks, park.over) == (None, True, 0)


def test_an_open_number_stops_whoever_would_be_chosen(tmp_path: Path) -> None:
    policy = policy_with(tmp_path, PER_KIND)
    assert of(limits(policy, count({}, {("park", ""): 1})), "park").over == 1
    entered = {("park", ""): SimpleNamespace(number=1)}
    assert of(limits(policy, count({}, {("park", ""): 1}, entered)), "park").over == 0


def test_a_county_counts_itself(book: LawBook) -> None:
    entered = {("factory", "甲县"): SimpleNamespace(number=1)}
    taken, asked = {("factory", "乙县"): 5, ("park", "甲县"): 1}, {("factory", "甲县"): 1, ("park", "乙县"): 1}
    found = limits(book.policy("liaocheng-2023"), count(taken, asked, entered))
    assert (of(found, "factory", "甲县").over, of(found, "park").over, of(found, "park").most) == (0, 1, 1)


@given(
    most=st.integers(0, 6),
    acts=st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 4)), max_size=12),
)
def test_never_exceeded_whatever_the_order_of_releases(most: int, acts: list[tuple[str, int]]) -> None:
    """Two cities release lists in any order: each is let through only within its own places."""
    fact: Any = SimpleNamespace(value=most, id="quota.per_kind.factory")
    taken: Counter[str] = Counter()
    for city, asked in acts:
        if not Limit("factory", "", most, fact, taken[city], asked).over:
            taken[city] += asked
    assert max(taken.values(), default=0) <= most


@pytest.mark.django_db
def test_more_than_there_are_places_is_neither_proposed_nor_released(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = policy_with(tmp_path, PER_KIND)
    monkeypatch.setattr("greenlist.decisions.quotas.policy_of", lambda _round: policy)
    batch = decided(world, listed(world, 3), "yes", "yes", "yes")
    with pytest.raises(Refused, match="名额 2 家，已用 0 家，这次拟选 3 家，超出 1 家"):
        propose(batch=batch, by=world.hat("city"), version=batch.version)
    decided(world, batch, "", "", "no")
    propose(batch=batch, by=world.hat("city"), version=batch.version)
    assert len(released(world, batch).moved) == 3
    more(world, count=1, first=300)
    again = open_batch(round=batch.round, stage=Stage.SELECTION, by=world.hat("city"))
    assert of(limits_of(again), "factory").taken == 2
    decided(world, again, "yes")
    with pytest.raises(Refused, match="已用 2 家"):
        propose(batch=again, by=world.hat("city"), version=again.version)
    assert world.client("city").get(f"/selections/{again.pk}/").status_code == 200


@pytest.mark.django_db
def test_a_number_the_policy_leaves_open_is_entered_with_its_source(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "quota:\n  rule: {value: per_kind, mark: published}\n"
    policy = policy_with(tmp_path, text)
    monkeypatch.setattr("greenlist.decisions.quotas.policy_of", lambda _round: policy)
    batch = decided(world, listed(world, 1), "yes")
    with pytest.raises(Refused, match="还没有录入"):
        propose(batch=batch, by=world.hat("city"), version=batch.version)
    given_: dict[str, Any] = {"batch": batch, "kind": "factory", "county": "", "number": 1, "by": world.hat("city")}
    with pytest.raises(Refused, match="依据"):
        state_quota(reason="", **given_)
    with pytest.raises(Refused, match="没有把这个名额留给"):
        state_quota(reason="x", **given_ | {"county": "甲县"})
    state_quota(reason="省厅分配函〔2024〕3号", **given_)
    propose(batch=batch, by=world.hat("city"), version=batch.version)
    assert len(lines_of(batch)) == 1
