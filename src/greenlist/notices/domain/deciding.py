"""What becomes of an objection, and of the unit: decided by one who approves and did not propose it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.process import transition
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.notices.models import Objection
from greenlist.notices.rules.objections import objections
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of

from .holding import hold_objection
from .telling import tell_province

S, OUTCOME, E = Objection.State, Objection.Outcome, Objection.Effect
OUT = {"province_noticed": "B07", "province_reviewed": "B12"}  # the way off the list; the second: taken back meanwhile


@transaction.atomic
def send_back_outcome(*, objection: Objection, reason: str, by: Hat) -> Objection:
    """Do not approve: whoever handles it proposes anew, or hears the unit first. Raises Refused: no reason."""
    held = hold_objection(objection)
    require(objections.may(by, "send_back", held))
    if not reason.strip():
        raise Refused(_("请写明退回的理由。"), "reason")
    before = {"outcome": held.outcome, "findings": held.findings}
    held.state = S.ACCEPTED if held.hearing_until is None else S.HEARING
    held.sent_back, held.outcome = reason.strip(), ""
    held.save(update_fields=["state", "sent_back", "outcome"])
    tell_province(
        province=held.notice.place, code="objection_sent_back", url=f"/objections/{held.pk}/",
        params={"unit": held.unit.name, "reason": held.sent_back},
    )  # fmt: skip
    record("objection.sent_back", held, by=by.actor, before=before, after={"state": held.state}, reason=held.sent_back)
    return held


@transaction.atomic
def decide_objection(*, objection: Objection, by: Hat) -> Objection:
    """Decide as proposed. Upheld: the unit leaves the list (B07; B12 where its notice was taken back meanwhile) and is
    told the reason; else it stays, and is told.

    Raises TransitionRefused: the unit cannot be moved by this hat, or is being moved by somebody else.
    """
    held = hold_objection(objection)
    require(objections.may(by, "decide", held))
    application = held.unit.application
    effect = E.STAYS
    if application.state not in OUT:
        effect = E.GONE
    elif held.outcome == OUTCOME.UPHELD:
        transition(application=application, way=OUT[application.state], by=by, reason=held.findings)
        effect = E.OUT
    held.state, held.effect = S.DECIDED, effect
    held.decided_by, held.decided_at = by.person, clock.now()
    held.save(update_fields=["state", "effect", "decided_by", "decided_at"])
    if effect != E.OUT and held.hearing_until is not None:
        notify(
            people=people_of(application.unit, roles.APPLICANT), code="objection_decided",
            url=f"/unit-objections/{held.pk}/", params={"unit": held.unit.name, "outcome": held.outcome},
        )  # fmt: skip
    after = {"unit": held.unit.name, "outcome": held.outcome, "effect": effect}
    record("objection.decided", held, by=by.actor, after=after, reason=held.findings)
    return held
