"""States by a day: renamings before removals, nobody escapes under a new name."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from greenlist.listings.states import Event, Listed, names_of, states_at
from greenlist.screening.names import name_key

D = date(2024, 1, 5)
LINE = Listed(1, "factory", "甲示例有限公司", name_key("甲示例有限公司"), listed_on=date(2020, 1, 1))


def event(number: int, what: str, name: str, new: str = "", on: date | None = D, entry: int | None = 1) -> Event:
    return Event(number, what, "factory", name, name_key(name), new, name_key(new) if new else "", on, entry)


def test_a_line_over_time() -> None:
    events = [
        event(1, "renamed", "甲示例有限公司", "乙示例有限公司", date(2022, 3, 1)),
        event(2, "removed", "乙示例有限公司", on=date(2024, 1, 5)),
    ]
    seen = {
        day: states_at([LINE], events, day)[1]
        for day in (date(2020, 1, 1), date(2022, 3, 1), date(2024, 1, 4), date(2024, 1, 5))
    }
    assert [one.status for one in seen.values()] == ["published", "renamed", "renamed", "removed"]
    assert [one.name for one in seen.values()] == ["甲示例有限公司", *["乙示例有限公司"] * 3]
    assert states_at([LINE], events, date(2019, 12, 31)) == {}


def test_on_one_day_the_renaming_comes_first() -> None:
    events = [event(1, "removed", "乙示例有限公司"), event(2, "renamed", "甲示例有限公司", "乙示例有限公司")]
    state = states_at([LINE], events)[1]
    assert (state.status, state.name) == ("removed", "乙示例有限公司")
    assert [one.what for one in state.events] == ["renamed", "removed"]


def test_a_removed_unit_stays_removed_under_a_later_name() -> None:
    events = [
        event(1, "removed", "甲示例有限公司"),
        event(2, "renamed", "甲示例有限公司", "新示例有限公司", date(2025, 1, 1)),
    ]
    assert states_at([LINE], events)[1].status == "removed"


def test_what_is_linked_to_nothing_changes_nothing() -> None:
    assert states_at([LINE], [event(1, "removed", "甲示例有限公司", entry=None)])[1].status == "published"


def test_a_change_without_a_day_counts_from_the_beginning() -> None:
    assert states_at([LINE], [event(1, "removed", "甲示例有限公司", on=None)], date(2020, 1, 1))[1].status == "removed"


def test_a_draft_only_proposes() -> None:
    draft = Listed(2, "factory", "甲", "甲", proposed=True)
    assert states_at([draft], [])[2].status == "proposed"


def test_a_removal_is_known_under_every_name() -> None:
    removal = event(9, "removed", "乙示例有限公司", entry=None)
    events = [
        removal,
        event(1, "renamed", "甲示例有限公司", "乙示例有限公司", entry=None),
        event(2, "renamed", "乙示例（长春）有限公司", "丙", entry=None),
        event(3, "renamed", "乙示例有限公司", "丁示例有限公司", date(2025, 1, 1), entry=None),
        Event(4, "renamed", "park", "乙示例有限公司", name_key("乙示例有限公司"), "戊", "戊", D),
    ]
    assert set(names_of(removal, events)) == {"乙示例有限公司", "甲示例有限公司", "丁示例有限公司"}
    assert names_of(removal, events)[0] == "乙示例有限公司"


names = st.sampled_from(["甲", "乙", "丙", "丁"])


@given(st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=6), st.permutations(range(6)))
def test_the_names_of_a_removal_do_not_depend_on_the_order_of_the_renamings(
    pairs: list[tuple[str, str]], order: list[int]
) -> None:
    removal = event(99, "removed", "甲", entry=None)
    events = [event(number, "renamed", old, new, entry=None) for number, (old, new) in enumerate(pairs)]
    shuffled = [events[position] for position in order if position < len(events)]
    assert set(names_of(removal, events)) == set(names_of(removal, shuffled))
