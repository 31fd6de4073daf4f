"""Widths of columns, heights of rows and size of type: everything is legible (8 pt and more), everything is printed.

A table goes into the text area of the standard's page turned on its side (225 x 156 mm); where its words do not fit
there in the smallest type, or its rows get high, into a wider one; where not even there, words are divided. Nothing is
ever cut off. Rows are as high as their text may get in any face, in the PDF and in the DOCX: both have the same pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenlist.documents.papers import Table

from .dealing import LEAST, Samples, Whole, dealt, least_width, mean_lines, room_of, width_of
from .measuring import MM, lines, longest_word

SIZES = (10.5, 9.5, 9.0, 8.5, 8.0)  # points, the best first
PITCH = 1.24  # lines apart, of the size
PAD = 0.25  # above and below the text of a row, of the size
LINE = 0.8  # points that the line of the table and the rounding of its height take
LINES_LIKED = 3.0  # lines of a row on average; above it smaller type is taken, then a wider page
LINES_BORNE = 4.5  # above it more is divided
LOWER = Whole(short=3.0, words=6.0)  # what stays in one piece where rows get much lower by it
MUCH = 0.85  # of the lines a row has
TIERS = (Whole(short=3.0), LOWER, Whole(2.0, 2.0, words=6.0), Whole(2.0, 2.0, words=4.0))  # where no more has room
SAMPLE = 120  # rows that are measured


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
        return room_of(self.widths[column], self.size)

    @property
    def rooms(self) -> list[float]:
        """The same of all columns."""
        return [self.room(at) for at in range(len(self.widths))]

    def height(self, cells: Sequence[str], *, bold: bool = False) -> float:
        """The height of a row in points, with its line: as much as its text may take in any face."""
        most = max(lines(text, self.room(at), bold=bold) for at, text in enumerate(cells))
        return (most * PITCH + 2 * PAD) * self.size + LINE

    def head(self, table: Table) -> float:
        """The height of the repeated head in points."""
        return self.height([one.title for one in table.columns], bold=True)

    def tall(self, table: Table, page: Page) -> list[bool]:
        """Of every row whether it is too high for a page under the repeated head, and has to run over it."""
        room = page.height / MM - self.head(table)
        return [self.height(row) > room * 0.9 for row in table.rows]


def fitted(tables: Sequence[Table]) -> tuple[Page, list[Fit]]:
    """The page all these tables fit on, and how each is set."""
    columns = [_sampled(table) for table in tables]
    found = [_fit(one, STANDARD) for one in columns]
    fits = [one for at, one in enumerate(found) if one is not None and _lines(columns[at], one) <= LINES_LIKED]
    if len(fits) == len(tables):
        return STANDARD, fits
    return WIDE, [_wide(one, WIDE) for one in columns]


def _lines(columns: Sequence[Samples], fit: Fit) -> float:
    return mean_lines(columns, fit.rooms)


def _fit(columns: Sequence[Samples], page: Page) -> Fit | None:
    """The largest type in which the rows stay low, else the smallest in which nothing short is divided."""
    smallest = None
    for size in SIZES:
        if least_width(columns, size, Whole()) > page.width:
            continue
        smallest = Fit(size, dealt(columns, size, page.width, Whole()))
        if _lines(columns, smallest) <= LINES_LIKED:
            break
    return smallest


def _wide(columns: Sequence[Samples], page: Page) -> Fit:
    """As `_fit`, or with more divided where there is no room for that; also where it makes high rows much lower."""
    divided = (_divided(columns, page, whole) for whole in TIERS)
    best = _fit(columns, page) or next(filter(None, divided), None) or _squeezed(columns, page)
    lower = _divided(columns, page, LOWER) if _lines(columns, best) > LINES_BORNE else None
    return lower if lower is not None and _lines(columns, lower) < MUCH * _lines(columns, best) else best


def _divided(columns: Sequence[Samples], page: Page, whole: Whole) -> Fit | None:
    size = SIZES[-1]
    if least_width(columns, size, whole) > page.width:
        return None
    return Fit(size, dealt(columns, size, page.width, whole))


def _squeezed(columns: Sequence[Samples], page: Page) -> Fit:
    """The smallest type with columns too narrow for their codes."""
    size = SIZES[-1]
    least = [width_of(one.least(TIERS[-1]), size) for one in columns]
    floor = min(width_of(LEAST, size), page.width / len(columns))
    over = [max(one - floor, 0.0) for one in least]
    share = (page.width - floor * len(columns)) / sum(over)
    return Fit(size, tuple(floor + one * share for one in over))


def _sampled(table: Table) -> list[Samples]:
    """Each column; of long tables a row of every so many, and the text with the longest word of a column."""
    step = max(1, len(table.rows) // SAMPLE)
    picked = table.rows[::step]
    found = []
    for at, column in enumerate(table.columns):
        texts = [column.title, *(row[at] for row in picked)]
        if step > 1:
            texts.append(max((row[at] for row in table.rows), key=longest_word))
        found.append(Samples(texts))
    return found
