"""Whole columns of cells at a time: cleaned, the first filled header taken, repeated values read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from .dates import BLANK

_BLANKS = BLANK - {""} | {"null", "none", "nan", "Null", "None", "NaN"}
_MOST = 50_000  # values a memo keeps
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Cells = Sequence[str]


class Memo(dict[str, str]):
    """What a function makes of a text, made once. Forgets everything when it grows too large: memory is bounded."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        made = self[text] = self._make(text)
        return made

    def column(self, cells: Iterable[str]) -> list[str]:
        """The function of each cell."""
        return list(map(self.__getitem__, cells))


def clean_column(cells: Cells) -> list[str]:
    """Text without blanks around it, without line breaks; '' for words that say nothing (无, -, NULL)."""
    column = [cell.strip() for cell in cells]
    if not _BLANKS.isdisjoint(column):
        column = ["" if cell in _BLANKS else cell for cell in column]
    if not "".join(column).isprintable():
        column = [clean(cell) for cell in column]
    return column


def clean(text: str) -> str:
    """One cell, as `clean_column` leaves it."""
    plain = text.strip()
    if plain in _BLANKS:
        return ""
    return plain if plain.isprintable() else " ".join(_CONTROL.sub(" ", plain).split())


def first_filled(columns: Sequence[list[str]], count: int) -> list[str]:
    """Of each row the first cell that holds something; '' throughout where there are no columns."""
    if not columns:
        return [""] * count
    first = columns[0]
    for other in columns[1:]:
        first = [one or two for one, two in zip(first, other, strict=True)]
    return first
