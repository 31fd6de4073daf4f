"""The silence rule of a policy: after its days no answer counts as no objection. Without a rule silence stays open."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from greenlist.consultations.deadlines import day_of, silent_from
from greenlist.consultations.law import silence_days
from greenlist.consultations.models import Consultation, Letter, Reply
from greenlist.consultations.queries.holding import held_letter, held_units
from greenlist.consultations.queries.letters import Asked
from greenlist.consultations.queries.waiting import sent, waiting_of, waits_for
from greenlist.engine import clock
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.parties.domain import notify_office


def apply_silence() -> int:
    """Write what the policies' silence rules say today. Returns how many answers were written. For the job."""
    count = 0
    for consultation in sent():
        days = silence_days(consultation.round)
        if days is None:
            continue
        for waiting in waiting_of(consultation):
            if any(_silent(consultation, one, days) for one in waiting.asked):
                count += _write(waiting.letter, days)
    return count


def _silent(consultation: Consultation, asked: Asked, days: int) -> bool:
    if consultation.sent_at is None:
        return False
    return clock.today() >= silent_from(day_of(consultation.sent_at), asked.row.due, days)


@transaction.atomic
def _write(letter: Letter, days: int) -> int:
    held = held_letter(letter.pk)
    if held.consultation.state != Consultation.State.SENT:
        return 0
    held_units(held, [one.unit.pk for one in waits_for(held)])
    silent = [one for one in waits_for(held) if _silent(held.consultation, one, days)]
    if not silent:
        return 0
    units = [one.unit.pk for one in silent]
    Reply.objects.filter(letter=held, unit__in=units, current=True).update(current=False)
    Reply.objects.bulk_create(
        Reply(
            letter=held, unit=one.unit, answer=Reply.Answer.SILENT, replied_on=clock.today(), via=Reply.Via.RULE,
            at=clock.now(),
        )
        for one in silent
    )  # fmt: skip
    notify_office(
        city=held.consultation.city, code="consult_silent", params={"department": held.addressee, "count": len(silent)},
        url=f"/consultations/{held.consultation_id}/",
    )  # fmt: skip
    after = {"days": days, "units": [one.shown.name for one in silent], "since": _since(held, days)}
    record("consultation.silent", held, by=PROGRAM, after=after)
    return len(silent)


def _since(letter: Letter, days: int) -> str:
    sent_at = letter.consultation.sent_at
    return (day_of(sent_at) + timedelta(days=days)).isoformat() if sent_at else ""
