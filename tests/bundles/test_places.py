"""A project that an agency evaluated elsewhere takes one of its places here, however often it comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from agencies.capped import law_of, used
from greenlist.agencies.models import Engagement
from greenlist.applications.models import Application
from greenlist.rounds.models import Round
from later import put
from world import World, round_of

from .ground import emptied, imported
from .sent_from import bundle_of, by_agency, other_server

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def path(world: World, round_: Round, settings: Settings, tmp_path: Path) -> Path:
    """What the city got of it on its server; here is nothing of it, nor the unit."""
    with other_server(settings, tmp_path / "elsewhere"):
        by_agency(world, round_)
        out = bundle_of(world, round_, tmp_path / "来.zip")
    emptied(units=[world.organisations["unit"]])
    return out


def test_it_counts_once(world: World, round_: Round, path: Path) -> None:
    assert used(world, round_) == 0
    assert len(imported(world, path).written) == 1
    assert used(world, round_) == 1
    assert imported(world, path).written == ()  # the same again
    assert used(world, round_) == 1
    put(Application.objects.get(), "recommended")
    assert used(world, round_) == 1


def test_it_waits_for_the_recommendation_where_that_counts(
    world: World, round_: Round, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    law_of(monkeypatch, cap_counts="recommendation")
    imported(world, path)
    assert used(world, round_) == 0
    put(Application.objects.get(), "recommended")
    assert used(world, round_) == 1


def test_what_is_under_contract_here_is_not_counted_again(
    world: World, round_: Round, settings: Settings, tmp_path: Path
) -> None:
    """The bundle brings the very project that this server's contract is about."""
    by_agency(world, round_)
    out = bundle_of(world, round_, tmp_path / "同.zip")
    assert Engagement.objects.get().state == "contracted"
    assert used(world, round_) == 1
    assert imported(world, out).written == ()
    assert used(world, round_) == 1
