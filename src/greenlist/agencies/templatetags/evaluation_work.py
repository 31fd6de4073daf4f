"""Words of the evaluation by an agency."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from greenlist.agencies.models import SitePhoto, SiteVisit, TeamMember
from greenlist.applications.models import Kind
from greenlist.engine import clock

register = template.Library()


@register.filter
def kind_word(kind: str) -> str:
    """A kind of the list in words; what is none stays as it is."""
    return str(Kind(kind).label) if kind in Kind.values else kind


@register.filter
def names_of(members: Iterable[TeamMember]) -> str:
    """The names of some of a team."""
    return "、".join(one.staff.name for one in members)


@register.filter
def off_visit(photo: SitePhoto, visit: SiteVisit) -> bool:
    """Whether a photo was taken on another day than those of its visit: worth a look, nothing more."""
    if photo.taken_at is None:
        return False
    day = photo.taken_at.astimezone(clock.SHANGHAI).date()
    return not visit.from_on <= day <= visit.to_on
