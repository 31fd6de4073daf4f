"""Claimed beside verified, and what it does to the score: read from a chain whose standard computes one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from greenlist.agencies.domain.verified import verify_value
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.differences import Differences, differences, signed
from greenlist.agencies.queries.verifying import values_of
from world import World

from .verifying import FOOD, TEXTILE, claimed

pytestmark = pytest.mark.django_db


def verified(world: World, engagement: Engagement, place: str, content: str) -> Differences:
    verify_value(
        application=engagement.application, place=place, content=content, by=world.hat("evaluator"), reason="抽查合同"
    )
    return differences(engagement.application)


@pytest.mark.requirement("REQ-53")
def test_the_verified_value_moves_the_score(world: World) -> None:
    engagement = claimed(world, TEXTILE)
    before = differences(engagement.application)
    assert (before.shown_claimed, before.shown_verified, before.rows) == ("83.50", "83.50", ())
    value, found = next(
        (one, apart)
        for one in values_of(engagement.application)
        if one.needed and one.number(one.claimed)
        if (apart := verified(world, engagement, one.place, str(one.number(one.claimed) / 2))).change
    )
    row = next(one for one in found.rows if one.place == value.place)
    assert (row.state, row.shown_percent, row.reason) == ("differs", "−50%", "抽查合同")
    assert found.score_claimed == Decimal("83.5")
    assert found.effects
    assert found.change == sum(one.points for one in found.effects if one.points is not None)


def test_both_sides_state_the_score_that_no_standard_computes(world: World) -> None:
    engagement = claimed(world, FOOD)
    verify_value(
        application=engagement.application, place="claimed_score", content={"total": "85.6"}, reason="逐项评定",
        by=world.hat("evaluator"),
    )  # fmt: skip
    found = differences(engagement.application)
    assert (found.computed, found.shown_claimed, found.shown_verified) == (False, "", "85.60")
    assert found.rows == ()  # the score stands on top


def test_a_percentage_of_nothing_is_none(world: World) -> None:
    engagement = claimed(world, FOOD)
    found = verified(world, engagement, "values.floor_area_over_8m", "10")
    assert [(one.shown, one.percent) for one in found.differing] == [("+10", None)]


@pytest.mark.parametrize(
    ("number", "shown"), [(None, ""), (Decimal(0), "0"), (Decimal("1500.5"), "+1,500.5"), (Decimal(-3), "−3")]
)
def test_differences_carry_their_sign(number: Decimal | None, shown: str) -> None:
    assert signed(number) == shown
