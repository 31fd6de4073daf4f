"""Read a filled report: what it evaluates, its basic information, indicators, answers and chapters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from greenlist.documents.guard import UnreadableFile
from greenlist.engine.case import Kind
from greenlist.engine.messages import say

from .basic import is_basic, read_basic, read_line
from .chapters import read_chapters
from .figures import read_figures
from .labels import plain
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
    if not report.basic and not report.figures and not report.answers:
        raise UnreadableFile(say("reading.not_report", file=name or path.name))
    return report


def understand(blocks: Sequence[Block]) -> Report:
    """What the paragraphs and tables of a report say."""
    report = Report()
    _read_title(blocks, report)
    for block in blocks:
        if isinstance(block, Grid) and is_basic(block):
            read_basic(block, report)
        elif isinstance(block, Grid):
            read_figures(block, report)
    for block in blocks[:COVER]:
        if isinstance(block, Paragraph) and not block.level:
            read_line(block, report)
    read_chapters(blocks, report)
    return report


def _read_title(blocks: Sequence[Block], report: Report) -> None:
    for block in blocks[:COVER]:
        text = plain(block.text) if isinstance(block, Paragraph) else ""
        if "评价报告" in text and len(text) < COVER:
            report.title = text
            report.agency = "第三方" in text
            report.kind = next((kind for kind, words in _KINDS.items() if any(word in text for word in words)), None)
            break
    if report.kind is None:
        labels = (plain(cell.text) for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row)
        report.kind = next((_NAME_LABELS[label] for label in labels if label in _NAME_LABELS), None)
    if not report.agency:
        report.agency = any(isinstance(block, Grid) and "第三方机构信息" in plain(block.before) for block in blocks)
