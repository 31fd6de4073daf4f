"""Words and pills of evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from greenlist.applications.queries.trace import plain_unit
from greenlist.applications.words import said_in_words, witness_word
from greenlist.documents.form.draft import shown_unit

register = template.Library()

ANSWER_TAGS = {
    "met": ("tag-ok", gettext_lazy("符合")),
    "not_met": ("tag-bad", gettext_lazy("不符合")),
    "undetermined": ("tag-warn", gettext_lazy("未定")),
}
VERDICTS = {
    "eligible": ("tag-ok", gettext_lazy("可以推荐")),
    "not_eligible": ("tag-bad", gettext_lazy("不具备条件")),
    "undetermined": ("tag-warn", gettext_lazy("还不能确定")),
}
STATES = {
    "done": ("tag-ok", gettext_lazy("已评")),
    "undetermined": ("tag-warn", gettext_lazy("未定")),
    "not_applicable": ("tag-mute", gettext_lazy("不适用")),
    "not_chosen": ("tag-mute", gettext_lazy("未选")),
}
SEVERITIES = {
    "error": ("tag-bad", gettext_lazy("错误")),
    "warning": ("tag-warn", gettext_lazy("须说明")),
    "info": ("tag-info", gettext_lazy("提示")),
}
LEVELS = {
    "MEETS": ("tag-ok", gettext_lazy("达到")),
    "FAILS": ("tag-bad", gettext_lazy("未达到")),
    "INCOMPLETE": ("tag-warn", gettext_lazy("数据不全")),
    "NOT_APPLICABLE": ("tag-mute", gettext_lazy("不适用")),
    "NO_STANDARD": ("tag-mute", gettext_lazy("没有标准")),
}
TIERS = {
    "priority": ("tag-ok", gettext_lazy("优先推荐")),
    "ordinary": ("tag-mute", gettext_lazy("一般次序")),
    "unknown": ("tag-warn", gettext_lazy("未定（按一般次序）")),
}
LIMITS = {
    "benchmark": gettext_lazy("标杆水平"),
    "baseline": gettext_lazy("基准水平"),
    "level1": gettext_lazy("1 级"),
    "level2": gettext_lazy("2 级"),
    "level3": gettext_lazy("3 级"),
}
FLAGS = {
    "CLAIMED_ONLY": gettext_lazy("只有填报值"),
    "DISCREPANCY": gettext_lazy("与复算不符"),
    "BELOW_BASELINE": gettext_lazy("劣于基准"),
    "UNVERIFIED_ROW": gettext_lazy("表行待核"),
}
KINDS: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    "answer": ANSWER_TAGS,
    "verdict": VERDICTS,
    "state": STATES,
    "severity": SEVERITIES,
    "level": LEVELS,
    "tier": TIERS,
}


@register.filter
def pill(code: str, kind: str) -> SafeString:
    """A word of the result as a pill: {{ one.answer|pill:"answer" }}."""
    style, word = KINDS[kind].get(code, ("tag-mute", code))
    return format_html('<span class="tag {}">{}</span>', style, word)


@register.filter
def witness(code: str) -> str:
    """Who stands behind a value, in words; whoever judged by name stays as written."""
    return witness_word(code)


@register.filter
def unit(text: str | None) -> str:
    """A unit as people write it, '' for none."""
    return shown_unit(plain_unit(text or ""))


@register.filter
def limit_name(code: str) -> str:
    """A level of energy efficiency in words."""
    return str(LIMITS.get(code, code))


@register.filter
def flag_name(code: str) -> str:
    """A remark of the energy level procedure in words."""
    return str(FLAGS.get(code, code))


@register.filter
def said(content: Any) -> str:
    """What somebody stated, as one line."""
    return said_in_words(content)


@register.filter
def short_hash(text: str | None) -> str:
    """The ends of a SHA-256: a41f…09c2."""
    return f"{text[:4]}…{text[-4:]}" if text else ""
