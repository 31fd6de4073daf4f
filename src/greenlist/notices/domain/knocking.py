"""Counting people without an account, in the database, so that every process of the server counts alike."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.notices.limits import FROM_ONE_SOURCE, TO_ONE_NOTICE
from greenlist.notices.models import Knock, Notice
from greenlist.parties.domain import Refused


class TooMany(Refused):
    """So often from one source, or to one notice; the page says when to come again."""


def ask(*, what: str, source: str, notice: Notice | None = None) -> None:
    """Whether somebody may go on. Whoever asks from the same source at the same moment waits, and is counted too.

    Raises TooMany.
    """
    _hold(f"{what}:{source}")
    rows = Knock.objects.filter(what=what, source=source)
    now = clock.now()
    for span, most in FROM_ONE_SOURCE[what]:
        if source and rows.filter(at__gte=now - span).count() >= most:
            raise TooMany(
                _("来自您所在网络的提交太多，请 %(hours)d 小时后再试；紧急的请按公示上的方式直接联系受理部门。")
                % {"hours": int(span.total_seconds() // 3600)}
            )
    span, most = TO_ONE_NOTICE
    if notice is not None and Knock.objects.filter(what=what, notice=notice, at__gte=now - span).count() >= most:
        raise TooMany(_("现在提交的人太多，请一小时后再试；紧急的请按公示上的方式直接联系受理部门。"))


def count(*, what: str, source: str, notice: Notice | None = None) -> None:
    """One more."""
    Knock.objects.create(what=what, source=source, notice=notice, at=clock.now())


def _hold(key: str) -> None:
    """One at a time for one source, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"notices:{key}"])
