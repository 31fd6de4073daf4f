"""A posted notice taken back: asked for by one, done by another. What was public stays readable, marked so."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.process import TransitionRefused, transition
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.notices.models import Notice, NoticedUnit
from greenlist.notices.rules.notices import notices
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify, notify_office
from greenlist.parties.queries import people_of

from .holding import hold_notice
from .posting import plain, public_url
from .telling import tell_province

NOTICED, SENT = "province_noticed", ("sent_to_ministry", "national_noticed", "listed", "not_listed")
BACK = "B11"
LONGEST = 2000  # characters: everybody reads it


@transaction.atomic
def ask_withdrawal(*, notice: Notice, reason: str, by: Hat) -> Notice:
    """Ask that a posted notice be taken back; it stands until another person does. Raises Refused: no reason."""
    held = hold_notice(notice)
    require(notices.may(by, "withdraw", held))
    if not reason.strip():
        raise Refused(_("请写明为什么撤回；公开页面会写出来。"), "reason")
    if len(reason.strip()) > LONGEST:
        raise Refused(_("理由太长，请不超过 %(most)d 字。") % {"most": LONGEST}, "reason")
    _not_sent_up(held)
    held.withdrawal = {
        "reason": reason.strip(), "by": by.person.pk, "name": by.person.name, "at": clock.now().isoformat(),
    }  # fmt: skip
    held.save(update_fields=["withdrawal"])
    tell_province(
        province=held.place, code="notice_withdrawal", url=f"/notices/{held.pk}/",
        params={"title": plain(held.title), "reason": reason.strip()},
    )  # fmt: skip
    record("notice.withdrawal_asked", held, by=by.actor, reason=reason.strip())
    return held


@transaction.atomic
def withdraw(*, notice: Notice, by: Hat) -> Notice:
    """Take the notice back as asked. Units that still stand in it go back to where they were before it (B11).

    Objections that were handed in stay cases, and are decided like any other. Every unit and every city is told why.

    Raises Refused: a unit was sent up since, or cannot go back (which, and why).
    """
    held = hold_notice(notice)
    require(notices.may(by, "withdraw_posted", held))
    _not_sent_up(held)
    reason = (held.withdrawal or {})["reason"]
    before = {"state": held.state}
    held.state, held.withdrawn_by, held.withdrawn_at = Notice.State.REVOKED, by.person, clock.now()
    held.withdrawn_reason, held.withdrawal, held.correction = reason, None, None
    held.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_reason", "withdrawal", "correction"])
    back = _go_back(held, reason, by)
    after = {"state": held.state, "applications": back}
    record("notice.withdrawn", held, by=by.actor, before=before, after=after, reason=reason)
    return held


@transaction.atomic
def drop_withdrawal(*, notice: Notice, by: Hat) -> Notice:
    """Let the notice stand after all."""
    held = hold_notice(notice)
    require(notices.may(by, "drop_withdrawal", held))
    reason = (held.withdrawal or {}).get("reason", "")
    held.withdrawal = None
    held.save(update_fields=["withdrawal"])
    record("notice.withdrawal_dropped", held, by=by.actor, before={"reason": reason})
    return held


def _not_sent_up(notice: Notice) -> None:
    gone = notice.units.filter(application__state__in=SENT).count()
    if gone:
        raise Refused(_("这份公示里已有 %(count)d 家报部，不能再撤回。") % {"count": gone})


def _go_back(notice: Notice, reason: str, by: Hat) -> list[int]:
    """Each by its own transition, and told; who left the list meanwhile is left where it is."""
    rows = notice.units.filter(application__state=NOTICED)
    rows = rows.select_related("application__unit", "application__city", "application__round__law")
    lines, stopped = list(rows.order_by("application_id")), []
    for one in lines:
        try:
            transition(application=one.application, way=BACK, by=by, reason=reason, tell=False)
        except TransitionRefused as refused:
            stopped.append(f"{one.name}：{refused}{'；'.join(against.reason for against in refused.objections)}")
    if stopped:
        raise Refused(_("没有撤回，下列单位现在退不回去：%(units)s") % {"units": "；".join(stopped)})
    _tell(notice, lines, reason)
    return [one.application_id for one in lines]


def _tell(notice: Notice, lines: list[NoticedUnit], reason: str) -> None:
    said = {"title": plain(notice.title), "reason": reason}
    for one in lines:
        people = people_of(one.application.unit, roles.APPLICANT)
        notify(people=people, code="notice_withdrawn", url=public_url(notice), params={"unit": one.name, **said})
    for city, count in Counter(one.application.city for one in lines).items():
        notify_office(city=city, code="notice_withdrawn_city", url=public_url(notice), params={"count": count, **said})
