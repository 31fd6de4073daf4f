"""Read a summary table: titles above, headers of one or two rows, one sheet or block for each kind, notes below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from greenlist.documents.summary.columns import TRIAL
from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.decimals import parse_decimal, show
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message, say
from greenlist.listings.columns import kind_of_words

from .columns import bare, is_header, joined, meanings

MAX_ROWS = 20_000
LONGEST = 2_000  # characters of a cell
NUMERIC = frozenset({"score", "va_share", "green_factories", "green_factory_share", "supplier_green_factories"})
_FOOT = re.compile(
    r"^(?:注|备注|说明|填表|填报|审核|联系人|合计|总计|标＊|本类无|单位[（(]盖章|（?盖章|制表|推荐单位[（(])"
)


class Table(Protocol):
    """A sheet of a workbook, a text file or a table of a document (documents.sheets.Sheet)."""

    name: str
    rows: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit: the line it stands in (from 1), and its cells by the names of `SUMMARY_VALUES`."""

    line: int
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        """The unit."""
        return self.cells.get("name", "")


@dataclass(slots=True)
class Sheet:
    """The units under one header. `kind` '': nothing says it. `unknown`: headers that are not known."""

    name: str
    title: str
    kind: str
    columns: dict[str, str]  # what is held -> header as printed
    unknown: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a line. `taken`: the row is taken all the same."""

    sheet: str
    line: int
    name: str
    reason: Message
    taken: bool


@dataclass(slots=True)
class TableIn:
    """A whole file."""

    sheets: list[Sheet] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[Sheet, Row]]:
        """Every unit with its sheet."""
        return [(sheet, row) for sheet in self.sheets for row in sheet.rows]


class NoTable(ValueError):
    """A file that holds no summary table; `message` says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_table(tables: Iterable[Table], policy: Policy | None = None) -> TableIn:
    """Read a summary table; a policy adds the titles of its own columns.

    Raises:
        NoTable: no header, no unit below one, or far too many rows.
    """
    columns = policy.outputs.summary_columns if policy else []
    reader = _Reader({bare(column.title): column.value for column in columns})
    for table in tables:
        reader.read(table)
    if not reader.headers:
        raise NoTable(say("reading.table_header"))
    reader.found.sheets = [sheet for sheet in reader.found.sheets if sheet.rows]
    if not reader.found.sheets:
        raise NoTable(say("reading.table_empty"))
    return reader.found


class _Reader:
    """One file while it is read."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self.titles = titles
        self.found = TableIn()
        self.headers = self.count = 0
        self.seen: dict[tuple[str, str], int] = {}

    def read(self, table: Table) -> None:
        """The blocks of one sheet: a header begins one, a line of its own names its kind."""
        rows = [[text_of(cell) for cell in cells] for cells in table.rows[:MAX_ROWS]]
        sheet: Sheet | None = None
        places: dict[int, str] = {}
        title = ""
        skip = -1
        for line, cells in enumerate(rows):
            filled = [text for text in cells if text]
            if line <= skip or not filled:
                continue
            if is_header(cells, self.titles):
                self.headers += 1
                below = rows[line + 1] if line + 1 < len(rows) else []
                whole = joined(cells, below, self.titles)
                skip = line + 1 if whole else line
                header = whole or cells
                places = meanings(header, self.titles)
                sheet = self._begin(table.name, title, header, places)
            elif len(filled) == 1 and not filled[0].isdigit():
                title = self._line(filled[0], title, sheet)
            elif sheet is not None and not _FOOT.match(bare(filled[0])):
                self._take(self.found.sheets[-1], places, cells, line + 1)

    def _begin(self, name: str, title: str, header: Sequence[str], places: Mapping[int, str]) -> Sheet:
        columns: dict[str, str] = {}
        for place, key in places.items():
            columns.setdefault(key, header[place])
        unknown = [text for place, text in enumerate(header) if text and place not in places]
        named = next((header[place] for place, key in places.items() if key == "name"), "")
        kind = kind_of_words(name) or kind_of_words(title) or kind_of_words(named)
        sheet = Sheet(name, title, kind, columns, list(dict.fromkeys(unknown)))
        self.found.sheets.append(sheet)
        return sheet

    def _line(self, text: str, title: str, sheet: Sheet | None) -> str:
        """A line of its own: the title over a header; below one it may begin the next kind (二、绿色工业园区)."""
        if sheet is None:
            return f"{title} {text}".strip()[:LONGEST]
        kind = "" if _FOOT.match(bare(text)) else kind_of_words(text)
        if kind and kind != sheet.kind and len(text) < 40:  # a heading, no note
            following = Sheet(sheet.name, text, kind, sheet.columns, [])
            if sheet.rows or sheet.kind:
                self.found.sheets.append(following)
            else:
                sheet.kind = kind
        return text

    def _take(self, sheet: Sheet, places: Mapping[int, str], cells: Sequence[str], line: int) -> None:
        self.count += 1
        if self.count > MAX_ROWS:
            raise NoTable(say("reading.table_rows", most=MAX_ROWS))
        held = self._cells(sheet, places, cells, line)
        name = held.get("name", "")
        if not name:
            self._fault(sheet, line, "", say("reading.row_without_name"), taken=False)
            return
        kind = kind_of_words(held.pop("kind", "")) or sheet.kind
        first = self.seen.setdefault((kind, held.get("uscc") or name), line)
        if first != line:
            self._fault(sheet, line, name, say("reading.row_twice", line=first), taken=False)
            return
        target = sheet if kind == sheet.kind else self._of_kind(sheet, kind)
        target.rows.append(Row(line, held))

    def _of_kind(self, sheet: Sheet, kind: str) -> Sheet:
        """The rows of another kind in the same sheet, where a column says so."""
        same = (one for one in self.found.sheets if one.name == sheet.name and one.kind == kind)
        found = next(same, None)
        if found is None:
            found = Sheet(sheet.name, sheet.title, kind, sheet.columns, [])
            self.found.sheets.insert(-1, found)
        return found

    def _cells(self, sheet: Sheet, places: Mapping[int, str], cells: Sequence[str], line: int) -> dict[str, str]:
        held: dict[str, str] = {}
        for place, key in places.items():
            text = cells[place] if place < len(cells) else ""
            if key == "three_year_scores" and held.get(key):
                held[key] += f" / {text or '—'}"
            elif text or key not in held:
                held[key] = text
        name = held.get("name", "")
        for key in NUMERIC & held.keys():
            number = number_of(held[key])
            if held[key] and number is None:
                reason = say("reading.number_bad", text=held[key][:40], column=sheet.columns[key])
                self._fault(sheet, line, name, reason, taken=True)
            held[key] = show(number) if number is not None else held[key]
        if code := held.get("uscc"):
            held["uscc"] = normalise_uscc(code)
            if uscc_problem(code) is not None:
                self._fault(sheet, line, name, say("reading.code_bad", uscc=code[:40]), taken=True)
        return held

    def _fault(self, sheet: Sheet, line: int, name: str, reason: Message, *, taken: bool) -> None:
        self.found.faults.append(Fault(sheet.name, line, name, reason, taken))


def text_of(cell: Any) -> str:
    """A cell as text; whole numbers without a point."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return show(Decimal(repr(cell))) if Decimal(repr(cell)).is_finite() else ""
    return " ".join(str(cell).split())[:LONGEST] if cell is not None else ""


def number_of(text: str) -> Decimal | None:
    """A number of a cell; a mark of a trial and a sign of percent are left away."""
    return parse_decimal(text.replace(TRIAL, "").replace("试评", "").strip().removesuffix("%").removesuffix("分"))
