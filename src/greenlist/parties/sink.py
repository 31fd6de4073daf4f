"""The mail server of the demo: mails are kept as rows for its page to show, and leave the machine never."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from greenlist.engine import clock

from .models import SunkMail

MOST = 500  # mails kept; the oldest go first


class Sink(BaseEmailBackend):
    """Keeps every mail, one row for each address."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were kept: all."""
        now = clock.now()
        SunkMail.objects.bulk_create(
            SunkMail(address=address[:254], subject=str(one.subject)[:200], text=str(one.body), at=now)
            for one in email_messages
            for address in one.to
        )
        kept = SunkMail.objects.values_list("pk", flat=True)[:MOST]
        SunkMail.objects.exclude(pk__in=list(kept)).delete()
        return len(email_messages)
