"""The internal technical review (内部技术复核) of a drafted report, by somebody outside of the team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.domain.telling import tell_agency
from greenlist.agencies.models import Engagement, TechnicalReview
from greenlist.agencies.points import FAULT, FINDINGS, POINTS
from greenlist.agencies.queries.report_content import draft_digest
from greenlist.agencies.queries.reviewers import against_reviewer
from greenlist.agencies.rules.work import EVALUATORS
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

from .holding import hold


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer says: finding by point (`points.POINTS`), the opinion, and whether the draft passes."""

    passed: bool
    text: str
    points: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def review_draft(*, engagement: Engagement, opinion: Opinion, basis: str, by: Hat) -> TechnicalReview:
    """Say whether the draft passes. `basis`: the digest of the draft that the reviewer looked at.

    Raises Refused: of the team or a writer of the draft, points left open or at fault in a draft that should pass,
    no opinion, or the draft changed meanwhile; NotAllowed.
    """
    held = hold(engagement, "review", by)
    against = against_reviewer(held, by.person)
    if against:
        raise Refused(against)
    _look(opinion)
    if draft_digest(held) != basis:
        raise Refused(_("您看的时候报告又被改过；请刷新页面，看过新的内容再提出意见。"))
    made = TechnicalReview.objects.create(
        engagement=held, reviewer=by.person, hat=by.label[:200], passed=opinion.passed, points=dict(opinion.points),
        opinion=opinion.text.strip(), basis=basis, at=clock.now(),
    )  # fmt: skip
    tell_agency(
        agency=held.agency, code="draft_passed" if made.passed else "draft_to_rework", group=EVALUATORS,
        params={"unit": held.application.unit.name, "by": by.person.name},
        url=f"/agency/engagements/{held.pk}/review/",
    )  # fmt: skip
    told = {"passed": made.passed, "points": made.points, "basis": basis}
    record("evaluation.reviewed", held, by=by.actor, after=told, reason=made.opinion)
    return made


def _look(opinion: Opinion) -> None:
    if not opinion.text.strip():
        raise Refused(_("请写明复核意见。"), "opinion")
    left = [key for key in POINTS if opinion.points.get(key) not in FINDINGS]
    if left:
        raise Refused(_("还有 %(count)d 项没有给出复核结果，请逐项选择。") % {"count": len(left)}, left[0])
    wrong = [str(POINTS[key]) for key in POINTS if opinion.points[key] == FAULT]
    if opinion.passed and wrong:
        raise Refused(_("“%(points)s”有问题，不能通过；请退回修改，或改正复核结果。") % {"points": "、".join(wrong)})
    if not opinion.passed and not wrong:
        raise Refused(_("退回修改时，请至少把一项标为“有问题”，并在意见里写明怎么改。"))
