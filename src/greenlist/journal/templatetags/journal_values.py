"""Values of entries on a page."""

from __future__ import annotations

import json

from django import template

from greenlist.journal.acts import ACTS

register = template.Library()


@register.filter
def as_json(value: object) -> str:
    """What stands in an entry, readable."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


@register.filter
def act_name(act: str) -> str:
    """What an act is called; its code where it has no name."""
    return str(ACTS.get(act, act))
