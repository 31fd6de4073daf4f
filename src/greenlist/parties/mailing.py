"""Mail: notices to who has an address, links to who was invited. A mail that fails stops nothing.

Nothing is announced by mail alone: a mail about an act is made of notices that stand on the person's page.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from greenlist.engine import clock

from .models import Mail, Mailing, Notification, Person
from .notifications import sentence

log = logging.getLogger(__name__)
AT_ONCE = 100  # people in one run; each with everything that is due, so that no act is cut into two mails
SHOWN = 100  # notices written out in one mail
DAILY_AT = time(8)  # Asia/Shanghai


def send_link(url: str, *, name: str, email: str, kind: str) -> bool:
    """Mail a link that was just made. Returns whether the mail server took it. The link is not kept."""
    if kind == "invitation":
        text = _(
            "%(name)s：\n\n您受邀使用%(site)s。请打开下面的链接，设置账号（7 天内有效，只能用一次）：\n\n%(url)s\n"
        )
    else:
        text = _("%(name)s：\n\n请打开下面的链接，为您在%(site)s的账号设置新密码（只能用一次）：\n\n%(url)s\n")
    text %= {"name": name, "site": settings.SITE_NAME, "url": url}
    return send_text(email, str(settings.SITE_NAME), text, kind=Mail.Kind.LINK)


def send_forgotten(url: str, *, person: Person) -> bool:
    """The same to whoever asked for it without signing in, in the language they read."""
    with translation.override(person.language):
        text = _(
            "%(name)s：\n\n有人在%(site)s登录页为账号 %(login)s 要求重设密码。请打开下面的链接设置新密码"
            "（1 小时内有效，只能用一次）：\n\n%(url)s\n\n"
            "不是您本人要求的，请不要打开，也不要转给别人；密码没有变。\n"
        )
        text %= {"name": person.name, "site": settings.SITE_NAME, "login": person.login, "url": url}
        subject = _("%(site)s：重设密码") % {"site": settings.SITE_NAME}
    return send_text(person.email, subject, text, kind=Mail.Kind.LINK)


def send_text(email: str, subject: str, text: str, *, kind: str = Mail.Kind.OTHER) -> bool:
    """Mail a text to one address and keep that it was sent, not what it says. Returns whether the server took it."""
    error = _send(email, subject, text)
    now = clock.now()
    Mail.objects.create(kind=kind, address=email, outcome=_outcome(error), error=error, first_at=now, at=now)
    return not error


def send_notices() -> int:
    """Mail what was not mailed yet: one mail per person with everything new. Returns how many mails went out.

    Who wants one mail a day gets what came before the last eight o'clock; who wants none is left out. The rows are
    locked while their mail is sent, so two workers never send the same.
    """
    sent = 0
    with transaction.atomic():
        due = _due(clock.now())
        people = list(due.order_by("person_id").values_list("person_id", flat=True).distinct()[:AT_ONCE])
        held = due.filter(person__in=people).select_for_update(of=("self",), skip_locked=True)
        waiting = held.select_related("person", "mail").order_by("person_id", "pk")
        for person, group in groupby(waiting, key=lambda one: one.person):
            sent += _mailed(person, list(group))
    return sent


def _due(now: datetime) -> QuerySet[Notification]:
    """The notices that may be mailed now."""
    rows = Notification.objects.filter(emailed_at=None, person__is_active=True).exclude(person__email="")
    wanted = Q(person__mailing=Mailing.AT_ONCE) | Q(person__mailing=Mailing.DAILY, at__lt=last_eight(now))
    since = Q(person__mailing_since=None) | Q(at__gte=F("person__mailing_since"))
    return rows.filter(wanted & since)


def last_eight(now: datetime) -> datetime:
    """The last eight o'clock in Asia/Shanghai that is not to come."""
    here = now.astimezone(clock.SHANGHAI)
    eight = datetime.combine(here.date(), DAILY_AT, clock.SHANGHAI)
    return eight if eight <= here else eight - timedelta(days=1)


def _mailed(person: Person, notices: Sequence[Notification]) -> bool:
    """Send a person's mail and keep what became of it with the notices. A further attempt is the same mail."""
    error = _send_to(person, notices)
    now = clock.now()
    again = notices[0].mail if notices[0].mail and notices[0].mail.outcome == Mail.Outcome.FAILED else None
    mail = again or Mail(person=person, kind=Mail.Kind.NOTICES, attempts=0, first_at=now)
    mail.address, mail.outcome, mail.error, mail.at = person.email, _outcome(error), error, now
    mail.attempts += 1
    mail.save()
    rows = Notification.objects.filter(pk__in=[one.pk for one in notices])
    rows.update(mail=mail, emailed_at=None if error else now)
    return not error


def _outcome(error: str) -> str:
    if error:
        return Mail.Outcome.FAILED
    return Mail.Outcome.OFF if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend") else Mail.Outcome.TAKEN


def _send_to(person: Person, notices: Sequence[Notification]) -> str:
    with translation.override(person.language):
        lines = [f"· {sentence(one.code, one.params)}" for one in notices[:SHOWN]]
        if len(notices) > SHOWN:
            lines.append(_("另有 %(count)d 条，请登录系统查看。") % {"count": len(notices) - SHOWN})
        subject = _("%(site)s：%(count)d 条新通知") % {"site": settings.SITE_NAME, "count": len(notices)}
        values = {"name": person.name, "lines": "\n".join(lines), "url": f"{settings.SITE_URL}/notifications/"}
        text = _("%(name)s：\n\n%(lines)s\n\n请登录系统办理：%(url)s\n") % values
        return _send(person.email, subject, text)


def _send(email: str, subject: str, text: str) -> str:
    """'' where the server took it, else why it did not."""
    try:
        taken = send_mail(subject, text, None, [email])
    except (OSError, SMTPException) as error:
        log.exception("mail was not taken")
        return f"{type(error).__name__}: {error}"[:200]
    return "" if taken else _("邮件服务器没有接收。")
