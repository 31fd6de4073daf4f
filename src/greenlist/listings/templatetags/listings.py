"""Small things the pages of the green lists show."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from greenlist.listings.models import Entry, GreenList, Kind
from greenlist.screening.differences import differences

register = template.Library()

STYLES = {"proposed": "tag-info", "published": "tag-ok", "renamed": "tag-warn", "removed": "tag-bad"}


@register.simple_tag
def unlike(name: str, other: str) -> SafeString:
    """A name with the characters that the other one does not have at that place marked."""
    shown = (
        format_html("{}" if one.where == "same" else '<mark class="tag-warn">{}</mark>', one.text)
        for one in differences(name, other)
        if one.where != "only_right"
    )
    return format_html_join("", "{}", ((part,) for part in shown))


@register.filter
def entry_tag(entry: Entry) -> SafeString:
    """The state of a line as a word in a pill."""
    return format_html('<span class="tag {}">{}</span>', STYLES[entry.status], entry.get_status_display())


@register.filter
def kind_name(kind: str) -> str:
    """What a kind is called, — where none is given."""
    return str(Kind(kind).label) if kind else "—"


@register.filter
def level_name(level: str) -> str:
    """What a level is called."""
    return str(GreenList.Level(level).label)
