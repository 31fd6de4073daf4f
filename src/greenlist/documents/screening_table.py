"""筛查结果.xlsx: a screening (the data of screening.json) as a workbook that officers filter, print and decide in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from greenlist.engine.messages import Language, Message, render, say

from .limits import EXCEL_CELL_CHARS
from .screening_rows import Row, condition_ids, finding_rows, open_rows, source_rows, unit_rows
from .style import Book, put, put_row, row_height

SCREENING_NAME = "筛查结果.xlsx"
HEAD_ROW = 2  # below title and note
OUTCOME_WIDTH = 8
_UNITS: dict[str, float] = {"number": 6, "unit": 28, "code": 21, "outcome": 9, "decides": 56, "tenants": 18}
_FINDINGS: dict[str, float] = {
    "unit": 16, "subject": 16, "code": 20, "condition": 8, "outcome": 9, "reason": 66, "verdict": 10, "by": 8, "on": 11,
    "why": 13, "document": 11, "from": 26, "date": 12, "line": 8, "how": 20, "score": 8, "listed": 26,
    "listed_code": 21, "dated_on": 11, "ended_on": 11, "window": 24, "doc_no": 20, "category": 16, "cause": 24,
    "authority": 18, "amount": 12, "original": 40, "id": 34, "digest": 34,
}  # fmt: skip
PRINTED = 11  # columns of the findings; those to the right are for filters and for reading back
_DECISION = ("verdict", "by", "on", "why", "document")
_SOURCES: dict[str, float] = {
    "source": 22, "source_name": 30, "file": 32, "date": 12, "rows": 10, "trouble": 40, "sha": 36,
}  # fmt: skip
_OPEN: dict[str, float] = {"what": 50, "why_not": 100}
VERDICTS = ("same", "other", "counts", "does_not_count")


@dataclass(slots=True)
class _Part:
    """One sheet: its columns with their widths and heads, its rows, and what stands over them."""

    name: str
    note: Message
    widths: dict[str, float]
    rows: Sequence[Row]
    heads: dict[str, str] = field(default_factory=dict)
    printed: int = 0  # columns in print, 0: all


def write_screening(
    path: Path,
    data: Mapping[str, Any],
    *,
    words: Mapping[str, str] | None = None,
    remarks: Sequence[tuple[str, str]] = (),
    language: Language = "zh",
) -> None:
    """Write a screening as a workbook: units, records, lists, what was not screened.

    `data` is that of screening.json, `words` names conditions and sources by id, `remarks` are files and rows that
    were not taken, each with its reason. The same content gives the same bytes. Raises OSError where the file cannot
    be written.
    """
    words = words or {}
    book = Book(path, title=_say("book_title", language), constant_memory=True)
    note = say("screened.book_note", policy=data["policy"]["id"], as_of=data["as_of"])
    ids = condition_ids(data)
    parts = [
        _Part("units", note, _unit_widths(ids), list(unit_rows(data, words, language)), {id_: id_ for id_ in ids}),
        _Part(
            "findings", say("screened.findings_note"), _FINDINGS, list(finding_rows(data, words, language)),
            printed=PRINTED,
        ),
        _Part("sources", say("screened.sources_note"), _SOURCES, list(source_rows(data, words))),
        _Part("open", say("screened.open_note"), _OPEN, list(open_rows(data, remarks, words))),
    ]  # fmt: skip
    for part in parts:
        _write(book, part, language)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(*error.args) from error


def _say(code: str, language: Language) -> str:
    return render(say(f"screened.{code}"), language)


def _unit_widths(ids: Iterable[str]) -> dict[str, float]:
    tenants = _UNITS["tenants"]
    own = {key: width for key, width in _UNITS.items() if key != "tenants"}
    return own | dict.fromkeys(ids, OUTCOME_WIDTH) | {"tenants": tenants}


def _write(book: Book, part: _Part, language: Language) -> None:
    sheet = book.sheet(_say(f"sheet_{part.name}", language))
    for position, width in enumerate(part.widths.values()):
        sheet.set_column(position, position, width)
    last = (part.printed or len(part.widths)) - 1
    sheet.set_row(0, 30)
    _across(sheet, 0, last, _say(f"sheet_{part.name}", language), book.format("title"))
    note = render(part.note, language)
    shown = sum(list(part.widths.values())[: last + 1])
    sheet.set_row(1, row_height([(note, shown)]))
    _across(sheet, 1, last, note, book.format("hint"))
    heads = [part.heads.get(key) or _say(f"col_{key}", language) for key in part.widths]
    sheet.set_row(HEAD_ROW, row_height(zip(heads, part.widths.values(), strict=True)))
    put_row(sheet, HEAD_ROW, 0, heads, book.format("head"))
    sheet.freeze_panes(HEAD_ROW + 1, 2 if part.name in {"units", "findings"} else 1)
    sheet.repeat_rows(HEAD_ROW)
    for line, row in enumerate(part.rows, HEAD_ROW + 1):
        _write_row(book, sheet, line, part, row)
    _finish(book, sheet, part, last, language)


def _across(sheet: Worksheet, row: int, last: int, text: str, cell_format: Any) -> None:
    sheet.merge_range(row, 0, row, last, "", cell_format)
    sheet.write_string(row, 0, text, cell_format)


def _write_row(book: Book, sheet: Worksheet, line: int, part: _Part, row: Row) -> None:
    printed = list(part.widths.items())[: part.printed or len(part.widths)]
    texts = [(cell, width) for key, width in printed if isinstance(cell := row.cells.get(key), str)]
    sheet.set_row(line, row_height(texts))
    for position, key in enumerate(part.widths):
        value = row.cells.get(key)
        shown = value[:EXCEL_CELL_CHARS] if isinstance(value, str) else value
        put(sheet, line, position, shown, book.format(_format(part, row, key)))


def _format(part: _Part, row: Row, key: str) -> str:
    if key in row.formats:
        return row.formats[key]
    if key in _DECISION and part.name == "findings":
        return "in_choice" if key in {"verdict", "on"} else "in_text"
    if row.muted:
        return "small"
    return {"number": "serial", "line": "serial", "rows": "number", "amount": "number", "score": "number"}.get(
        key, "text"
    )


def _finish(book: Book, sheet: Worksheet, part: _Part, last: int, language: Language) -> None:
    below = HEAD_ROW + len(part.rows)
    if not part.rows:
        _across(sheet, HEAD_ROW + 1, last, _say("nothing_here", language), book.format("hint"))
        return
    sheet.autofilter(HEAD_ROW, 0, below, len(part.widths) - 1)
    if part.printed:
        sheet.print_area(0, 0, below, last)
    if part.name == "findings":
        choices = [_say(f"verdict_{one}", language) for one in VERDICTS]
        column = list(part.widths).index("verdict")
        sheet.data_validation(HEAD_ROW + 1, column, below, column, {"validate": "list", "source": choices})
