"""Energy tables: cell by cell the reference data, editions written out, corrections that fit their rows."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from greenlist.engine.facts import Mark
from greenlist.engine.formula import compile_formula
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.tables import Row


@pytest.fixture(scope="module")
def book() -> LawBook:
    return LawBook()


def reference(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def same_cell(row: Row, column: str, text: str) -> bool:
    """Whether a typed cell says what a reference cell says; an empty one is not known, never zero."""
    value = row[column]
    if not text:
        return value is None
    if isinstance(value, Decimal):
        return value == Decimal(text)
    if isinstance(value, tuple):
        return value == tuple(text.split(";"))
    if isinstance(value, bool):
        return value is (text == "yes")
    return str(value) == text


def assert_same(rows: list[Row], expected: list[dict[str, str]], columns: dict[str, str]) -> None:
    """Row by row in the order of the reference; `columns` maps our column to the reference column."""
    assert len(rows) == len(expected)
    wrong = [
        (row.id, ours, row[ours], theirs[name])
        for row, theirs in zip(rows, expected, strict=True)
        for ours, name in columns.items()
        if not same_cell(row, ours, theirs[name])
    ]
    assert wrong == []


def columns(*names: str, **renamed: str) -> dict[str, str]:
    return {name: name for name in names} | renamed


def test_benchmarks_are_the_reference_rows(book, shared):
    expected = reference(shared, "energy_benchmarks_2023")
    assert len(expected) == 73
    names = columns(
        "standard", "edition", "effective_from", "field", "introduced", "product", "route", "indicator",
        "unit", "direction", "benchmark", "baseline", "reference_standard", "mark",
    )  # fmt: skip
    assert_same(book.table("energy_benchmarks").rows, expected, names)


def test_a_guessed_industry_code_says_so(book, shared):
    for row, theirs in zip(
        book.table("energy_benchmarks").rows, reference(shared, "energy_benchmarks_2023"), strict=True
    ):
        guessed = any(word in theirs["industry_code"] for word in ("?", "or", "x"))
        assert (row.text("code_mark") == "unverified") is guessed, row.id
        assert all(code in theirs["industry_code"] for code in row["industry_code"])


def test_quota_levels_are_the_reference_rows(book, shared):
    expected = reference(shared, "energy_quota_levels")
    assert len(expected) == 241
    names = columns(
        "standard", "edition", "product", "route", "indicator", "unit", "direction", "level1", "level2",
        "level3", "mark",
    )  # fmt: skip
    rows = book.table("energy_quota_levels").rows
    assert_same(rows, expected, names)
    for row, theirs in zip(rows, expected, strict=True):
        unnamed = "not named" in theirs["note"] or theirs["unit"] == "kgce/km²"
        assert row["selectable"] is not unnamed, row.id


def test_standards_are_the_reference_rows_and_the_editions_they_replace(book, shared):
    expected = reference(shared, "energy_quota_standards")
    table = book.table("energy_quota_standards")
    names = columns(
        "standard", "edition", "title", "direction", "effective_from", "in_force_mark", "mark",
        in_force_2024_07_12="in_force_on_2024_07_12",
    )  # fmt: skip
    assert_same(table.rows[: len(expected)], expected, names)
    for row in table.rows[len(expected) :]:
        follower = next(r for r in table.rows if f"{r['standard']}-{r['edition']}" == row["replaced_by"])
        assert f"{row['standard']}-{row['edition']}" in follower["replaces"]
        assert row["effective_to"] == follower["effective_from"]
        assert row.mark is Mark.UNVERIFIED


@pytest.mark.parametrize(
    "edition",
    [
        "gb21251-2014",
        "gb29996-2013",
        "gb29436_4-2015",
        "gb30529-2014",
        "gb32035-2015",
        "gb26756-2011",
        "gb21256-2013",
    ],
)
def test_names_of_replaced_editions_are_written_out(book, edition):
    assert edition in book.table("energy_quota_standards").by_id


def test_loaded_says_whether_level_rows_exist(book):
    held = {(row["standard"], row["edition"]) for row in book.table("energy_quota_levels").rows}
    for row in book.table("energy_quota_standards").rows:
        assert row["loaded"] is ((row["standard"], row["edition"]) in held), row.id


def test_corrections_parse_and_name_their_inputs(book):
    inputs = book.table("correction_inputs").by_id
    for row in book.table("energy_corrections").rows:
        texts = [row.text(c) for c in ("formula_level1", "formula_level2", "formula_level3", "when") if row.text(c)]
        used = {ref.name for text in texts for ref in compile_formula(text).refs}
        assert used == set(row["inputs"] or ()), row.id
        assert used <= set(inputs), row.id


def test_corrections_touch_only_rows_and_levels_that_exist(book):
    levels = book.table("energy_quota_levels").rows
    for row in book.table("energy_corrections").rows:
        touched = [
            one
            for one in levels
            if (one["standard"], one["edition"], one["indicator"])
            == (row["standard"], row["edition"], row["indicator"])
            and one["product"] in row["products"]
            and (row["routes"] is None or one["route"] in row["routes"])
        ]
        assert {one["product"] for one in touched} == set(row["products"]), row.id
        assert row["routes"] is None or {one["route"] for one in touched} == set(row["routes"]), row.id
        written = {f"level{n}" for n in (1, 2, 3) if row.text(f"formula_level{n}")}
        assert written == (set(row["levels"]) if row["status"] == "loaded" else set()), row.id


def test_every_reference_correction_has_a_rule(book, shared):
    for theirs in reference(shared, "energy_quota_levels"):
        rules = [
            row.id
            for row in book.table("energy_corrections").rows
            if (row["standard"], row["edition"], row["indicator"])
            == (theirs["standard"], theirs["edition"], theirs["indicator"])
            and theirs["product"] in row["products"]
            and (row["routes"] is None or theirs["route"] in row["routes"])
        ]
        assert bool(rules) is bool(theirs["correction"]), (
            theirs["standard"],
            theirs["product"],
            theirs["route"],
            rules,
        )


def test_only_the_ore_rule_with_a_printed_sign_is_loaded(book):
    ore = [row for row in book.table("energy_corrections").rows if row["standard"] == "GB 21341"]
    assert [row["products"] for row in ore if row["status"] == "loaded"] == [("硅铁",)]
    assert len(ore) == 9


def test_factors_are_the_reference_rows(book, shared):
    energy, fuel, grid = (reference(shared, f"factors_{name}") for name in ("energy", "fuel_co2", "grid"))
    assert (len(energy), len(fuel), len(grid)) == (69, 30, 77)
    names = columns("factor_set", "medium", "grade", "unit", "kgce_per_unit", "native_value", "native_unit", "mark")
    assert_same(book.table("factors_energy").rows, energy, names)
    names = columns(
        "factor_set", "fuel", "ncv", "ncv_unit", "carbon_tC_per_GJ", "oxidation_pct", "ef", "ef_unit", "mark"
    )
    assert_same(book.table("factors_fuel_co2").rows, fuel, names)
    names = columns("data_year", "scope", "region", "published_on", "document", "mark", value="kgco2_per_kwh")
    assert_same(book.table("factors_grid").rows, grid, names)
    words = {
        "average": "平均",
        "excluding market-traded non-fossil": "不含市场化交易的非化石能源",
        "fossil only": "化石能源",
    }
    assert [row["basis"] for row in book.table("factors_grid").rows] == [words[row["basis"]] for row in grid]
