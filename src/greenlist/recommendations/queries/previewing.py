"""Exactly what sending would do: who goes, who stays and why, who is told what. Its digest binds the act to it."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.process import tidings
from greenlist.applications.receipts import canonical
from greenlist.paperwork.domain.feet import told_foot
from greenlist.parties import roles
from greenlist.parties.models import Membership
from greenlist.parties.notifications import sentence
from greenlist.recommendations.models import Recommendation, RecommendedUnit

from .law import way_of
from .units import units_of


@dataclass(frozen=True, slots=True)
class Going:
    """One unit: what it is told and by how many people that is read; why it cannot go."""

    unit: RecommendedUnit
    number: int  # in the table of its kind, without those that stay
    message: str
    people: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Who goes, who stays; `digest` of what is shown; `checked`: everything was asked since the last change."""

    digest: str
    going: tuple[Going, ...]
    staying: tuple[RecommendedUnit, ...]
    checked: bool


def preview(recommendation: Recommendation) -> Preview:
    """What sending would do by the last check. Three queries."""
    rows = list(units_of(recommendation))
    people = _people([one.application.unit_id for one in rows])
    way = way_of(recommendation.round, recommendation.level)
    going, numbers = [], Counter[str]()
    for one in rows:
        if one.stopped or way is None:
            continue
        numbers[one.application.kind] += 1
        told = tidings(one.application, way, reason_of(recommendation))
        words = sentence(told.code, told.params)
        going.append(Going(one, numbers[one.application.kind], words, people[one.application.unit_id]))
    return Preview(
        digest_of(recommendation, rows), tuple(going), tuple(one for one in rows if one.stopped),
        recommendation.checked_at is not None,
    )  # fmt: skip


def reason_of(recommendation: Recommendation) -> str:
    """What the unit is told besides: the letter it goes with."""
    if not recommendation.letter_no:
        return _("推荐文的文号报出前填写。")
    return _("推荐文：%(number)s") % {"number": recommendation.letter_no}


def digest_of(recommendation: Recommendation, rows: list[RecommendedUnit]) -> str:
    """sha256 over letter, units, rows of the table and what stops whom."""
    on = recommendation.letter_on
    shown: dict[str, Any] = {
        "recommendation": recommendation.pk, "letter": [recommendation.letter_no, on.isoformat() if on else None,
        recommendation.signer, recommendation.text, recommendation.consulted],
        "units": [[one.application_id, one.position, one.row, one.stopped] for one in rows],
    }  # fmt: skip
    foot = told_foot(recommendation)
    if any(foot.values()):
        shown["foot"] = foot
    return hashlib.sha256(canonical(shown)).hexdigest()


def _people(units: list[int]) -> Counter[int]:
    worn = Membership.objects.filter(
        organisation__in=units, role__in=roles.APPLICANT, until=None, person__is_active=True
    )
    return Counter(unit for unit, _who in worn.values_list("organisation", "person").distinct())
