"""The verbs of intake: the province checks again what a city sent, takes it in, or returns it item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.process import transition, ways_from
from greenlist.consultations.queries.standing import standings
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat, NotAllowed, no, require
from greenlist.parties.domain import Refused
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.recommendations.queries.basis import bases_of, changes_since
from greenlist.recommendations.queries.findings import findings_now
from greenlist.recommendations.queries.units import AROUND
from greenlist.recommendations.rules import intake

from .casework import tell

O = IntakeCheck.Outcome  # noqa: E741 - short for a table of outcomes
BACK = "formally_checked"


@dataclass(frozen=True, slots=True)
class Item:
    """What is wrong: what people call it, and why."""

    label: str
    reason: str


@transaction.atomic
def check_intake(*, recommendation: Recommendation, by: Hat) -> int:
    """Run the checks again over all that a city sent and compare with what it rested on. Returns how many were checked.

    What was decided already keeps its decision; its findings are as they were then.
    """
    if not intake.sent(by).filter(pk=recommendation.pk).exists():
        raise NotAllowed(no(_("看不到这份推荐。")))
    rows = list(
        recommendation.units.filter(went=True).select_related(*AROUND, "intake").select_for_update(of=("self",))
    )
    open_ = [one for one in rows if getattr(one, "intake", None) is None or one.intake.outcome == O.OPEN]
    applications = [one.application for one in open_]
    bases = bases_of(applications, standings(applications))
    findings = findings_now(applications)
    for one in open_:
        changes = [asdict(change) for change in changes_since(one.basis, bases[one.application_id])]
        found = [asdict(row) for row in findings[one.application_id]]
        told = {"checked_at": clock.now(), "findings": found, "changes": changes}
        IntakeCheck.objects.update_or_create(unit=one, defaults=told)
    record("intake.checked", recommendation, by=by.actor, after={"units": len(open_)})
    return len(open_)


@transaction.atomic
def take(*, units: Sequence[RecommendedUnit], by: Hat, note: str = "") -> list[IntakeCheck]:
    """Take units in. Raises NotAllowed: one was not checked, or does not stand where the city put it any more."""
    taken = []
    for unit in units:
        check = _held(unit, "take", by)
        check.outcome, check.note, check.by, check.at, check.items = O.TAKEN, note.strip(), by.person, clock.now(), []
        check.save(update_fields=["outcome", "note", "by", "at", "items"])
        taken.append(check)
    for check in taken:
        after = {"recommendation": check.unit.recommendation_id, "note": check.note, "changes": len(check.changes)}
        record("intake.taken", check.unit.application, by=by.actor, after=after)
    return taken


@transaction.atomic
def return_unit(*, unit: RecommendedUnit, items: Sequence[Item], by: Hat, version: int, note: str = "") -> IntakeCheck:
    """Return a unit to the city, item by item (B10); the unit and the city are told why.

    Raises:
        Refused: no item, or one without a reason.
        TransitionRefused, StaleApplication: it does not stand where the city put it any more.
    """
    check = _held(unit, "return", by)
    if not items:
        raise Refused(_("请至少写明一项退回的理由。"))
    for one in items:
        if not one.reason.strip():
            raise Refused(_("请写明“%(label)s”退回的理由。") % {"label": one.label})
    words = "\n".join([note.strip(), *(_("%(label)s：%(reason)s") % asdict(one) for one in items)]).strip()
    way = next((way.id for way in ways_from(unit.application) if way.to == BACK and way.back), BACK)
    transition(
        application=unit.application, way=way, by=by, version=version, reason=words,
        after=lambda _matter, _passage: {"items": [asdict(one) for one in items]},
    )  # fmt: skip
    check.outcome, check.note, check.by, check.at = O.RETURNED, note.strip(), by.person, clock.now()
    check.items = [asdict(one) for one in items]
    check.save(update_fields=["outcome", "note", "by", "at", "items"])
    tell(unit.application.city, roles.CITY, "recommend_returned", f"/recommendations/{unit.recommendation_id}/",
         unit=unit.application.unit.name, reason=words)  # fmt: skip
    record("intake.returned", unit.application, by=by.actor, after={"items": check.items}, reason=words)
    return check


def _held(unit: RecommendedUnit, act: str, by: Hat) -> IntakeCheck:
    """The unit's check, locked. Raises NotAllowed: not one to decide on."""
    rows = RecommendedUnit.objects.select_for_update(of=("self",)).select_related(*AROUND, "intake")
    held = rows.get(pk=unit.pk)
    require(intake.may(by, act, held))
    check: IntakeCheck = held.intake
    check.unit = held
    return check
