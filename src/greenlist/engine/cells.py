"""Where the cells of a sheet stand, found out before a parser sets room aside for all there is between them.

Cells as Excel, WPS and the usual libraries write them are counted block by block, all at once: a loop over every cell
of a form would cost more than parsing it. A part with a cell written in any other way, which may stand anywhere, is
walked through element by element, as the parser does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_BESIDE = rb'(?:\s+(?:s|t|cm|vm|ph)="[^"<>]*")*+'  # attributes that say nothing about the place
_PLACED = rb"<(?:\w+:)?+c" + _BESIDE + rb'\s+r="([A-Z]{1,3})([1-9]\d{0,6})"' + _BESIDE + rb"\s*+"
_WRITTEN = re.compile(_PLACED + rb"/?>")
_FILLED = re.compile(_PLACED + rb">")  # empty ones end in "/>" and take no room
_ANY = re.compile(rb"<(?:\w+:)?+c[\s/>]")
_WHOLE = re.compile(rb"<(?:\w+:)?+c(?:[\s/][^<>]*+)?>")
_ERROR = re.compile(rb'<(?:\w+:)?+c\s(?=[^<>]*\bt\s*=\s*["\']e)[^<>]*?\br\s*=\s*["\']([A-Za-z]{1,3})(\d{1,7})["\']')
# A formula without a stored result: written by a program, never opened in Excel. An empty text is one.
_UNSAVED = re.compile(
    rb'<c\s(?![^<>]*\bt="str")[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
_PLACE = re.compile(r"\$?([A-Za-z]{1,6})\$?(\d{1,12})")


class NotCells(Exception):
    """A part with cells that is no XML, or says where a cell stands in no way that is known."""


@dataclass(slots=True)
class SheetScan:
    """What the XML of one sheet showed: rows and columns it spans, error cells, formulas without a result.

    `sheet`: the part may be read as one. `odd`: a cell is written in an unusual way, so that `walk` has to find out
    what the sheet spans.
    """

    rows: int = 0
    columns: int = 0
    errors: set[tuple[int, int]] = field(default_factory=set)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    sheet: bool = False
    odd: bool = False

    def note(self, block: bytes) -> None:
        """Take note of the cells of a block; a tag that it ends in comes whole with the next."""
        if block.rfind(b"<") > block.rfind(b">"):
            block = block[: block.rfind(b"<")]
        self.sheet = self.sheet or b"sheetData" in block  # cells are looked for behind it, whatever the part is called
        written = len(_WRITTEN.findall(block))
        self.odd = self.odd or not written == len(_WHOLE.findall(block)) == len(_ANY.findall(block))
        if filled := _FILLED.findall(block):
            letters, numbers = zip(*filled, strict=True)
            self._span(max(map(int, set(numbers))), max(column_number(name.decode()) + 1 for name in set(letters)))
        if b"#" in block:  # every error value begins with it
            self.errors |= {_cell(*found) for found in _ERROR.findall(block)}
        if b"<f" in block:
            self.unsaved |= {_cell(*found) for found in _UNSAVED.findall(block)}

    def walk(self, blocks: Iterator[bytes]) -> None:
        """Go through the whole part, cell by cell. Raises NotCells."""
        walker = _Walker()
        try:
            for block in blocks:
                walker.parser.Parse(block, False)
            walker.parser.Parse(b"", True)
        except expat.ExpatError:
            raise NotCells from None
        self._span(walker.rows, walker.columns)

    def _span(self, rows: int, columns: int) -> None:
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)


class _Walker:
    """Counts rows and columns as the parser does: a cell that names no place stands behind the one before."""

    def __init__(self) -> None:
        self.rows = self.columns = self._row = self._column = 0
        self._open: tuple[int, int] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local, place = name.rpartition(":")[2], attributes.get("r")
        if self._open is not None:  # something stands in the cell
            self.rows, self.columns = max(self.rows, self._open[0] + 1), max(self.columns, self._open[1] + 1)
        if local == "row":
            if place is not None:
                self._row = _number(place) - 1
            self._column = 0
        elif local == "c":
            row = self._row
            if place is not None:
                found = _PLACE.fullmatch(place.strip())
                if found is None:
                    raise NotCells
                row, self._column = int(found[2]) - 1, column_number(found[1])
            self._open = row, self._column
            self._column += 1

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._open = None
        elif local == "row":
            self._row, self._column = self._row + 1, 0


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,12}", text.strip()):
        raise NotCells
    return int(text)


def _cell(letters: bytes, number: bytes) -> tuple[int, int]:
    return int(number) - 1, column_number(letters.decode())


def column_number(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
