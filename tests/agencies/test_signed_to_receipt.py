"""From claim, verified value and signature to the receipt: both witnesses are in it, and the later one decides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from applications.filled import file_for
from greenlist.agencies.domain.signing import open_revision, sign_report
from greenlist.agencies.domain.verified import verify_value
from greenlist.applications.domain.submitting import sign_commitment, submit_application
from greenlist.applications.process import TransitionRefused
from world import World

from .verifying import TEXTILE, claimed, confirmed, fresh, passed, recorded

pytestmark = pytest.mark.django_db
PLACE = "values.product_recovered"


@pytest.mark.requirement("REQ-05", "REQ-53")
def test_what_is_handed_in_rests_on_the_verified_value(world: World) -> None:
    engagement = recorded(world, confirmed(world, claimed(world, TEXTILE)))
    evaluator, head, signatory = (world.hat(who) for who in ("evaluator", "agencyhead", "signatory"))
    proof = file_for(engagement.application, "回收台账.pdf", PLACE, world.hat("owner"))
    verify_value(
        application=engagement.application, place=PLACE, content="6000", by=evaluator, reason="抽查回收台账",
        evidence=proof, page="3",
    )  # fmt: skip
    passed(world, engagement)
    first = sign_report(engagement=engagement, by=head)
    application = fresh(engagement).application
    sign_commitment(application=application, by=signatory, version=application.version)
    open_revision(engagement=fresh(engagement), reason="再核", by=head)
    with pytest.raises(TransitionRefused) as refused:  # while the report is being changed nothing is handed in
        submit_application(application=application, by=signatory, version=application.version)
    assert "G-SIGNED" in {one.guard for one in refused.value.objections}
    passed(world, fresh(engagement))
    second = sign_report(engagement=fresh(engagement), by=head)
    submission = submit_application(application=application, by=signatory, version=application.version)
    claim, word = submission.data["values"]["product_recovered"]
    assert (str(claim["value"]), claim["witness"]) == ("12000", "claimed")
    assert word == {
        "value": "6000", "witness": "verified", "reason": "抽查回收台账", "evidence": "回收台账.pdf 3",
    }  # fmt: skip
    assert submission.data["claimed_score"]["report"] == second.evidence.name
    assert submission.data["unit"]["agency"][-1]["value"] == "示例绿色评价有限公司"
    assert Decimal(submission.result["score"]["total"]) < Decimal("83.5")  # the verified value decides
    assert Decimal(submission.result["claimed_score"]["total"]) == second.score == first.score
    assert second.evidence.name in {one["name"] for one in submission.evidence}
