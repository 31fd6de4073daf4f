"""Two runs side by side."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.comparing import compare
from greenlist.screenings.models import Run
from world import World, round_of

from .ground import AS_OF, handed_in, imported, made_up, many_handed_in, penalty, run_city

PENALTIES = "credit_china_penalties"
NEXT = AS_OF + timedelta(days=1)


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def run_on_next(world: World, round_: Round) -> Run:
    return domain.run(
        round=round_, authority=world.places["changchun"], purpose="on_demand", as_of=NEXT, by=world.hat("city")
    )


def test_new_gone_and_changed(world: World, round_: Round, tmp_path: Path) -> None:
    first, second, third = many_handed_in(world, round_, made_up(world, 3))
    stays = penalty(third.unit.name, third.unit.uscc, number=3)
    row = imported(world, tmp_path, PENALTIES, [penalty(first.unit.name, first.unit.uscc, number=1), stays])
    earlier = run_city(world, round_)
    domain.withdraw_list(list_file=row, reason="换一份", by=world.hat("province"))
    imported(
        world, tmp_path, PENALTIES,
        [penalty(second.unit.name, second.unit.uscc, number=2), stays | {"状态": "已撤销"}], as_of=NEXT,
    )  # fmt: skip
    found = compare(earlier, run_on_next(world, round_))
    by_name = {one.unit.name: one for one in found.differing}
    gone, new, changed = (by_name[one.unit.name] for one in (first, second, third))
    assert ([one.outcome for one in gone.gone], gone.new, gone.changed) == (["hit"], (), ())
    assert ([one.outcome for one in new.new], new.gone, new.changed) == (["hit"], (), ())
    ((before, after),) = [(one.before, one.after) for one in changed.changed]
    assert (before.outcome, after.outcome, after.history) == ("hit", "clear", True)
    assert new.before is not None
    assert new.after is not None
    assert (new.before.outcome, new.after.outcome) == ("undetermined", "hit")


def test_units_of_one_run_alone_are_named_and_do_not_differ(world: World, round_: Round) -> None:
    handed_in(world, round_)
    earlier = run_city(world, round_)
    handed_in(world, round_, "neighbour")
    later = run_city(world, round_)
    found = compare(earlier, later)
    assert (found.differing, found.same) == ([], 1)
    assert [one.unit.name for one in found.only_later] == ["邻居机械有限公司"]
    assert compare(later, earlier).only_earlier[0].unit.name == "邻居机械有限公司"


@pytest.mark.parametrize("count", [2, 20])
def test_it_costs_the_same_for_few_and_many(
    world: World, round_: Round, tmp_path: Path, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many_handed_in(world, round_, made_up(world, count))
    imported(world, tmp_path, PENALTIES, [penalty("某", uscc(1000 + n), number=n) for n in range(count)])
    earlier, later = run_city(world, round_), run_city(world, round_)
    with django_assert_num_queries(4):
        assert compare(earlier, later).same == count
