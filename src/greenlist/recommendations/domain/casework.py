"""What the verbs of recommendations share: the row held, telling the offices, its address."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.models import Jurisdiction, Organisation, Person
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.rules import recommendations

AROUND = ("round__law", "round__jurisdiction", "place", "created_by", "proposed_by", "sent_by")


def hold(recommendation: Recommendation, act: str, by: Hat, version: int | None = None) -> Recommendation:
    """The row, locked until the transaction ends, once this hat may do `act`.

    Raises NotAllowed; Refused: somebody changed it since `version`.
    """
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related(*AROUND)
    held = rows.get(pk=recommendation.pk)
    require(recommendations.may(by, act, held))
    if version is not None and version != held.version:
        raise Refused(_("这份推荐刚被别人改过，请刷新后再看。"))
    return held


def keep(held: Recommendation, *changed: str) -> None:
    """Save what changed; the version is raised, so that nobody works on what he did not see."""
    held.version += 1
    held.save(update_fields=["version", *changed])


def address(held: Recommendation) -> str:
    """Its page."""
    return f"/recommendations/{held.pk}/"


def tell(place: Jurisdiction, group: Collection[str], code: str, url: str, **params: object) -> None:
    """A notice for those in the authority of a place who wear one of these roles."""
    worn = {"memberships__organisation__jurisdiction": place, "memberships__role__in": list(group),
            "memberships__organisation__kind": Organisation.Kind.AUTHORITY, "memberships__until": None}  # fmt: skip
    people = list(Person.objects.filter(is_active=True, **worn).distinct())
    notify(people=people, code=code, params=params, url=url)
