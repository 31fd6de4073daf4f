"""Codes of units in list cells: USCC, organisation code, masked, spoilt by a spreadsheet, or a person's number."""

from __future__ import annotations

import re
from typing import Literal

from greenlist.engine.codes import USCC_ALPHABET, USCC_LENGTH, normalise_uscc, uscc_problem

Fault = Literal["", "wrong", "masked", "spoilt", "person"]
_ORG_LENGTH = 9
_REGISTRATION = (13, 15)  # digits of a business registration number before 2015
_PAIRS = 8  # of characters before the 17th
_VALUE = {character: value for value, character in enumerate(USCC_ALPHABET)}
_WEIGHTS = [pow(3, position, 31) for position in range(17)]
# The weighted sum of each pair of characters at its place: eight look-ups instead of a loop over seventeen.
_PAIR_SUMS = tuple(
    {
        first + second: _VALUE[first] * _WEIGHTS[2 * pair] + _VALUE[second] * _WEIGHTS[2 * pair + 1]
        for first in USCC_ALPHABET for second in USCC_ALPHABET
    }
    for pair in range(_PAIRS)
)  # fmt: skip
_A, _B, _C, _D, _E, _F, _G, _H = _PAIR_SUMS
_LAST = {character: value * _WEIGHTS[16] for character, value in _VALUE.items()}
_ORG = re.compile(r"[0-9A-Z]{9}")
_SPOILT = re.compile(r"\d+(?:\.\d+)?E\+\d+")  # 9.1E+17: Excel took a code for a number
_PERSON = re.compile(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")


def is_uscc(code: str) -> bool:
    """Whether a text is a USCC as it is kept: 18 characters, capitals, the check character right."""
    if len(code) != USCC_LENGTH:
        return False
    try:
        total = (
            _A[code[0:2]] + _B[code[2:4]] + _C[code[4:6]] + _D[code[6:8]] + _E[code[8:10]] + _F[code[10:12]]
            + _G[code[12:14]] + _H[code[14:16]] + _LAST[code[16]] + _VALUE[code[17]]
        )  # fmt: skip
    except KeyError:
        return False
    return total % 31 == 0


def read_code(text: str) -> tuple[str, str, Fault]:
    """USCC, organisation code and what is wrong with one cell; codes are '' where the cell holds none.

    Nothing is mended: a wrong or masked code joins nothing. A registration number of 15 digits is kept in the
    original row only, and is no fault.
    """
    if is_uscc(text):
        return text, "", ""
    if "*" in text or "＊" in text:
        return "", "", "masked"
    if _SPOILT.fullmatch(text.strip().upper()):
        return "", "", "spoilt"
    plain = normalise_uscc(text)
    if len(plain) == _ORG_LENGTH and _ORG.fullmatch(plain):
        return "", plain, ""
    if not plain or (len(plain) in _REGISTRATION and plain.isdigit()):
        return "", "", ""
    if len(plain) != USCC_LENGTH:
        return "", "", "wrong"
    if uscc_problem(plain) is None:
        return plain, "", ""
    return "", "", "person" if _PERSON.fullmatch(plain) else "wrong"
