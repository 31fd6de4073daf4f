"""A content as a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from greenlist.documents.letters.noticing import Listed, PublicNotice, Span, notice_docx, notice_pdf, public_notice

from .content import KINDS, day

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PRINTED = {"factory": "绿色工厂", "park": "绿色工业园区", "supply_chain": "绿色供应链管理企业"}


def paper_of(
    content: Mapping[str, Any], *, number: int = 1, reason: str = "", on: date | None = None, draft: bool = False
) -> PublicNotice:
    """A version's content as a notice to be printed. `number` and `reason` of a correction, `on` its day."""
    lists = [
        Listed(PRINTED[kind], tuple((one["name"], one["place"]) for one in content["units"] if one["kind"] == kind))
        for kind in KINDS
    ]
    span = Span(
        day(content, "starts_on"), day(content, "ends_on"), content["days"], content["day_kind"],
        content["first_day_counts"],
    )  # fmt: skip
    return public_notice(
        office=content["office"], title=content["title"], number=content["document_no"], text=content["text"],
        contact=content["contact"], span=span, anonymous=content["anonymous"], lists=lists, version=number,
        reason=reason, corrected_on=on, draft=draft,
    )  # fmt: skip


def printed(notice: PublicNotice, form: str) -> bytes:
    """The notice in one of `FORMS`. Raises MissingGlyph."""
    return notice_pdf(notice) if form == "pdf" else notice_docx(notice)
