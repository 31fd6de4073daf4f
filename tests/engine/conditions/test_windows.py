"""The look-back window: borders, leap days, open anchors, what counts as used."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.case import Case, Kind
from greenlist.engine.conditions.windows import Lies, deadline_day, window_of, years_before
from greenlist.engine.facts import AnyFact, Fact, Mark
from greenlist.engine.lawbook import LawBook

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))
POLICY = LawBook().policy("jilin-2024")


def case(applied_on: date | None) -> Case:
    return Case(Kind.FACTORY, "示例厂", "", 2023, applied_on=applied_on)


@pytest.mark.requirement("REQ-10")
@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2024, 7, 20), date(2021, 7, 20)),
        (date(2024, 2, 29), date(2021, 2, 28)),
        (date(2023, 2, 28), date(2020, 2, 28)),
        (date(2027, 3, 1), date(2024, 3, 1)),
    ],
)
def test_three_years_before(day: date, earlier: date) -> None:
    assert years_before(day, 3) == earlier


@given(DAYS, st.integers(min_value=0, max_value=50))
def test_years_before_keeps_month_and_never_runs_ahead(day: date, years: int) -> None:
    earlier = years_before(day, years)
    assert (earlier.year, earlier.month) == (day.year - years, day.month)
    assert earlier.day == day.day or (day.day, earlier.day) == (29, 28)


@given(DAYS, DAYS)
def test_years_before_keeps_order(first: date, second: date) -> None:
    assert (years_before(first, 3) <= years_before(second, 3)) or first > second


@pytest.mark.requirement("REQ-10")
def test_open_anchor_is_used_only_where_the_answer_depends_on_it() -> None:
    window = window_of(case(date(2024, 7, 20)), POLICY)
    used = {day: [fact.id for fact in window.place(day).facts] for day in (date(2023, 5, 6), date(2021, 7, 25))}
    assert used[date(2023, 5, 6)] == ["jilin-2024/exclusion.window_years"]
    assert "jilin-2024/exclusion.window_anchor" in used[date(2021, 7, 25)]


@pytest.mark.requirement("REQ-10")
def test_without_application_date_the_other_two_anchors_bracket_it() -> None:
    window = window_of(case(None), POLICY)
    assert window.place(date(2023, 5, 6)).lies is Lies.INSIDE
    assert window.place(date(2015, 5, 6)).lies is Lies.OUTSIDE
    assert window.place(date(2021, 3, 1)).lies is Lies.UNSURE


def test_without_application_date_and_city_deadline_nothing_is_sure() -> None:
    window = window_of(case(None), LawBook().policy("cn-2024"))
    place = window.place(date(2015, 5, 6))
    assert place.lies is Lies.UNSURE
    assert "申报日期" in str(place.reason)


def test_open_number_of_years_is_unsure() -> None:
    years: AnyFact = Fact(value=None, mark=Mark.PUBLISHED, source="n196", id="x/years")
    place = window_of(case(date(2024, 7, 20)), POLICY, years).place(date(2023, 5, 6))
    assert place.lies is Lies.UNSURE
    assert place.facts == (years,)


def test_an_event_after_the_anchor_is_not_outside() -> None:
    assert window_of(case(date(2024, 7, 20)), POLICY).place(date(2024, 9, 1)).lies is Lies.INSIDE


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2024, 8, 1), date(2024, 8, 1)),
        ("2024-08-01", date(2024, 8, 1)),
        ("07-31", date(2024, 7, 31)),
        ("八月", None),
        (None, None),
    ],
)
def test_deadline_as_a_day(value: date | str | None, day: date | None) -> None:
    fact: Fact[date | str] = Fact(value=value, mark=Mark.PUBLISHED, source="n196")
    assert deadline_day(fact, 2024) == day
