"""What an agency verifies stands beside the claim, with its basis; the claim stays (REQ-53)."""

from __future__ import annotations

import pytest

from greenlist.agencies.domain.verified import confirm_as_claimed, judge_item, verify_value
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.verifying import Value, tallies, values_of
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from world import World

from .verifying import claimed, stand_at

pytestmark = pytest.mark.django_db
PLACE = "values.floor_area"


@pytest.fixture
def engagement(world: World) -> Engagement:
    return claimed(world)


def at(engagement: Engagement, place: str = PLACE) -> Value:
    return next(one for one in values_of(engagement.application) if one.place == place)


def verified(world: World, engagement: Engagement, content: str = "27450", **more: object) -> None:
    verify_value(
        application=engagement.application, place=PLACE, content=content, by=world.hat("evaluator"),
        reason="按产权证重新汇总", **more,
    )  # fmt: skip


@pytest.mark.requirement("REQ-53")
def test_the_claim_stays_beside_what_was_verified(world: World, engagement: Engagement) -> None:
    verified(world, engagement)
    value = at(engagement)
    assert value.claimed is not None
    assert value.verified is not None
    assert (str(value.claimed.content), value.verified.content) == ("30500", "27450")
    assert value.verified.reason == "按产权证重新汇总"
    assert (value.state, value.waiting) == ("differs", False)
    assert Entry.objects.filter(act="application.verified").count() == 1


def test_the_same_in_another_writing_agrees(world: World, engagement: Engagement) -> None:
    verified(world, engagement, "30,500.0")
    assert at(engagement).state == "same"


def test_a_claim_made_since_waits_again(world: World, engagement: Engagement) -> None:
    verified(world, engagement)
    claim = at(engagement).claimed
    assert claim is not None
    engagement.application.statements.filter(pk=claim.pk).update(current=False)
    claim.pk, claim.content, claim.at = None, "27450", at(engagement).verified.at.replace(year=2099)  # type: ignore[union-attr]
    claim.save(force_insert=True)
    assert (at(engagement).state, at(engagement).waiting) == ("changed", True)


def test_no_word_without_its_basis(world: World, engagement: Engagement) -> None:
    with pytest.raises(Refused):
        verify_value(
            application=engagement.application, place=PLACE, content="1", by=world.hat("evaluator"), reason=" "
        )


@pytest.mark.parametrize("who", ["owner", "otherevaluator", "agencyreviewer", "city"])
def test_nobody_else_verifies(world: World, engagement: Engagement, who: str) -> None:
    with pytest.raises(NotAllowed):
        verify_value(application=engagement.application, place=PLACE, content="1", by=world.hat(who), reason="看过")


@pytest.mark.parametrize("state", ["technically_reviewed", "submitted", "draft"])
def test_not_when_signed_or_handed_in(world: World, engagement: Engagement, state: str) -> None:
    stand_at(engagement.application, state)
    with pytest.raises(NotAllowed):
        verified(world, engagement)


def test_a_condition_keeps_the_proofs_of_the_unit(world: World, engagement: Engagement) -> None:
    judge_item(
        application=engagement.application, place="conditions.NEG-6", answer="not_met", reason="查询结果有记录",
        by=world.hat("evaluator"),
    )  # fmt: skip
    value = at(engagement, "conditions.NEG-6")
    assert value.verified is not None
    assert value.claimed is not None
    assert value.verified.content["answer"] == "not_met"
    assert value.verified.content.get("proof") == value.claimed.content.get("proof")
    assert value.state == "differs"


def test_a_judgement_says_something(world: World, engagement: Engagement) -> None:
    with pytest.raises(Refused):
        judge_item(
            application=engagement.application, place="conditions.NEG-6", answer="", reason="看过",
            by=world.hat("evaluator"),
        )  # fmt: skip


def test_several_are_confirmed_as_claimed_on_one_basis(world: World, engagement: Engagement) -> None:
    waiting = [one for one in values_of(engagement.application) if one.waiting]
    made = confirm_as_claimed(
        application=engagement.application, places=[one.place for one in waiting], reason="与台账一致",
        by=world.hat("evaluator"),
    )  # fmt: skip
    assert len(made) == len(waiting) > 20
    values = values_of(engagement.application)
    assert {one.state for one in values if one.claimed} == {"same"}
    assert {one.verified.reason for one in values if one.verified} == {"与台账一致"}
    assert all(one.done == one.total for one in tallies(values))


@pytest.mark.parametrize(("places", "reason"), [((PLACE,), ""), ((), "看过"), ((PLACE, "values.nothing"), "看过")])
def test_all_are_confirmed_or_none(world: World, engagement: Engagement, places: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Refused):
        confirm_as_claimed(application=engagement.application, places=places, reason=reason, by=world.hat("evaluator"))
    assert at(engagement).verified is None
