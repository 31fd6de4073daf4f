"""The header of a data table: which table it is and what each of its columns means, in one row or in two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from greenlist.documents.report_reader.headers import DEPTH, at_columns, year_of
from greenlist.documents.report_reader.labels import plain
from greenlist.documents.report_reader.shape import Cell, Grid
from greenlist.engine.units import known

from .columns import MEANINGS, SHAPES, Meaning, Shape
from .levels import KIND, LEVELS, LEVELS_MEAN
from .quantities import unit_in_header, unit_text
from .years import quantity_named

_YEAR = re.compile(r"20\d\d\s*年?度?")
_ORDER = frozenset({"序号", "编号", "no", "no."})
_NONE = frozenset({"", "-", "—", "－", "/", "／"})
LONGEST_HEAD = 40
_KINDS = {**SHAPES, KIND: LEVELS}
_MEAN = {**MEANINGS, KIND: LEVELS_MEAN}


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its place in the grid, its header as printed, its unit and year, and its meaning, None for none."""

    column: int
    span: int
    label: str
    unit: str
    year: int | None
    meaning: Meaning | None = None


@dataclass(slots=True)
class TableHead:
    """The header of a data table. `first` is the row below it; `unknown` and `twice` are columns left out."""

    table: str
    first: int
    heads: list[Head] = field(default_factory=list)
    unknown: list[Head] = field(default_factory=list)
    computed: list[Head] = field(default_factory=list)
    twice: list[Head] = field(default_factory=list)

    @property
    def shape(self) -> Shape:
        """How its table is known."""
        return _KINDS[self.table]

    def of(self, column: str) -> Head | None:
        """The first head of a column of the dictionary, None without one."""
        return next((one for one in self.heads if one.meaning and one.meaning.column == column), None)


def table_head(grid: Grid, caption: str) -> TableHead | None:
    """The header of a data table under a caption; None for any other table, or one that could be of two kinds."""
    for number in range(min(DEPTH, len(grid.rows))):
        for heads, first in _read(grid, number):
            found = _choose(heads, caption)
            if found is not None:
                found.first = first
                return found
    return None


def _read(grid: Grid, number: int) -> Iterator[tuple[list[Head], int]]:
    """The columns as two rows name them where the second goes on with the header, else as one row does."""
    row = grid.rows[number]
    below = grid.rows[number + 1] if number + 1 < len(grid.rows) else ()
    if len(row) > 1 and _goes_on(below):
        yield list(_joined(row, below)), number + 2
    elif len(row) > 1:
        yield [_head(cell.column, cell.span, [cell.text]) for cell in row], number + 1


def _goes_on(row: Sequence[Cell]) -> bool:
    """Whether a row goes on with a header: labels, years or units beside cells that are empty or run on from above."""
    filled = [cell for cell in row if cell.text.strip() and not cell.below]
    return (
        any(cell.below or not cell.text.strip() for cell in row)
        and bool(filled)
        and all(_is_header_word(cell.text) for cell in filled)
    )


def _is_header_word(text: str) -> bool:
    bare = _bare(text)
    return (
        bare in _NONE
        or (year_of(text) is not None and len(text) <= 12 and not _YEAR.sub("", _folded(text)).strip("()（） "))
        or known(unit_text(text))
        or any(bare in meanings for meanings in MEANINGS.values())
        or any(bare in shape.computed for shape in SHAPES.values())
    )


def _joined(above: Sequence[Cell], row: Sequence[Cell]) -> Iterator[Head]:
    over = at_columns(above)
    for cell in row:
        upper = over.get(cell.column)
        texts = [upper.text if upper is not None else ""]
        yield _head(cell.column, cell.span, texts if cell.below else [*texts, cell.text])


def _head(column: int, span: int, texts: Sequence[str]) -> Head:
    """A head from the texts over a column; a unit alone in its row is the unit of the column."""
    texts = [text for text in texts if text.strip()]
    alone = [unit_text(text) for text in texts[1:] if known(unit_text(text)) and _bare(text) not in _NONE]
    units = [unit for text in texts if (unit := unit_in_header(text))] + alone
    years = [year for text in texts if len(text) <= LONGEST_HEAD and (year := year_of(text))]
    label = " ".join(re.sub(r"\s*\n\s*", "", text) for text in texts)[:LONGEST_HEAD]
    return Head(column, span, label, units[-1] if units else "", years[-1] if years else None)


def _choose(heads: Sequence[Head], caption: str) -> TableHead | None:
    """The one kind of table that the columns fit best; a caption decides between two, else neither is taken."""
    found = [
        (one, _named(shape, caption), len(one.heads))
        for table, shape in _KINDS.items()
        if (one := _as_table(table, heads, caption)) and _fits(one, shape, caption)
    ]
    found.sort(key=lambda each: each[1:], reverse=True)
    if not found or (len(found) > 1 and found[0][1:] == found[1][1:]):
        return None
    return found[0][0]


def _named(shape: Shape, caption: str) -> bool:
    return any(word in caption for word in shape.words)


def _fits(one: TableHead, shape: Shape, caption: str) -> bool:
    columns = {head.meaning.column for head in one.heads if head.meaning}
    specific = any(head.meaning and not head.meaning.common for head in one.heads)
    known_by_columns = specific and not shape.captioned
    return shape.names in columns and bool(columns & shape.values) and (known_by_columns or _named(shape, caption))


def _as_table(table: str, heads: Sequence[Head], caption: str) -> TableHead:
    """The columns as one kind of table would read them; a column that comes twice for a year is taken once."""
    one, seen = TableHead(table, 0), set()
    for head in heads:
        words = label_words(head)
        meaning = next((found for word in words if (found := _MEAN[table].get(word))), None)
        if meaning is None:
            if any(word in one.shape.computed for word in words):
                one.computed.append(head)
            elif words and not _ORDER & set(words):
                one.unknown.append(head)
        elif (meaning.column, head.year) in seen:
            one.twice.append(head)
        else:
            seen.add((meaning.column, head.year))
            one.heads.append(replace(head, meaning=meaning))
    _take_years(one, heads, caption)
    return one


def _take_years(one: TableHead, heads: Sequence[Head], caption: str) -> None:
    """Columns that are called by their year alone hold what the caption names, where no other column holds figures."""
    yearly = [head for head in heads if head.year and not label_words(head)]
    figures = {head.meaning.column for head in one.heads if head.meaning} & one.shape.values
    column = quantity_named(one.table, caption) if yearly and not figures else ""
    if column and len({head.year for head in yearly}) == len(yearly):
        one.heads += [replace(head, meaning=Meaning(column, near=True, common=True)) for head in yearly]


def label_words(head: Head) -> list[str]:
    """What a head may be called, the lower row first, then the row above."""
    parts = [_bare(part) for part in reversed(head.label.split(" "))]
    words = [_bare(head.label), *parts]
    return [word for word in dict.fromkeys(words) if word not in _NONE]


def columns_known(table: str, row: Sequence[Cell]) -> dict[str, str]:
    """The columns of a table that a row names by words which mean nothing else, each with its header as printed."""
    found = ((MEANINGS[table].get(_bare(cell.text)), cell) for cell in row if len(cell.text) <= LONGEST_HEAD)
    return {meaning.column: re.sub(r"\s+", "", cell.text) for meaning, cell in found if meaning and not meaning.common}


def _bare(text: str) -> str:
    """A label as it is compared: without year, unit and note."""
    folded = _YEAR.sub("", _folded(text))
    bare = plain(folded)
    stem, stroke, unit = bare.partition("/")
    return stem if stroke and known(unit_text(unit)) else bare


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
