"""A content as a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from greenlist.documents.letters.noticing import Listed, PublicNotice, Span, public_notice
from greenlist.paperwork.printing import FORMS
from greenlist.paperwork.printing import printed as printed_in
from greenlist.rounds.models import Round

from .content import KINDS, day

__all__ = ["FORMS", "paper_of", "printed"]
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


def printed(notice: PublicNotice, form: str, round_: Round) -> bytes:
    """The notice in one of `FORMS`. Raises Unprintable."""
    return printed_in(notice, form, kind="notice", round_=round_)
