"""The tables of the law load and cite; the dictionary is complete and units convert exactly."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from greenlist.engine.lawbook import LawBook
from greenlist.engine.units import convert, fit, known

OWN_UNIT = "*"  # keeps the unit that was stated


@pytest.fixture(scope="module")
def book() -> LawBook:
    return LawBook()


def test_every_table_loads_without_a_problem(book):
    assert [problem.text() for problem in book.read_tables()] == []


def test_every_row_cites_a_source_of_the_index(book):
    lost = [
        f"{table}/{row.id}"
        for table in book.table_ids()
        for row in book.table(table).rows
        if row.source not in book.index.sources
    ]
    assert lost == []


def test_ids_never_hold_a_dot_except_columns_of_the_dictionary(book):
    tables = [table for table in book.table_ids() if table != "fields"]
    assert [row.id for table in tables for row in book.table(table).rows if "." in row.id] == []


def test_units_of_fields_and_tables_are_known(book):
    used = {
        (table, row.text(column))
        for table, column in [
            ("fields", "unit"), ("correction_inputs", "unit"), ("energy_benchmarks", "unit"),
            ("energy_quota_levels", "unit"), ("factors_energy", "unit"), ("factors_energy", "native_unit"),
            ("factors_fuel_co2", "ncv_unit"), ("factors_fuel_co2", "ef_unit"), ("factors_grid", "unit"),
        ]
        for row in book.table(table).rows
    }  # fmt: skip
    assert sorted((table, unit) for table, unit in used if unit not in {"", OWN_UNIT} and not known(unit)) == []


def test_numbers_have_a_unit_and_texts_have_none(book):
    for row in book.table("fields").rows:
        counted = row.text("type") in {"number", "integer"} and row.id not in {
            "evaluation_year",
            "province_list_year",
        }
        assert bool(row.text("unit")) is counted, row.id


def test_dictionary_is_complete(book, shared):
    text = (shared / "domain" / "data-dictionary.md").read_text(encoding="utf-8").partition("## 2. Value sets")[0]
    first_cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    wanted = {name for cell in first_cells for name in re.findall(r"`([a-z0-9_.]+)`", cell)}
    other_blocks = ("exclusion.", "qualitative.", "declared_values.", "scores.")
    moved_to_outlets = {"pollutants.outlet", "pollutants.annual_mean", "pollutants.permit_limit"}
    wanted = {name for name in wanted if not name.startswith(other_blocks)} - moved_to_outlets
    assert len(wanted) > 240
    assert wanted - set(book.table("fields").by_id) == set()


def test_marks_of_the_dictionary_are_kept(book, shared):
    text = (shared / "domain" / "data-dictionary.md").read_text(encoding="utf-8").partition("## 2. Value sets")[0]
    fields = book.table("fields").by_id
    for line in text.splitlines():
        cells = line.split("|")
        for name in re.findall(r"`([a-z0-9_.]+)`", cells[1]) if line.startswith("| `") else []:
            if name in fields:
                assert f"[{fields[name].mark}]" in cells[-2], name


@pytest.mark.parametrize(
    ("number", "unit", "to", "expected"),
    [
        ("1", "km2", "亩", "1500"),
        ("3", "亩", "m2", "2000"),
        ("1", "万元/m2", "亿元/km2", "100"),
        ("10.7145", "kgce/t", "kgoe/t", "7.5"),
        ("4.04", "tce/10⁴kWh", "kgce/kWh", "0.404"),
        ("12.143", "tce/万m3", "kgce/m3", "1.2143"),
        ("1", "重量箱", "kg", "50"),
        ("2400", "kgce/10⁴m²", "kgce/m2", "0.24"),
    ],
)
def test_units_convert_exactly(number, unit, to, expected):
    assert convert(Decimal(number), unit, to) == Decimal(expected)


def test_square_kilometre_is_exactly_1500_mu(book):
    units = book.table("units").by_id
    factor = {name: Fraction(units[name]["numerator"]) / Fraction(units[name]["denominator"]) for name in ("km2", "亩")}
    assert factor["km2"] / factor["亩"] == 1500


@pytest.mark.parametrize(
    ("first", "second"), [("kWh", "tce"), ("t", "Adt"), ("product", "t"), ("d", "年"), ("家", "项")]
)
def test_units_that_measure_different_things_do_not_fit(first, second):
    assert not fit(first, second)
