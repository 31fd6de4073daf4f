"""Mail: notices to who has an address, links to who was invited. A mail that fails stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenlist.engine import clock

from .models import Notification, Person
from .notifications import sentence

log = logging.getLogger(__name__)
AT_ONCE = 200  # notices in one run


def send_link(url: str, *, name: str, email: str, kind: str) -> bool:
    """Mail a link that was just made. Returns whether the mail server took it."""
    if kind == "invitation":
        text = _(
            "%(name)s：\n\n您受邀使用%(site)s。请打开下面的链接，设置账号（7 天内有效，只能用一次）：\n\n%(url)s\n"
        )
    else:
        text = _("%(name)s：\n\n请打开下面的链接，为您在%(site)s的账号设置新密码（只能用一次）：\n\n%(url)s\n")
    return _send(email, str(settings.SITE_NAME), text % {"name": name, "site": settings.SITE_NAME, "url": url})


def send_notices() -> int:
    """Mail what was not mailed yet: one mail per person with everything new. Returns how many mails went out.

    The rows are locked while their mail is sent, so two workers never send the same.
    """
    sent = 0
    with transaction.atomic():
        rows = Notification.objects.filter(emailed_at=None, person__is_active=True).exclude(person__email="")
        held = rows.select_for_update(of=("self",), skip_locked=True).select_related("person")
        waiting = list(held.order_by("person", "pk")[:AT_ONCE])
        for person, group in groupby(waiting, key=lambda one: one.person):
            notices = list(group)
            if _send_to(person, notices):
                sent += 1
                Notification.objects.filter(pk__in=[one.pk for one in notices]).update(emailed_at=clock.now())
    return sent


def _send_to(person: Person, notices: Iterable[Notification]) -> bool:
    with translation.override(person.language):
        lines = [f"· {sentence(one.code, one.params)}" for one in notices]
        subject = _("%(site)s：%(count)d 条新通知") % {"site": settings.SITE_NAME, "count": len(lines)}
        values = {"name": person.name, "lines": "\n".join(lines), "url": f"{settings.SITE_URL}/notifications/"}
        text = _("%(name)s：\n\n%(lines)s\n\n请登录系统办理：%(url)s\n") % values
        return _send(person.email, subject, text)


def _send(email: str, subject: str, text: str) -> bool:
    try:
        return bool(send_mail(subject, text, None, [email]))
    except (OSError, SMTPException):
        log.exception("mail was not taken")
        return False
