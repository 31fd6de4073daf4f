"""The end of a batch: nothing more is answered to it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.consultations.models import Consultation
from greenlist.consultations.queries.holding import held_consultation
from greenlist.consultations.queries.table import open_units
from greenlist.consultations.rules.consultations import consultations
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused


@transaction.atomic
def close_consultation(*, consultation: Consultation, by: Hat) -> Consultation:
    """End a batch. Raises Refused while a unit still waits for an answer or a decision on an objection."""
    held = held_consultation(consultation.pk)
    require(consultations.may(by, "close", held))
    left = open_units(held)
    if left:
        words = _("还有 %(count)d 家单位的意见没有齐，不能结束：%(units)s。")
        raise Refused(words % {"count": len(left), "units": _("、").join(left[:5])})
    held.state, held.closed_at = Consultation.State.CLOSED, clock.now()
    held.save(update_fields=["state", "closed_at"])
    record("consultation.closed", held, by=by.actor)
    return held
