"""Codes in list cells: what joins, what does not, and what is wrong with it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.codes import USCC_ALPHABET, check_character, uscc_problem
from greenlist.screening.unit_codes import is_uscc, read_code

GOOD = "91110000600037341L"
VECTORS = Path(__file__).resolve().parents[3] / "shared" / "data" / "uscc_vectors.csv"
BODIES = st.text(USCC_ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, (GOOD, "", "")),
        ("91110000600037341l", (GOOD, "", "")),
        (" 911100006000 37341Ｌ", (GOOD, "", "")),
        ("9111-0000-6000-3734-1L", (GOOD, "", "")),
        ("600037341", ("", "600037341", "")),
        ("60003734-1", ("", "600037341", "")),  # domain 10.7
        ("MA00001X－5", ("", "MA00001X5", "")),
        ("", ("", "", "")),
        ("220101000012345", ("", "", "")),  # a registration number of before 2015
        ("91110000600037341A", ("", "", "wrong")),
        ("911", ("", "", "wrong")),
        ("9111000060003****L", ("", "", "masked")),  # domain 10.6
        ("60003＊＊＊1", ("", "", "masked")),
        ("9.1E+17", ("", "", "spoilt")),
        ("9.1110000600037E+17", ("", "", "spoilt")),
        ("911e+15", ("", "", "spoilt")),
        ("220101198001011237", ("", "", "person")),
    ],
)
def test_a_cell_with_a_code(text: str, expected: tuple[str, str, str]) -> None:
    assert read_code(text) == expected


def test_nothing_is_mended() -> None:
    assert read_code(GOOD.replace("0", "O")) == ("", "", "wrong")


@given(BODIES)
def test_the_fast_check_and_the_check_of_the_standard_agree(body: str) -> None:
    right = body + check_character(body)
    assert is_uscc(right)
    for last in USCC_ALPHABET:
        assert is_uscc(body + last) is (uscc_problem(body + last) is None)


@given(st.text(USCC_ALPHABET + "IOSVZ9x-*", max_size=20))
def test_no_other_text_is_taken_for_a_code(text: str) -> None:
    assert is_uscc(text) is (set(text) <= set(USCC_ALPHABET) and uscc_problem(text) is None)


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors lie beside the repository, in shared/data")
def test_the_vectors() -> None:
    with VECTORS.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    for row in rows:
        assert is_uscc(row["code"]) is (row["valid"] == "true"), row
