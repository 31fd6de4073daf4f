"""The verbs of the switch: no batches until a time, and batches again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.paperwork.models import BatchHold
from greenlist.paperwork.queries.holds import hold_of
from greenlist.paperwork.rules.holds import holds
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.rounds.models import Round

LONG = 500  # characters of a reason


@transaction.atomic
def hold_batches(*, round_: Round, reason: str, until: datetime, by: Hat) -> BatchHold:
    """Make no batches of a round until a time; those asked meanwhile wait. Single documents are made as ever.

    Raises NotAllowed; Refused: no reason, a time gone by, or they are held already.
    """
    held = Round.objects.select_for_update().get(pk=round_.pk)
    require(holds.may(by, "hold", held))
    if not reason.strip():
        raise Refused(_("请写明为什么暂停，等候的人会看到。"), "reason")
    if until <= clock.now():
        raise Refused(_("恢复的时间已经过去，请填以后的时间。"), "until")
    if hold_of(held.pk) is not None:
        raise Refused(_("批量生成已经暂停；要改时间，请先恢复。"))
    made = BatchHold.objects.create(
        round=held, reason=reason.strip()[:LONG], until=until, by=by.person, at=clock.now()
    )  # fmt: skip
    record("batches.held", held, by=by.actor, after={"until": until.isoformat()}, reason=made.reason)
    return made


@transaction.atomic
def lift_hold(*, round_: Round, by: Hat) -> BatchHold:
    """Make batches again before the time; what waits begins within two minutes.

    Raises NotAllowed; Refused: they are not held.
    """
    held = Round.objects.select_for_update().get(pk=round_.pk)
    require(holds.may(by, "lift", held))
    hold = hold_of(held.pk)
    if hold is None:
        raise Refused(_("批量生成没有暂停。"))
    hold.lifted_by, hold.lifted_at = by.person, clock.now()
    hold.save(update_fields=["lifted_by", "lifted_at"])
    record("batches.resumed", held, by=by.actor, before={"until": hold.until.isoformat()}, reason=hold.reason)
    return hold
