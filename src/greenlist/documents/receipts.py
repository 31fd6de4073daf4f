"""Receipts as papers: of a version handed in, made from the signed receipt itself; of an objection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .papers import Block, Column, Heading, KeyTable, Meta, Paper, Paragraph, Table

TITLE = "提交回执"
OBJECTION = "异议回执"
KINDS = {"factory": "绿色工厂", "park": "绿色工业园区", "supply_chain": "绿色供应链管理企业"}
_FILES = (
    Column("序号", 6, "center"), Column("文件", 28), Column("版本", 7, "center"), Column("字节", 15, "right"),
    Column("SHA-256 摘要", 44),
)  # fmt: skip


def submission_receipt(receipt: Mapping[str, Any]) -> Paper:
    """The receipt of a submission (docs/receipt.md) as a paper: what was received when, digests, files, how to verify.

    The paper is no evidence by itself: the signed JSON is, and the paper says how anybody compares the two.
    """
    digests, signature = receipt.get("digests") or {}, receipt.get("signature") or {}
    number, unit = str(receipt.get("number", "")), receipt.get("unit") or {}
    at = datetime.fromisoformat(str(receipt["submitted_at"]))
    rows = (
        ("数据", digests.get("values")), ("证明材料清单", digests.get("evidence")),
        ("评价结果", digests.get("result")), ("规则全文", (digests.get("law") or {}).get("edition")),
        ("前一份回执", receipt.get("previous")), ("回执", receipt.get("digest")),
        ("签名公钥的指纹", signature.get("fingerprint")),
    )  # fmt: skip
    blocks: list[Block] = [
        Heading(TITLE, 1, centred=True), KeyTable("", tuple(_facts(receipt, at))),
        KeyTable("SHA-256 摘要和签名", tuple((label, grouped(str(digest))) for label, digest in rows if digest)),
        Heading("随附文件", 2), *_files(digests.get("files") or []), Heading("怎样核对", 2), *_verifying(number),
    ]  # fmt: skip
    return Paper(TITLE, Meta(str(unit.get("name", "")), f"{number} {TITLE}", at.date()), tuple(blocks))


def _facts(receipt: Mapping[str, Any], at: datetime) -> Iterator[tuple[str, str]]:
    unit, by, law = receipt.get("unit") or {}, receipt.get("by") or {}, (receipt.get("digests") or {}).get("law") or {}
    kind = str(receipt.get("kind", ""))
    yield "回执编号", str(receipt.get("number", ""))
    yield "申报单位", str(unit.get("name", ""))
    yield "统一社会信用代码", str(unit.get("uscc") or "—")
    yield "申报类型", KINDS.get(kind, "—")
    yield "轮次", str((receipt.get("round") or {}).get("title", "—"))
    yield "提交版本", f"第{receipt.get('version')}次提交"
    yield "收到时间", f"{_moment(at)}（北京时间，以服务器时间为准）"
    yield "提交人", " · ".join(str(by[key]) for key in ("name", "hat") if by.get(key))
    if signed := receipt.get("commitment"):
        yield "承诺书", f"{signed.get('signed_by', '')} 于{_moment(datetime.fromisoformat(signed['at']))}签署"
    if law:
        yield "规则", "、".join(str(law[part]["id"]) for part in ("policy", "process", "pack") if law.get(part))


def _files(files: list[Mapping[str, Any]]) -> list[Block]:
    if not files:
        return [Paragraph("这次提交没有随附文件。")]
    rows = tuple((str(place), *_file(one)) for place, one in enumerate(files, 1))
    return [Table(f"随附文件（{len(files)}个）", _FILES, rows)]


def _file(one: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return str(one["name"]), str(one.get("version", 1)), f"{one.get('size', 0):,}", halved(str(one["sha256"]))


def _verifying(number: str) -> list[Block]:
    command = f"greenlist verify {number}-receipt.json --data {number}-application.json --key receipt-key.pem"
    first = (
        "本件由回执文件（JSON，带电子签名）生成，供阅读和存档；发生争议时以回执文件为准。任何人不联网、不登录也能核对：",
        "一、从回执页下载回执和提交的数据，从本站取得公钥 receipt-key.pem（应事先取得、妥善保存）。",
        "二、运行下面的命令，核对本件所载的回执摘要和公钥指纹与程序显示的一致。随附文件用 --files 加文件夹核对。",
    )
    return [*(Paragraph(one) for one in first), KeyTable("", (("命令", command),))]


@dataclass(frozen=True, slots=True)
class ObjectionSlip:
    """What somebody who objected takes away. `office` handles it; `asking` is the address to ask at."""

    number: str
    secret: str
    unit: str
    notice: str
    office: str
    received_at: datetime
    anonymous: bool
    asking: str


def objection_receipt(slip: ObjectionSlip) -> Paper:
    """The receipt of an objection. It names nobody who objected: whoever finds the paper learns nothing of them."""
    rows = (
        ("回执编号", slip.number), ("查询码", slip.secret), ("收到时间", f"{_moment(slip.received_at)}（北京时间）"),
        ("公示", slip.notice), ("反映的单位", slip.unit), ("受理机关", slip.office),
    )  # fmt: skip
    blocks: list[Block] = [Heading(OBJECTION, 1, centred=True), KeyTable("", rows)]
    if slip.anonymous:
        blocks.append(Paragraph("匿名反映只作线索记录，不作为异议办理，也不答复。"))
    blocks.append(
        Paragraph(f"凭回执编号和查询码可以查询办理情况：{slip.asking}。查询码丢失不能补，请妥善保管，不要告诉他人。")
    )
    return Paper(OBJECTION, Meta(slip.office, f"{slip.number} {OBJECTION}", slip.received_at.date()), tuple(blocks))


def _moment(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}"


def grouped(digest: str) -> str:
    """A digest in groups of eight on two lines, which people can compare; anything else as it is."""
    if len(digest) != 64:
        return digest
    groups = [digest[at : at + 8] for at in range(0, len(digest), 8)]
    return f"{' '.join(groups[:4])}\n{' '.join(groups[4:])}"


def halved(digest: str) -> str:
    """A digest in two lines."""
    return f"{digest[:32]}\n{digest[32:]}" if len(digest) == 64 else digest
