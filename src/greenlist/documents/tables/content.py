"""What a table paper consists of; the writers only lay it out, and print nothing that is not here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from greenlist.documents.papers import Meta, Table
from greenlist.documents.papers.content import Text


@dataclass(frozen=True, slots=True)
class Part:
    """One table; it begins a page. Its caption says what it holds; `above` and `below` are lines around it.

    The widths of its columns are wishes only: `fitting.fitted` computes them from what the cells hold.
    """

    table: Table
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Every string with its place."""
        for line in (*self.above, *self.below):
            yield f"{self.table.caption}说明", line
        yield from self.table.texts()


@dataclass(frozen=True, slots=True)
class TablePaper:
    """Tables under one title, each on pages of its own. `trial` stands on every page, `stamp` below each table."""

    title: str
    meta: Meta
    parts: tuple[Part, ...]
    trial: str = ""
    stamp: str = ""

    def texts(self) -> Iterator[Text]:
        """Every string that is printed, with the place it stands in."""
        yield "标题", self.title
        yield "作者", self.meta.author
        yield "主题", self.meta.subject
        yield "页眉", self.trial
        yield "落款", self.stamp
        for part in self.parts:
            yield from part.texts()
