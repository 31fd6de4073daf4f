"""Words of cases and bars."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from greenlist.agencies.models import AffectedApplication
from greenlist.applications.process import process_of

register = template.Library()


@register.filter
def state_then(row: AffectedApplication) -> str:
    """The state in which an application was when the agency was barred, as the office calls it."""
    states = process_of(row.application.round).states
    return next((_(one.labels.office) for one in states if one.id == row.state), row.state)
