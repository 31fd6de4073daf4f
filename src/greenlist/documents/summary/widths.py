"""Columns and rows of the workbook, dealt out as on paper and said in Excel's units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from greenlist.documents.style import text_width
from greenlist.documents.tables.dealing import LEAST, Samples, Whole, dealt, least_width, mean_lines, room_of
from greenlist.documents.tables.fitting import LINES_LIKED, SAMPLE
from greenlist.documents.tables.measuring import lines, widest_em
from greenlist.engine.lawbook.schema.policy import SummaryColumn

from .columns import SummaryRow, head_of, is_trial
from .paper import cell_text

TYPE = 10.0  # points, of every cell
PIXEL = 25.4 / 96  # millimetres
UNIT, BESIDE = 7, 5  # pixels of a unit of width, and those that every column has besides
PAGES = (277.0, 375.0)  # millimetres: A4 across as it is, and what is still legible when printed on it
LATIN = 0.55  # em of a letter or digit, about
PITCH, PAD, HIGHEST = 15.0, 5.0, 400.0  # points of a line, around the text, of a row


def column_widths(columns: Sequence[SummaryColumn], rows: Sequence[SummaryRow]) -> list[float]:
    """The width of each column in Excel's units; a figure is never wider than its column, which would show ###."""
    samples = [_sampled(column, rows) for column in columns]
    needed = least_width(samples, TYPE, Whole())
    for page in PAGES:
        widths = dealt(samples, TYPE, max(page, needed), Whole())
        if needed <= page and mean_lines(samples, [room_of(one, TYPE) for one in widths]) <= LINES_LIKED:
            break
    return [ceil((one / PIXEL - BESIDE) / UNIT * 100) / 100 for one in widths]


def row_height(texts: Iterable[tuple[str, float]], *, bold: bool = False) -> float:
    """The height in points of a row of texts, each with the width of its column."""
    most = max((_lines(text, width, bold=bold) for text, width in texts), default=1)
    return min(PITCH * most + PAD, HIGHEST)


@lru_cache(maxsize=10_000)
def _lines(text: str, width: float, *, bold: bool) -> int:
    room = room_of((width * UNIT + BESIDE) * PIXEL, TYPE)
    wide = text_width(text) - len(text)  # Chinese characters; most texts are short, and measuring takes long
    if len(text) * LATIN + wide * (1 - LATIN) <= room and "\n" not in text:
        return 1
    return lines(text, room, bold=bold)


def _sampled(column: SummaryColumn, rows: Sequence[SummaryRow]) -> Samples:
    """Of long tables a row of every so many."""
    picked = rows[:: max(1, len(rows) // SAMPLE)]
    texts = [head_of(column), *(cell_text(column, row) for row in picked)]
    return Samples(texts, floor=max(LEAST, _widest_figure(column, rows) if column.numeric else 0.0))


def _widest_figure(column: SummaryColumn, rows: Sequence[SummaryRow]) -> float:
    """The em of the widest figure of all rows, in whatever face it is shown."""
    unlike = {(row.get(column.value), is_trial(row)): row for row in rows}
    return max((widest_em(cell_text(column, row)) for row in unlike.values()), default=0.0)
