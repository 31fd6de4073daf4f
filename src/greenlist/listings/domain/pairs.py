"""Near-duplicates: found when names come in, decided by a person, never merged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.listings.models import Entry, NearPair
from greenlist.listings.near import near_pairs
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction

from .refused import ListRefused

LIKENESS = Decimal("0.1")


def find_pairs(*, authority: Jurisdiction, units: Sequence[str], agencies: Sequence[str]) -> int:
    """Keep the pairs that new names make with each other and with those that are there; gives how many are new.

    Inside the transaction of an act. Pairs that are kept already stay as they were decided.
    """
    rows = Entry.objects.filter(green_list__authority=authority, green_list__withdrawn_at=None)
    made = 0
    for what, column, names in (("unit", "name", units), ("agency", "agency", agencies)):
        new = {name for name in names if name}
        if not new:
            continue
        known = rows.exclude(**{column: ""}).order_by().values_list(column, flat=True).distinct()
        found = near_pairs(new, known, short_forms=what == "agency")
        there = set(NearPair.objects.filter(authority=authority, what=what).values_list("left", "right"))
        fresh = [one for one in found if (one.left, one.right) not in there]
        NearPair.objects.bulk_create(
            NearPair(
                authority=authority, what=what, left=one.left, right=one.right, left_key=one.left_key,
                right_key=one.right_key, score=Decimal(str(one.score)).quantize(LIKENESS),
            )
            for one in fresh
        )  # fmt: skip
        made += len(fresh)
    return made


@transaction.atomic
def decide_pair(*, pair: NearPair, verdict: str, reason: str, by: Hat) -> NearPair:
    """Say whether two spellings are one unit (or take that back with `open`). Nothing of the lists changes.

    Raises ListRefused: no such verdict, nothing new, or `same` without a reason.
    """
    if verdict not in NearPair.Verdict.values:
        raise ListRefused(_("请选择判断结果。"))
    if verdict == NearPair.Verdict.SAME and not reason.strip():
        raise ListRefused(_("判断为同一家，请写明依据。"), "reason")
    held = NearPair.objects.select_for_update().get(pk=pair.pk)
    if held.verdict == verdict:
        raise ListRefused(_("已经是这个判断，没有改动。"))
    before = {"verdict": held.verdict, "reason": held.reason}
    held.verdict, held.reason, held.by, held.at = verdict, reason.strip()[:200], by.person, clock.now()
    held.save(update_fields=["verdict", "reason", "by", "at"])
    record("near_pair.decided", held, by=by.actor, before=before, after={"verdict": verdict}, reason=reason)
    return held
