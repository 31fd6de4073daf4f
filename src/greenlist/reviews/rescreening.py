"""Screening asked once more before the city recommends (RS-2) and before the province sends up (RS-3)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Passage, Submission
from greenlist.engine import clock
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Outcome
from greenlist.screenings.domain.running import run
from greenlist.screenings.models import Finding, Run
from greenlist.screenings.queries import newest_results

from .models import ScreeningRuling

RECOMMENDED = "recommended"
POINTS = ScreeningRuling.Point


@dataclass(frozen=True, slots=True)
class Screened:
    """The newest answer about a unit: what came out, asked when and about which day; when it was due at the least."""

    outcome: str
    result: int  # UnitResult
    at: datetime
    as_of: date
    handed_in: datetime | None  # the newest version
    recommended: datetime | None  # the last time it went to the province
    conditions: tuple[tuple[str, str, str], ...] = ()  # those not clear: condition, outcome, sources

    def fresh(self, point: str) -> bool:
        """Whether it was asked on or after the submission, for RS-3 on or after the recommendation.

        Both the moment of the run and the day it asks about count: one that is asked again about an old day is old.
        """
        since = [moment for moment in (self.handed_in,) if moment is not None]
        if point == POINTS.RS_3 and self.recommended is not None:
            since.append(self.recommended)
        return all(self.at >= one and self.as_of >= one.astimezone(clock.SHANGHAI).date() for one in since)

    @property
    def age(self) -> int:
        """Days since the day it was asked about."""
        return (clock.today() - self.as_of).days


def screened(application: Application) -> Screened | None:
    """The newest answer about an application, None where it was never screened. One query."""
    versions = Submission.objects.filter(application=OuterRef("application")).order_by()
    sent = Passage.objects.filter(application=OuterRef("application"), to_state=RECOMMENDED).order_by()
    rows = newest_results(Application.objects.filter(pk=application.pk)).annotate(
        handed_in=Subquery(versions.values("application").annotate(last=Max("at")).values("last")),
        recommended=Subquery(sent.values("application").annotate(last=Max("at")).values("last")),
        conditions=F("answer__conditions"),
    )
    found = rows.values_list("outcome", "pk", "run__at", "run__as_of", "handed_in", "recommended", "conditions").first()
    return Screened(*found[:6], conditions=_not_clear(found[6])) if found is not None else None


def _not_clear(conditions: list[dict[str, Any]] | None) -> tuple[tuple[str, str, str], ...]:
    every = ((one["id"], one["outcome"], str(one["source"] or "")) for one in conditions or ())
    return tuple(sorted(one for one in every if one[1] != Outcome.CLEAR))


def outcome_now(application: Application) -> str:
    """hit, candidate, undetermined or clear by the newest answer; '' where it was never screened. One query."""
    found = screened(application)
    return found.outcome if found else ""


def findings_digest(application: Application) -> str:
    """A digest of what screening finds now; '' where it was never screened. Two queries."""
    found = screened(application)
    return digest_of(found) if found else ""


def digest_of(found: Screened) -> str:
    """sha256 over what is not clear: conditions with outcome and sources, and the records behind them. One query."""
    rows = Finding.objects.filter(unit=found.result, history=False).exclude(outcome=Outcome.CLEAR)
    records = sorted(rows.values_list("condition", "source", "record", "digest", "identity", "outcome"))
    return hashlib.sha256(orjson.dumps([found.outcome, found.conditions, records])).hexdigest()


def ruling_for(application: Application, point: str) -> ScreeningRuling | None:
    """The newest written word about screening before a point, None without one. Whether it still holds is for
    `holds`. One query.
    """
    rows = ScreeningRuling.objects.filter(application=application, point=point, withdrawn_at=None)
    return rows.select_related("by").first()


def holds(ruling: ScreeningRuling | None, found: Screened) -> bool:
    """Whether a word is about exactly what is found now. One query."""
    return ruling is not None and ruling.findings == digest_of(found)


def rescreen(applications: QuerySet[Application], authority: Jurisdiction, by: Hat) -> Run:
    """Screen some applications of one round once more, today: a city before it recommends, the province before it
    sends up.

    Raises Refused: none, or of several rounds.
    """
    rounds = list(Round.objects.filter(pk__in=applications.order_by().values("round")))
    if len(rounds) != 1:
        raise Refused(_("没有可以复查的申报。") if not rounds else _("一次只能复查同一轮次的申报。"))
    purpose = Run.Purpose.SENDING_UP if by.among(roles.PROVINCE) else Run.Purpose.RECOMMENDATION
    return run(round=rounds[0], authority=authority, purpose=purpose, applications=applications, by=by)
