"""What units are screened against: files in use, and the removals that the ledger of the green lists knows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from greenlist.engine import clock
from greenlist.listings.models import Change
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round
from greenlist.screening.names import name_key
from greenlist.screening.snapshots import Snapshot
from greenlist.screenings import domain
from greenlist.screenings.snapshots import snapshots_of
from world import World, round_of

from .ground import AS_OF, UNIT, conditions, every_list, grave, handed_in, imported, run_city


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def lists(round_: Round, place: Jurisdiction) -> list[Snapshot]:
    return snapshots_of(place, book_of(round_).list_sources(round_.policy_id))


def removed(world: World, name: str, *, on: date = date(2023, 5, 1)) -> Change:
    return Change.objects.create(
        authority=world.places["220000"], level="national", what="removed", kind="factory", name=name,
        name_key=name_key(name), announced_on=on, label="第五批", at=clock.now(),
    )  # fmt: skip


def test_files_in_use_in_the_order_they_came(world: World, round_: Round, tmp_path: Path) -> None:
    later = imported(world, tmp_path, "gsxt_status")
    earlier = imported(world, tmp_path, "gsxt_status", as_of=AS_OF - timedelta(days=9))
    gone = imported(world, tmp_path, "gsxt_abnormal")
    domain.withdraw_list(list_file=gone, reason="传错了文件", by=world.hat("province"))
    found = lists(round_, world.places["220000"])
    assert [(one.source, one.sha256, one.as_of) for one in found] == [
        ("gsxt_status", later.sha256, AS_OF), ("gsxt_status", earlier.sha256, AS_OF - timedelta(days=9))
    ]  # fmt: skip
    assert all(one.path.is_file() for one in found)


def test_lists_of_another_province_are_none_of_ours(world: World, round_: Round, tmp_path: Path) -> None:
    imported(world, tmp_path, "gsxt_status")
    assert lists(round_, world.places["cn"]) == []


def test_removals_of_the_ledger_are_a_list(world: World, round_: Round) -> None:
    place = world.places["220000"]
    assert lists(round_, place) == []
    removed(world, "虚构甲厂")
    (ledger,) = lists(round_, place)
    assert (ledger.source, ledger.rows, ledger.as_of) == ("green_list_removals", 1, None)
    removed(world, "虚构乙厂")
    assert lists(round_, place)[0].rows == 2


def test_the_ledger_alone_makes_nobody_clear(world: World, round_: Round, tmp_path: Path) -> None:
    removed(world, "虚构甲厂")
    (alone,) = lists(round_, world.places["220000"])
    assert (alone.complete, "移出公告" in alone.trouble) == (False, True)
    imported(world, tmp_path, "green_list_removals")
    assert [one.complete for one in lists(round_, world.places["220000"])] == [True, True]


def test_a_unit_removed_from_a_list_is_found_by_its_ledger(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    every_list(world, tmp_path)
    removed(world, UNIT)
    unit = run_city(world, round_).units.get()
    assert conditions(unit)["NEG-3"] == "candidate"
    (found,) = grave(unit)
    assert (found.source, found.ruling["record"]["original"]["批次"]) == ("green_list_removals", "第五批")
