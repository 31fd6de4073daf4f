"""Words and pills of screening."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from greenlist.screenings.words import HOW, OUTCOMES, VERDICTS

register = template.Library()

FILE_STATES = {
    "waiting": ("tag-warn", gettext_lazy("等待读入")),
    "reading": ("tag-warn", gettext_lazy("正在读入")),
    "ready": ("tag-ok", gettext_lazy("可用")),
    "partial": ("tag-warn", gettext_lazy("可用，但不完整")),
    "failed": ("tag-bad", gettext_lazy("读入失败")),
    "withdrawn": ("tag-mute", gettext_lazy("已撤回")),
}
CHANGES = {
    "new": ("tag-warn", gettext_lazy("新出现")),
    "gone": ("tag-ok", gettext_lazy("不再出现")),
    "changed": ("tag-info", gettext_lazy("结论有变")),
}


@register.filter
def outcome_pill(outcome: str) -> SafeString:
    """命中, 待认定, 无法判定, 未命中 as a word in a pill."""
    style, word = OUTCOMES.get(outcome, ("tag-mute", outcome))
    return format_html('<span class="tag {}">{}</span>', style, word)


@register.filter
def outcome_word(outcome: str) -> str:
    """The same as a word."""
    return str(OUTCOMES.get(outcome, ("", outcome))[1])


@register.filter
def how_word(how: str) -> str:
    """How a record and a unit met."""
    return str(HOW.get(how, how))


@register.filter
def verdict_word(verdict: str) -> str:
    """What a person decided."""
    return str(VERDICTS.get(verdict, verdict))


@register.filter
def file_state(file: Any) -> SafeString:
    """How far a list file has come, as a word in a pill."""
    state = "withdrawn" if file.withdrawn_at else file.state
    if state == "ready" and not file.complete:
        state = "partial"
    style, word = FILE_STATES[state]
    return format_html('<span class="tag {}">{}</span>', style, word)


@register.filter
def change_pill(change: str) -> SafeString:
    """What became of a finding between two runs."""
    style, word = CHANGES.get(change, ("tag-mute", change))
    return format_html('<span class="tag {}">{}</span>', style, word)


@register.simple_tag
def age(day: date | None, today: date) -> str:
    """How old a list is: 9 天前, 当天; None: 日期不明."""
    if day is None:
        return _("日期不明")
    days = (today - day).days
    if days == 0:
        return _("当天")
    if days < 0:
        return _("晚于筛查日")
    return ngettext("%(days)d 天前", "%(days)d 天前", days) % {"days": days}


@register.filter
def short(sha256: str | None) -> SafeString:
    """The first characters of a hash; the whole of it on demand."""
    if not sha256:
        return SafeString("—")
    return format_html('<code class="muted" title="{}">{}…</code>', sha256, sha256[:12])
