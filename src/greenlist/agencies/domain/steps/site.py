"""Site evaluation (现场评价): visits as they took place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Engagement, SiteVisit, TeamMember
from greenlist.applications.models import Passage
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

from .holding import day, hold, take_step


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit. Latitude and longitude in degrees (WGS 84), None: not stated."""

    from_on: date
    to_on: date
    place: str
    visitors: Sequence[TeamMember]
    met: str = ""
    seen: str = ""
    sampling: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@transaction.atomic
def add_visit(*, engagement: Engagement, visited: Visited, by: Hat) -> SiteVisit:
    """Note a visit on site. Raises Refused: days, place or visitors do not hold; NotAllowed."""
    held = hold(engagement, "site", by)
    made = _write(SiteVisit(engagement=held), held, visited, by)
    record("evaluation.visit_added", held, by=by.actor, after=_told(made))
    return made


@transaction.atomic
def change_visit(*, visit: SiteVisit, visited: Visited, by: Hat) -> SiteVisit:
    """Correct what was noted of a visit. Raises as `add_visit` does."""
    held = hold(visit.engagement, "site", by)
    before = _told(visit)
    _write(visit, held, visited, by)
    record("evaluation.visit_changed", held, by=by.actor, before=before, after=_told(visit))
    return visit


@transaction.atomic
def remove_visit(*, visit: SiteVisit, by: Hat) -> None:
    """Take a visit out that was noted by mistake, with its photos; the journal keeps what stood there. NotAllowed."""
    held = hold(visit.engagement, "site", by)
    before = _told(visit) | {"photos": [one.blob_id for one in visit.photos.all()]}
    visit.delete()
    record("evaluation.visit_removed", held, by=by.actor, before=before)


def _write(visit: SiteVisit, held: Engagement, visited: Visited, by: Hat) -> SiteVisit:
    _look(held, visited)
    for name in ("from_on", "to_on", "latitude", "longitude"):
        setattr(visit, name, getattr(visited, name))
    for name in ("place", "met", "seen", "sampling"):
        setattr(visit, name, getattr(visited, name).strip())
    visit.by, visit.at = by.person, clock.now()
    visit.save()
    visit.visitors.set(visited.visitors)
    return visit


def _look(held: Engagement, visited: Visited) -> None:
    if visited.to_on < visited.from_on:
        raise Refused(_("离开日期早于到达日期，请核对。"), "to_on")
    if visited.to_on > clock.today():
        raise Refused(_("现场记录在到现场之后填写，日期不能晚于今天。"), "to_on")
    if not visited.place.strip():
        raise Refused(_("请写明到了哪里。"), "place")
    team = set(held.team.values_list("pk", flat=True))
    if not visited.visitors or any(one.pk not in team for one in visited.visitors):
        raise Refused(_("请至少选一位到场的评价组成员。"), "visitors")
    if (visited.latitude is None) != (visited.longitude is None):
        raise Refused(_("纬度和经度要一起填写，或者都不填。"), "longitude")


def _told(visit: SiteVisit) -> dict[str, Any]:
    return {
        "from_on": day(visit.from_on), "to_on": day(visit.to_on), "place": visit.place,
        "visitors": [one.staff.name for one in visit.visitors.select_related("staff")],
        "met": visit.met, "seen": visit.seen, "sampling": visit.sampling,
        "at": [str(visit.latitude), str(visit.longitude)] if visit.latitude is not None else None,
    }  # fmt: skip


@transaction.atomic
def confirm_site(*, engagement: Engagement, by: Hat, version: int | None = None) -> Passage:
    """The site was evaluated (documents_reviewed to site_evaluated). Raises TransitionRefused, NotAllowed."""
    return take_step(hold(engagement, "site", by), "site", "site_evaluated", by, version)
