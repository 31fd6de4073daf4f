"""Jobs: mail each minute, tidying each night."""

# ruff: noqa: ARG001 - a periodic job is given its time
from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog
from procrastinate.contrib.django import app

from greenlist.engine import clock

from .mailing import send_notices
from .models import Invitation, ResetLink

KEPT = timedelta(days=183)  # logs of failed sign-ins: six months (Cybersecurity Law, article 21)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="parties.mail", pass_context=False)
def mail_notices(timestamp: int) -> None:
    """Mail what people have not been mailed yet."""
    send_notices()


@app.periodic(cron="17 19 * * *")  # 03:17 in Shanghai
@app.task(queueing_lock="parties.tidy", pass_context=False)
def tidy(timestamp: int) -> None:
    """Remove what is over: see `remove_what_is_over`."""
    remove_what_is_over()


def remove_what_is_over() -> None:
    """Invitations nobody took up and password links half a year after their end, failed sign-ins after six months."""
    before = clock.now() - KEPT
    Invitation.objects.filter(accepted_at=None, expires_at__lt=before).delete()
    ResetLink.objects.filter(expires_at__lt=before).delete()
    AccessAttempt.objects.filter(attempt_time__lt=clock.now() - timedelta(days=1)).delete()
    AccessFailureLog.objects.filter(attempt_time__lt=before).delete()
