"""Real names: the number of an identity card (GB 11643-1999) or a unified social credit code (GB 32100-2015).

A number that holds is no proof that it belongs to whoever wrote it; the office asks for that when it accepts.
"""

from __future__ import annotations

import re
from datetime import date

from greenlist.engine import clock
from greenlist.engine.codes import normalise_uscc, uscc_problem

_CARD = re.compile(r"[1-9]\d{16}[\dX]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_EARLIEST = date(1900, 1, 1)


def card_holds(number: str) -> bool:
    """Whether it is the number of an identity card: 18 characters, a day of birth that was, the check character."""
    if not _CARD.fullmatch(number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _EARLIEST <= born <= clock.today() and number[17] == _CHECK[total % 11]


def identity_holds(text: str) -> bool:
    """Whether it is one of the two."""
    plain = normalise_uscc(text)
    return card_holds(plain) or uscc_problem(plain) is None


def normalised(text: str) -> str:
    """As it is kept: half width, upper case, without blanks."""
    return normalise_uscc(text)
