"""Who reviews what, line by line, as it goes into a workbook of the office."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from greenlist.panels.models import Panel

from .cases import live_of
from .panel_page import signed_on

HEADS = (
    _("申报单位"), _("统一社会信用代码"), _("类别"), _("行业代码"), _("专家"),
    _("专家工作单位"), _("分配方式"), _("分配的理由"), _("第二轮"), _("评分表"),
)  # fmt: skip


def lines(panel: Panel) -> Iterator[list[str]]:
    """The assignments that hold, by unit. One query."""
    rows = live_of(panel).select_related("application__unit", "expert__person", "sheet")
    for one in rows.order_by("application__unit__name", "application", "pk"):
        case = one.application
        yield [
            case.unit.name, case.unit.uscc, str(case.get_kind_display()), case.unit.industry4, one.expert.person.name,
            one.expert.employer, str(one.get_how_display()), one.why, _g("是") if one.second else "",
            _g("已签字") if signed_on(one) else _g("未签字"),
        ]  # fmt: skip
