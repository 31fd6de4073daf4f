"""Values of a basis in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from .basis import label_of


def value_word(code: str, value: str) -> str:
    """One value of a basis."""
    known = {
        "verdict": {"eligible": _("符合条件"), "not_eligible": _("不符合条件"), "undetermined": _("尚不能判定")},
        "screening": {"clear": _("未命中"), "hit": _("命中"), "candidate": _("疑似"), "undetermined": _("未能查清")},
        "tier": {"priority": _("优先"), "ordinary": _("一般"), "unknown": _("未定")},
    }  # fmt: skip
    if code == "data":
        return value[:12]
    return known.get(code, {}).get(value, value) or _("无")


def change_words(change: Mapping[str, str]) -> str:
    """A change as one line: what it was, what it is."""
    code = change["code"]
    if code == "data":
        return _("申报数据与推荐时不同（有核查修改或重新提交）")
    values = {
        "label": label_of(code),
        "before": value_word(code, change["before"]),
        "after": value_word(code, change["after"]),
    }
    return _("%(label)s：推荐时%(before)s，现在%(after)s") % values
