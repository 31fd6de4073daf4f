"""What was handed in, as pages: the form of the application by its sections, with who stated what and on what proof."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from greenlist.applications.models import Application, Submission
from greenlist.applications.sheets import Layout, Sheet, sheets
from greenlist.documents.papers import Block, Column, Heading, Meta, Paper, Paragraph, Table
from greenlist.engine import clock

TITLE = "申报表"
HEADS = (Column("内容", 34), Column("填报", 34), Column("依据和说明", 32))
WIDE = 7  # columns of a table that still stand side by side


def form_paper(application: Application, version: Submission) -> Paper:
    """The form of a version as it was handed in; every witness of a value has a line."""
    on = version.at.astimezone(clock.SHANGHAI).date()
    name = str(version.receipt.get("unit", {}).get("name", "")) or application.unit.name
    with override("zh-hans"):
        blocks: list[Block] = [Heading(f"{name}{TITLE}", 1, centred=True)]
        handed_in = f"{on.year}年{on.month}月{on.day}日提交，回执{version.receipt_number}"
        blocks.append(Paragraph(f"第{version.number}版，{handed_in}。以下照提交时所填。"))
        for sheet in sheets(Layout(application), version.data):
            blocks += _section(sheet)
    return Paper(f"{name}{TITLE}", Meta(name, f"{TITLE} {version.receipt_number}", on), tuple(blocks))


def _section(sheet: Sheet) -> Iterator[Block]:
    title = str(sheet.title)
    yield Heading(title, 2)
    if sheet.columns:
        yield from _table(sheet, title)
        return
    if sheet.single:
        yield Table(title, HEADS, tuple(_lines(sheet)))
    if sheet.years:
        columns = (Column("内容", 40), *(Column(f"{year}年", 20, "right") for year in sheet.years))
        lines = tuple(
            (str(row.label), *(entry.leaf.text if entry else "—" for entry in row.entries)) for row in sheet.yearly
        )
        yield Table(f"{title}（分年）", columns, lines)


def _lines(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for entry in sheet.single:
        several = len(entry.leaf.said) > 1
        for said in entry.leaf.said:
            grounds = "；".join(part for part in (said.who if several else "", said.evidence, said.reason) if part)
            yield str(entry.label), said.text, grounds or "—"


def _table(sheet: Sheet, title: str) -> Iterator[Block]:
    """The rows side by side where that can be read, else each row as lines."""
    names = [column.label for column in sheet.columns]
    cells = [[entry.leaf.text if entry else "" for entry in row] for row in sheet.rows]
    if len(names) <= WIDE:
        columns = (Column("序号", 8, "center"), *(Column(name, 92 // len(names)) for name in names))
        yield Table(title, columns, tuple((str(number), *row) for number, row in enumerate(cells, 1)))
        return
    lines = tuple(
        (str(number), "；".join(f"{name}：{cell}" for name, cell in zip(names, row, strict=True) if cell))
        for number, row in enumerate(cells, 1)
    )
    yield Table(title, (Column("序号", 8, "center"), Column("内容", 92)), lines)
