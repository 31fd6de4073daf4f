"""Widths of columns and size of type: everything is legible (8 pt and more), everything is printed.

A table goes into the text area of the standard's page turned on its side (225 x 156 mm); where its words do not fit
there in the smallest type, or its rows get high, into a wider one; where not even there, words are divided. Nothing is
ever cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from greenlist.documents.papers import Table

from .measuring import MM, em, longest_word

SIZES = (10.5, 9.5, 9.0, 8.5, 8.0)  # points, the best first
PITCH = 1.24  # lines apart, of the size
INSET = 1.25  # millimetres between a line of the table and its text, on each side
SAFE = 0.4  # millimetres that the faces of a word processor may be wider
LINES_LIKED = 3.0  # lines of a row on average, below which larger type is worth its paper
LINES_BORNE = 4.5  # above it a wider page is taken
SAMPLE = 240  # rows that are measured
STEP = 1.0  # millimetre by which widths are dealt out
AHEAD = 10  # steps within which a column must win something


@dataclass(frozen=True, slots=True)
class Page:
    """An A4 page on its side, in millimetres. The left edge is the foot of the page as it is bound [GB/T 9704]."""

    left: float
    right: float
    top: float = 28.0
    bottom: float = 26.0

    @property
    def width(self) -> float:
        """Of the text area."""
        return 297.0 - self.left - self.right

    @property
    def height(self) -> float:
        """Of the text area."""
        return 210.0 - self.top - self.bottom


STANDARD, WIDE = Page(35.0, 37.0), Page(28.0, 16.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: type in points, columns in millimetres."""

    size: float
    widths: tuple[float, ...]

    def room(self, column: int) -> float:
        """How many em of text a line of the column holds."""
        return _room(self.widths[column], self.size)

    def height(self, cells: Sequence[str]) -> float:
        """The height of a row in millimetres, estimated."""
        lines = max(_lines(text, width, self.size) for text, width in zip(cells, self.widths, strict=True))
        return (lines * PITCH + 0.6) * self.size * MM


def fitted(tables: Sequence[Table]) -> tuple[Page, list[Fit]]:
    """The page all these tables fit on, and how each is set."""
    columns = [_sampled(table) for table in tables]
    found = [_fit(one, STANDARD) for one in columns]
    fits = [one for one in found if one is not None]
    if len(fits) == len(tables) and not any(map(_high, columns, fits)):
        return STANDARD, fits
    return WIDE, [_fit(one, WIDE) or _squeezed(one, WIDE) for one in columns]


def _high(columns: Sequence[Sequence[str]], fit: Fit) -> bool:
    return _mean_lines(columns, fit) > LINES_BORNE


def _fit(columns: Sequence[Sequence[str]], page: Page) -> Fit | None:
    """The largest type in which the rows stay low, else the smallest in which no word is divided."""
    smallest = None
    for size in SIZES:
        least = [_least(texts, size) for texts in columns]
        if sum(least) > page.width:
            continue
        smallest = Fit(size, _dealt(columns, least, size, page.width))
        if _mean_lines(columns, smallest) <= LINES_LIKED:
            break
    return smallest


def _squeezed(columns: Sequence[Sequence[str]], page: Page) -> Fit:
    """The smallest type with columns too narrow for some of their words, which are divided."""
    size = SIZES[-1]
    least = [_least(texts, size) for texts in columns]
    floor = min(2 * size * MM + 2 * INSET + SAFE, page.width / len(columns))
    over = [max(one - floor, 0.0) for one in least]
    share = (page.width - floor * len(columns)) / sum(over)
    return Fit(size, tuple(floor + one * share for one in over))


def _sampled(table: Table) -> list[list[str]]:
    """The texts of each column, its title first; of long tables a row of every so many, and the longest of a column."""
    step = max(1, len(table.rows) // SAMPLE)
    picked = table.rows[::step]
    found = [[column.title, *(row[at] for row in picked)] for at, column in enumerate(table.columns)]
    if step > 1:
        for at, texts in enumerate(found):
            words = max((row[at] for row in table.rows), key=longest_word)
            texts.append(words)
    return found


def _least(texts: Sequence[str], size: float) -> float:
    """The width at which no word of a column is divided, and two Chinese characters stand side by side."""
    words = max(2.0, *(longest_word(text) for text in set(texts)))
    return words * size * MM + 2 * INSET + SAFE


def _dealt(columns: Sequence[Sequence[str]], least: Sequence[float], size: float, width: float) -> tuple[float, ...]:
    """What is left of the width given, step by step, to the column whose high cells get lowest by it."""
    widths, spare = list(least), width - sum(least)
    weights = [_weights(texts, len(columns[0])) for texts in columns]
    while spare >= STEP:
        gains = [_gain(weights[at], widths[at], size, spare) for at in range(len(widths))]
        best = max(range(len(gains)), key=lambda at: gains[at][0])
        gain, steps = gains[best]
        if gain <= 0:
            break
        widths[best] += steps * STEP
        spare -= steps * STEP
    total = sum(widths)
    return tuple(one * width / total for one in widths)


def _weights(texts: Sequence[str], rows: int) -> tuple[tuple[str, int], ...]:
    """Each text of a column with how often it is printed; the title stands on every page."""
    counted: dict[str, int] = {}
    for text in texts:
        counted[text] = counted.get(text, 0) + 1
    counted[texts[0]] += rows // 15
    return tuple(counted.items())


def _gain(weights: tuple[tuple[str, int], ...], width: float, size: float, spare: float) -> tuple[float, int]:
    """By how much a millimetre more lowers a column, and how many have to be given at once."""
    now = _cost(weights, width, size)
    steps = range(1, min(AHEAD, int(spare // STEP)) + 1)
    return max(((now - _cost(weights, width + step * STEP, size)) / step, step) for step in steps)


@lru_cache(maxsize=20_000)
def _cost(weights: tuple[tuple[str, int], ...], width: float, size: float) -> int:
    """High cells cost more than many low ones: a row is as high as its highest cell."""
    return sum(count * _lines(text, width, size) ** 3 for text, count in weights)


def _mean_lines(columns: Sequence[Sequence[str]], fit: Fit) -> float:
    lines = [
        [_lines(text, width, fit.size) for text in texts] for texts, width in zip(columns, fit.widths, strict=True)
    ]
    rows = [max(row) for row in zip(*(one[1:] for one in lines), strict=False)]
    return sum(rows) / len(rows) if rows else 1.0


def _lines(text: str, width: float, size: float) -> int:
    room = _room(width, size)
    return sum(max(1, ceil(em(part) / room)) for part in text.split("\n"))


def _room(width: float, size: float) -> float:
    return max((width - 2 * INSET - SAFE) / (size * MM), 1.0)
