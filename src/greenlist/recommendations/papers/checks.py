"""The formal check of a unit as a paper: who accepted it when, what stands out, what screening said."""

from __future__ import annotations

from datetime import date

from greenlist.applications.models import Application, Passage, Submission
from greenlist.documents.papers import Block, Column, Heading, KeyTable, Meta, Paper, Paragraph, Signature, Table
from greenlist.engine import clock
from greenlist.recommendations.queries.findings import Found

SEVERITIES = {"error": "须改正", "warning": "须说明", "info": "提示"}
VERDICTS = {"eligible": "符合申报条件", "not_eligible": "不符合申报条件", "undetermined": "尚不能判定"}
OUTCOMES = {"clear": "未见否决情形", "hit": "命中", "candidate": "疑似", "undetermined": "未能查清", "": "未筛查"}


def checks_paper(
    application: Application, version: Submission, found: tuple[Found, ...], basis: dict[str, str], office: str
) -> Paper:
    """The record. The same data give the same paper; its date is that of the acceptance."""
    accepted = Passage.objects.filter(application=application, transition="T12").select_related("by").last()
    on = _day(accepted) if accepted is not None else version.at.astimezone(clock.SHANGHAI).date()
    rows = (
        ("申报单位", application.unit.name),
        ("统一社会信用代码", application.unit.uscc or "—"),
        ("申报类型", str(application.get_kind_display())),
        ("提交版本", f"第{version.number}版，回执{version.receipt_number}"),
        ("评价结论", VERDICTS.get(basis.get("verdict", ""), "尚不能判定")),
        ("评价得分", basis.get("score") or "—"),
        ("否决情形筛查", _screened(basis)),
        ("第三方机构", f"不予采信：{basis['agency']}" if basis.get("agency") else "无不予采信的记录"),
        ("受理", f"{_words(on)} {accepted.by.name if accepted.by else ''}".strip() if accepted is not None else "—"),
        ("受理意见", (accepted.reason if accepted is not None else "") or "—"),
    )  # fmt: skip
    title = "形式审查记录"
    blocks: list[Block] = [Heading(title, 1, centred=True), KeyTable("", rows), Heading("核对结果", 2), *_found(found)]
    blocks.append(Signature(("审查人", "单位盖章", "日期")))
    return Paper(title, Meta(office, f"{application.unit.name}{title}", on), tuple(blocks))


def _found(found: tuple[Found, ...]) -> list[Block]:
    if not found:
        return [Paragraph("逐项核对，没有发现问题。")]
    told = [one for one in found if one.severity != "info"]
    hints = len(found) - len(told)
    heads = (Column("序号", 6, "center"), Column("程度", 10, "center"), Column("情况", 84))
    rows = tuple(
        (str(number), SEVERITIES.get(one.severity, one.severity), one.text) for number, one in enumerate(told, 1)
    )
    blocks: list[Block] = [Table("核对发现的情况", heads, rows)] if rows else [Paragraph("没有须改正或说明的情况。")]
    return [*blocks, Paragraph(f"另有{hints}项提示，见系统中的核对页。", "note")] if hints else blocks


def _screened(basis: dict[str, str]) -> str:
    outcome = OUTCOMES.get(basis.get("screening", ""), "未筛查")
    return f"{outcome} {basis.get('screened_on', '')}".strip()


def _day(passage: Passage) -> date:
    return passage.at.astimezone(clock.SHANGHAI).date()


def _words(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
