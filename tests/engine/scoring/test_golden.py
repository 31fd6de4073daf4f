"""The worked scores of tests/cases/scoring.yaml, and the published land-use case of the source data."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.decimals import parse_decimal, round_half_up
from greenlist.engine.fields import Fields, fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.check import check_document
from greenlist.engine.messages import Message
from greenlist.engine.outcome import FactLog
from greenlist.engine.scoring import ItemResult, Score, State, score_case
from greenlist.engine.scoring.totals import stars_of
from greenlist.engine.yamlfile import load_yaml

from .bench import book_with, case_of, plan_overlay

FILE = Path(__file__).parents[2] / "cases" / "scoring.yaml"
CASES: dict[str, dict[str, Any]] = {one["id"]: one for one in load_yaml(FILE.read_text(encoding="utf-8"))[0]["cases"]}
RUNS = [
    pytest.param(name, run, id=f"{name}-{position}")
    for name, case in CASES.items()
    for position, run in enumerate(case["runs"], start=1)
]
EXPECTED = {"values", "points", "level1", "total", "shown", "open", "refused", "stars"}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LawBook]:
    """The law of each case: shipped, or with the figures of the case laid over it."""
    shipped = LawBook()
    return {name: _book(case, shipped, tmp_path_factory.mktemp("law")) for name, case in CASES.items()}


def _book(case: dict[str, Any], shipped: LawBook, folder: Path) -> LawBook:
    other = CASES.get(case.get("same_bounds_as", ""), case)
    changes = other.get("bounds", {}), case.get("index", {}), case.get("items", {})
    if not any(changes):
        return shipped
    return book_with(folder, case["pack"], plan_overlay(case["pack"], *changes))


@pytest.mark.parametrize(("name", "run"), RUNS)
def test_worked_score(name: str, run: dict[str, Any], books: dict[str, LawBook]) -> None:
    book, expect = books[name], run["expect"]
    assert set(expect) <= EXPECTED
    pack = book.pack(CASES[name]["pack"])
    if "refused" in expect:
        fields = fields_of(book)
        problems = check_document(book, "pack", pack.id, fields.unit_of)
        assert expect["refused"] in {problem.message.code for problem in problems}
    for total, stars in expect.get("stars", {}).items():
        assert stars_of(pack, Decimal(total), FactLog()) == stars
    case = case_of(str(pack.kind), run.get("input", {}), fields_of(book))
    items, score = score_case(case, pack, fields_of(book))
    _compare(expect, {one.id: one for one in items}, score)


def _compare(expect: dict[str, Any], items: dict[str, ItemResult], score: Score) -> None:
    for item, number in expect.get("values", {}).items():
        assert_number(items[item].value, number)
    for item, number in expect.get("points", {}).items():
        assert_number(items[item].points, number)
        assert items[item].state is State.DONE
    for block, number in expect.get("level1", {}).items():
        assert_number(score.level1[block], number)
    if "total" in expect:
        assert_number(score.total, expect["total"])
    if "shown" in expect:
        assert score.shown == expect["shown"]
    for item, (code, *words) in expect.get("open", {}).items():
        found = score if item == "total" else items[item]
        number = found.total if isinstance(found, Score) else found.points
        assert number is None
        assert_reason(found.reason, code, words)


def assert_reason(reason: Message | None, code: str, words: list[str]) -> None:
    """A reason has the code, and its sentence the words."""
    assert reason is not None
    assert reason.code == code
    for word in words:
        assert word in str(reason)


def assert_number(found: Decimal | None, expected: Any) -> None:
    """Whole numbers and fractions exactly (to 30 digits), decimals at the digits written."""
    assert found is not None
    if isinstance(expected, str):
        assert abs(Fraction(found) - Fraction(expected)) < Fraction(1, 10**30)
    elif isinstance(expected, Decimal):
        places = -int(expected.as_tuple().exponent)
        assert round_half_up(found, places) == expected
    else:
        assert found == expected


def test_every_vector_of_the_scoring_documents_is_there() -> None:
    families = {f"SYN-F{number}" for number in range(1, 20)} | {"TV-F1", "SYN-P1", "SYN-P2", "SYN-P3"}
    families |= {"SYN-P4a", "SYN-P4b", "SYN-C1", "SYN-C2", "SYN-C3", "SYN-C4", "SYN-C5-automobile"}
    assert families <= set(CASES)


LAND = {
    "工厂用地面积": "land_area_m2",
    "总计容建筑面积": "floor_area",
    "总建/构筑物占地面积": "footprint_building",
    "产值2024": "output_value_total",
}
PRINTED = {"容积率": ("A1", "1", 2), "建筑密度": ("A2", "%", 1)}


def test_the_published_land_use_case(shared: Path, book: LawBook, fields: Fields) -> None:
    with (shared / "data" / "land_aluminium_2024.csv").open(encoding="utf-8-sig") as stream:
        rows = {row["item"]: row for row in csv.DictReader(stream)}
    zero = {"structure_floor_area": 0, "floor_area_over_8m": 0, "footprint_structure": 0}
    values = {field: {"value": rows[item]["value"], "unit": rows[item]["unit"]} for item, field in LAND.items()}
    case = case_of("factory", {"evaluation_year": 2024, "values": values | zero}, fields)
    items = {one.id: one for one in score_case(case, book.pack("factory-2018"), fields)[0]}
    for printed, (item, _, places) in PRINTED.items():
        value = items[item].value
        assert value is not None
        assert round_half_up(value, places) == parse_decimal(rows[printed]["value"])
    density = items["A3a"].value
    assert density is not None
    assert round_half_up(density * 100, 1) == parse_decimal(rows["单位用地面积产值"]["value"])  # 万元/m2 -> 亿元/km2
