"""The shipped rule packs: every file loads, sums to what its text says, cites, and computes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from greenlist.engine.facts import Fact, Mark
from greenlist.engine.fields import Fields, fields_of
from greenlist.engine.formula import Scope, check_units, compile_formula
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Cited, Item, Pack
from greenlist.engine.yamlfile import load_yaml

FACTORY = ["factory-2016", "factory-2018", "factory-2025", "factory-industry", "platform-2026"]
PARK = ["park-2016", "park-2023"]
CHAIN = ["supply-chain", "supply-chain-automobile", "supply-chain-electronics", "supply-chain-machinery"]
PACKS = [*FACTORY, *PARK, *CHAIN]

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parents[1] / "cases" / "packs" / "formulas.yaml").read_text(encoding="utf-8")
)[0]["cases"]


@pytest.fixture(scope="module")
def book() -> LawBook:
    return LawBook()


@pytest.fixture(scope="module")
def fields(book: LawBook) -> Fields:
    return fields_of(book)


def parts(value: Any) -> Iterator[BaseModel]:
    """Every fact and entry inside a pack."""
    if isinstance(value, (Fact, Cited)):
        yield value
    if isinstance(value, BaseModel):
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from parts(part)


def formulas(pack: Pack) -> Iterator[tuple[str, str, str | None]]:
    """Place, text and declared unit (None for a test) of every formula of a pack."""
    for item in pack.items:
        ways = [item, *item.variants]
        for way in ways:
            for fact in (way.formula, way.leading, way.baseline):
                if fact is not None and isinstance(fact.value, str):
                    yield f"{item.id}.{way.id}", fact.value, way.unit
        yield from ((f"{item.id}.{way.id}.when", way.when, None) for way in item.variants if way.when)
        yield from ((f"{item.id}.bands", band.when, None) for band in item.bands)
    for need in pack.requirements:
        if need.check is not None and need.check.value is not None:
            yield need.id, need.check.value, None


def points(items: list[Item]) -> Decimal:
    given = [item.points.value for item in items if item.points is not None]
    return sum((one for one in given if one is not None), Decimal(0))


def test_every_shipped_pack_is_in_these_tests(book: LawBook) -> None:
    assert set(book.ids("pack")) == set(PACKS)


@pytest.mark.parametrize("pack_id", PACKS)
class TestEveryPack:
    def test_loads_under_the_name_of_its_file(self, book: LawBook, pack_id: str) -> None:
        assert book.pack(pack_id).id == pack_id

    def test_every_fact_and_entry_cites(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        for part in parts(pack):
            assert part.mark in set(Mark), part
            assert part.source in pack.sources, part
            assert part.clause, part

    def test_an_open_value_says_what_is_missing(self, book: LawBook, pack_id: str) -> None:
        open_facts = [part for part in parts(book.pack(pack_id)) if isinstance(part, Fact) and part.value is None]
        assert not [fact.id for fact in open_facts if not fact.note]

    def test_ids_are_unique_and_without_dots(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        for entries in (pack.blocks, pack.requirements, pack.items, pack.choice_groups):
            ids = [entry.id for entry in entries]
            assert len(set(ids)) == len(ids)
            assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in ids), ids

    def test_names_stand_in_both_languages(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        assert pack.title
        assert pack.title_en
        for entry in (*pack.blocks, *pack.requirements, *pack.items):
            assert entry.name, entry.id
            assert entry.name_en, entry.id

    def test_items_belong_to_a_block_and_a_known_group(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        blocks = {block.id for block in pack.blocks}
        groups = {group.id for group in pack.choice_groups}
        assert {item.block for item in pack.items} == blocks
        assert {item.choice_group for item in pack.items if item.choice_group} == groups

    def test_every_formula_compiles_over_known_fields_and_its_units_fit(
        self, book: LawBook, fields: Fields, pack_id: str
    ) -> None:
        for place, text, unit in formulas(book.pack(pack_id)):
            formula = compile_formula(text)
            assert not [ref.key for ref in formula.refs if fields.unit_of(ref) is None], place
            assert check_units(formula, fields.unit_of, unit) is None, place

    def test_a_quantitative_item_can_be_computed(self, book: LawBook, pack_id: str) -> None:
        pack = book.pack(pack_id)
        for item in pack.items:
            computed = bool(item.formula or item.variants)
            assert computed == (item.mode.value in {"quantitative", "yes_no"}), item.id
            assert item.formula is None or not item.variants, item.id
            assert not computed or all(way.unit for way in (item.variants or [item])), item.id

    def test_leading_and_baseline_fit_the_direction(self, book: LawBook, pack_id: str) -> None:
        for item in book.pack(pack_id).items:
            for way in (item, *item.variants, *item.bands):
                if way.leading is None or way.baseline is None:
                    continue
                lead, base = way.leading.value, way.baseline.value
                if isinstance(lead, Decimal) and isinstance(base, Decimal):
                    assert item.direction is not None
                    assert (lead > base) == (item.direction.value == "up"), item.id

    def test_no_pass_mark_is_invented(self, book: LawBook, pack_id: str) -> None:
        mark = book.pack(pack_id).pass_mark
        assert mark is not None
        assert mark.value is None
        assert mark.note


@pytest.mark.parametrize("pack_id", ["factory-2025", "platform-2026", "supply-chain"])
def test_points_sum_to_the_total_and_to_their_blocks(book: LawBook, pack_id: str) -> None:
    pack = book.pack(pack_id)
    assert pack.index.total is not None
    assert points(pack.items) == pack.index.total.value == 100
    for block in pack.blocks:
        assert block.points is not None
        assert block.points.value == points([item for item in pack.items if item.block == block.id]), block.id


def _formula_of(pack: Pack, case: dict[str, Any]) -> str:
    item = next(item for item in pack.items if item.id == case["item"])
    way = next(way for way in item.variants if way.id == case["variant"]) if "variant" in case else item
    assert way.formula is not None
    assert way.formula.value is not None
    return way.formula.value


def _numbers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value
        for name, value in values.items()
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_worked_figures(book: LawBook, case: dict[str, Any]) -> None:
    tables = {name: [_numbers(row) for row in rows] for name, rows in case.get("tables", {}).items()}
    scope = Scope(_numbers(case.get("values", {})), tables, _numbers(case.get("previous", {})))
    value = compile_formula(_formula_of(book.pack(case["pack"]), case)).value(scope)
    assert isinstance(value, Decimal)
    shown = round(value, case["places"]) if "places" in case else value
    assert shown == case["expected"]
