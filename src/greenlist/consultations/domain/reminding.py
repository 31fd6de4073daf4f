"""Reminders: by the calendar before the last day and once after it, by hand whenever the city likes (once a day)."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.consultations.deadlines import Due, day_of, reminder_now
from greenlist.consultations.law import remind_days
from greenlist.consultations.mailing import send_reminder
from greenlist.consultations.models import Consultation, Letter, PersonalLink, Reminder
from greenlist.consultations.queries.holding import held_letter
from greenlist.consultations.queries.waiting import Waiting, open_links, sent, waiting_of, waits_for
from greenlist.consultations.rules.letters import letters
from greenlist.engine import clock
from greenlist.journal.context import PROGRAM, Actor
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify, notify_office
from greenlist.parties.models import Person, Role
from greenlist.parties.queries import people_of

K = Reminder.Kind
FROM_HOUR = 8  # in Asia/Shanghai: nobody is reminded at night


@transaction.atomic
def remind_by_hand(*, letter: Letter, by: Hat) -> Reminder:
    """Remind a department now. Raises Refused: nothing waits for it, it was reminded today, nobody can be reached."""
    held = held_letter(letter.pk)
    require(letters.may(by, "remind", held))
    waiting = Waiting(held, waits_for(held))
    if waiting.due is None:
        raise Refused(_("“%(who)s”已全部答复，不需要提醒。") % {"who": held.addressee})
    newest = held.reminders.first()
    if newest is not None and day_of(newest.at) == clock.today():
        raise Refused(_("今天已经提醒过“%(who)s”。") % {"who": held.addressee})
    people, links = _reached(held)
    if not people and not links:
        words = _("“%(who)s”没有账号，也没有带邮箱的有效链接；请电话联系，或发一个个人链接。")
        raise Refused(words % {"who": held.addressee})
    return _remind(waiting, K.HAND, 0, by.actor, by.person)


def remind_by_calendar() -> int:
    """Every reminder that is due now, each once. Returns how many letters were reminded. For the job."""
    if clock.now().hour < FROM_HOUR:
        return 0
    return sum(_remind_batch(one) for one in sent())


def _remind_batch(consultation: Consultation) -> int:
    before, count = remind_days(consultation.round), 0
    for waiting in waiting_of(consultation):
        if waiting.due is not None and consultation.sent_at is not None:
            due = _due_now(waiting, before)
            if due is not None:
                count += _by_calendar(waiting.letter, before)
    return count


def _due_now(waiting: Waiting, before: tuple[int, ...]) -> Due | None:
    sent_at = waiting.letter.consultation.sent_at
    if waiting.due is None or sent_at is None:
        return None
    done = set(waiting.letter.reminders.filter(due_on=waiting.due).values_list("kind", "days"))
    return reminder_now(sent_on=day_of(sent_at), due=waiting.due, today=clock.today(), before=before, done=done)


@transaction.atomic
def _by_calendar(letter: Letter, before: tuple[int, ...]) -> int:
    """Look again with the letter locked: another worker may have been here, an answer may have come."""
    held = held_letter(letter.pk)
    waiting = Waiting(held, waits_for(held))
    due = _due_now(waiting, before) if held.consultation.state == Consultation.State.SENT else None
    if due is None:
        return 0
    _remind(waiting, K(due.kind), due.days, PROGRAM, None)
    return 1


def _remind(waiting: Waiting, kind: Reminder.Kind, days: int, actor: Actor, by: Person | None) -> Reminder:
    letter, due = waiting.letter, waiting.due
    if due is None:
        raise RuntimeError("nothing waits")
    late = due < clock.today()
    people, links = _reached(letter)
    params: dict[str, object] = {
        "city": letter.consultation.city.name, "count": len(waiting.asked), "due": due.isoformat(),
    }  # fmt: skip
    notify(people=people, code="consult_overdue" if late else "consult_reminded", params=params,
           url=f"/letters/{letter.pk}/")  # fmt: skip
    for link in links:
        transaction.on_commit(partial(send_reminder, link, params, late=late))
    if kind == K.OVERDUE:
        notify_office(
            city=letter.consultation.city, code="consult_late",
            params={"department": letter.addressee, "count": len(waiting.asked), "due": due.isoformat()},
            url=f"/consultations/{letter.consultation_id}/",
        )  # fmt: skip
    told = [*(one.name for one in people), *(f"{one.name} <{one.email}>" for one in links)]
    made = Reminder.objects.create(
        letter=letter, kind=kind, due_on=due, days=days, told=told, by=by, at=clock.now()
    )  # fmt: skip
    record("consultation.reminded", letter, by=actor, after={"kind": str(kind), "due_on": due.isoformat(), "to": told})
    return made


def _reached(letter: Letter) -> tuple[list[Person], list[PersonalLink]]:
    """The department's people, and the holders of open links that have an address."""
    people = people_of(letter.department, frozenset({Role.DEPARTMENT})) if letter.department else []
    return people, [one for one in open_links(letter) if one.email]
