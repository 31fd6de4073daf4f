"""Receipts as papers: everything the signed receipt says, in both forms; nobody who objected is named."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from documents.paper_texts import docx_text, pdf_text, squeezed
from greenlist.documents.printing import printed_paper
from greenlist.documents.receipts import ObjectionSlip, grouped, objection_receipt, submission_receipt
from greenlist.engine import clock

RECEIPT: dict[str, Any] = {
    "greenlist_receipt": 1, "number": "JL2024-000123-2",
    "unit": {"name": "示例食品有限公司", "uscc": "91220105A00001014W"},
    "kind": "factory", "round": {"title": "吉林省 2024 年度", "year": 2024}, "version": 2,
    "submitted_at": "2024-07-20T09:30:15+08:00", "by": {"name": "赵厂长", "hat": "示例食品有限公司 · 单位负责人"},
    "commitment": {"signed_by": "赵厂长", "at": "2024-07-20T09:12:00+08:00", "points": ["属实"]},
    "digests": {
        "algorithm": "sha256", "values": "a1" * 32, "result": "b2" * 32, "evidence": "c3" * 32,
        "files": [{"name": f"佐证{n}.pdf", "version": 1, "size": 1234567, "sha256": f"{n:02d}" * 32}
                  for n in range(40)],
        "law": {"edition": "d4" * 32, "policy": {"id": "jilin-2024"}, "process": {"id": "national-2024"},
                "pack": {"id": "factory-2018"}},
    },
    "previous": "e5" * 32, "digest": "f6" * 32,
    "signature": {"algorithm": "Ed25519", "fingerprint": "0a" * 32, "public_key": "", "value": ""},
}  # fmt: skip
SLIP = ObjectionSlip(
    "YY20240720-7KQ2M9", "7KQM-2XPT-9FHD-AB3C", "示例食品有限公司", "关于2024年度绿色制造名单拟推荐单位的公示",
    "吉林省工业和信息化厅", datetime(2024, 7, 20, 9, 30, 15, tzinfo=clock.SHANGHAI), anonymous=False,
    asking="https://example.invalid/public-notices/objections/",
)  # fmt: skip


def both(paper: Any) -> tuple[str, str]:
    return pdf_text(printed_paper(paper, "pdf")), docx_text(printed_paper(paper, "docx"))


def test_the_paper_says_what_the_receipt_says() -> None:
    for text in both(submission_receipt(RECEIPT)):
        for said in ("JL2024-000123-2", "示例食品有限公司", "91220105A00001014W", "绿色工厂", "第2次提交",
                     "2024年7月20日 09:30:15", "赵厂长 于2024年7月20日 09:12:00签署", "factory-2018",
                     "随附文件（40个）",
                     "1,234,567", *(grouped(one * 32) for one in ("a1", "b2", "c3", "d4", "e5", "f6", "0a")),
                     "39" * 32, "greenlist verify JL2024-000123-2-receipt.json"):  # fmt: skip
            assert squeezed(said) in text, said


@pytest.mark.parametrize("lacking", ["commitment", "previous", "round", "kind"])
def test_what_an_older_receipt_lacks_is_left_out(lacking: str) -> None:
    assert "None" not in both(submission_receipt(RECEIPT | {lacking: None}))[0]


def test_a_receipt_without_files_says_so() -> None:
    digests = RECEIPT["digests"] | {"files": []}
    assert "没有随附文件" in both(submission_receipt(RECEIPT | {"digests": digests}))[1]


def test_the_same_receipt_gives_the_same_bytes() -> None:
    for form in ("pdf", "docx"):
        assert printed_paper(submission_receipt(RECEIPT), form) == printed_paper(submission_receipt(RECEIPT), form)


def test_the_slip_of_an_objection() -> None:
    for text in both(objection_receipt(SLIP)):
        for said in (SLIP.number, SLIP.secret, SLIP.unit, SLIP.office, SLIP.asking, "2024年7月20日 09:30:15"):
            assert squeezed(said) in text
        assert "匿名" not in text
