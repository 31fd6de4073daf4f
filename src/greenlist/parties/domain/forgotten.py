"""Whoever forgot the password asks for a link by mail. From outside nothing says whether an account exists.

Asking notes that it was asked, alike for every login that is typed. The worker answers: it makes a link as the security
administrator does and mails it to the address on record.

    from one source   20 times an hour, about one account 5 times a day; a known browser is a source of its own
    to one account    3 links that hold: whoever gets no further one has them in the mailbox, so nobody is kept out
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from django.db import connection, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.context import NOBODY, current
from greenlist.journal.domain import record
from greenlist.parties.access import Ruling, no
from greenlist.parties.lockout import login_key
from greenlist.parties.models import Person, ResetAsk, ResetLink
from greenlist.parties.rules import people
from greenlist.parties.tasks import answer_ask

from .accounts import new_link
from .refused import Refused

LIFE = timedelta(hours=1)  # of a mailed link
OPEN_LINKS = 3
HOUR, FROM_ONE_SOURCE = timedelta(hours=1), 20
DAY, ABOUT_ONE_ACCOUNT = timedelta(days=1), 5
SALT = "greenlist.forgotten"


@transaction.atomic
def ask_for_link(*, login: str, source: str) -> None:
    """Note that a link was asked for, to be answered by the worker; too often about one account, silently not.

    `source`: see `lockout.source_of`. Raises Refused where too much was asked from there, about whomever.
    """
    asked, now = unicodedata.normalize("NFKC", login).strip(), clock.now()
    account = salted_hmac(SALT, login_key(asked)).hexdigest()
    _hold(source)
    earlier = ResetAsk.objects.filter(source=source)
    if source and earlier.filter(at__gt=now - HOUR).count() >= FROM_ONE_SOURCE:
        raise Refused(_("来自您所在网络的请求太多，请一小时后再试；急需的请联系安全管理员。"))
    if source and earlier.filter(account=account, at__gt=now - DAY).count() >= ABOUT_ONE_ACCOUNT:
        return
    ask = ResetAsk.objects.create(
        account=account, source=source, person=Person.objects.filter(login__iexact=asked).first(),
        context=current().id, address=current().source[:64], at=now,
    )  # fmt: skip
    answer_ask.defer(ask=ask.pk)


def _hold(source: str) -> None:
    """One at a time for one source, until the transaction ends: whoever asks at the same moment is counted too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{SALT}:{source}"])


@transaction.atomic
def grant_link(*, ask: ResetAsk) -> tuple[ResetLink, str] | None:
    """The link that was asked for and its token, once; None where the account may have none, or is none."""
    held = ResetAsk.objects.select_for_update().get(pk=ask.pk)
    if held.answered_at is not None:
        return None
    held.answered_at = clock.now()
    held.save(update_fields=["answered_at"])
    if held.person_id is None:
        return None
    person = Person.objects.select_for_update(no_key=True).get(pk=held.person_id)
    ruling = _ruling(person)
    made = new_link(person, LIFE) if ruling else None
    record("person.reset_asked", person, by=NOBODY, after={"allowed": bool(ruling)}, reason=str(ruling.reason))
    return made


def _ruling(person: Person) -> Ruling:
    links = ResetLink.objects.filter(person=person, issued_by=None, used_at=None, expires_at__gt=clock.now())
    if links.count() >= OPEN_LINKS:
        return no(_("已有 %(count)d 个发出的链接仍然有效。") % {"count": OPEN_LINKS})
    return people.by_mail(person)


@transaction.atomic
def note_mailed(*, link: ResetLink, taken: bool) -> None:
    """That the mail went out, masked; a link whose mail did not is taken back, so that it can be asked for again."""
    person = link.person
    after = {"address": masked(person.email), "taken": taken, "expires_at": link.expires_at.isoformat()}
    if not taken:
        link.delete()
    record("person.reset_mailed", person, by=NOBODY, after=after)


def masked(address: str) -> str:
    """w***@example.cn: enough to see which mailbox it was for who knows it."""
    name, _at, house = address.rpartition("@")
    return f"{name[:1]}***@{house}"
