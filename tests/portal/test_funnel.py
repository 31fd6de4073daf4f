"""Numbers of the watch: reached, here now, ended apart, days in the queue. Pure, beside a plain count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.lawbook import LawBook
from greenlist.portal.funnel import APART, RETURNED, Case, Group, Steps, ages, funnel, groups
from greenlist.portal.watching_map import tile_map

STEPS = Steps(LawBook().process("national-2024"))
NOW = datetime(2024, 7, 20, 4, tzinfo=UTC)
STATES = st.sampled_from([*STEPS.ids, *APART, "draft", "self_screened"])


def case(
    state: str, *, far: int = -1, days: int = 0, city: int = 1, kind: str = "factory", industry: str = "13"
) -> Case:
    return Case(1, state, NOW - timedelta(days=days), city, kind, industry, far)


def test_the_steps_lead_from_handing_in_to_the_list() -> None:
    assert STEPS.ids[0] == "submitted"
    assert STEPS.ids[-1] == "listed"
    assert not set(STEPS.ids) & {*APART, "draft"}
    assert STEPS.next_actor["submitted"] == "city"
    assert STEPS.next_actor["recommended"] == "province"


def test_reached_is_by_the_way_and_by_where_it_stands() -> None:
    found = funnel([case("submitted"), case("consulted"), case("rejected", far=2), case("draft", far=0)], STEPS)
    assert [(one.reached, one.now) for one in found.stages[:4]] == [(4, 1), (2, 0), (2, 1), (0, 0)]
    assert {name: count for name, _label, count in found.apart} == {"rejected": 1, "not_listed": 0, "blocked": 0}
    assert (found.returned, found.total) == (1, 4)


@given(st.lists(st.builds(case, STATES, far=st.integers(-1, len(STEPS.ids) - 1)), max_size=30))
def test_nobody_is_lost_and_the_funnel_narrows(cases: list[Case]) -> None:
    found = funnel(cases, STEPS)
    assert sum(one.now for one in found.stages) + sum(n for _s, _l, n in found.apart) + found.returned == len(cases)
    reached = [one.reached for one in found.stages]
    assert reached == sorted(reached, reverse=True)
    assert all(one.now <= one.reached for one in found.stages)
    parted = groups(cases, STEPS, lambda one: one.kind, {"factory": "工厂"})
    assert sum(one.total for one in parted) == len(cases)
    assert [sum(one.reached[place] for one in parted) for place in range(len(STEPS.ids))] == reached


def test_every_name_has_its_line_and_strangers_come_last() -> None:
    found = groups([case("submitted", city=2)], STEPS, lambda one: str(one.city), {"1": "甲市"})
    assert [(one.name, one.total, one.open) for one in found] == [("甲市", 0, 0), ("2", 1, 1)]


def test_the_queue_is_told_in_whole_days() -> None:
    found = ages([case("submitted", days=one) for one in (1, 4, 10)] + [case("listed", days=99), case("rejected")],
                 STEPS, NOW)  # fmt: skip
    assert [(one.state, one.count, one.median, one.longest, one.actor) for one in found] == [
        ("submitted", 3, 4, 10, "city")
    ]
    assert ages([], STEPS, NOW) == []
    assert RETURNED not in STEPS.place


def group(name: str, total: int) -> Group:
    return Group(name, name, [total], 0, total, total)


def test_the_map_places_the_units_of_jilin_and_says_where_it_does_not(book: LawBook) -> None:
    names = [row.text("name").removesuffix("工信局").removesuffix("经发局")
             for row in book.table("recommending_units_jilin").rows]  # fmt: skip
    found = tile_map("吉林省", [group(name, place) for place, name in enumerate(names)])
    assert found.known
    assert len({(one.x, one.y) for one in found.tiles}) == 11
    assert [found.tiles[0].shade, found.tiles[1].shade, found.tiles[-1].shade] == [0, 1, 4]
    other = tile_map("河南省", [group("郑州市", 3), group("开封市", 0)])
    assert not other.known
    assert [one.shade for one in other.tiles] == [4, 0]
    assert tile_map("吉林省", []).tiles == []
