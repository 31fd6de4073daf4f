"""Words and pills of reviews."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from greenlist.panel.sheet import shown
from greenlist.panels.models import ScoreSheet

register = template.Library()

STATES: dict[str, str | Promise] = {
    "incomplete": _("未评完"), "agreeing": _("一致"), "mixed": _("有差异"), "conflicting": _("分歧大"),
    "open": _("待判断：政策未定界限"),
}  # fmt: skip
_STYLES = {
    "incomplete": "tag-open", "agreeing": "tag-ok", "mixed": "tag-warn", "conflicting": "tag-bad", "open": "tag-open",
}  # fmt: skip
_ADVICE = {"yes": "tag-ok", "no": "tag-bad", "unsure": "tag-warn"}


@register.filter
def review_pill(state: object) -> SafeString:
    """How far the experts of a case are apart, as a pill."""
    key = str(state)
    return format_html('<span class="tag {}">{}</span>', _STYLES.get(key, "tag-mute"), STATES.get(key, key))


@register.filter
def advice_pill(advice: object) -> SafeString:
    """What an expert advises, as a pill; a dash for nothing."""
    key = str(advice or "")
    if key not in ScoreSheet.Advice.values:
        return format_html('<span class="muted">{}</span>', "—")
    return format_html('<span class="tag {}">{}</span>', _ADVICE[key], ScoreSheet.Advice(key).label)


@register.filter
def points(value: Decimal | None) -> str:
    """Points to two decimals, a dash for none."""
    return shown(value) or "—"


@register.filter
def advice_word(advice: object) -> str:
    """What an expert advises, as a word."""
    key = str(advice)
    return str(ScoreSheet.Advice(key).label) if key in ScoreSheet.Advice.values else key
