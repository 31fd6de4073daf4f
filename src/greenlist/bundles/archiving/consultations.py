"""What departments answered, as a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.bundles.contents import Kept
from greenlist.consultations.models import Reply

from .sheets import Attached, Scope, Sheet


def consultations(scope: Scope) -> Sequence[Sheet]:
    """Every answer of every department, those that were changed later too."""
    sheet = Sheet(
        "consultations",
        "征求意见",
        "每个部门对每家单位的答复，复函或证明附后；不含个人链接和联系方式。",
        (
            "单位",
            "征求意见",
            "部门",
            "函号",
            "意见",
            "事实和依据",
            "涉及情形",
            "复函日期",
            "方式",
            "答复人",
            "仍有效",
            "对异议的认定",
        ),
    )
    rows = Reply.objects.filter(unit__application__in=scope.applications).order_by(
        "unit__application__unit__name", "pk"
    )
    around = ("unit__application__unit", "letter__consultation", "blob", "by", "ruling")
    for one in rows.select_related(*around):
        ruling = getattr(one, "ruling", None)
        files = [Attached(one.blob_name or "复函", Kept(one.blob.sha256))] if one.blob else []
        said = f"{'成立' if ruling.stands else '不成立'}：{ruling.reason}" if ruling else ""
        sheet.add(
            one.unit.application.unit.name,
            one.letter.consultation.title,
            one.letter.addressee,
            one.letter.number,
            str(one.get_answer_display()),
            one.facts,
            one.condition,
            one.replied_on,
            str(one.get_via_display()),
            one.name or (one.by.name if one.by else ""),
            one.current,
            said,
            files=files,
        )
    return [sheet]
