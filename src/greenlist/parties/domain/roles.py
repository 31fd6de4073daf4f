"""Giving and taking hats."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.models import Invitation, Membership, Organisation, Person
from greenlist.parties.roles import duty_of, roles_of

from .refused import Refused
from .telling import notify


@transaction.atomic
def grant_role(*, person: Person, organisation: Organisation, role: str, by: Hat) -> Membership:
    """Give a person a hat. The database refuses a role whose duty is not the person's.

    Raises Refused: no role of this organisation, of another duty than the person's, or worn already.
    """
    if role not in roles_of(organisation):
        raise Refused(_("这类单位没有这个角色。"), "role")
    if duty_of(role) != person.duty:
        raise Refused(_("系统、安全、审计三类管理员彼此互斥，也不能兼任业务角色。请改用另一个账号，或邀请另一个人。"))
    if Membership.objects.filter(person=person, organisation=organisation, role=role, until=None).exists():
        raise Refused(_("这个账号在该单位已经是这个角色，不需要再次加入。"))
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, duty=duty_of(role), since=clock.now(),
        granted_by=by.person,
    )  # fmt: skip
    after = {"person": person.login, "organisation": organisation.name, "role": role}
    record("membership.granted", membership, by=by.actor, after=after)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, reason: str, by: Hat) -> None:
    """Take a hat away, at once: the next request of its wearer goes without it, and so do their open invitations.

    Ended ones stay on record. Raises Refused where it is ended already.
    """
    held = Membership.objects.select_for_update(of=("self",)).select_related("organisation", "person")
    ended = held.get(pk=membership.pk)
    if ended.until is not None:
        raise Refused(_("这个身份已经停用，不需要再次操作。"))
    ended.until = clock.now()
    ended.save(update_fields=["until"])
    params: dict[str, object] = {"organisation": ended.organisation.name, "role": ended.role, "reason": reason}
    notify(people=[ended.person], code="membership_ended", params=params, url="/hats/")
    before = {"person": ended.person.login, "organisation": ended.organisation.name, "role": ended.role}
    after = {"offers_withdrawn": withdraw_offers(person=ended.person)}
    record("membership.ended", ended, by=by.actor, before=before, after=after, reason=reason)


def withdraw_offers(*, person: Person) -> int:
    """Nobody comes in any more on the word of somebody who lost a hat or the account. Returns how many were open."""
    offers = Invitation.objects.filter(invited_by=person, accepted_at=None, revoked_at=None)
    return offers.update(revoked_at=clock.now())
