"""A signed report compared with the agency's others; what they share is kept for the province to look at."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

from django.db import transaction

from greenlist.agencies.models import AgencyReport, LikenessPair
from greenlist.agencies.queries.likeness import common_texts, others_of, text_of
from greenlist.agency.likeness import Pair, Text, pairs, passages
from greenlist.engine import clock

ALIKE = 0.3  # share of equal shingles from which the province is shown a pair; ours, no document sets one
KEPT = 50  # passages of a pair, the longest


@transaction.atomic
def compare(*, report: AgencyReport) -> list[LikenessPair]:
    """Keep which other reports of the agency this one is like, in place of what an earlier version of it was like.

    A lead, not an act: nothing is written into the journal.
    """
    rows = AgencyReport.objects.select_related("engagement__application__round__law")
    held = rows.get(pk=report.pk)
    common = common_texts(held.engagement.application)
    texts = {text.key: text for text in (text_of(held), *(text_of(one) for one in others_of(held)))}
    found = pairs(list(texts.values()), threshold=ALIKE, leave_out=common)
    mine = [one for one in found if str(held.pk) in (one.one, one.other)]
    _forget(held)
    return [_keep(held, one, texts, common) for one in mine]


def _forget(report: AgencyReport) -> None:
    versions = AgencyReport.objects.filter(engagement=report.engagement_id)
    LikenessPair.objects.filter(report__in=versions).delete()
    LikenessPair.objects.filter(other__in=versions).delete()


def _keep(report: AgencyReport, pair: Pair, texts: dict[str, Text], common: frozenset[str]) -> LikenessPair:
    mine = str(report.pk)
    other = pair.other if pair.one == mine else pair.one
    shared = passages(texts[mine], texts[other], leave_out=common)
    longest = sorted(shared, key=lambda one: -one.length)[:KEPT]
    kept = [asdict(one) for one in shared if one in longest]
    score = Decimal(str(pair.share)).quantize(Decimal("0.0001"))
    return LikenessPair.objects.create(report=report, other_id=int(other), score=score, passages=kept, at=clock.now())
