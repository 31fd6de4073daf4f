"""Words of this room in templates."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from greenlist.panels.models import Expert, Panel

register = template.Library()
TONES = {Panel.State.FORMING: "tag-warn", Panel.State.SCORING: "tag-info", Panel.State.CLOSED: "tag-mute"}


@register.filter
def profile_word(name: str) -> str | Promise:
    """What a field of a profile is called."""
    return Expert._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # noqa: SLF001 - Django's way to a model's fields


@register.filter
def panel_tone(state: str) -> str:
    """The colour of a panel's state."""
    return TONES[Panel.State(state)]
