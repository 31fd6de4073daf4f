"""The text of a DOCX as it comes from the parser: a small machine over begin, text and end of elements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .shape import Block, Cell, Grid, Paragraph
from .toc import Fields, is_entry

MAX_ELEMENTS = 1_500_000
MAX_DEPTH = 200
MAX_TEXT = 8_000_000  # characters; a report of 300 pages has 300,000
MAX_CELLS = 200_000
MAX_SPAN = 60
TICKED, OPEN = "☑", "□"
# Symbols of the Wingdings fonts that forms use for boxes, by their code.
_SYMBOLS = {
    "F0FE": TICKED, "F0FD": TICKED, "F052": TICKED, "F053": TICKED, "F0FC": TICKED, "F06E": "■", "F0A8": OPEN,
    "F06F": OPEN, "F0A3": OPEN, "F0A2": OPEN, "F0A1": OPEN,
}  # fmt: skip
_DROPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})
_OFF = frozenset({"0", "false", "off", "none"})


class TooMuch(ValueError):
    """More elements, depth or text than any report has."""


@dataclass(slots=True)
class _Open:
    """A paragraph being read."""

    parts: list[str] = field(default_factory=list)
    style: str = ""
    outline: int = 0


@dataclass(slots=True)
class _Table:
    """A table being read."""

    before: str
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    column: int = 0
    texts: list[str] = field(default_factory=list)
    span: int = 1
    below: bool = False


class Body:
    """A parser's target (see `xml.etree.ElementTree.XMLParser`). `blocks` holds what was read. Raises TooMuch."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        self.blocks: list[Block] = []
        self._levels = levels
        self._paragraphs: list[_Open] = []
        self._tables: list[_Table] = []
        self._fields = Fields()
        self._dropped = 0  # depth inside of what is left out
        self._text = self._box = False
        self._elements = self._depth = self._chars = self._cells = 0
        self._numbers = {"paragraph": 0, "table": 0}
        self._last = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise TooMuch
        name = tag.rpartition("}")[2]
        if self._dropped or name in _DROPPED:
            self._dropped += 1
            self._text = name == "instrText"
            return
        self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "t":
            self._text = True
        elif name == "p":
            self._paragraphs.append(_Open())
        elif name == "tbl":
            self._tables.append(_Table(self._last))
        elif self._paragraphs and name in {
            "pStyle",
            "outlineLvl",
            "br",
            "cr",
            "tab",
            "sym",
            "noBreakHyphen",
            "fldChar",
        }:
            self._in_paragraph(name, attributes, self._paragraphs[-1])
        elif name == "checkBox":  # of an old form field; text fields have a default too
            self._box = True
        elif self._box and self._paragraphs and name in {"checked", "default"}:
            self._tick(attributes)
        elif self._tables and name in {"tr", "tc", "gridSpan", "vMerge", "gridBefore"}:
            self._in_table(name, attributes, self._tables[-1])

    def _in_paragraph(self, name: str, attributes: Mapping[str, str], paragraph: _Open) -> None:
        if name == "pStyle":
            paragraph.style = _attribute(attributes, "val")
        elif name == "outlineLvl":
            paragraph.outline = _number(_attribute(attributes, "val"), 9) + 1
        elif name in {"br", "cr"}:
            paragraph.parts.append("" if _attribute(attributes, "type") == "page" else "\n")
        elif name == "sym":
            paragraph.parts.append(_SYMBOLS.get(_attribute(attributes, "char").upper(), ""))
        elif name == "fldChar":
            self._fields.mark(_attribute(attributes, "fldCharType"))
        else:
            paragraph.parts.append("-" if name == "noBreakHyphen" else "\t")

    def _tick(self, attributes: Mapping[str, str]) -> None:
        """A check box of an old form field: `checked` follows `default` and overrules it."""
        parts = self._paragraphs[-1].parts
        if parts and parts[-1] in {TICKED, OPEN}:
            parts.pop()
        parts.append(OPEN if _attribute(attributes, "val").lower() in _OFF else TICKED)

    def _in_table(self, name: str, attributes: Mapping[str, str], table: _Table) -> None:
        value = _attribute(attributes, "val")
        if name == "tr":
            table.row, table.column = [], 0
        elif name == "tc":
            table.texts, table.span, table.below = [], 1, False
        elif name == "gridSpan":
            table.span = max(1, _number(value, MAX_SPAN))
        elif name == "gridBefore":
            table.column = _number(value, MAX_SPAN)
        else:
            table.below = value != "restart"

    def data(self, text: str) -> None:
        """Text inside an element."""
        if not self._text:
            return
        if self._dropped:
            self._fields.code(text)
        elif self._paragraphs:
            self._chars += len(text)
            if self._chars > MAX_TEXT:
                raise TooMuch
            self._paragraphs[-1].parts.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        self._text = False
        if self._dropped:
            self._dropped -= 1
            return
        name = tag.rpartition("}")[2]
        if name == "checkBox":
            self._box = False
        elif name == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif name == "tc" and self._tables:
            self._end_cell(self._tables[-1])
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append(tuple(self._tables[-1].row))
        elif name == "tbl" and self._tables:
            self._end_table(self._tables.pop())

    def close(self) -> list[Block]:
        """The end of the file."""
        return self.blocks

    def _end_paragraph(self, paragraph: _Open) -> None:
        text = "".join(paragraph.parts).strip()
        if self._tables:
            self._tables[-1].texts.append(text)
            return
        if not text or is_entry(text, inside=self._fields.contents):
            return
        self._numbers["paragraph"] += 1
        level = self._levels.get(paragraph.style, 0) or (paragraph.outline if paragraph.outline <= 6 else 0)
        self.blocks.append(Paragraph(self._numbers["paragraph"], text, level))
        self._last = text

    def _end_cell(self, table: _Table) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise TooMuch
        text = "\n".join(line for line in table.texts if line)
        table.row.append(Cell(text, table.column, table.span, table.below))
        table.column += table.span

    def _end_table(self, table: _Table) -> None:
        if self._tables:  # a table inside of a cell is part of its text
            self._tables[-1].texts += ["　".join(cell.text for cell in row) for row in table.rows]
            return
        self._numbers["table"] += 1
        rows = tuple(row for row in table.rows if row)
        self.blocks.append(Grid(self._numbers["table"], rows, table.before))


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 6 else 0
