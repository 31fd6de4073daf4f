"""Indicators as claimed and as verified, value by value and year by year; what that does to the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenlist.documents.papers import Block, Column, KeyTable, Paragraph, Table
from greenlist.documents.report.conditions import ANSWERS
from greenlist.documents.report.indicators import ORIGINS, STATES
from greenlist.documents.report.subject import NONE, Subject, said, unit_words
from greenlist.engine.case import Kind, Witness
from greenlist.engine.decimals import brief
from greenlist.engine.evaluate import Evaluation
from greenlist.engine.scoring import ItemResult
from greenlist.engine.scoring.score import items_of_year
from greenlist.engine.trace import Trace

from .facts import Evaluated

GENERAL = {
    Kind.FACTORY: "绿色工厂一般要求符合性评价表", Kind.PARK: "绿色工业园区基本要求第三方评价表",
    Kind.SUPPLY_CHAIN: "基本要求符合性评价表",
}  # fmt: skip
YEARLY = {
    Kind.FACTORY: "绿色工厂评价指标评价表", Kind.PARK: "绿色工业园区评价指标第三方评价表",
    Kind.SUPPLY_CHAIN: "评价指标评价表",
}  # fmt: skip
INDICATORS = (
    Column("编号", 9, "center"), Column("指标", 24), Column("单位", 11, "center"), Column("申报值", 12, "right"),
    Column("核查值", 12, "right"), Column("差异", 13, "right"), Column("得分", 9, "right"), Column("说明", 26),
)  # fmt: skip


def indicator_table(
    subject: Subject, name: str, items: Sequence[ItemResult], claimed: Evaluation | None
) -> list[Block]:
    """The indicators of one first-level group, as claimed and as verified."""
    before = {one.id: one for one in claimed.items} if claimed else {}
    rows = tuple(_row(subject, one, before.get(one.id)) for one in items)
    return [Table(f"{name}指标评价表（{subject.case.evaluation_year}年）", INDICATORS, rows)]


def _row(subject: Subject, one: ItemResult, before: ItemResult | None) -> tuple[str, ...]:
    verified = _is_verified(subject, one) or (before is not None and before.value != one.value)
    claimed = before.value if before is not None else None if verified else one.value
    state = STATES.get(one.state, ORIGINS.get(one.origin, ""))
    judged = subject.case.judged.get(one.id)
    reason = said(one.reason) or (judged.reason if judged and one.origin == "judged" else "")
    words = f"{state}：{reason}" if reason else state
    if not verified and one.value is not None:
        words += "，按申报值"
    return (
        one.id, one.name, unit_words(one.unit) or NONE, _number(claimed), _number(one.value if verified else None),
        apart(claimed, one.value) if verified else NONE, _number(one.points), words,
    )  # fmt: skip


def apart(claimed: Decimal | None, verified: Decimal | None) -> str:
    """How far the verified value lies from the claimed one, and in per cent of that."""
    if claimed is None or verified is None:
        return NONE
    by = verified - claimed
    if by == 0:
        return "0"
    share = f"\n（{_signed(brief((by / abs(claimed) * 100).quantize(Decimal('0.1'))))}%）" if claimed else ""
    return _signed(brief(by)) + share


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"


def _number(value: Decimal | None) -> str:
    return NONE if value is None else brief(value)


def _is_verified(subject: Subject, one: ItemResult) -> bool:
    declared = subject.case.declared.get(one.id)
    if one.origin == "declared" and declared is not None:
        return declared.witness is not Witness.CLAIMED
    return any(node.witness not in {"", Witness.CLAIMED.value} for node in _nodes(one.trace))


def _nodes(trace: Trace | None) -> Iterator[Trace]:
    if trace is not None:
        yield trace
        for node in trace.inputs:
            yield from _nodes(node)


def differences(evaluated: Evaluated, subject: Subject, claimed: Evaluation | None) -> list[Block]:
    """Every value that was verified, and the score by the claimed values alone and by the verified ones."""
    blocks: list[Block] = []
    if evaluated.differences:
        heads = (
            Column("项目", 24), Column("申报值", 15, "right"), Column("核查值", 15, "right"),
            Column("差异", 14, "right"), Column("核查依据", 28), Column("佐证", 20),
        )  # fmt: skip
        rows = tuple(
            (one.place, one.claimed or NONE, one.verified or NONE, one.by or NONE, one.basis or NONE,
             one.evidence or NONE)
            for one in evaluated.differences
        )  # fmt: skip
        blocks.append(Table("申报值与核查值差异表", heads, rows))
    else:
        blocks.append(Paragraph("没有逐项核查的记录，各项数值按申报值计算。"))
    scores = (
        ("仅按申报值计算的得分", evaluated.claimed_score or (_score(claimed) if claimed else "")),
        ("按申报值和核查值计算的得分", evaluated.verified_score or _score(subject.evaluation)),
    )
    return [*blocks, KeyTable("申报与核查的得分", tuple((label, value or "未定") for label, value in scores))]


def _score(evaluation: Evaluation) -> str:
    return evaluation.score.shown if evaluation.score.total is not None else ""


def general_table(subject: Subject) -> list[Block]:
    """The basic requirements in the columns of 附表2.1: requirement, whether it is met, what was found."""
    rows = tuple(
        (said(one.name), ANSWERS[one.answer], "\n".join(part for part in (said(one.reason), _proof(one.proof)) if part))
        for one in subject.evaluation.conditions
        if one.group in {"basic", "required_item"}
    )
    caption = GENERAL[subject.case.kind]
    if not rows:
        return [Paragraph(f"{caption}：所用规则没有规定这类条件。", "note")]
    return [Table(caption, (Column("基本要求", 40), Column("是否符合", 14, "center"), Column("评价情况", 46)), rows)]


def _proof(files: Sequence[str]) -> str:
    return f"佐证：{'、'.join(files)}" if files else ""


def year_tables(subject: Subject) -> list[Block]:
    """One table for each year that the rules ask about, in the columns of 附表2.2."""
    evaluation = subject.evaluation
    years = list(evaluation.score.by_year) or [subject.case.evaluation_year]
    if not evaluation.items:
        return [Paragraph("所用标准的指标表未载入，没有可列的指标。", "note")]
    return [
        _year_table(subject, f"第{number}年（{year}年）" if len(years) > 1 else f"（{year}年）", year)
        for number, year in enumerate(years, 1)
    ]


def _year_table(subject: Subject, which: str, year: int) -> Table:
    case, evaluation = subject.case, subject.evaluation
    now = year == case.evaluation_year
    items = evaluation.items if now else items_of_year(case, evaluation.pack, subject.fields, year)
    names = {block.id: block.name for block in evaluation.pack.blocks}
    heads = (
        Column("一级指标", 16, "center"), Column("序号", 9, "center"), Column("二级指标", 28),
        Column("指标单位", 14, "center"), Column("指标数据", 14, "right"), Column("评价情况说明", 30),
    )  # fmt: skip
    rows = tuple(
        (
            names.get(one.block, NONE), str(number), one.name, unit_words(one.unit) or NONE, _number(one.value),
            _situation(one),
        )
        for number, one in enumerate(items, 1)
    )  # fmt: skip
    return Table(f"{YEARLY[case.kind]}　{which}", heads, rows)


def _situation(one: ItemResult) -> str:
    state = STATES.get(one.state, "" if one.points is None else f"得 {brief(one.points)} 分")
    return "：".join(part for part in (state, said(one.reason)) if part) or NONE
