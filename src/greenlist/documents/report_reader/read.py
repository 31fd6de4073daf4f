"""Read a filled report: what it evaluates, its basic information, indicators, answers, data tables and chapters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from greenlist.documents.guard import UnreadableFile
from greenlist.engine.case import Kind
from greenlist.engine.messages import say

from .around import Around, around_tables, is_caption
from .basic import is_basic, read_basic, read_line
from .chapters import read_chapters
from .data_tables.records import read_records
from .figures import read_figures
from .labels import plain
from .leftover import is_own, leave_table, why_unread
from .shape import Block, Grid, Paragraph, Report
from .word import read_word

COVER = 60  # blocks in which title and cover stand
_KINDS = {
    Kind.SUPPLY_CHAIN: ("供应链",),
    Kind.PARK: ("工业园区", "绿色园区", "低碳园区", "园区自评价", "园区第三方"),
    Kind.FACTORY: ("绿色工厂", "工厂自评价", "工厂第三方"),
}
_NAME_LABELS = {"工厂名称": Kind.FACTORY, "园区名称": Kind.PARK}


def read_report(path: Path, name: str = "") -> Report:
    """Read a report from a DOCX. What is not understood stands in `unread`.

    Raises:
        UnreadableFile: the file cannot or must not be opened (see `read_word`), or is no report at all.
    """
    report = understand(read_word(path, name))
    if not report.basic and not report.figures and not report.answers and not report.records:
        raise UnreadableFile(say("reading.not_report", file=name or path.name))
    return report


def understand(blocks: Sequence[Block]) -> Report:
    """What the paragraphs and tables of a report say."""
    report = Report()
    known = _captions(blocks)
    _read_title(blocks, report, known)
    around = around_tables(blocks)
    for block in blocks:
        if isinstance(block, Grid):
            _read_table(block, around[block.number], report)
    for block in blocks[:COVER]:
        if isinstance(block, Paragraph) and not block.level and read_line(block, report):
            known.add(block.number)
    read_chapters(blocks, known, report)
    return report


def _read_table(grid: Grid, around: Around, report: Report) -> None:
    """Take a table, or note that it was not read and why; one of which no line was taken is noted as well."""
    before = report.size
    if is_basic(grid):
        read_basic(grid, report)
    elif is_own(around):
        leave_table(grid, around, say("reading.table_own"), report)
    elif not read_records(grid, around, report) and not read_figures(grid, report):
        leave_table(grid, around, why_unread(grid), report)
    if report.size == before:
        leave_table(grid, around, say("reading.table_no_rows"), report)


def _captions(blocks: Sequence[Block]) -> set[int]:
    """The paragraphs that are captions of tables."""
    pairs = pairwise([*blocks, None])
    return {one.number for one, below in pairs if isinstance(one, Paragraph) and is_caption(one, below)}


def _read_title(blocks: Sequence[Block], report: Report, known: set[int]) -> None:
    for block in blocks[:COVER]:
        text = plain(block.text) if isinstance(block, Paragraph) else ""
        if "评价报告" in text and len(text) < COVER:
            known.add(block.number)
            report.title = text
            report.agency = "第三方" in text
            report.kind = next((kind for kind, words in _KINDS.items() if any(word in text for word in words)), None)
            break
    if report.kind is None:
        labels = (plain(cell.text) for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row)
        report.kind = next((_NAME_LABELS[label] for label in labels if label in _NAME_LABELS), None)
    if not report.agency:
        report.agency = any(isinstance(block, Grid) and "第三方机构信息" in plain(block.before) for block in blocks)
