"""Lists as files: exactly the columns and rows on the page, text as text, numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

import xlsxwriter

from greenlist.engine.decimals import parse_decimal
from greenlist.engine.harmless import csv_text

from .style import CREATED, TextSheet


def csv_lines(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A CSV in UTF-8 with a byte order mark, line by line; a text that a sheet would run is quoted with '."""
    yield "\ufeff".encode()
    for row in chain([titles], rows):
        line = io.StringIO()
        csv.writer(line).writerow([csv_text(cell) for cell in row])
        yield line.getvalue().encode()


def workbook(titles: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]) -> bytes:
    """An Excel workbook of one sheet; a column marked numeric holds numbers where it can."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet(worksheet_class=TextSheet)
    sheet.freeze_panes(1, 0)
    head = book.add_format({"bold": True, "bottom": 1})
    for position, title in enumerate(titles):
        sheet.set_column(position, position, 18)
        sheet.write_string(0, position, title, head)
    for line, row in enumerate(rows, 1):
        for position, cell in enumerate(row):
            number = parse_decimal(cell) if numeric[position] else None
            if isinstance(number, Decimal):
                sheet.write_number(line, position, float(number))
            else:
                sheet.write_string(line, position, cell)
    book.close()
    return out.getvalue()
