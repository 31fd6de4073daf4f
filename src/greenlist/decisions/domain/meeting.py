"""The record of a meeting: its head, kept beside the list that it decides."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.queries.preparing import held_batch
from greenlist.decisions.rules.meeting import meetings
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused

from .holding import Changed, save

FIELDS = ("held_on", "held_at", "chair", "attendees", "remarks")


@transaction.atomic
def keep_record(
    *, batch: Batch, held_on: date | None, held_at: str, chair: str, attendees: str, remarks: str, by: Hat,
    version: int | None,
) -> Batch:  # fmt: skip
    """Write the head of the minutes; possible until the list is dropped, also after the release.

    Raises:
        NotAllowed: not the province whose meeting it is.
        Refused: no meeting, or a day that is still to come (`held_on`).
        Changed: somebody worked on the list since `version`.
    """
    held = held_batch(batch.pk)
    require(meetings.may(by, "record", held))
    if held.stage != Stage.MEETING:
        raise Refused(_("只有审定会有会议记录。"))
    if version is not None and held.version != version:
        raise Changed(_("这份名单刚被别人改过，请刷新后再办。"))
    if held_on is not None and held_on > clock.today():
        raise Refused(_("会议日期不能晚于今天。"), "held_on")
    given = {"held_on": held_on, "held_at": held_at.strip(), "chair": chair.strip(),
             "attendees": _lines(attendees), "remarks": remarks.strip()}  # fmt: skip
    before = {name: _plain(getattr(held, name)) for name in FIELDS}
    for name, value in given.items():
        setattr(held, name, value)
    save(held, batch, *FIELDS)
    record("meeting.minutes_kept", held, by=by.actor, before=before, after={k: _plain(v) for k, v in given.items()})
    return held


def _lines(text: str) -> str:
    """One person a line, empty lines left out."""
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())


def _plain(value: object) -> str:
    return "" if value is None else str(value)
