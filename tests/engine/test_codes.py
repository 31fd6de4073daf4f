"""Codes: GB 32100 (USCC), GB 11714 (organisation code), GB/T 4754 (industry)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc as peer

from greenlist.engine.codes import (
    USCC_ALPHABET,
    check_character,
    industry_problem,
    normalise_uscc,
    organisation_code_digit,
    split_industry,
    uscc_problem,
    uscc_warnings,
)
from greenlist.engine.messages import render

VALID = "91110000600037341L"
FIRST17 = st.text(USCC_ALPHABET, min_size=17, max_size=17)


def test_the_published_vectors(shared: Path) -> None:
    with (shared / "data" / "uscc_vectors.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 13
    for row in rows:
        assert (uscc_problem(row["code"]) is None) == (row["valid"] == "true"), row


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("91350100M000100Y4A", "应为“3”"),
        ("91310000132198765X", "应为“9”"),
        ("91310115MA1K38XYZ1", "第 17 位“Z”"),
        ("91310116MA1H23HUAYI", "有 19 位"),
        ("9111000060003734L", "有 17 位"),
        ("", "为空"),
    ],
)
def test_a_fault_is_named(code: str, word: str) -> None:
    problem = uscc_problem(code)
    assert problem is not None
    assert word in str(problem)
    assert render(problem, "en")


@given(FIRST17)
def test_any_17_legal_characters_with_their_check_hold(first17: str) -> None:
    code = first17 + check_character(first17)
    assert uscc_problem(code) is None
    assert all(str(warning) for warning in uscc_warnings(code))


@given(FIRST17, st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_one_altered_character_is_caught(first17: str, position: int, other: str) -> None:
    code = first17 + check_character(first17)
    assume(code[position] != other)
    assert uscc_problem(code[:position] + other + code[position + 1 :]) is not None


@given(FIRST17)
def test_we_agree_with_the_peer_where_it_answers(first17: str) -> None:
    digits = "".join(c for c in first17 if c.isdigit())[:8].ljust(8, "9")  # it demands eight leading digits
    stem = digits + first17[8:]
    assert peer.is_valid(stem + check_character(stem))
    for character in USCC_ALPHABET:
        assert peer.is_valid(stem + character) == (uscc_problem(stem + character) is None)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110108551385082Q", "91421221068429284K"])
def test_the_peer_accepts_what_the_vectors_accept(code: str) -> None:
    assert peer.is_valid(code)
    assert uscc_problem(code) is None
    assert uscc_warnings(code) == []


def test_a_remainder_of_zero_gives_the_character_zero() -> None:
    """The last "mod 31": alphabet[31 - r] would fall off the end."""
    assert check_character("0" * 17) == "0"
    stem = next(stem for number in range(1000) if check_character(stem := f"91220101MA{number:07d}") == "0")
    assert uscc_problem(stem + "0") is None


@pytest.mark.parametrize("first", ["A1", "N2", "Y1"])
def test_letters_are_legal_in_front(first: str) -> None:
    stem = f"{first}22010100000000"
    stem += organisation_code_digit(stem[8:])
    code = stem + check_character(stem)
    assert uscc_problem(code) is None
    assert uscc_warnings(code) == []


@pytest.mark.parametrize(
    "typed",
    [
        "91110000600037341l",
        " 9111 0000 6000 37341L ",
        "91110000-60003734-1L",
        "９１１１００００６０００３７３４１Ｌ",
        "91110000\u3000600037341L",
        "91110000–600037341L",
    ],
)
def test_spelling_is_levelled_out(typed: str) -> None:
    assert normalise_uscc(typed) == VALID
    assert uscc_problem(typed) is None


def test_o_for_0_is_offered_and_never_applied() -> None:
    typed = "9111OOOO600037341L"
    assert normalise_uscc(typed) == typed
    problem = uscc_problem(typed)
    assert problem is not None
    assert problem.code == "checks.uscc_character_guess"
    assert VALID in str(problem)


def test_what_is_odd_is_a_warning() -> None:
    inner = uscc_warnings("91220101MA0000016K")
    assert [message.code for message in inner] == ["checks.uscc_inner"]
    stem = "9722010160003734"
    stem += organisation_code_digit(stem[8:])
    odd = uscc_warnings(stem + check_character(stem))
    assert [message.code for message in odd] == ["checks.uscc_class"]
    assert uscc_warnings("91310000132198765X") == []  # an invalid code is an error, not odd


@pytest.mark.parametrize(
    ("first8", "digit"), [("60003734", "1"), ("55138508", "2"), ("06842928", "4"), ("M000100Y", "4")]
)
def test_organisation_codes(first8: str, digit: str) -> None:
    assert organisation_code_digit(first8) == digit


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=8))
def test_organisation_digits_are_digits_or_x(first8: str) -> None:
    assert organisation_code_digit(first8) in set("0123456789X")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C3110", "3110"),
        ("c3110", "3110"),
        ("3110", "3110"),
        ("Ｃ３１１０", "3110"),
        ("A0111", "0111"),
        ("C 3110", "3110"),
        ("311", ""),
        ("炼铁", ""),
        ("", ""),
        ("Z3110", ""),
    ],
)
def test_industry_codes_are_split(text: str, code: str) -> None:
    assert split_industry(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("C3110", None), ("3110", None), ("D4411", None), ("B0610", None), ("C4411", "checks.industry_letter"),
     ("D4310", "checks.industry_letter"), ("31", "checks.industry_shape")],
)  # fmt: skip
def test_the_letter_goes_with_the_division(text: str, code: str | None) -> None:
    problem = industry_problem(text)
    assert (problem.code if problem else None) == code
