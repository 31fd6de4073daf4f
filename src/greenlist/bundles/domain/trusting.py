"""The verbs of keys: a person asks the sender for the end of its fingerprint, and says how; it can be taken back."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.bundles.matching import office_of
from greenlist.bundles.models import Received, TrustedKey
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction

ASKED = 8  # last digits that the page does not show and the sender has to say
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def confirm_key(*, received: Received, last: str, reason: str, by: Hat) -> TrustedKey:
    """Trust the key of a bundle as its sender's: the last digits come from the sender, not from the bundle.

    Raises Refused: the digits are others, or no reason; NotAllowed.
    """
    given = "".join(last.split()).lower()
    if given != received.fingerprint[-ASKED:]:
        raise Refused(
            _("与数据包的公钥指纹不符。请再向对方核对一遍；若仍不符，这个数据包不是对方的，不要收下。"), "last"
        )
    return trust_key(sender=received.sender, fingerprint=received.fingerprint, reason=reason, by=by)


@transaction.atomic
def trust_key(*, sender: Jurisdiction, fingerprint: str, reason: str, by: Hat) -> TrustedKey:
    """Trust a key as a sender's; one trusted already stays as it is. Raises Refused: no fingerprint, no reason."""
    office = office_of(by)
    if not FINGERPRINT.fullmatch(fingerprint):
        raise Refused(_("公钥指纹是 64 位十六进制数，请核对。"), "last")
    if not reason.strip():
        raise Refused(_("请写明怎样核对的：何时、与谁、通过电话还是来函。"), "reason")
    key, made = TrustedKey.objects.get_or_create(
        office=office, sender=sender, fingerprint=fingerprint, ended_at=None,
        defaults={"reason": reason.strip(), "by": by.person, "at": clock.now()},
    )  # fmt: skip
    if made:
        after = {"sender": sender.name, "fingerprint": fingerprint}
        record("bundle_key.confirmed", key, by=by.actor, after=after, reason=key.reason)
    return key


@transaction.atomic
def end_key(*, key: TrustedKey, reason: str, by: Hat) -> None:
    """Trust a key no more; what came under it stays. Raises Refused: no reason; NotAllowed."""
    office = office_of(by)
    held = TrustedKey.objects.select_for_update(of=("self",)).select_related("sender").get(pk=key.pk, office=office)
    if not reason.strip():
        raise Refused(_("请写明为什么停用。"), "reason")
    if held.ended_at is not None:
        return
    held.ended_at, held.ended_by, held.ended_reason = clock.now(), by.person, reason.strip()
    held.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    before = {"sender": held.sender.name, "fingerprint": held.fingerprint}
    record("bundle_key.ended", held, by=by.actor, before=before, reason=held.ended_reason)
