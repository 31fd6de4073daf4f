"""Texts in a CSV that a spreadsheet opens: whatever people typed stays a text there and runs nothing."""

from __future__ import annotations

import re
import unicodedata

from .decimals import parse_decimal

LIVE = frozenset("=+-@|%")  # what a spreadsheet, or the shell behind it (DDE), takes for the start of something to run
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which UTF-8 has no room for
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn"))  # categories of what a reader may pass over


def csv_text(text: str) -> str:
    """A text as a cell of a CSV: in front of what would be run stands ', whatever blanks or width hide its first sign.

    A number stays a number, also a negative one. Control characters other than line breaks and tabs are left out.
    """
    text = _CONTROL.sub("", _HALF.sub("\ufffd", text))
    return f"'{text}" if _live(text) and parse_decimal(text) is None else text


def _live(text: str) -> bool:
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    for character in text:
        if unicodedata.category(character) not in _UNSEEN:
            return unicodedata.normalize("NFKC", character)[0] in LIVE
    return False
