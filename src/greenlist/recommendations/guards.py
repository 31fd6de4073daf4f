"""What the process table asks of a recommendation: G-TABLE (196号 三(二), REQ-46), G-INTAKE."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.process import GUARDS, Matter, Objection
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries.sent import taken_in

GUARD = "G-TABLE"
INTAKE = "G-INTAKE"


def table_inside(matter: Matter) -> list[Objection]:
    """G-TABLE: the letter that is about to go has number and date, and the unit has its row in the letter's table.

    One query.
    """
    rows = RecommendedUnit.objects.filter(application=matter.application, recommendation__state__in=Recommendation.OPEN)
    unit = rows.select_related("recommendation").order_by("-pk").first()
    if unit is None:
        return [Objection(GUARD, _("还没有列入推荐文：推荐文必须附有推荐汇总表，请从“推荐”办理。"))]
    against = []
    if not unit.recommendation.letter_no or unit.recommendation.letter_on is None:
        against.append(Objection(GUARD, _("推荐文还没有文号或日期。")))
    if not unit.row:
        against.append(Objection(GUARD, _("推荐汇总表里没有这家单位的一行：数据不能评价，请先改正。")))
    return against


def taken(matter: Matter) -> list[Objection]:
    """G-INTAKE: the province has checked what the city sent last and taken it in. One query."""
    if taken_in([matter.application]):
        return []
    return [Objection(INTAKE, _("省里还没有受理这份推荐：请先在“受理核对”核对并受理。"), "intake")]


GUARDS.update({GUARD: table_inside, INTAKE: taken})
