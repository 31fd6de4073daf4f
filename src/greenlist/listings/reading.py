"""List files as they are met: sections with a header in one of several wordings, and the rows below. Pure reading.

Which kind a section holds is only suggested here. A header may belong to another kind than its rows (lists.md 3), so a
person gives or confirms it before anything is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Protocol

from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.messages import Message, say

from .columns import columns_of, kind_of_names, kind_of_words, plain_header
from .rows import Fault, Reading, Row, Section

LONGEST = {"name": 120, "new_name": 120, "region": 40, "industry": 60, "agency": 160}
MAX_ROWS = 50_000


class Table(Protocol):
    """A sheet of a workbook, or the table of a text file (documents.sheets.Sheet)."""

    name: str
    rows: list[list[Any]]


class NoList(ValueError):
    """A file without anything that reads as a list; `message` says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_list(tables: Iterable[Table]) -> Reading:
    """Every section of a file with its rows and faults. Raises NoList: no header, no row, far too many rows."""
    reading = Reading()
    headers = 0
    for table in tables:
        headers += _read_table(table, reading)
    if not headers:
        raise NoList(say("listings.no_header"))
    if not reading.rows:
        raise NoList(say("listings.no_rows"))
    reading.sections = [one for one in reading.sections if one.rows]
    for one in reading.sections:
        _suggest_kind(one)
        _check_numbers(one, reading)
        _check_names(one, reading)
    return reading


def _read_table(table: Table, reading: Reading) -> int:
    """The sections of one sheet; gives how many headers stood in it."""
    section: Section | None = None
    title, headers = table.name if table.name != "CSV" else "", 0
    for line, cells in enumerate(table.rows, 1):
        columns = columns_of(cells)
        if columns:
            headers += 1
            if section is None or title or columns != section.columns:  # else the head of the next printed page
                header = [_text(cell) for cell in cells]
                section = Section(table.name, title, header, columns, "")
                reading.sections.append(section)
            title = ""
        elif (alone := _only_cell(cells)) is not None:
            title = alone
        elif section is not None and any(_text(cell) for cell in cells):
            _take(section, cells, line, reading)
            if reading.rows > MAX_ROWS:
                raise NoList(say("listings.too_many_rows", most=MAX_ROWS))
    return headers


def _only_cell(cells: Sequence[Any]) -> str | None:
    """The text of a row that holds one cell of words (a title, a merged line), None for any other row."""
    filled = [text for cell in cells if (text := _text(cell))]
    return filled[0] if len(filled) == 1 and not filled[0].isdigit() and len(cells) > 1 else None


def _take(section: Section, cells: Sequence[Any], line: int, reading: Reading) -> None:
    cell = {key: _text(cells[place]) if place < len(cells) else "" for key, place in section.columns.items()}
    name = " ".join(cell["name"].split())

    def fault(code: str, *, taken: bool, **params: Any) -> None:
        reading.faults.append(Fault(section.sheet, line, name, say(code, **params), taken))

    if not name:
        return fault("listings.row_without_name", taken=False)
    for key, most in LONGEST.items():
        if len(cell.get(key, "")) > most:
            return fault("listings.cell_too_long", taken=False, most=most, header=section.header[section.columns[key]])
    row = Row(line, _number(cell.get("seq", "")) or 0, name, original=_original(section, cells))
    row.region, row.industry, row.agency = (cell.get(key, "") for key in ("region", "industry", "agency"))
    row.new_name = " ".join(cell.get("new_name", "").split())
    row.batch, row.kind = _number(cell.get("batch", "")), kind_of_words(cell.get("kind", ""))
    if code := normalise_uscc(cell.get("uscc", "")):
        wrong = uscc_problem(code)
        if wrong is None:
            row.uscc = code
        else:
            fault("listings.code_not_taken", taken=True, uscc=code, reason=wrong)
    if cell.get("kind") and not row.kind:
        fault("listings.kind_unknown", taken=True, text=cell["kind"])
    section.rows.append(row)
    return None


def _original(section: Section, cells: Sequence[Any]) -> dict[str, str]:
    headed = zip(section.header, cells, strict=False)
    return {head: text for head, cell in headed if head and (text := _text(cell))}


def _text(cell: Any) -> str:
    """A cell as text; whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""


def _number(text: str) -> int | None:
    plain = plain_header(text).rstrip(".、")
    try:
        number = Decimal(plain)
    except ArithmeticError:
        return None
    return int(number) if number.is_finite() and number == number.to_integral_value() and 0 < number < 10**6 else None


def _suggest_kind(section: Section) -> None:
    """By the title, else the header; whatever they say, what the names look like is set against it."""
    header = section.header[section.columns["name"]]
    titled, headed = kind_of_words(section.title), kind_of_words(header)
    section.kind = titled or headed
    looks = kind_of_names(row.name for row in section.rows)
    if titled and headed and titled != headed:
        section.doubts.append(say("listings.title_and_header", title=section.title, header=header))
    if section.kind and section.kind != "park" and looks == "park":
        section.doubts.append(say("listings.rows_are_parks", header=section.title or header))
    if section.kind == "park" and looks == "company":
        section.doubts.append(say("listings.rows_are_no_parks", header=section.title or header))
    if not section.kind and looks == "park":
        section.kind = "park"


def _check_numbers(section: Section, reading: Reading) -> None:
    """(list, kind, number) is the key of a line: none missing, none twice. Without the column rows are counted."""
    if "seq" not in section.columns:
        for number, row in enumerate(section.rows, 1):
            row.seq = number
        return
    seen: dict[tuple[str, int | None, int], Row] = {}
    kept: list[Row] = []
    for row in section.rows:
        first = seen.setdefault((row.kind, row.batch, row.seq), row) if row.seq else None
        if first is row:
            kept.append(row)
            continue
        code = "listings.number_missing" if first is None else "listings.number_twice"
        params = {} if first is None else {"seq": row.seq, "line": first.line}
        reading.faults.append(Fault(section.sheet, row.line, row.name, say(code, **params), taken=False))
    section.rows = kept
    for gap in _gaps(kept):
        reading.faults.append(
            Fault(section.sheet, gap.line, gap.name, say("listings.number_gap", seq=gap.seq), taken=True)
        )


def _gaps(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows whose number does not follow that of the row before (numbers have no gaps in batches 1 to 5)."""
    for before, row in pairwise(rows):
        if (before.kind, before.batch) == (row.kind, row.batch) and row.seq != before.seq + 1:
            yield row


def _check_names(section: Section, reading: Reading) -> None:
    """Within one kind no name repeats; two lines of one name are both taken and told."""
    seen: dict[tuple[str, int | None, str], Row] = {}
    for row in section.rows:
        first = seen.setdefault((row.kind, row.batch, row.name), row)
        if first is not row:
            reason = say("listings.name_twice", line=first.line)
            reading.faults.append(Fault(section.sheet, row.line, row.name, reason, taken=True))
    silent = sum(1 for row in section.rows if not row.region)
    if "region" in section.columns and silent:
        section.doubts.append(say("listings.regions_missing", count=silent))
