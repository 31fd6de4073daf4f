"""A list as a table paper: titles and rows of text as a page or a workbook shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from greenlist.documents.papers import Align, Column, Meta, Table

from .content import Part, TablePaper

CENTRED = frozenset(
    {"序号", "类型", "级别", "状态", "状态日期", "公布日期", "统一社会信用代码", "年度", "日期", "期限", "名单序号"}
)
NOTHING = "没有。"
MOST_PRINTED = 3000  # lines of a list on paper; more of them are a file for a machine


def listing(
    caption: str, titles: Sequence[str], rows: Iterable[Sequence[str]], *, above: Sequence[str] = (),
    numeric: Sequence[str] = (),
) -> Part:  # fmt: skip
    """One list under its caption; columns that nobody filled are left out, an empty list says so."""
    every = [tuple(row) for row in rows]
    kept = [at for at in range(len(titles)) if not every or any(row[at] for row in every)]
    columns = tuple(Column(titles[at], 10, _align(titles[at], numeric)) for at in kept)
    table = Table(caption, columns, tuple(tuple(row[at] for at in kept) for row in every))
    return Part(table, tuple(above), () if every else (NOTHING,))


def listed_paper(
    title: str, meta: Meta, titles: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "",
    above: Sequence[str] = (), numeric: Sequence[str] = (),
) -> TablePaper:  # fmt: skip
    """One list as a document of its own: what `listing` makes under the title."""
    return TablePaper(title, meta, (listing(caption, titles, rows, above=above, numeric=numeric),))


def _align(title: str, numeric: Sequence[str]) -> Align:
    return "right" if title in numeric else "center" if title in CENTRED else "left"
