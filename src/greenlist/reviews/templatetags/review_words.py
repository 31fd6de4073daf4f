"""Small helps of the check page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from greenlist.reviews.exporting import verdict_word
from greenlist.reviews.models import CheckedPoint

register = template.Library()
SEVERITIES = {"error": "tag-bad", "warning": "tag-warn", "info": "tag-mute"}
ANSWERS = {"fine": "tag-ok", "fault": "tag-bad", "unclear": "tag-warn"}


@register.filter
def severity_tag(severity: str) -> SafeString:
    """How grave, as a word in a pill."""
    word = {"error": _("错误"), "warning": _("注意"), "info": _("提示")}.get(severity, severity)
    return format_html('<span class="tag {}">{}</span>', SEVERITIES.get(severity, "tag-mute"), word)


@register.filter
def answer_tag(answer: str) -> SafeString:
    """What an officer said, as a word in a pill; nothing said is a word too."""
    if not answer:
        return format_html('<span class="tag tag-open">{}</span>', _("没有判断"))
    word = CheckedPoint.Answer(answer).label
    return format_html('<span class="tag {}">{}</span>', ANSWERS[answer], word)


@register.filter
def of(mapping: Mapping[str, Any] | str, key: str) -> Any:
    """What a mapping holds under a key, None for nothing; a template that has no mapping says ''."""
    return mapping.get(key) if isinstance(mapping, Mapping) else None


@register.filter
def said(value: str) -> str:
    """A verdict, tier or answer of the engine in words; a number stays one."""
    words = {"met": _("符合"), "not_met": _("不符合"), "undetermined": _("未定"), "ordinary": _("一般"),
             "priority": _("优先")}  # fmt: skip
    return verdict_word(value) if value in {"eligible", "not_eligible"} else words.get(value, value or "—")
