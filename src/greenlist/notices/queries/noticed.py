"""What an application's notice says about it."""

from __future__ import annotations

from greenlist.applications.models import Application
from greenlist.notices.models import Notice, Objection

POSTED = (Notice.State.OPEN, Notice.State.ENDED)


def posted_notice(application: Application) -> Notice | None:
    """The newest notice an application was posted in, None before. One query."""
    rows = Notice.objects.filter(units__application=application, state__in=POSTED)
    return rows.order_by("-posted_at", "-pk").first()


def open_objections(application: Application) -> int:
    """How many objections to it are not finished. One query."""
    return Objection.objects.filter(unit__application=application, state__in=Objection.OPEN).count()
