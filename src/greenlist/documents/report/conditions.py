"""Exclusions, prerequisites and basic requirements: each with its answer, clause and proof."""

from __future__ import annotations

from greenlist.documents.papers import Block, Column, Paragraph, Table
from greenlist.engine.outcome import ConditionResult, Met

from .subject import NONE, Subject, day, said

ANSWERS = {Met.MET: "符合", Met.NOT_MET: "不符合", Met.UNDETERMINED: "未定"}
EXCLUDED = {Met.MET: "无此情形", Met.NOT_MET: "有此情形", Met.UNDETERMINED: "未定"}
HEADS = (
    Column("编号", 11, "center"), Column("内容", 23), Column("答复", 13, "center"), Column("条款", 20),
    Column("说明和佐证", 39),
)  # fmt: skip


def exclusion(subject: Subject) -> list[Block]:
    """The conditions that forbid an application."""
    return _table(subject, "否决条件答复表", ("exclusion",), EXCLUDED)


def prerequisites(subject: Subject) -> list[Block]:
    """What must hold before anybody applies."""
    return _table(subject, "申报条件答复表", ("prerequisite", "eligibility"), ANSWERS)


def basic(subject: Subject) -> list[Block]:
    """The basic requirements of the standard, and required items."""
    return _table(subject, "基本要求符合性表", ("basic", "required_item"), ANSWERS)


def _table(subject: Subject, caption: str, groups: tuple[str, ...], words: dict[Met, str]) -> list[Block]:
    rows = [_row(one, words) for one in subject.evaluation.conditions if one.group in groups]
    if not rows:
        return [Paragraph(f"{caption}：所用规则没有规定这类条件。", "note")]
    return [Table(caption, HEADS, tuple(rows))]


def _row(one: ConditionResult, words: dict[Met, str]) -> tuple[str, ...]:
    number = NONE if one.id.islower() else one.id  # on_province_list: a word of ours, no number of the text
    answer = words[one.answer] + ("" if one.gate else "（不作否决）")
    return number, said(one.name), answer, one.clause or NONE, _proof(one)


def _proof(one: ConditionResult) -> str:
    parts = [said(one.reason)]
    unnamed = [file for file in one.proof if file not in parts[0]]
    if unnamed:
        parts.append("佐证：" + "、".join(unnamed))
    if one.queried_on and one.queried_on.isoformat() not in parts[0]:
        parts.append(f"查询日期：{day(one.queried_on)}")
    return "\n".join(parts)
