"""The account of a person: made, its password and second factor, switched off and on."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.context import Actor
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.models import Duty, Mailing, OldPassword, Person, ResetLink
from greenlist.parties.tokens import kept, new_token

from .refused import Refused
from .roles import withdraw_offers
from .telling import notify

REMEMBERED = 5  # old passwords kept for the profile that forbids to use them again


def create_person(
    *, login: str, name: str, password: str, duty: str = Duty.BUSINESS, phone: str = "", email: str = ""
) -> Person:
    """A new account, made by its owner. Call it inside the transaction of what it is made for.

    Raises Refused where the login is taken (logins differ by more than case).
    """
    person = Person(
        login=login, name=name, duty=duty, phone=phone, email=email, language=_language(), created_at=clock.now(),
        password_changed_at=clock.now(),
    )  # fmt: skip
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("登录名“%(login)s”已被使用，请换一个。") % {"login": login}, "login") from None
    record("person.created", person, by=Hat(person).actor, after={"login": login, "name": name, "duty": str(duty)})
    return person


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@transaction.atomic
def set_password(*, person: Person, password: str, by: Actor) -> None:
    """A new password; the old one is kept as a hash. Sessions elsewhere and links that were mailed end with it."""
    if person.has_usable_password():
        OldPassword.objects.create(person=person, password=person.password, until=clock.now())
        newest = OldPassword.objects.filter(person=person).order_by("-until", "-pk").values("pk")[:REMEMBERED]
        OldPassword.objects.filter(person=person).exclude(pk__in=newest).delete()
    person.set_password(password)
    person.password_changed_at, person.must_change_password = clock.now(), False
    person.save(update_fields=["password", "password_changed_at", "must_change_password"])
    end_mailed_links(person)
    record("person.password_changed", person, by=by)


@transaction.atomic
def update_contact(*, person: Person, name: str, phone: str, email: str, by: Hat, mailing: str = "") -> None:
    """What a person says of themselves; `mailing` '' leaves it as it is. Mail begins with what is new from now on."""
    before = {"name": person.name, "phone": person.phone, "email": person.email, "mailing": person.mailing}
    chosen = mailing or person.mailing
    if chosen != Mailing.NONE and (person.mailing == Mailing.NONE or not person.email):
        person.mailing_since = clock.now()
    moved = email != person.email
    person.name, person.phone, person.email, person.mailing = name, phone, email, chosen
    person.save(update_fields=["name", "phone", "email", "mailing", "mailing_since"])
    if moved:
        end_mailed_links(person)
    after = {"name": name, "phone": phone, "email": email, "mailing": chosen}
    record("person.updated", person, by=by.actor, before=before, after=after)


def choose_language(*, person: Person, language: str) -> None:
    """Remember the language somebody reads in. A matter of taste: no journal entry."""
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])


@transaction.atomic
def switch_person(*, person: Person, active: bool, reason: str, by: Hat) -> None:
    """Let somebody in no more, or again. Sessions and invitations of who is switched off end at once."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    held.is_active = active
    held.save(update_fields=["is_active"])
    after = None if active else {"offers_withdrawn": withdraw_offers(person=held)}
    record("person.activated" if active else "person.deactivated", held, by=by.actor, after=after, reason=reason)


@transaction.atomic
def issue_reset(*, person: Person, drops_second_factor: bool, reason: str, by: Hat) -> tuple[ResetLink, str]:
    """A link with which a person sets a new password; earlier ones end. Returns it and its token, shown once."""
    ResetLink.objects.filter(person=person, used_at=None).delete()
    link, token = new_link(
        person, settings.INVITATION_LIFETIME, drops_second_factor=drops_second_factor, issued_by=by.person
    )
    notify(people=[person], code="reset_issued", params={"by": by.person.name}, url="/me/")
    after = {"drops_second_factor": drops_second_factor, "expires_at": link.expires_at.isoformat()}
    record("person.reset_issued", person, by=by.actor, after=after, reason=reason)
    return link, token


def new_link(
    person: Person, life: timedelta, *, drops_second_factor: bool = False, issued_by: Person | None = None
) -> tuple[ResetLink, str]:
    """A link for a new password and its token, which is not kept. `issued_by` None: to be mailed."""
    token, digest = new_token()
    now = clock.now()
    link = ResetLink.objects.create(
        token_sha256=digest, person=person, drops_second_factor=drops_second_factor, issued_by=issued_by,
        issued_at=now, expires_at=now + life,
    )  # fmt: skip
    return link, token


def end_mailed_links(person: Person) -> None:
    """The links that lie in a mailbox open nothing any more; one of the security administrator stays.

    Call it when the person's row is locked or written: whoever redeems a link locks both in this order.
    """
    ResetLink.objects.filter(person=person, issued_by=None, used_at=None).delete()


@transaction.atomic
def redeem_reset(*, token: str, password: str) -> Person:
    """Set a new password with a link, once. Raises Refused where it was used or is over meanwhile."""
    person = Person.objects.select_for_update(no_key=True).filter(reset_links__token_sha256=kept(token)).first()
    link = ResetLink.objects.select_for_update().filter(token_sha256=kept(token)).first()
    if person is None or link is None or link.used_at is not None or link.expires_at <= clock.now():
        raise Refused(_("这个链接已失效，请联系安全管理员重新发一个。"))
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    notify(people=[person], code="password_reset", params={}, url="/me/")
    set_password(person=person, password=password, by=Hat(person).actor)
    record("person.reset_used", person, by=Hat(person).actor, after={"by_mail": link.issued_by_id is None})
    if link.drops_second_factor:
        Authenticator.objects.filter(user=person).delete()
        record("person.second_factor_dropped", person, by=Hat(person).actor)
    return person
