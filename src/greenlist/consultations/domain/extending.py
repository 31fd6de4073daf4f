"""The last day of a whole batch moved later, and told to every department that has not answered yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.consultations.mailing import send_extension
from greenlist.consultations.models import Consultation, Extension, PersonalLink
from greenlist.consultations.queries.holding import held_consultation
from greenlist.consultations.queries.waiting import Waiting, open_links, waiting_of
from greenlist.consultations.rules.consultations import consultations
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.models import Role
from greenlist.parties.queries import people_of

LONGEST = 500  # characters of a reason: departments read it


@dataclass(frozen=True, slots=True)
class Extended:
    """What came of it: the record, and how many personal links end before the new last day."""

    extension: Extension
    links_ending: int


@transaction.atomic
def extend_due(*, consultation: Consultation, to: date, reason: str, by: Hat) -> Extended:
    """Move the last day of a batch that was sent. Who still has to answer is told, account holders and link holders.

    Reminders and overdue days count from the new day on; the letters stay as they were sent.

    Raises Refused: no reason, not later than the day in force, not after today.
    """
    held = held_consultation(consultation.pk)
    require(consultations.may(by, "extend", held))
    before = _checked(held, to, reason.strip())
    waiting = [one for one in waiting_of(held) if one.asked]
    made = Extension.objects.create(
        consultation=held, before=before, to=to, reason=reason.strip(), by=by.person, at=clock.now()
    )
    held.due_on = to
    held.save(update_fields=["due_on"])
    links = [link for one in waiting for link in open_links(one.letter)]
    _tell(waiting, links, made)
    told = {"due_on": to.isoformat(), "letters": [one.letter.addressee for one in waiting]}
    was = {"due_on": before.isoformat()}
    record("consultation.extended", held, by=by.actor, before=was, after=told, reason=made.reason)
    return Extended(made, sum(one.last_day < to for one in links))


def _checked(held: Consultation, to: date, reason: str) -> date:
    """The last day in force. Raises Refused."""
    if not reason:
        raise Refused(_("请写明延长的理由；部门会看到。"), "reason")
    if len(reason) > LONGEST:
        raise Refused(_("理由太长，请不超过 %(most)d 字。") % {"most": LONGEST}, "reason")
    before = held.due_on or clock.today()  # what was sent has one
    if to <= before:
        words = _("现在的期限是 %(due)s，只能延长到它以后。")
        raise Refused(words % {"due": before.isoformat()}, "to")
    if to <= clock.today():
        raise Refused(_("答复期限要在今天以后，给部门留出时间。"), "to")
    return before


def _tell(waiting: list[Waiting], links: list[PersonalLink], made: Extension) -> None:
    params: dict[str, object] = {
        "city": made.consultation.city.name, "before": made.before.isoformat(), "due": made.to.isoformat(),
        "reason": made.reason,
    }  # fmt: skip
    for one in waiting:
        if one.letter.department is not None:
            people = people_of(one.letter.department, frozenset({Role.DEPARTMENT}))
            notify(people=people, code="consult_extended", params=params, url=f"/letters/{one.letter.pk}/")
    for link in links:
        if link.email:
            transaction.on_commit(partial(send_extension, link, params))
