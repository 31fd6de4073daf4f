"""How much somebody without an account may hand in and ask. The program's own; no policy speaks of it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from greenlist.applications.filetypes import ACCEPTED
from greenlist.applications.limits import MB, Limits
from greenlist.parties.lockout import address_of

from .models import Knock

PROOF = Limits(10 * MB, 30 * MB, 5, ACCEPTED)  # of one objection
ANSWER = Limits(20 * MB, 100 * MB, 20, ACCEPTED)  # of a unit to one objection
REQUEST = PROOF.total + MB  # bytes of files that one request from outside may bring
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FROM_ONE_SOURCE: dict[str, tuple[tuple[timedelta, int], ...]] = {
    Knock.What.OBJECTION: ((HOUR, 5), (DAY, 20)),
    Knock.What.WRONG_SLIP: ((HOUR, 20),),
}
TO_ONE_NOTICE = (HOUR, 100)  # high: the last day of a notice is not to be closed by a flood


def source_of(request: HttpRequest) -> str:
    """Where a request comes from, as it is counted: a keyed hash, IPv6 by its /64; '' where nothing is known."""
    address = address_of(request)
    return salted_hmac("greenlist.knock", address or "").hexdigest() if address else ""
