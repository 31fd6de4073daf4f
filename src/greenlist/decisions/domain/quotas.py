"""A number of places entered by a person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.decisions.models import Batch, StatedQuota
from greenlist.decisions.quotas import limits_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

from .holding import hold, save


@transaction.atomic
def state_quota(
    *, batch: Batch, kind: str, county: str, number: int, reason: str, by: Hat, version: int | None = None
) -> StatedQuota:
    """Enter how many places there are where the policy limits them and leaves the number open; the reason names why.

    It holds for every list of the office in the round. Raises Refused: no such open number, no reason. Raises Changed.
    """
    held = hold(batch, "edit", by, version)
    if not reason.strip():
        raise Refused(_("请写明名额的依据，如文件名称和文号。"), "reason")
    if not any(one.kind == kind and one.county == county and one.asks for one in limits_of(held)):
        raise Refused(_("政策没有把这个名额留给各地填写。"), "number")
    made = StatedQuota.objects.create(
        round=held.round, place=held.place, kind=kind, county=county, number=number, reason=reason.strip(),
        by=by.person, at=clock.now(),
    )  # fmt: skip
    save(held, batch)
    after = {"kind": kind, "county": county, "number": number}
    record("decision.quota_stated", held, by=by.actor, after=after, reason=reason.strip())
    return made
