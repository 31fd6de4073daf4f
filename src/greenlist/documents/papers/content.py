"""What a paper consists of. Everything printed is text already; the writers only lay it out.

`Paper.texts` walks over every string with the place it stands in, for the check of the font; whatever is not
walked over cannot be printed, for the writers print these fields and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Align = Literal["left", "center", "right"]
Text = tuple[str, str]  # (where it stands, what it says)


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself. `on` is the date of the data, never the clock's: the bytes repeat."""

    author: str
    subject: str
    on: date


@dataclass(frozen=True, slots=True)
class Cover:
    """The front page: title, lines of label and value, who made the form, and the date line."""

    title: str
    lines: tuple[tuple[str, str], ...]
    maker: str = ""
    date: str = ""

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield "封面", self.title
        for label, value in self.lines:
            yield "封面", label
            yield f"封面“{label}”", value
        yield "封面", self.maker
        yield "封面日期", self.date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; it stands in the table of contents with its number in its text.

    `centred`: the title of a paper without a cover, larger and in the middle of the line.
    """

    text: str
    level: int
    centred: bool = False

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield "标题", self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `note` is small print (sources, remarks), `todo` a place the unit still has to fill."""

    text: str
    style: Literal["body", "note", "todo"] = "body"

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield f"段落“{self.text[:12]}”", self.text


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Label and value side by side: the basic information table. Caption '': the title above it says what it holds."""

    caption: str
    rows: tuple[tuple[str, str], ...]

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield "表题", self.caption
        for label, value in self.rows:
            yield self.caption or "表格", label
            yield f"{self.caption}“{label}”", value


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is its share of the line."""

    title: str
    width: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header that repeats on every page it runs over."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(self.caption)

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield "表题", self.caption
        for column in self.columns:
            yield f"{self.caption}表头", column.title
        for number, row in enumerate(self.rows, 1):
            for column, cell in zip(self.columns, row, strict=True):
                yield f"{self.caption}第 {number} 行“{column.title}”", cell


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `share` of full marks (0 to 1, None: not determined), and the words beside it."""

    label: str
    share: Decimal | None
    shown: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Scores as bars against full marks."""

    caption: str
    bars: tuple[Bar, ...]

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield "图题", self.caption
        for bar in self.bars:
            yield self.caption, bar.label
            yield f"{self.caption}“{bar.label}”", bar.shown


@dataclass(frozen=True, slots=True)
class Line:
    """One series over the years of its chart; None where a year is not known. `shown` are the figures as text."""

    label: str
    values: tuple[Decimal | None, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Three years of one or a few figures."""

    caption: str
    years: tuple[str, ...]
    lines: tuple[Line, ...]

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield "图题", self.caption
        for year in self.years:
            yield f"{self.caption}年份", year
        for line in self.lines:
            yield self.caption, line.label
            for text in line.shown:
                yield f"{self.caption}“{line.label}”", text


@dataclass(frozen=True, slots=True)
class Formula:
    """One computed figure: its formula in words, with the numbers, and the result. `inputs` are its figures."""

    name: str
    words: str
    numbers: str
    result: str
    clause: str = ""
    inputs: tuple[str, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        yield "计算", self.name
        for part in (self.words, self.numbers, self.result, self.clause, *self.inputs):
            yield f"“{self.name}”的计算", part


@dataclass(frozen=True, slots=True)
class Signature:
    """Places for signature and seal, each a label before an empty line."""

    places: tuple[str, ...]

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        for place in self.places:
            yield "签字盖章处", place


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts on a new page."""

    def texts(self) -> Iterator[Text]:
        """Nothing is printed."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents down to `depth`, with page numbers."""

    title: str
    depth: int = 2

    def texts(self) -> Iterator[Text]:
        """Every string with its place; its entries are the headings."""
        yield "目录", self.title


Block = Cover | Heading | Paragraph | KeyTable | Table | Bars | Lines | Formula | Signature | PageBreak | Contents


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. `trial` stands in the head of every page, `remark` in its foot; both may be ''.

    `counted`: its pages bear their numbers; not where they are pages of something larger.
    """

    title: str
    meta: Meta
    blocks: tuple[Block, ...]
    trial: str = ""
    remark: str = ""
    counted: bool = True

    def texts(self) -> Iterator[Text]:
        """Every string that is printed, with the place it stands in."""
        yield "题名", self.title
        yield "作者", self.meta.author
        yield "主题", self.meta.subject
        yield "页眉", self.trial
        yield "页脚", self.remark
        for block in self.blocks:
            yield from block.texts()

    def headings(self) -> list[Heading]:
        """The headings in their order."""
        return [block for block in self.blocks if isinstance(block, Heading)]
