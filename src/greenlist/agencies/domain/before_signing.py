"""What must be so before a report is signed: seen as it is, reviewed, nothing open, a place left under the cap."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.agencies.guards import place_left
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.nonconforming import grave_open
from greenlist.agencies.queries.report_content import Content, report_content
from greenlist.agencies.queries.report_page import DRAFTED
from greenlist.agencies.queries.reports import review_of
from greenlist.agencies.queries.values import unverified
from greenlist.applications.process import Matter
from greenlist.applications.receipts import digest_of
from greenlist.parties.domain import Refused


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be signed. `score`: as the report prints it."""

    content: Content
    digest: str
    score: str


def draft_of(held: Engagement, seen: str) -> Draft:
    """What would be signed now. Raises Refused: not what was `seen` ('' for not asked), or without a score."""
    content = report_content(held)
    digest = digest_of(content)
    if seen and seen != digest:
        raise Refused(_("您打开以后报告又被改过；请刷新后再看，改过的报告要重新复核。"))
    score = (content["result"].get("score") or {}).get("shown") or content["result"].get("stated")
    if not score:
        raise Refused(_("按所用标准算不出得分；请评价人员在核查页填写报告载明的得分。"))
    return Draft(content, digest, score)


def ready(held: Engagement, draft: Draft) -> None:
    """Raises Refused, saying what must be done first."""
    review = review_of(held, draft.digest)
    if review is None:
        raise Refused(_("这份报告还没有经过内部技术复核，或者复核以后又改过；请先复核。"))
    if not review.passed:
        raise Refused(_("内部技术复核没有通过；请按复核意见修改后重新复核。"))
    grave = grave_open(held.application)
    if grave:
        raise Refused(_("还有 %(count)d 项严重不符合没有关闭，不能签章。") % {"count": grave})
    left = unverified(held.application).count
    if left:
        raise Refused(_("还有 %(count)d 项数据没有核查，不能签章；不改的也请按申报值确认。") % {"count": left})
    if held.application.state == DRAFTED:
        _place_left(held)


def _place_left(held: Engagement) -> None:
    """A place under the cap, where a report takes one: asked before the paper is made."""
    against = place_left(Matter(held.application))
    if against:
        raise Refused(against[0].reason)
