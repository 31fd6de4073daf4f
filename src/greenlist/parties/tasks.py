"""Jobs: mail each minute, a link for who forgot the password, tidying each night."""

# ruff: noqa: ARG001 - a periodic job is given its time
from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog
from django.conf import settings
from django.urls import reverse
from procrastinate.contrib.django import app

from greenlist.engine import clock
from greenlist.journal.context import Context, within

from .mailing import send_forgotten, send_notices
from .models import Invitation, ResetAsk, ResetLink

KEPT = timedelta(days=183)  # logs of failed sign-ins: six months (Cybersecurity Law, article 21)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="parties.mail", pass_context=False)
def mail_notices(timestamp: int) -> None:
    """Mail what people have not been mailed yet."""
    send_notices()


@app.task(priority=1)
def answer_ask(ask: int) -> None:
    """Mail the link that somebody asked for who is not signed in, where the account may have one."""
    from .domain.forgotten import grant_link, note_mailed  # noqa: PLC0415 - the verb that defers this job is there

    row = ResetAsk.objects.get(pk=ask)
    with within(Context(row.context, row.address)):
        granted = grant_link(ask=row)
        if granted is not None:
            link, token = granted
            url = settings.SITE_URL + reverse("password_link", args=[token])
            note_mailed(link=link, taken=send_forgotten(url, person=link.person))


@app.periodic(cron="17 19 * * *")  # 03:17 in Shanghai
@app.task(queueing_lock="parties.tidy", pass_context=False)
def tidy(timestamp: int) -> None:
    """Remove what is over: see `remove_what_is_over`."""
    remove_what_is_over()


def remove_what_is_over() -> None:
    """Invitations nobody took up and password links half a year after their end, failed sign-ins after six months.

    Who asked for a link by mail is forgotten after a day.
    """
    before = clock.now() - KEPT
    Invitation.objects.filter(accepted_at=None, expires_at__lt=before).delete()
    ResetLink.objects.filter(expires_at__lt=before).delete()
    ResetAsk.objects.filter(at__lt=clock.now() - timedelta(days=1)).delete()
    AccessAttempt.objects.filter(attempt_time__lt=clock.now() - timedelta(days=1)).delete()
    AccessFailureLog.objects.filter(attempt_time__lt=before).delete()
