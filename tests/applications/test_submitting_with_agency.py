"""Handing in what an agency evaluated here: signed, committed, submitted; sent back, and handed in again."""

from __future__ import annotations

import pytest

from agencies.verifying import signed
from greenlist.agencies.domain.revising import open_revision
from greenlist.applications.domain.submitting import carry_on, sign_commitment, submit_application
from greenlist.applications.models import Application
from greenlist.applications.process import TransitionRefused
from greenlist.reviews.domain import Fault, return_application
from world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(world: World) -> Application:
    """Evaluated here, the report signed, the commitment too."""
    found = signed(world).engagement.application
    found = Application.objects.select_related("unit", "round", "city").get(pk=found.pk)
    commit(world, found)
    return found


def commit(world: World, application: Application) -> None:
    """The unit's signatory signs the commitment."""
    sign_commitment(application=application, by=world.hat("signatory"), version=application.version)


def hand_in(world: World, application: Application) -> None:
    """And submits."""
    submit_application(application=application, by=world.hat("signatory"), version=application.version)
    application.refresh_from_db()


def test_a_signed_report_is_handed_in_with_its_files(world: World, application: Application) -> None:
    hand_in(world, application)
    version = application.submissions.get()
    assert application.state == "submitted"
    assert [one["witness"] for one in version.evidence if "witness" in one] == ["verified"]
    assert version.data["unit"]["agency"][-1]["value"] == "示例绿色评价有限公司"


def test_an_open_revision_holds_the_submission(world: World, application: Application) -> None:
    engagement = application.engagements.get()
    open_revision(engagement=engagement, by=world.hat("agencyhead"), reason="补充核查一个数")
    with pytest.raises(TransitionRefused) as refused:
        hand_in(world, application)
    assert [one.guard for one in refused.value.objections] == ["G-SIGNED"]


def test_sent_back_it_is_handed_in_again_with_the_report_as_it_was_signed(
    world: World, application: Application
) -> None:
    hand_in(world, application)
    return_application(
        application=application, items=[Fault("unit", "单位信息", "电话打不通")], by=world.hat("city"),
        version=application.version, note="请补正",
    )  # fmt: skip
    application.refresh_from_db()
    assert application.agency == world.organisations["agency"]
    commit(world, application)
    taken = [one.transition for one in carry_on(application=application, by=world.hat("signatory"))]
    assert taken == ["T01", "T03r"]
    application.refresh_from_db()
    hand_in(world, application)
    assert application.submissions.count() == 2
