"""Signing freezes exactly what passed its review; revisions make further versions, and nothing signed is changed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from greenlist.agencies.domain.signing import draft_digest, drop_revision, open_revision, sign_report
from greenlist.agencies.domain.verified import close_nonconformity, raise_nonconformity, verify_value
from greenlist.agencies.models import AgencyReport, Engagement, ReportChapter, Revision
from greenlist.agencies.queries.report_page import changed_since, versions_of
from greenlist.applications.files import open_blob
from greenlist.applications.receipts import digest_of
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from world import World

from .verifying import BASIS, TEXTILE, drafted, fresh, passed, signed, stand_at

pytestmark = pytest.mark.django_db
PLACE = "values.floor_area"


@pytest.mark.requirement("REQ-52", "REQ-53")
def test_what_was_reviewed_is_frozen_printed_and_stated(world: World) -> None:
    report = signed(world)
    application = fresh(report.engagement).application
    assert (application.state, report.number, report.score) == ("technically_reviewed", 1, Decimal("85.60"))
    assert digest_of(report.content) == report.digest
    with open_blob(report.paper_id) as paper:
        assert paper.read(5) == b"%PDF-"
    stated = {one.place: one for one in application.statements.filter(witness="verified", current=True)}
    assert stated["claimed_score"].content == {"total": "85.60"}
    assert stated["claimed_score"].evidence_id == report.evidence_id
    assert stated["unit.agency"].content == "示例绿色评价有限公司"
    assert (report.evidence.witness, report.evidence.uses.get().place) == ("verified", "claimed_score")
    assert len(report.statement) == 5
    assert draft_digest(fresh(report.engagement)) == report.digest  # what signing states is not what is signed
    version = versions_of(report.engagement)[0]
    assert (version.intact, version.paper, version.newest) == (True, True, True)
    assert changed_since(fresh(report.engagement), report) == []


def test_a_signed_report_cannot_be_changed_or_removed(world: World) -> None:
    report = signed(world, TEXTILE)
    assert report.score == Decimal("83.50")  # the one that the standard computes
    rows = AgencyReport.objects.filter(pk=report.pk)
    with pytest.raises(DatabaseError, match="signed"), transaction.atomic():
        rows.update(score=99)
    with pytest.raises(DatabaseError, match="signed"), transaction.atomic():
        rows._raw_delete(rows.db)
    assert rows.get().score == Decimal("83.50")


def test_not_unless_it_passed_exactly_as_it_is(world: World) -> None:
    engagement, head = drafted(world), world.hat("agencyhead")
    with pytest.raises(Refused, match="复核"):
        sign_report(engagement=engagement, by=head)
    passed(world, engagement)
    with pytest.raises(Refused, match="打开以后"):
        sign_report(engagement=engagement, by=head, digest="0" * 64)
    ReportChapter.objects.filter(engagement=engagement, key="highlights").update(text="又改了一句")
    with pytest.raises(Refused, match="又改过"):
        sign_report(engagement=engagement, by=head)
    passed(world, engagement, ok=False)
    with pytest.raises(Refused, match="没有通过"):
        sign_report(engagement=engagement, by=head)
    assert not AgencyReport.objects.exists()


def test_not_while_something_is_left(world: World) -> None:
    engagement, head = drafted(world), world.hat("agencyhead")
    application = engagement.application
    row = raise_nonconformity(
        application=application, place=PLACE, label="总建筑面积", grade="major", reason="不一致",
        by=world.hat("evaluator"),
    )  # fmt: skip
    _refused(world, engagement, "严重不符合")
    close_nonconformity(nonconformity=row, verdict="已改", by=head)
    verified = application.statements.get(place=PLACE, witness="verified", current=True)
    application.statements.filter(pk=verified.pk).update(current=False)
    _refused(world, engagement, "没有核查")
    application.statements.filter(pk=verified.pk).update(current=True)
    application.statements.filter(place="claimed_score").update(current=False)
    _refused(world, engagement, "得分")


def _refused(world: World, engagement: Engagement, words: str) -> None:
    passed(world, engagement)
    with pytest.raises(Refused, match=words):
        sign_report(engagement=engagement, by=world.hat("agencyhead"))


def test_only_the_head_of_the_agency_signs(world: World) -> None:
    engagement = drafted(world)
    for who in ("evaluator", "agencyreviewer", "otherhead", "signatory"):
        with pytest.raises(NotAllowed):
            sign_report(engagement=engagement, by=world.hat(who))


def test_a_revision_makes_the_next_version_with_its_reason(world: World) -> None:
    first = signed(world)
    engagement, head = fresh(first.engagement), world.hat("agencyhead")
    with pytest.raises(NotAllowed):  # signed: nothing is verified without a revision
        verify_value(application=engagement.application, place=PLACE, content="27450", by=head, reason="复测")
    open_revision(engagement=engagement, reason="建筑面积复测", by=head)
    verify_value(application=engagement.application, place=PLACE, content="27450", by=head, reason="复测")
    assert changed_since(engagement, first) == ["verified"]
    with pytest.raises(Refused):
        sign_report(engagement=engagement, by=head)
    passed(world, engagement)
    second = sign_report(engagement=engagement, by=head)
    assert (second.number, second.reason) == (2, "建筑面积复测")
    assert second.digest != first.digest
    assert second.evidence.replaces_id == first.evidence_id
    assert Revision.objects.get().report == second
    assert fresh(engagement).application.state == "technically_reviewed"
    assert first.content == AgencyReport.objects.get(number=1).content
    score = engagement.application.statements.get(place="claimed_score", witness="verified", current=True)
    assert score.evidence_id == second.evidence_id


def test_a_revision_is_given_up_only_while_nothing_differs(world: World) -> None:
    engagement, head = fresh(signed(world).engagement), world.hat("agencyhead")
    revision = open_revision(engagement=engagement, reason="复测", by=head)
    with pytest.raises(Refused, match="已经在修改"):
        open_revision(engagement=engagement, reason="再改", by=head)
    verify_value(application=engagement.application, place=PLACE, content="1", by=head, reason="复测")
    with pytest.raises(Refused, match="已经改过"):
        drop_revision(revision=revision, by=head)
    verify_value(application=engagement.application, place=PLACE, content=30500, by=head, reason=BASIS)  # as it was
    assert drop_revision(revision=revision, by=head).dropped_at is not None
    with pytest.raises(Refused):
        drop_revision(revision=revision, by=head)


def test_a_revision_after_the_city_sent_the_application_back(world: World) -> None:
    engagement, head = fresh(signed(world).engagement), world.hat("agencyhead")
    for number, state in ((2, "draft"), (3, "self_screened")):
        stand_at(engagement.application, state)
        open_revision(engagement=engagement, reason="补正", by=head)
        passed(world, engagement)
        assert sign_report(engagement=engagement, by=head).number == number
        assert fresh(engagement).application.state == state


def test_no_revision_before_the_signature_or_once_handed_in(world: World) -> None:
    engagement, head = drafted(world), world.hat("agencyhead")
    with pytest.raises(NotAllowed):
        open_revision(engagement=engagement, reason="改", by=head)
    passed(world, engagement)
    sign_report(engagement=engagement, by=head)
    engagement = fresh(engagement)
    with pytest.raises(Refused):
        open_revision(engagement=engagement, reason="", by=head)
    stand_at(engagement.application, "submitted")
    with pytest.raises(NotAllowed):
        open_revision(engagement=engagement, reason="改", by=head)
