"""Personal links: one person answers one letter without an account, once."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.consultations.deadlines import link_ends
from greenlist.consultations.law import MOST_LINK_DAYS, link_days
from greenlist.consultations.models import Consultation, Letter, PersonalLink
from greenlist.consultations.queries.holding import held_letter
from greenlist.consultations.rules.letters import letters, links
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.tokens import new_token


def standing_of(link: PersonalLink) -> str:
    """How a link stands: open, used, revoked, expired, or closed where its batch is. Needs letter and consultation."""
    if link.used_at is not None:
        return "used"
    if link.revoked_at is not None:
        return "revoked"
    if link.expires_at <= clock.now():
        return "expired"
    return "open" if link.letter.consultation.state == Consultation.State.SENT else "closed"


@transaction.atomic
def issue_link(*, letter: Letter, name: str, email: str, days: int, by: Hat) -> tuple[PersonalLink, str]:
    """A link for one person. Returns it and its token, which is not kept and not shown again.

    Raises Refused: no name, no day, more days than the policy allows.
    """
    held = held_letter(letter.pk)
    require(letters.may(by, "link", held))
    most = link_days(held.consultation.round) or MOST_LINK_DAYS
    if not name.strip():
        raise Refused(_("请写明链接给谁用。"), "name")
    if not 1 <= days <= most:
        raise Refused(_("有效天数从 1 到 %(most)d。") % {"most": most}, "days")
    token, digest = new_token()
    made = PersonalLink.objects.create(
        letter=held, token_sha256=digest, name=name.strip(), email=email.strip(), issued_by=by.person,
        issued_at=clock.now(), expires_at=link_ends(clock.today(), days),
    )  # fmt: skip
    after = {"for": made.name, "to": held.addressee, "expires_at": made.expires_at.isoformat()}
    record("consultation.link_issued", made, by=by.actor, after=after)
    return made, token


@transaction.atomic
def revoke_link(*, link: PersonalLink, by: Hat) -> None:
    """End a link before it is used. Raises Refused: it is over anyway."""
    held = PersonalLink.objects.select_for_update(of=("self",)).select_related("letter__consultation__round")
    row = held.get(pk=link.pk)
    require(links.may(by, "revoke", row))
    if standing_of(row) != "open":
        raise Refused(_("这个链接已经用过、撤销或过期，不需要撤销。"))
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    record("consultation.link_revoked", row, by=by.actor)


@transaction.atomic
def note_opened(link: PersonalLink) -> None:
    """Remember when a link was opened first. No act worth a journal entry."""
    PersonalLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=clock.now())
