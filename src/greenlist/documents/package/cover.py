"""The front of each volume: whose dossier it is, what it holds, where each part begins, its SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.documents.papers import Block, Column, FontSet, Heading, KeyTable, Meta, Paper, Paragraph, Table
from greenlist.documents.papers.pdf import pdf

from .archive import CLAIMS
from .parts import GROUPS, Listed
from .pictures import printable

HEADS = (
    Column("序号", 6, "center"), Column("内容", 34), Column("册", 5, "center"), Column("页", 7, "center"),
    Column("页数", 7, "center"), Column("SHA-256", 36),
)  # fmt: skip
NONE = "—"
NOTES = {
    "bound": "“页”是各页下方的页码，封面起算，各册连续。SHA-256 是各部分原文件的摘要，可用来核对报送前后是否一致；"
    "由本系统生成的部分，是其 PDF 文件的摘要。合订时去掉了 PDF 里的脚本、动作和表单域，所显示的内容不变。",
    "attached": "Word、Excel、OFD 等文件原样放在所列的册内，在阅读软件的“附件”栏里打开。",
    "beside": "不能转成页面（打不开、加密或格式不支持），原样另存，随合订本一并报送。",
}


@dataclass(frozen=True, slots=True)
class About:
    """Whose package it is: label and value lines, and the date of the file (never the clock's)."""

    title: str
    author: str
    lines: tuple[tuple[str, str], ...]
    on: date


def cover(about: About, listed: Sequence[Listed], volume: int, volumes: int, archival: str = "") -> bytes:
    """The cover of one volume as PDF; every volume lists the parts of all. `archival`: the part of PDF/A it claims."""
    fonts = FontSet()
    name = f"{about.title}（第 {volume} 册，共 {volumes} 册）" if volumes > 1 else about.title
    lines = (*about.lines, ("存档格式", CLAIMS.get(archival, "PDF（未声明 PDF/A）")))
    blocks: list[Block] = [Heading(name, 1, centred=True), KeyTable("", _clean(lines, fonts)), Heading("目录", 2)]
    for where, caption in (("bound", "合订内容"), ("attached", "附在册内的文件"), ("beside", "另附的文件")):
        rows = tuple(_row(one, fonts) for one in listed if one.where == where)
        if rows or where == "bound":
            blocks += [Table(caption, HEADS, rows), *(Paragraph(NOTES[where], "note") for _ in rows[:1])]
    return pdf(Paper(name, Meta(about.author, about.title, about.on), tuple(blocks), counted=False), fonts)


def _clean(lines: Sequence[tuple[str, str]], fonts: FontSet) -> tuple[tuple[str, str], ...]:
    return tuple((label, printable(value, fonts)) for label, value in lines)


def _row(one: Listed, fonts: FontSet) -> tuple[str, ...]:
    volume = str(one.volume or NONE) if one.until == one.volume else f"{one.volume}至{one.until}"
    where = (volume, str(one.page or NONE), str(one.pages or NONE))
    group = GROUPS.get(one.group, one.group)
    title = one.title if one.title.startswith(group) else f"{group}：{one.title}"
    return (str(one.number), printable(title, fonts), *where, grouped(one.sha256))


def grouped(sha256: str) -> str:
    """A digest in pieces of eight, so that it can be read and the line broken."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
