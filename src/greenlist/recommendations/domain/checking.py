"""Asking everything again before a recommendation goes: screening, rows of the table, the guards."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.queries.caps import counts_at
from greenlist.agencies.queries.caps import hold as hold_cap
from greenlist.applications.models import Application
from greenlist.applications.process import Matter, objections
from greenlist.consultations.queries.standing import standings
from greenlist.engine import clock
from greenlist.engine.lawbook.schema.process import Transition
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries.basis import bases_of
from greenlist.recommendations.queries.law import FROM, way_of
from greenlist.recommendations.queries.rows import fresh_rows, office_name
from greenlist.recommendations.queries.units import units_of
from greenlist.reviews.rescreening import rescreen

from .casework import hold, keep


@transaction.atomic
def check(*, recommendation: Recommendation, by: Hat) -> Recommendation:
    """Screen the units once more, make their rows anew, ask the guards; what stops whom is kept for the preview.

    Raises Refused: the process of the round has no such step.
    """
    held = hold(recommendation, "check", by)
    rows = list(units_of(held))
    hold_places(held)
    ask_again(held, rows, by)
    going: list[int] = []
    for one in rows:
        one.stopped = why_not(held, one, going)
        going += [] if one.stopped else [one.application_id]
    RecommendedUnit.objects.bulk_update(rows, ["row", "basis", "stopped"])
    held.checked_at = clock.now()
    keep(held, "checked_at")
    stopped = {one.application_id: one.stopped for one in rows if one.stopped}
    after = {"units": len(rows), "stopped": {str(pk): reasons for pk, reasons in stopped.items()}}
    record("recommendation.checked", held, by=by.actor, after=after)
    return held


def hold_places(held: Recommendation) -> None:
    """Nobody else takes places of agencies until the transaction ends, where recommendations take them.

    Before anything is written to the journal: whoever signs a report holds them and waits for it.
    """
    if held.level == Recommendation.Level.CITY and counts_at(held.round) == "recommendation":
        hold_cap(held.round)


def ask_again(held: Recommendation, rows: Sequence[RecommendedUnit], by: Hat) -> None:
    """Screening run anew (RS-2, RS-3), rows and basis made anew - in memory; the caller saves them."""
    if not rows:
        return
    applications = [one.application for one in rows]
    rescreen(Application.objects.filter(pk__in=[one.pk for one in applications]), held.place, by)
    asked = standings(applications)
    fresh = fresh_rows(applications, asked, office_name(held.place_id))
    bases = bases_of(applications, asked)
    for one in rows:
        one.row, one.basis = fresh.get(one.application_id, {}), bases[one.application_id]


def step_of(held: Recommendation) -> Transition:
    """The step of the process. Raises Refused: the round has none."""
    way = way_of(held.round, held.level)
    if way is None:
        raise Refused(_("这一轮次的流程没有这一步，不能推荐。"))
    return way


def why_not(held: Recommendation, unit: RecommendedUnit, going: Sequence[int] = ()) -> list[str]:
    """Everything that stops a unit now, as sentences. A few queries for each guard of the step.

    `going`: ids of the applications that go before it in the same letter; they take places of their agencies first.
    The letter's own number and date are asked for as a whole when it is proposed, not of each unit.
    """
    if unit.application.state != FROM[held.level]:  # type: ignore[index]
        return [_("申报已经不在可以报出的状态，请把它移出。")]
    matter = Matter(unit.application, beside=going)
    found = [one.reason for one in objections(matter, step_of(held)) if one.guard != "G-TABLE"]
    if not unit.row:
        found.append(_("推荐汇总表里没有这家单位的一行：数据不能评价，请先改正。"))
    return list(dict.fromkeys(found))
