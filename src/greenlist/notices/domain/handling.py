"""An objection handled by the province: accepted or not, the unit heard, what is found proposed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.notices.law import publicity
from greenlist.notices.models import Objection
from greenlist.notices.rules.objections import objections
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of

from .holding import hold_objection
from .telling import tell_province

S, OUTCOME = Objection.State, Objection.Outcome


@transaction.atomic
def accept_objection(*, objection: Objection, by: Hat, due_on: date | None = None) -> Objection:
    """Make it a case. Its last day is the policy's, or `due_on` where the policy writes none.

    Raises Refused: the policy writes no days and none is entered, or a day gone by.
    """
    held = hold_objection(objection)
    require(objections.may(by, "accept", held))
    due = due_day(held) or due_on
    if due is None:
        raise Refused(_("政策没有规定办理天数，请填写办结期限。"), "due_on")
    if due < clock.today():
        raise Refused(_("办结期限已经过去，请填今天或以后的日期。"), "due_on")
    held.state, held.due_on, held.handled_by = S.ACCEPTED, due, by.person
    held.save(update_fields=["state", "due_on", "handled_by"])
    record("objection.accepted", held, by=by.actor, after={"unit": held.unit.name, "due_on": due.isoformat()})
    return held


def due_day(objection: Objection) -> date | None:
    """By when an objection is to be finished after the policy, None where it writes no days."""
    days = publicity(objection.notice.round).handle_days.value
    return None if days is None else clock.today() + timedelta(days=days)


@transaction.atomic
def refuse_objection(*, objection: Objection, reason: str, by: Hat) -> Objection:
    """Do not take it up. Whoever handed it in reads the reason with the slip. Raises Refused: no reason."""
    held = hold_objection(objection)
    require(objections.may(by, "refuse", held))
    if not reason.strip():
        raise Refused(_("请写明不予受理的理由；提出人凭回执可以看到。"), "reason")
    held.state, held.refused_reason = S.REFUSED, reason.strip()
    held.decided_by, held.decided_at = by.person, clock.now()
    held.save(update_fields=["state", "refused_reason", "decided_by", "decided_at"])
    record("objection.refused", held, by=by.actor, after={"unit": held.unit.name}, reason=held.refused_reason)
    return held


@transaction.atomic
def hear_unit(*, objection: Objection, told_unit: str, until: date, by: Hat) -> Objection:
    """Ask the unit what it has to say, until a day. It sees what is written here, never the objection itself.

    Raises Refused: nothing to tell, a day gone by, the name or a number of who objects in the text.
    """
    held = hold_objection(objection)
    require(objections.may(by, "hear", held))
    if not told_unit.strip():
        raise Refused(_("请写明要单位答复的问题；不要写提出人。"), "told_unit")
    if names(held, told_unit):
        raise Refused(_("这段文字里有提出人的姓名、号码或联系方式，请去掉后再发给单位。"), "told_unit")
    if until < clock.today():
        raise Refused(_("答复期限已经过去，请填今天或以后的日期。"), "until")
    held.state, held.told_unit, held.hearing_until = S.HEARING, told_unit.strip(), until
    held.handled_by = by.person
    held.save(update_fields=["state", "told_unit", "hearing_until", "handled_by"])
    unit = held.unit.application.unit
    notify(
        people=people_of(unit, roles.APPLICANT), code="objection_hearing", url=f"/unit-objections/{held.pk}/",
        params={"unit": unit.name, "until": until.isoformat()},
    )  # fmt: skip
    record("objection.hearing_asked", held, by=by.actor, after={"told": held.told_unit, "until": until.isoformat()})
    return held


def names(objection: Objection, text: str) -> bool:
    """Whether a text gives away who objects."""
    known = (objection.name, objection.identity, objection.phone, objection.email)
    return any(one and len(one) > 1 and one in text for one in known)


@transaction.atomic
def propose_outcome(*, objection: Objection, outcome: str, findings: str, by: Hat) -> Objection:
    """Propose what was found and why; another one who approves decides.

    Raises Refused: no outcome, no findings, who objects is named in them, upheld without the unit having been heard,
    the unit may still answer.
    """
    held = hold_objection(objection)
    require(objections.may(by, "propose", held))
    _check(held, outcome, findings)
    held.state, held.outcome, held.findings = S.PROPOSED, outcome, findings.strip()
    held.handled_by, held.proposed_at = by.person, clock.now()
    held.save(update_fields=["state", "outcome", "findings", "handled_by", "proposed_at"])
    tell_province(
        province=held.notice.place, code="objection_proposed", url=f"/objections/{held.pk}/",
        params={"unit": held.unit.name, "outcome": outcome},
    )  # fmt: skip
    after = {"unit": held.unit.name, "outcome": outcome}
    record("objection.proposed", held, by=by.actor, after=after, reason=held.findings)
    return held


def _check(objection: Objection, outcome: str, findings: str) -> None:
    if outcome not in OUTCOME.values:
        raise Refused(_("请选择认定。"), "outcome")
    if not findings.strip():
        raise Refused(_("请写明认定的事实和理由；单位会看到。"), "findings")
    if names(objection, findings):
        raise Refused(_("这段文字里有提出人的姓名、号码或联系方式；单位会看到，请去掉。"), "findings")
    until = objection.hearing_until
    if until is None and outcome == OUTCOME.UPHELD:
        raise Refused(_("还没有听取单位的意见；认定异议成立之前要先听取。"), "outcome")
    if until is not None and objection.answered_at is None and until >= clock.today():
        raise Refused(
            _("单位还可以答复到 %(day)s（含当日）；答复以后或期限过后才能拟定意见。") % {"day": until.isoformat()}
        )
