"""What was posted and uploaded, and what is still missing (REQ-47, REQ-48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.recommendations.models import Posting, Recommendation, RecommendedUnit, Scan, Upload

from .law import Delivery, delivery_of


@dataclass(frozen=True, slots=True)
class Delivered:
    """The records, those replaced too, the units without an upload, and what is missing in words."""

    law: Delivery
    postings: tuple[Posting, ...]
    uploads: tuple[Upload, ...]
    not_uploaded: tuple[RecommendedUnit, ...]
    missing: tuple[str, ...]

    @property
    def posted(self) -> int:
        """How many postings hold."""
        return sum(counts(one) for one in self.postings)

    @property
    def uploaded(self) -> int:
        """How many uploads hold."""
        return sum(counts(one) for one in self.uploads)


def delivered(held: Recommendation, units: Sequence[RecommendedUnit]) -> Delivered:
    """How the delivery of a recommendation stands. Three queries."""
    law = delivery_of(held.round)
    postings = tuple(held.postings.select_related("by", "replaced_by"))
    uploads = tuple(held.uploads.select_related("by", "application__unit", "replaced_by"))
    done = {one.application_id for one in uploads if counts(one)}
    left = tuple(one for one in units if one.went and one.application_id not in done and None not in done)
    scanned = set(Scan.objects.filter(recommendation=held, current=True).values_list("part", flat=True))
    return Delivered(
        law,
        postings,
        uploads,
        left,
        tuple(_missing(held, law, [one for one in postings if counts(one)], left, scanned)),
    )


def counts(one: Posting | Upload) -> bool:
    """Whether a record holds: not replaced, not void."""
    return not one.gone and not one.void


def _missing(
    held: Recommendation, law: Delivery, postings: Sequence[Posting], left: Sequence[RecommendedUnit], scanned: set[str]
) -> list[str]:
    if held.state != Recommendation.State.SENT:
        return []
    found = []
    if Scan.Part.LETTER not in scanned:
        found.append(_("还没有上传盖章的推荐文扫描件。"))
    posted, wanted = sum(one.copies for one in postings), law.copies.value
    if not postings:
        found.append(_("还没有登记纸质材料的寄送。"))
    elif wanted is not None and posted < wanted:
        found.append(_("纸质材料要求 %(wanted)d 份，已登记寄出 %(posted)d 份。") % {"wanted": wanted, "posted": posted})
    if left:
        names = "、".join(one.application.unit.name for one in left[:5])
        more = _("等") if len(left) > 5 else ""
        found.append(_("还有 %(count)d 家没有登记平台上传：%(names)s%(more)s。") % {
            "count": len(left), "names": names, "more": more})  # fmt: skip
    return found
