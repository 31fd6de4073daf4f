"""Units as the law writes them, and exact conversion between them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.units import UnitError, convert, fit, known, parse

D = Decimal


@pytest.mark.parametrize(
    ("number", "unit", "to", "expected"),
    [
        ("1", "km2", "亩", "1500"),
        ("1", "km2", "m2", "1000000"),
        ("60", "亩", "m2", "40000"),
        ("840", "ha", "km2", "8.4"),
        ("1", "亿元", "万元", "10000"),
        ("1", "亿元", "元", "100000000"),
        ("100", "kgce/t", "tce/t", "0.1"),
        ("0.3867", "万元/m2", "亿元/km2", "38.67"),
        ("2.5", "万m3", "m3", "25000"),
        ("2.5", "10⁴m³", "m3", "25000"),
        ("2.5", "10^4m3", "m3", "25000"),
        ("7", "m³", "m3", "7"),
        ("1", "GJ", "MJ", "1000"),
        ("1", "万kWh", "kWh", "10000"),
        ("1", "tce/万元", "kgce/元", "0.1"),
        ("50", "%", "1", "0.5"),
        ("5", "kgce/(t·能量因数)", "kgce/t/能量因数", "5"),
        ("5", "kgce/(t*能量因数)", "tce/(t·能量因数)", "0.005"),
        ("3", "tCO₂", "tCO2", "3"),
        ("3", "ｔｃｅ", "kgce", "3000"),
        ("3", "tce / 万元", "tce/万元", "3"),
        ("0", "亩", "km2", "0"),
        ("-4", "kgce", "tce", "-0.004"),
    ],
)
def test_conversion(number: str, unit: str, to: str, expected: str) -> None:
    assert convert(D(number), unit, to) == D(expected)


@pytest.mark.parametrize("unit", ["furlong", "tce/", "/t", "(t", "t)", "tce//t", "t·", "万万", "*"])
def test_a_word_that_is_no_unit(unit: str) -> None:
    assert not known(unit)
    with pytest.raises(UnitError) as caught:
        parse(unit)
    assert caught.value.message.code == "input.unit_unknown"


@pytest.mark.parametrize(("unit", "to"), [("t", "m3"), ("kgce/t", "kWh/t"), ("元", "t"), ("tCO2", "tce"), ("m", "m2")])
def test_two_that_measure_different_things(unit: str, to: str) -> None:
    assert not fit(unit, to)
    with pytest.raises(UnitError) as caught:
        convert(D(1), unit, to)
    assert caught.value.message.code == "input.unit_unfit"


def test_no_unit_is_one() -> None:
    assert parse("") == parse("1")
    assert fit("%", "1")


def test_fit_with_an_unknown_one_is_no() -> None:
    assert not fit("furlong", "furlong")


PAIRS = [
    ("km2", "亩"),
    ("万m3", "m3"),
    ("kgce", "tce"),
    ("kgce/t", "tce/万t"),
    ("亿元/km2", "万元/亩"),
    ("GJ", "MJ"),
]


@given(st.decimals(-(10**9), 10**9, places=6), st.sampled_from(PAIRS))
def test_there_and_back_is_the_same(number: Decimal, pair: tuple[str, str]) -> None:
    there = convert(number, *pair)
    assert abs(convert(there, pair[1], pair[0]) - number) <= D("1E-24")


@given(st.integers(-(10**12), 10**12), st.sampled_from(PAIRS[:4]))
def test_whole_numbers_come_back_exactly(number: int, pair: tuple[str, str]) -> None:
    assert convert(convert(D(number), *pair), pair[1], pair[0]) == number
