"""What the office did with each application: its way, formal checks, values checked, screening ruled on, experts."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.applications.models import Nonconformity, Passage, ReturnedItem, Statement
from greenlist.applications.process import process_of
from greenlist.bundles.contents import Kept
from greenlist.panels.models import Assignment
from greenlist.reviews.models import FormalCheck, ScreeningRuling

from .sheets import Attached, Scope, Sheet

OFFICES = ("checked", "judged", "decided")


def steps(scope: Scope) -> Sequence[Sheet]:
    """Every step of every application, and the items that were sent back."""
    labels = {one.id: one.labels.office for one in process_of(scope.round).states}
    way = Sheet(
        "steps",
        "办理经过",
        "每份申报每一步：何时、由谁、从哪一步到哪一步、理由。",
        ("单位", "类型", "时间", "从", "到", "办理人", "身份", "理由"),
    )
    rows = Passage.objects.filter(application__in=scope.applications).select_related("application__unit", "by")
    for one in rows.order_by("application__unit__name", "application_id", "pk"):
        names = (labels.get(one.from_state, one.from_state), labels.get(one.to_state, one.to_state))
        kind = str(one.application.get_kind_display())
        way.add(one.application.unit.name, kind, one.at, *names, one.by.name if one.by else "", one.hat, one.reason)
    back = Sheet(
        "returned",
        "退回补正",
        "逐项退回的内容，及在第几次提交中补正。",
        ("单位", "项目", "理由", "退回时间", "退回人", "补正于第几次提交"),
    )
    items = ReturnedItem.objects.filter(application__in=scope.applications).select_related(
        "application__unit", "by", "resolved_in"
    )
    for item in items:
        solved = item.resolved_in.number if item.resolved_in else None
        back.add(item.application.unit.name, item.label, item.reason, item.at, item.by.name, solved)
    return [way, back]


def checks(scope: Scope) -> Sequence[Sheet]:
    """Formal checks with their points, values of the offices, rulings on screening, what agencies objected to."""
    formal = Sheet(
        "formal-checks",
        "形式审查",
        "每个版本的形式审查：结论、说明和逐点判断。",
        ("单位", "第几次提交", "结论", "说明", "逐点判断", "审查人", "时间"),
    )
    rows = FormalCheck.objects.filter(application__in=scope.applications).exclude(outcome="")
    for one in rows.select_related("application__unit", "submission", "by").prefetch_related("points"):
        points = [f"{point.point}：{point.get_answer_display()} {point.note}".strip() for point in one.points.all()]
        formal.add(
            one.application.unit.name,
            one.submission.number,
            str(one.get_outcome_display()),
            one.note,
            points,
            one.by.name if one.by else "",
            one.at,
        )
    values = Sheet(
        "values",
        "主管部门填写的值",
        "市级核查、专家评审、省级审定的值，与申报值并列。",
        ("单位", "位置", "谁的值", "内容", "单位制", "理由", "填写人", "时间", "仍有效"),
    )
    said = Statement.objects.filter(application__in=scope.applications, witness__in=OFFICES).order_by("pk")
    for value in said.select_related("application__unit", "by"):
        values.add(
            value.application.unit.name,
            value.place,
            str(value.get_witness_display()),
            str(value.content),
            value.unit,
            value.reason,
            value.by.name,
            value.at,
            value.current,
        )
    ruled = Sheet(
        "screening-rulings",
        "筛查认定",
        "对否决情形筛查结果的书面认定。",
        ("单位", "核查点", "理由", "认定人", "时间", "撤销"),
    )
    rulings = ScreeningRuling.objects.filter(application__in=scope.applications)
    for ruling in rulings.select_related("application__unit", "by", "blob"):
        files = [Attached(ruling.blob_name, Kept(ruling.blob.sha256))] if ruling.blob else []
        ruled.add(
            ruling.application.unit.name,
            ruling.point,
            ruling.reason,
            ruling.by.name,
            ruling.at,
            ruling.withdrawn_reason,
            files=files,
        )
    found = Sheet(
        "nonconformities",
        "第三方提出的不符合项",
        "在本系统开展的第三方评价中提出、答复和关闭的。",
        ("单位", "位置", "程度", "问题", "答复", "确认意见", "状态"),
    )
    for fault in Nonconformity.objects.filter(application__in=scope.applications).select_related("application__unit"):
        found.add(
            fault.application.unit.name,
            fault.label,
            str(fault.get_grade_display()),
            fault.reason,
            fault.answer,
            fault.verdict,
            str(fault.get_state_display()),
        )
    return [formal, values, ruled, found]


def experts(scope: Scope) -> Sequence[Sheet]:
    """Who reviewed what and with which outcome. For the province alone: cities do not see experts."""
    if scope.place.level in {scope.place.Level.CITY, scope.place.Level.COUNTY}:
        return []
    sheet = Sheet(
        "experts",
        "专家评审",
        "每份评审任务和签署的意见；不含专家的电话、身份证号等个人信息。",
        ("单位", "评审组", "专家", "总分", "意见", "总体评价", "签署时间", "终止的理由"),
    )
    rows = Assignment.objects.filter(application__in=scope.applications).order_by("application__unit__name", "pk")
    for one in rows.select_related("application__unit", "panel", "expert__person", "sheet"):
        held = getattr(one, "sheet", None)
        sheet.add(
            one.application.unit.name,
            str(one.panel),
            one.expert.person.name,
            format(held.total.normalize(), "f") if held and held.total is not None else "",
            str(held.get_advice_display()) if held else "",
            held.remark if held else "",
            held.signed_at if held else None,
            one.ended_reason,
        )
    return [sheet]
