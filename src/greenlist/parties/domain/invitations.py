"""Inviting somebody into an organisation."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.models import Invitation, Membership, Organisation, Person
from greenlist.parties.roles import roles_of
from greenlist.parties.tokens import kept, new_token

from .refused import Refused
from .roles import grant_role
from .telling import notify


@transaction.atomic
def invite(
    *, organisation: Organisation, role: str, name: str, email: str = "", phone: str = "", by: Hat
) -> tuple[Invitation, str]:
    """Offer one role to one person. Returns the invitation and its token; the token is not kept and not shown again."""
    if role not in roles_of(organisation):
        raise Refused(_("这类单位没有这个角色。"), "role")
    token, digest = new_token()
    now = clock.now()
    invitation = Invitation.objects.create(
        token_sha256=digest, organisation=organisation, role=role, name=name, email=email, phone=phone,
        invited_by=by.person, invited_at=now, expires_at=now + settings.INVITATION_LIFETIME,
    )  # fmt: skip
    after = {"organisation": organisation.name, "role": role, "expires_at": invitation.expires_at.isoformat()}
    record("invitation.made", invitation, by=by.actor, after=after)
    return invitation, token


def standing(invitation: Invitation) -> str:
    """How an invitation stands: open, accepted, revoked or expired."""
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.revoked_at is not None:
        return "revoked"
    return "open" if invitation.expires_at > clock.now() else "expired"


@transaction.atomic
def accept_invitation(*, token: str, person: Person) -> Membership:
    """Take the offered role, once. Raises Refused where the offer is over meanwhile or the role cannot be had."""
    held = Invitation.objects.select_for_update(of=("self",)).select_related("organisation__jurisdiction", "invited_by")
    invitation = held.get(token_sha256=kept(token))
    if standing(invitation) != "open":
        raise Refused(_("这份邀请已失效，请联系邀请您的人重新发一份。"))
    membership = grant_role(
        person=person, organisation=invitation.organisation, role=invitation.role, by=Hat(invitation.invited_by)
    )
    invitation.accepted_by, invitation.accepted_at = person, clock.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    params: dict[str, object] = {
        "name": person.name, "organisation": invitation.organisation.name, "role": invitation.role,
    }  # fmt: skip
    notify(people=[invitation.invited_by], code="invitation_accepted", params=params, url="/people/")
    record("invitation.accepted", invitation, by=Hat(person, membership).actor)
    return membership


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Hat) -> None:
    """Take an offer back before it is taken up."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if standing(held) != "open":
        raise Refused(_("这份邀请已被接受、撤回或过期，不需要撤回。"))
    held.revoked_at = clock.now()
    held.save(update_fields=["revoked_at"])
    record("invitation.revoked", held, by=by.actor)
