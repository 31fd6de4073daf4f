"""What outcomes, ways of meeting and verdicts are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.screening.outcomes import Outcome

OUTCOMES: dict[str, tuple[str, Promise]] = {  # the gravest first: style, word
    "hit": ("tag-bad", _("命中")),
    "candidate": ("tag-warn", _("待认定")),
    "undetermined": ("tag-open", _("无法判定")),
    "clear": ("tag-ok", _("未命中")),
}
MEANINGS: dict[str, Promise] = {
    "hit": _("有算数的记录，按通知不得申报"),
    "candidate": _("有记录要由人认定，认定前不能放行"),
    "undetermined": _("名单缺失、过期或不完整，不能当作没有"),
    "clear": _("各项名单都查过，没有算数的记录"),
}
HOW: dict[str, Promise] = {
    "uscc": _("统一社会信用代码相同"),
    "org_code": _("组织机构代码相同"),
    "name": _("名称相同"),
    "former_name": _("曾用名相同"),
    "head_office": _("总公司名称相同"),
    "fuzzy": _("名称相近"),
    "by_hand": _("人工核实"),
}
BY_NAME = frozenset({"name", "former_name", "head_office", "fuzzy"})  # a person says whether it is the same unit
VERDICTS: dict[str, Promise] = {
    "same": _("是本单位"),
    "other": _("不是本单位"),
    "counts": _("算否决情形"),
    "does_not_count": _("不算否决情形"),
}


def gravity(outcome: str) -> int:
    """How grave an outcome is; higher is graver."""
    return Outcome(outcome).gravity
