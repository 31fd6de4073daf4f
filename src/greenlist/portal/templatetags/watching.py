"""Small drawings and pairs for the watch of a round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def share(count: int, whole: int) -> SafeString:
    """A bar of a part of a whole; its words stand in the cells beside it."""
    part = round(100 * count / whole, 1) if whole else 0
    label = _("%(part)s%%") % {"part": part}
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="bar-ground" width="100" height="8"/><rect class="bar-fill" width="{}" height="8"/></svg>',
        label, part,
    )  # fmt: skip


@register.filter
def beside(counts: Iterable[int], labels: Sequence[str]) -> list[tuple[str, int]]:
    """Each count with the label of its column."""
    return list(zip(labels, counts, strict=True))


@register.simple_tag
def within(place: int, margin: int, width: int) -> int:
    """A place for words that must not be cut off at the edge."""
    return min(max(place, margin), width - margin)
