"""Words and pills of consultation."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from greenlist.applications.models import Kind
from greenlist.consultations.models import Reply
from greenlist.consultations.queries.standing import ReplyRow, state_word

register = template.Library()
STYLES = {
    "waiting": "tag-open", "more_time": "tag-warn", "none": "tag-ok", "silent": "tag-ok", "objection": "tag-bad",
    "stands": "tag-bad", "dismissed": "tag-mute",
}  # fmt: skip


@register.filter
def reply_pill(row: ReplyRow) -> SafeString:
    """What a department's answer comes to."""
    return format_html('<span class="tag {}">{}</span>', STYLES.get(row.state, "tag-mute"), state_word(row))


@register.filter
def via_word(reply: Reply) -> str:
    """By which way an answer came."""
    return str(Reply.Via(reply.via).label)


@register.filter
def kind_word(kind: str) -> str:
    """The kind of a unit."""
    return str(Kind(kind).label) if kind in Kind.values else kind
