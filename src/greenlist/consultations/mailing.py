"""Mail to who has no account: the personal link, and the reminder of it. A mail that fails stops nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from greenlist.parties.mailing import send_text

from .models import PersonalLink


def send_personal_link(link: PersonalLink, url: str) -> bool:
    """Mail a link that was just made. Returns whether the mail server took it."""
    letter = link.letter
    text = _(
        "%(name)s：\n\n%(city)s就绿色制造名单推荐征求%(who)s的意见。请打开下面的链接答复，不需要账号：\n\n%(url)s\n\n"
        "链接到 %(until)s（含当日）有效，提交一次后失效，请勿转发。\n"
    )
    values = {
        "name": link.name, "city": letter.consultation.city.name, "who": letter.addressee, "url": url,
        "until": link.last_day.isoformat(),
    }  # fmt: skip
    return send_text(link.email, _subject(), text % values)


def send_reminder(link: PersonalLink, params: Mapping[str, Any], *, late: bool) -> bool:
    """Remind the holder of a link; the link itself is not kept, so it cannot be sent again."""
    late_text = _(
        "%(name)s：\n\n%(city)s征求意见的函已过答复期限（%(due)s），还有 %(count)s 家单位没有答复，"
        "请尽快打开先前收到的链接答复。\n"
    )
    near_text = _(
        "%(name)s：\n\n%(city)s征求意见的函还有 %(count)s 家单位没有答复，请于 %(due)s 前打开先前收到的链接答复。\n"
    )
    more = _("\n链接到 %(until)s（含当日）有效；找不到链接的，请联系发函单位另发一个。\n") % {
        "until": link.last_day.isoformat()
    }
    text = (late_text if late else near_text) % {**params, "name": link.name}
    return send_text(link.email, _subject(), text + more)


def send_extension(link: PersonalLink, params: Mapping[str, Any]) -> bool:
    """Tell the holder of a link that there is more time."""
    text = _(
        "%(name)s：\n\n%(city)s征求意见的函，答复期限由 %(before)s 延长到 %(due)s。%(reason)s\n\n"
        "请打开先前收到的链接答复；链接到 %(until)s（含当日）有效，失效的请联系发函单位另发一个。\n"
    )
    values = {**params, "name": link.name, "until": link.last_day.isoformat()}
    return send_text(link.email, _subject(), text % values)


def _subject() -> str:
    return _("%(site)s：征求意见函") % {"site": settings.SITE_NAME}
