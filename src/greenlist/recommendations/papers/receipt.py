"""The receipt of a version as a paper: its number, digests, and how anybody verifies it."""

from __future__ import annotations

from greenlist.applications.models import Submission
from greenlist.documents.papers import Block, Heading, KeyTable, Meta, Paper, Paragraph
from greenlist.engine import clock

TITLE = "提交回执"


def receipt_paper(version: Submission) -> Paper:
    """The receipt of a version handed in."""
    receipt, digests = version.receipt, version.receipt.get("digests", {})
    on = version.at.astimezone(clock.SHANGHAI).date()
    unit = receipt.get("unit", {}).get("name", "")
    rows = (
        ("回执号", version.receipt_number), ("申报单位", unit), ("版本", f"第{version.number}版"),
        ("提交时间", str(receipt.get("submitted_at", ""))), ("提交人", str(receipt.get("by", {}).get("name", ""))),
        ("回执摘要", _grouped(version.digest)), ("数据摘要", _grouped(str(digests.get("values", "")))),
        ("证明材料摘要", _grouped(str(digests.get("evidence", "")))),
        ("评价结果摘要", _grouped(str(digests.get("result", "")))),
        ("签名公钥", _grouped(str(receipt.get("signature", {}).get("fingerprint", "")) or "—")),
    )  # fmt: skip
    blocks: list[Block] = [Heading(TITLE, 1), KeyTable("回执内容", rows)]
    blocks.append(
        Paragraph("摘要为 SHA-256。持有回执文件（JSON）的人可以离线核对：greenlist verify 回执.json。", "note")
    )
    return Paper(TITLE, Meta(unit, f"{version.receipt_number} {TITLE}", on), tuple(blocks))


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8)) if len(digest) == 64 else digest
