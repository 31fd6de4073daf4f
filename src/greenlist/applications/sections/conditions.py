"""Exclusions, basic requirements and the notice's rules as questions."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from greenlist.documents.form.needs import Prerequisite
from greenlist.engine.lawbook.schema.pack import Requirement
from greenlist.engine.lawbook.schema.policy import ExclusionCondition, Gate
from greenlist.engine.messages import render

from .grounds import Grounds
from .shapes import ComputedQuestion, ConditionQuestion, Part, Question, Section, Text, Words


def exclusions_section(grounds: Grounds, group: Text) -> Section:
    """The self-check against the exclusion list of the policy."""
    questions = tuple(_exclusion(one) for one in grounds.policy.exclusion.conditions)
    hint = _("逐项查询后回答。“未查”不等于没有；回答“无此情形”要附查询结果并写明来源和查询日期。")
    return Section("exclusions", _("否决条件自查"), group, parts=(Part("", questions),), hint=hint)


def _exclusion(one: ExclusionCondition) -> ConditionQuestion:
    sources = tuple(one.sources.value or ()) if one.sources else ()
    return ConditionQuestion(
        f"conditions.{one.id}", one.id, Words(one.name, one.name_en), Words(one.text), one.clause, exclusion=True,
        sources=sources, sub=tuple(one.sub),
    )  # fmt: skip


def basic_section(grounds: Grounds, group: Text) -> Section | None:
    """Basic requirements of the pack and rules of the notice; those that the data answers are shown beside."""
    needs = grounds.needs
    own = [_condition(one, gate=one.kind == "veto", computed=one.check is not None) for one in needs.pack.requirements]
    before = [_prerequisite(one) for one in needs.prerequisites]
    rules = [_condition(one, gate=one.gate, computed=one.test is not None) for one in needs.gates]
    parts = tuple(
        part
        for part in (
            Part(_("推荐的前提"), tuple(before)),
            Part(_("评价标准的基本要求"), tuple(own)),
            Part(_("通知的申报条件"), tuple(rules)),
            Part(_("优先推荐的依据（选填）"), tuple(_priorities(grounds)), folded=True),
        )
        if part.questions
    )
    return Section("basic", _("基本要求"), group, parts=parts) if parts else None


def _condition(one: Requirement | Gate, *, gate: bool, computed: bool) -> Question:
    key, label, text, wanted = (
        f"conditions.{one.id}",
        Words(one.name, one.name_en),
        Words(one.text),
        tuple(one.evidence),
    )
    if computed:
        return ComputedQuestion(key, one.id, label, text, one.clause, wanted)
    return ConditionQuestion(key, one.id, label, text, one.clause, wanted, asked=gate, gate=gate)


def _prerequisite(one: Prerequisite) -> Question:
    key, name = f"conditions.{one.id}", Words(render(one.name), render(one.name, "en"))
    if one.computed:
        return ComputedQuestion(key, one.id, name, clause=one.clause)
    return ConditionQuestion(key, one.id, name, clause=one.clause, asked=True, gate=True)


def _priorities(grounds: Grounds) -> Iterator[Question]:
    for rule in grounds.policy.priority:
        if grounds.kind in rule.kinds and rule.type == "judgement":
            yield ConditionQuestion(
                f"conditions.{rule.id}", rule.id, Words(rule.name, rule.name_en), Words(rule.text), rule.clause,
                asked=False, gate=False,
            )  # fmt: skip
