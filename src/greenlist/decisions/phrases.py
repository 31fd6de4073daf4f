"""Phrases for reasons that officials give again and again; the unit reads them in its notice."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Line, Stage

Outcome = Line.Outcome
PHRASES: dict[tuple[str, str], tuple[str | Promise, ...]] = {
    (Stage.SELECTION, Outcome.NO): (
        _("同类单位择优，本单位排序靠后，本年度不推荐。"),
        _("名额已满，按排序未列入。"),
        _("征求意见中有部门提出异议，经核实影响推荐。"),
        _("佐证材料不足以支持申报的指标，评价结果存疑。"),
        _("能效水平未达到优先推荐的条件，且得分较低。"),
    ),
    (Stage.MEETING, Outcome.NO): (
        _("专家评审意见为不予通过。"),
        _("专家评分较低，择优未列入。"),
        _("申报材料与核查情况不符。"),
    ),
    (Stage.MEETING, Outcome.BACK): (
        _("推荐材料不齐，请市（州）补正后重新推荐。"),
        _("数据与佐证不一致，请市（州）核实后重新推荐。"),
    ),
}


def phrases_of(stage: str) -> list[str]:
    """Every phrase of a stage, as they are read now."""
    return [str(one) for (of, _outcome), found in PHRASES.items() if of == stage for one in found]
