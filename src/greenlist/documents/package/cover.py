"""The front of each volume: whose dossier it is, what it holds, where each part begins, its SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.documents.papers import Block, Column, FontSet, Heading, KeyTable, Meta, Paper, Paragraph, Table
from greenlist.documents.papers.pdf import pdf

from .pages import printable
from .parts import GROUPS, Listed

HEADS = (
    Column("序号", 6, "center"), Column("内容", 34), Column("册", 5, "center"), Column("页", 7, "center"),
    Column("页数", 7, "center"), Column("SHA-256", 36),
)  # fmt: skip
BESIDE = "—"


@dataclass(frozen=True, slots=True)
class About:
    """Whose package it is: label and value lines, and the date of the file (never the clock's)."""

    title: str
    author: str
    lines: tuple[tuple[str, str], ...]
    on: date


def cover(about: About, listed: Sequence[Listed], volume: int, volumes: int) -> bytes:
    """The cover of one volume as PDF; every volume lists the parts of all."""
    fonts = FontSet()
    name = f"{about.title}（第 {volume} 册，共 {volumes} 册）" if volumes > 1 else about.title
    blocks: list[Block] = [Heading(name, 1), KeyTable("申报材料合订本", _clean(about.lines, fonts))]
    inside = [one for one in listed if one.volume]
    beside = [one for one in listed if not one.volume]
    blocks += [Heading("目录", 2), Table("合订内容", HEADS, tuple(_row(one, fonts) for one in inside))]
    if beside:
        blocks += [Heading("未合订的附件", 2), Table("附件", HEADS, tuple(_row(one, fonts) for one in beside))]
        blocks.append(
            Paragraph("附件不能转成页面（Word、Excel、OFD 等，或打不开的文件），原样另存，随合订本一并报送。", "note")
        )
    blocks.append(
        Paragraph(
            "“页”是在该册中的页码，封面起算。SHA-256 是各部分原文件的摘要，可用来核对报送前后是否一致；"
            "由本系统生成的部分，是其 PDF 文件的摘要。",
            "note",
        )
    )
    return pdf(Paper(name, Meta(about.author, about.title, about.on), tuple(blocks)), fonts)


def _clean(lines: Sequence[tuple[str, str]], fonts: FontSet) -> tuple[tuple[str, str], ...]:
    return tuple((label, printable(value, fonts)) for label, value in lines)


def _row(one: Listed, fonts: FontSet) -> tuple[str, ...]:
    where = (str(one.volume), str(one.page), str(one.pages)) if one.volume else (BESIDE, BESIDE, BESIDE)
    group = GROUPS.get(one.group, one.group)
    title = one.title if one.title.startswith(group) else f"{group}：{one.title}"
    return (str(one.number), printable(title, fonts), *where, grouped(one.sha256))


def grouped(sha256: str) -> str:
    """A digest in pieces of eight, so that it can be read and the line broken."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
