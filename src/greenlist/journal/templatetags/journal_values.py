"""Values of entries on a page."""

from __future__ import annotations

import json

from django import template

register = template.Library()


@register.filter
def as_json(value: object) -> str:
    """What stands in an entry, readable."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
