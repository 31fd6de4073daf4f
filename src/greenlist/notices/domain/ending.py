"""The end of a notice: its last day is past, so the applications without an open objection may be sent up."""

from __future__ import annotations

from django.db import transaction

from greenlist.engine import clock
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.notices.limits import DAY
from greenlist.notices.models import Knock, Notice, Objection
from greenlist.notices.queries.after import standing_of

from .posting import plain
from .telling import tell_province

S = Notice.State


def end_notices() -> int:
    """Mark every notice whose last day is past as ended; returns how many. Each is an act of its own."""
    over = Notice.objects.filter(state=S.OPEN, ends_on__lt=clock.today()).values_list("pk", flat=True)
    return sum(_end(pk) for pk in list(over))


@transaction.atomic
def _end(pk: int) -> bool:
    held = Notice.objects.select_for_update(of=("self",)).select_related("round__law", "place").get(pk=pk)
    if held.state != S.OPEN or held.ends_on is None or held.ends_on >= clock.today():
        return False  # extended or ended meanwhile
    held.state, held.ended_at = S.ENDED, clock.now()
    held.save(update_fields=["state", "ended_at"])
    counted = standing_of(held)
    numbers: dict[str, object] = {"ready": len(counted.ready), "waiting": len(counted.waiting)}
    tell_province(
        province=held.place, code="notice_ended", url=f"/notices/{held.pk}/after/",
        params={"title": plain(held.title), **numbers},
    )  # fmt: skip
    record("notice.ended", held, by=PROGRAM, after=numbers | {"ends_on": held.ends_on.isoformat()})
    return True


def remind_due(*, days: int = 2) -> int:
    """Tell the office of objections that are due within so many days or late, once a day; how many there are."""
    today = clock.today()
    rows = Objection.objects.filter(state__in=Objection.OPEN, due_on__isnull=False).select_related("notice__place")
    near = [one for one in rows if one.due_on is not None and (one.due_on - today).days <= days]
    for one in near:
        tell_province(
            province=one.notice.place, code="objection_due", url=f"/objections/{one.pk}/",
            params={"number": one.receipt_no, "due_on": str(one.due_on)},
        )  # fmt: skip
    return len(near)


def forget_knocks() -> int:
    """Remove the counts of yesterday; how many."""
    return Knock.objects.filter(at__lt=clock.now() - DAY).delete()[0]
