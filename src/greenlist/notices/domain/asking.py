"""Whoever handed an objection in asks how it stands, with number and secret of the slip."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.notices import slips
from greenlist.notices.models import Knock, Objection
from greenlist.parties.domain import Refused

from .knocking import ask, count

NOBODY = slips.hash_of("")


def look_up(*, number: str, secret: str, source: str) -> Objection:
    """The objection of a slip. Wrong ones are counted, whether the number is there or not.

    Raises Refused: no such slip. TooMany: too many wrong ones from this source.
    """
    ask(what=Knock.What.WRONG_SLIP, source=source)
    found = Objection.objects.filter(receipt_no=number.strip().upper()).select_related("notice", "unit").first()
    if not slips.fits(secret, found.token_sha256 if found is not None else NOBODY) or found is None:
        count(what=Knock.What.WRONG_SLIP, source=source)
        raise Refused(_("回执编号或查询码不对，请对照回执再填。"), "secret")
    return found
