"""What departments answered about a unit, as a paper (REQ-44)."""

from __future__ import annotations

from datetime import date

from greenlist.applications.models import Application
from greenlist.consultations.queries.standing import Standing, state_word
from greenlist.documents.papers import Block, Column, Heading, Meta, Paper, Paragraph, Signature, Table

TITLE = "征求意见汇总"
HEADS = (
    Column("部门", 20), Column("发文字号", 18), Column("意见", 16), Column("复函日期", 12, "center"),
    Column("事实和依据", 34),
)  # fmt: skip


def consultation_paper(application: Application, standing: Standing, office: str, on: date) -> Paper:
    """Every department with its answer; silence is shown as silence."""
    blocks: list[Block] = [Heading(TITLE, 1, centred=True), Paragraph(f"申报单位：{application.unit.name}")]
    rows = tuple(
        (
            row.letter.addressee, row.letter.number or "—", state_word(row),
            row.reply.replied_on.isoformat() if row.reply is not None else "—",
            row.reply.facts if row.reply is not None and row.reply.facts else "—",
        )
        for row in standing.replies
    )  # fmt: skip
    if rows:
        blocks.append(Table("各部门的意见", HEADS, rows))
        words = "各部门均已答复，没有未处理的异议。" if standing.complete else _open(standing)
        blocks.append(Paragraph(words))
    else:
        blocks.append(Paragraph("没有征求意见的记录。", "todo"))
    blocks.append(Signature(("单位盖章", "日期")))
    return Paper(TITLE, Meta(office, f"{application.unit.name}{TITLE}", on), tuple(blocks))


def _open(standing: Standing) -> str:
    waiting = f"尚待答复：{'、'.join(standing.waiting_for)}。" if standing.waiting_for else ""
    return waiting + (f"有{standing.open_objections}件异议待认定。" if standing.open_objections else "")
