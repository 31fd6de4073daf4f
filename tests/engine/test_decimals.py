"""Numbers as people type them and as we print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.decimals import grouped, parse_decimal, round_half_up, show

D = Decimal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("1.10", "1.10"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+3", "3"),
        (" 7 ", "7"),
        ("１２３．５", "123.5"),
        ("1,234", "1234"),
        ("1,234,567.89", "1234567.89"),
        ("１，２３４", "1234"),
        ("1e3", "1000"),
        ("1.2E+2", "120"),
        ("1E-20", "1E-20"),
        ("0", "0"),
        ("000.10", "0.10"),
    ],
)
def test_read(text: str, number: str) -> None:
    assert parse_decimal(text) == D(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ".",
        "1,23",
        "12,34,567",
        "1.2.3",
        "1,2345",
        "12a",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "-inf",
        "1e9999",
        "1E99",
        "九",
        "1/2",
        "5%",
        "--1",
        "1 000",
        "1" * 36,
    ],
)
def test_not_guessed(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("1.2E+2", None, "120"),
        ("1E+10", None, "10000000000"),
        ("1E-7", None, "0.0000001"),
        ("1.500", None, "1.5"),
        ("-0.0", None, "0"),
        ("0E+3", None, "0"),
        ("100", None, "100"),
        ("2.345", 2, "2.35"),
        ("2.344999", 2, "2.34"),
        ("-2.345", 2, "-2.35"),
        ("0.005", 2, "0.01"),
        ("89.995", 2, "90.00"),
        ("7", 2, "7.00"),
        ("0.5", 0, "1"),
    ],
)
def test_printed_without_exponents(number: str, places: int | None, text: str) -> None:
    assert show(D(number), places=places) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1234567.89", "1,234,567.89"),
        ("999", "999"),
        ("-1234.5", "-1,234.5"),
        ("-0.5", "-0.5"),
        ("1E+6", "1,000,000"),
    ],
)
def test_grouped(number: str, text: str) -> None:
    assert grouped(D(number)) == text


def test_half_up_is_not_bankers() -> None:
    assert [round_half_up(D(text), 0) for text in ("0.5", "1.5", "2.5", "-2.5")] == [1, 2, 3, -3]


NUMBERS = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=8)


@given(NUMBERS)
def test_what_is_printed_reads_back(number: Decimal) -> None:
    assert parse_decimal(show(number)) == number
    assert parse_decimal(grouped(number)) == number


@given(NUMBERS)
def test_no_exponent_ever(number: Decimal) -> None:
    assert "E" not in show(number.normalize())
    assert "E" not in show(number.normalize(), places=2)


@given(NUMBERS)
def test_rounding_moves_by_half_a_unit_at_most(number: Decimal) -> None:
    assert abs(round_half_up(number, 2) - number) <= D("0.005")
