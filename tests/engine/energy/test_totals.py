"""Energy in tce and CO2 in tonnes from energy lines."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from greenlist.engine.energy import EnergyTotal, co2_total, energy_total
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import FactLog

from .world import case_of, policy_with

POWER = {"type": "电力", "quantity": "1000000 kWh"}


def tce(book: LawBook, *lines: dict[str, Any], **energy: Any) -> EnergyTotal:
    return energy_total(case_of(energy=lines), policy_with(book, **energy), book, FactLog())


def co2(book: LawBook, *lines: dict[str, Any], unit: dict[str, Any] | None = None, **energy: Any) -> EnergyTotal:
    on, year = energy.pop("on", date(2024, 7, 12)), energy.pop("year", 2023)
    case = case_of(energy=lines, unit=unit or {}, evaluation_year=year)
    return co2_total(case, policy_with(book, on, **energy), book, FactLog())


def test_output_lines_are_subtracted(book: LawBook) -> None:
    out = {"type": "热力", "quantity": "100 GJ", "direction": "输出"}
    total = tce(book, POWER | {"direction": "购入"}, out)
    assert total.value == Decimal("122.9") - Decimal("3.412")
    assert [line.direction for line in total.lines] == ["in", "out"]


def test_a_missing_factor_makes_the_total_undetermined_and_is_named(book: LawBook) -> None:
    total = tce(book, POWER, {"type": "蒸汽", "quantity": "10 t"}, {"type": "氢气", "quantity": "1 t"})
    assert total.value is None
    assert [str(m).count("没有系数") for m in total.missing] == [1, 1]
    assert "蒸汽" in str(total.missing[0])


def test_the_open_equivalent_factor_is_not_guessed(book: LawBook) -> None:
    total = tce(book, POWER, electricity="等价")
    assert total.value is None
    assert "电力(等价)" in str(total.missing[0])


def test_a_stated_factor_stands_beside_the_tables(book: LawBook) -> None:
    total = tce(book, POWER | {"factor": "0.404 kgce/kWh"})
    assert total.value == Decimal("122.9")
    assert total.lines[0].stated_factor == Decimal("0.404")
    assert "0.404" in str(total.differences[0])
    assert tce(book, POWER | {"factor": "1.229 tce/万kWh"}).differences == ()


def test_a_stated_factor_fills_a_gap_and_says_so(book: LawBook) -> None:
    steam = {"type": "蒸汽", "quantity": "10 t", "factor": "0.1 tce/t", "factor_source": "实测"}
    total = tce(book, steam)
    assert total.value == 1
    assert (total.lines[0].factor_set, total.lines[0].factor_id) == ("实测", "")
    assert "实测" in str(total.differences[0])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"type": "煤泥", "quantity": "1 t"}, "低值"),
        ({"type": "原煤", "quantity": "1 m³"}, "不能换算"),
        ({"type": "原煤"}, "quantity"),
        ({"type": "原煤", "quantity": "1"}, "unit"),
        ({"quantity": "1 t"}, "type"),
        ({"type": "原煤", "quantity": "1 t", "direction": "转供"}, "转供"),
    ],
)
def test_a_line_that_cannot_be_counted_is_named(book: LawBook, line: dict[str, Any], words: str) -> None:
    total = tce(book, POWER, line)
    assert total.value is None
    assert words in str(total.missing[0])


def test_the_unit_column_is_read_where_the_number_has_none(book: LawBook) -> None:
    assert tce(book, {"type": "原煤", "quantity": "2", "unit": "t"}).value == Decimal("1.4286")


def test_grades_choose_the_factor(book: LawBook) -> None:
    assert tce(book, {"type": "煤泥", "grade": "高值", "quantity": "1 t"}).value == Decimal("0.4286")


def test_no_lines_no_total(book: LawBook) -> None:
    for total in (tce(book), co2(book)):
        assert total.value is None
        assert "能源消费表" in str(total.missing[0])


def test_a_stated_factor_answers_no_other_question(book: LawBook) -> None:
    """It fills a gap of the table; it does not choose a grade or an open parameter."""
    slime = {"type": "煤泥", "quantity": "1 t", "factor": "0.3 tce/t"}
    assert "低值" in str(tce(book, slime).missing[0])
    assert tce(book, POWER | {"factor": "0.3 kgce/kWh"}, electricity=None).value is None


@pytest.mark.parametrize("parameter", ["factor_set", "electricity"])
def test_an_open_parameter_makes_the_total_undetermined(book: LawBook, parameter: str) -> None:
    total = tce(book, POWER, **{parameter: None})
    assert total.value is None
    assert f"energy.{parameter}" in str(total.missing[0])


def test_the_trace_is_json_and_adds_up(book: LawBook) -> None:
    total = tce(
        book,
        POWER,
        {"type": "原煤", "quantity": "3 t"},
        {"type": "焦炭", "quantity": "1 t", "direction": "输出"},
    )
    plain = json.loads(json.dumps(total.as_json(), ensure_ascii=False))
    assert plain["unit"] == "tce"
    assert sum(Decimal(line["amount"]) for line in plain["lines"]) == Decimal(plain["value"])
    assert plain["lines"][1] | {"converted": "3000", "factor": "0.7143"} == plain["lines"][1]
    assert "factors_energy/gbt2589-2020-01" in plain["facts"]


def test_facts_are_logged(book: LawBook) -> None:
    log = FactLog()
    energy_total(case_of(energy=[POWER]), policy_with(book), book, log)
    assert {"test/energy.factor_set", "test/energy.electricity"} <= {fact.id for fact in log.all()}


# -- CO2 ------------------------------------------------------------------------------------------------


def test_fuels_by_their_parts_unrounded(book: LawBook) -> None:
    total = co2(book, {"type": "柴油", "quantity": "1 t"})
    exact = Decimal("43.33") * Decimal("0.0202") * Decimal("0.98") * 44 / 12
    assert total.value is not None
    assert abs(total.value - exact) < Decimal("1e-20")
    assert total.value.quantize(Decimal("1e-4")) == Decimal("3.1451")


def test_gas_by_volume_and_heat_by_energy(book: LawBook) -> None:
    total = co2(book, {"type": "天然气", "quantity": "10000 m³"}, {"type": "热力", "quantity": "10 GJ"})
    assert total.value is not None
    assert total.value.quantize(Decimal("1e-4")) == Decimal("21.6219") + Decimal("1.1")


@pytest.mark.parametrize(
    ("on", "factor"),
    [(date(2024, 7, 12), "556.8"), (date(2024, 12, 20), "536.6"), (date(2025, 12, 31), "530.6")],
)
def test_the_latest_published_grid_factor(book: LawBook, on: date, factor: str) -> None:
    assert co2(book, POWER, on=on).value == Decimal(factor)


def test_the_grid_factor_of_the_data_year(book: LawBook) -> None:
    assert co2(book, POWER, grid_year="data_year", year=2022).value == Decimal("536.6")
    missing = co2(book, POWER, grid_year="data_year", year=2024)
    assert missing.value is None
    assert "2,024" not in str(missing.missing[0])


def test_the_provincial_factor_follows_the_unit(book: LawBook) -> None:
    settled = {"grid_scope": "province", "grid_year": "data_year"}
    assert co2(book, POWER, unit={"region": "吉林省长春市"}, **settled).value == Decimal("467.1")
    assert co2(book, POWER, unit={"province": "辽宁省"}, **settled).value == Decimal("487.8")


@pytest.mark.parametrize(
    ("basis", "tonnes"),
    [
        ("average", "1061.2"),
        ("平均", "1061.2"),
        ("不含市场化交易的非化石能源", "609.6"),
        ("化石能源", "827.3"),
    ],
)
def test_green_power_is_left_out_only_by_a_basis_without_it(book: LawBook, basis: str, tonnes: str) -> None:
    green = POWER | {"green_power": True}
    total = co2(book, POWER, green, grid_basis=basis, grid_year="data_year")
    assert total.value == Decimal(tonnes)


@pytest.mark.parametrize("parameter", ["grid_scope", "grid_basis", "grid_year", "co2_factor_set"])
def test_an_open_parameter_makes_co2_undetermined(book: LawBook, parameter: str) -> None:
    total = co2(book, POWER, {"type": "柴油", "quantity": "1 t"}, **{parameter: None})
    assert total.value is None
    assert any(f"energy.{parameter}" in str(message) for message in total.missing)


def test_a_fuel_without_a_factor_is_named(book: LawBook) -> None:
    total = co2(book, {"type": "煤矸石", "quantity": "1 t"})
    assert total.value is None
    assert "煤矸石" in str(total.missing[0])
