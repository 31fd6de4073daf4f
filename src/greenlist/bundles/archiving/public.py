"""What the public saw and said: notices as posted, objections without who made them, the lists of the ministry."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.bundles.contents import Kept
from greenlist.notices.models import Notice, NoticeVersion, Objection, ResultLine

from .sheets import Attached, Scope, Sheet


def notices(scope: Scope) -> Sequence[Sheet]:
    """Every version of every notice that was posted, as its PDF."""
    sheet = Sheet(
        "notices",
        "公示",
        "发布过的公示，每个版本的 PDF 附后；更正和撤销写明理由。",
        ("标题", "文号", "第几版", "开始", "截止", "更正的理由", "发布人", "时间", "撤销的理由"),
    )
    rows = NoticeVersion.objects.filter(notice__round=scope.round, notice__place__path__startswith=scope.below)
    for one in rows.select_related("notice", "pdf", "by").order_by("notice_id", "number"):
        held: Notice = one.notice
        sheet.add(
            held.title,
            held.document_no,
            one.number,
            held.starts_on,
            held.ends_on,
            one.reason,
            one.by.name,
            one.at,
            getattr(held, "withdrawn_reason", ""),
            files=[Attached(f"{held.title}-第{one.number}版.pdf", Kept(one.pdf.sha256))],
        )
    return [sheet]


def objections(scope: Scope) -> Sequence[Sheet]:
    """How each objection was handled. Who made it, how to reach them, their very words and files stay out."""
    note = (
        "每件异议的受理、转告、单位答复、认定和决定。异议人的姓名、证件号、电话、邮箱、异议原文和所附材料不在归档包里"
        "（个人信息，可能不公开），需要时凭受理号到原系统调阅。"
    )
    sheet = Sheet(
        "objections",
        "异议",
        note,
        (
            "受理号",
            "公示",
            "单位",
            "匿名",
            "收到",
            "状态",
            "办结期限",
            "不予受理的理由",
            "转告单位的内容",
            "单位的答复",
            "认定",
            "认定的事实和理由",
            "决定人",
            "决定时间",
        ),
    )
    rows = Objection.objects.filter(unit__application__in=scope.applications).select_related(
        "notice", "unit", "decided_by"
    )
    for one in rows.order_by("pk"):
        sheet.add(
            one.receipt_no,
            one.notice.title,
            one.unit.name,
            one.anonymous,
            one.received_at,
            str(one.get_state_display()),
            one.due_on,
            one.refused_reason,
            one.told_unit,
            one.answer,
            str(one.get_outcome_display()),
            one.findings,
            one.decided_by.name if one.decided_by else "",
            one.decided_at,
        )
    return [sheet]


def results(scope: Scope) -> Sequence[Sheet]:
    """The ministry's lists as matched to the applications."""
    sheet = Sheet(
        "results",
        "部公布的名单",
        "部公示、公布的名单与各申报的对应和结果。",
        ("文号", "名单", "公布日期", "单位", "名单上的名称", "列入", "认定的依据", "未列入的理由"),
    )
    rows = ResultLine.objects.filter(application__in=scope.applications).select_related("result", "application__unit")
    for one in rows.order_by("result_id", "pk"):
        unit = one.application.unit.name if one.application else ""
        held = one.result
        sheet.add(
            held.document_no,
            str(held.get_stage_display()),
            held.published_on,
            unit,
            one.printed_name,
            one.listed,
            one.note,
            one.reason,
        )
    return [sheet]
