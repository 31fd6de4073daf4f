"""The verbs of nonconformities: raised by the agency, answered by the unit, closed or asked again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.queries.reports import contracted
from greenlist.agencies.rules.reports import reports
from greenlist.applications.models import Application, Nonconformity
from greenlist.applications.sections import section_of_place, sections_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat, no, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of

S = Nonconformity.State
LONGEST = 2000  # characters of a reason, an answer, a verdict


@transaction.atomic
def raise_nonconformity(
    *, application: Application, place: str, label: str, grade: str, reason: str, by: Hat, due: date | None = None
) -> Nonconformity:
    """Raise a nonconformity about a place or a section; while it is open the unit may change that place.

    Raises:
        NotAllowed: not the engaged agency's evaluator or head, or the report is signed.
        Refused: no such place or grade, no reason, a day that is over.
    """
    _require(application, "verify", by)
    if section_of_place(sections_of(application), place) is None:
        raise Refused(_("申报中没有这一项；请从核查页的项目提出。"))
    if grade not in Nonconformity.Grade.values:
        raise Refused(_("请选择程度。"), "grade")
    row = Nonconformity(
        application=application, place=place, label=label[:200], grade=grade, due_on=_day(due), by=by.person,
        reason=_text(reason, "reason", _("请写明哪里不符合、依据是什么、需要补充什么。")), at=clock.now(),
    )  # fmt: skip
    row.save()
    _tell_unit(row, "nonconformity_raised")
    record("nonconformity.raised", row, by=by.actor, after=_told(row), reason=row.reason)
    return row


@transaction.atomic
def answer_nonconformity(*, nonconformity: Nonconformity, answer: str, by: Hat) -> Nonconformity:
    """Answer for the unit, after the place was changed or as it stands. From then on the place is shut again.

    Raises NotAllowed: not the unit's; Refused: no answer, or it is not the unit's turn.
    """
    row = _held(nonconformity)
    _require(row.application, "answer", by)
    if row.state != S.OPEN:
        raise Refused(_("这一项已经答复；等评价机构确认。"))
    before = _told(row)
    row.answer = _text(answer, "answer", _("请写明答复：改了什么，或者为什么不改。"))
    row.answered_by, row.answered_at, row.state = by.person, clock.now(), S.ANSWERED
    row.save(update_fields=["answer", "answered_by", "answered_at", "state"])
    _tell_agency(row)
    record("nonconformity.answered", row, by=by.actor, before=before, after=_told(row))
    return row


@transaction.atomic
def close_nonconformity(*, nonconformity: Nonconformity, verdict: str, by: Hat) -> Nonconformity:
    """Close it with a verdict, also unanswered where it was raised in error.

    Raises NotAllowed: not the engaged agency's; Refused: closed already, or no verdict.
    """
    row = _held(nonconformity)
    _require(row.application, "verify", by)
    if row.state == S.CLOSED:
        raise Refused(_("这一项已经关闭。"))
    before = _told(row)
    row.verdict = _text(verdict, "verdict", _("请写明为什么关闭。"))
    row.closed_by, row.closed_at, row.state = by.person, clock.now(), S.CLOSED
    row.save(update_fields=["verdict", "closed_by", "closed_at", "state"])
    _tell_unit(row, "nonconformity_closed")
    record("nonconformity.closed", row, by=by.actor, before=before, after=_told(row), reason=row.verdict)
    return row


@transaction.atomic
def ask_again(*, nonconformity: Nonconformity, verdict: str, by: Hat, due: date | None = None) -> Nonconformity:
    """The answer does not do: open again, with what is still missing. The answer before stays in the journal.

    Raises NotAllowed: not the engaged agency's; Refused: not answered, no verdict, a day that is over.
    """
    row = _held(nonconformity)
    _require(row.application, "verify", by)
    if row.state != S.ANSWERED:
        raise Refused(_("单位还没有答复，不用再问。"))
    before = _told(row)
    row.verdict = _text(verdict, "verdict", _("请写明还缺什么。"))
    row.due_on, row.state = _day(due) or row.due_on, S.OPEN
    row.save(update_fields=["verdict", "due_on", "state"])
    _tell_unit(row, "nonconformity_raised")
    record("nonconformity.asked_again", row, by=by.actor, before=before, after=_told(row), reason=row.verdict)
    return row


def _held(row: Nonconformity) -> Nonconformity:
    around = ("application__round", "application__unit", "application__agency")
    return Nonconformity.objects.select_for_update(of=("self",)).select_related(*around).get(pk=row.pk)


def _require(application: Application, act: str, by: Hat) -> None:
    engagement = contracted(application)
    require(reports.may(by, act, engagement) if engagement else no(_("这份申报没有委托评价机构。")))


def _text(text: str, field: str, missing: str) -> str:
    plain = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not plain:
        raise Refused(missing, field)
    if len(plain) > LONGEST:
        raise Refused(_("最多 %(most)d 字，请缩短。") % {"most": LONGEST}, field)
    return plain


def _day(due: date | None) -> date | None:
    if due is not None and due < clock.today():
        raise Refused(_("答复期限早于今天，请核对。"), "due")
    return due


def _tell_unit(row: Nonconformity, code: str) -> None:
    application = row.application
    params: dict[str, object] = {
        "agency": str(application.agency),
        "item": row.label,
        "reason": row.verdict or row.reason,
    }
    url = f"/applications/{application.pk}/nonconformities/#n-{row.pk}"
    notify(people=people_of(application.unit, roles.APPLICANT), code=code, params=params, url=url)


def _tell_agency(row: Nonconformity) -> None:
    engagement = contracted(row.application)
    if engagement is None:
        return
    params: dict[str, object] = {"unit": row.application.unit.name, "item": row.label}
    url = f"/agency/engagements/{engagement.pk}/nonconformities/#n-{row.pk}"
    notify(people=people_of(engagement.agency, roles.AGENCY), code="nonconformity_answered", params=params, url=url)


def _told(row: Nonconformity) -> dict[str, Any]:
    due = row.due_on.isoformat() if row.due_on else None
    return {"place": row.place, "grade": row.grade, "state": row.state, "answer": row.answer, "due_on": due}
