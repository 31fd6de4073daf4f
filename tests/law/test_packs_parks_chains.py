"""The park and supply chain packs, and the tables that are not loaded, hold what the domain files say."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from greenlist.engine.facts import Mark
from greenlist.engine.formula import Scope, compile_formula
from greenlist.engine.lawbook import LawBook

PARK = ["park-2016", "park-2023"]
NOT_LOADED = [
    "factory-industry",
    "supply-chain-automobile",
    "supply-chain-electronics",
    "supply-chain-machinery",
]


@pytest.fixture(scope="module")
def book() -> LawBook:
    return LawBook()


@pytest.mark.requirement("REQ-25")
@pytest.mark.parametrize("pack_id", PARK)
class TestParks:
    def test_thirty_one_indicators_of_which_twenty_four_count(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        groups = Counter(item.block for item in pack.items)
        assert groups == {"EG": 3, "RG": 8, "IG": 5, "CG": 4, "HG": 8, "MG": 3}
        required = [item for item in pack.items if item.choice_group is None]
        chosen = [group.choose.value for group in pack.choice_groups]
        assert (len(pack.items), len(required)) == (31, 18)
        assert sum(one for one in chosen if one) == 6
        assert pack.index.divisor is not None
        assert pack.index.divisor.value == 24 == len(required) + 6

    def test_choice_groups(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        members = Counter(item.choice_group for item in pack.items if item.choice_group)
        assert members == {"RG-opt": 4, "IG-bld": 2, "IG-bus": 2, "CG-opt": 2, "HG-opt": 3}

    def test_only_two_indicators_are_better_when_lower(self, book: LawBook, pack_id: str) -> None:
        items = book.pack(pack_id).items
        assert [item.id for item in items if item.direction and item.direction.value == "down"] == [
            "HG3",
            "HG4",
        ]

    def test_nothing_that_was_not_read_in_the_text_is_settled(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        assert not [item.id for item in pack.items if item.leading is None or item.leading.settled]
        index = pack.index
        open_facts = (
            index.inverse_when_actual_le_zero,
            index.rounding,
            index.na_policy,
            index.energy_denominator,
        )
        assert [fact.value for fact in open_facts if fact] == [None] * 4
        assert index.years is not None
        assert index.years.value == 3

    def test_basic_requirements_with_two_encouraged_ones(self, book: LawBook, pack_id: str) -> None:
        needs = {need.id: need for need in book.pack(pack_id).requirements}
        assert {need.partition("-")[0] for need in needs} == {f"PB{n}" for n in range(1, 9)}
        assert [need.id for need in needs.values() if need.kind == "advisory"] == ["PB7", "PB8"]
        assert [need.id for need in needs.values() if need.check] == ["PB2-carbon", "PB4", "PB6-staff"]

    @pytest.mark.parametrize(
        ("series", "falls"),
        [("1.3 1.2 1.1", True), ("1.3 1.2 1.2", False), ("1.2 1.2 1.1", False), ("1 2 1", False)],
    )
    def test_carbon_intensity_must_fall_each_year(self, book: LawBook, pack_id: str, series: str, falls: bool) -> None:
        need = next(one for one in book.pack(pack_id).requirements if one.id == "PB2-carbon")
        assert need.check is not None
        assert need.check.value is not None
        third, second, last = (Decimal(text) for text in series.split())
        earlier = {"carbon_intensity[-1]": second, "carbon_intensity[-2]": third}
        scope = Scope({"carbon_intensity": last}, previous=earlier)
        assert compile_formula(need.check.value).value(scope) is falls


def test_the_later_park_edition_extends_the_earlier_one(book: LawBook) -> None:
    first, second = book.pack("park-2016"), book.pack("park-2023")
    assert first.title != second.title
    assert [item.id for item in first.items] == [item.id for item in second.items]
    assert second.in_force_from is not None
    assert second.in_force_from.source == "cq23"


@pytest.mark.requirement("REQ-37")
def test_supply_chain_has_twenty_indicators_in_six_groups(book: LawBook) -> None:
    pack = book.pack("supply-chain")
    assert len(pack.items) == 20
    assert [block.points.value for block in pack.blocks if block.points] == [20, 20, 20, 20, 10, 10]
    assert [item.id for item in pack.items if item.mode.value == "quantitative"] == ["X26", "X41", "X42"]
    assert {item.points.mark for item in pack.items if item.points} == {Mark.PUBLISHED}
    assert [need.id for need in pack.requirements] == [f"CB{n}" for n in range(1, 8)]


@pytest.mark.requirement("REQ-20", "REQ-36")
@pytest.mark.parametrize("pack_id", NOT_LOADED)
def test_a_table_that_is_not_loaded_says_so(book: LawBook, pack_id: str) -> None:
    pack = book.pack(pack_id)
    assert pack.status == "not_loaded"
    assert "未载入" in pack.title
    assert not pack.items


def test_stars_of_the_electronics_system_are_closed_at_the_lower_end(book: LawBook) -> None:
    stars = {star.stars: star.from_score for star in book.pack("supply-chain-electronics").stars}
    assert {count: fact.value for count, fact in stars.items()} == {5: 90, 4: 85, 3: 80, 2: 75, 1: 70}
    assert [count for count, fact in stars.items() if fact.mark is Mark.UNVERIFIED] == [5]
