"""Dates of list files: the forms met, blanks, and what is no day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.screening.dates import NotADate, read_date

DAY = date(2019, 7, 13)
DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2019-07-13", "2019-7-13", "2019/7/13", "2019.07.13", "2019年07月13日", "2019年7月13日", "2019年7月13",
        "20190713", "２０１９年７月１３日", " 2019-07-13 ", "2019 年 7 月 13 日", "2019-07-13 09:30:00",
        "2019-07-13T00:00:00.000+08:00",
        "2019/7/13 9:30", "2019年7月13日9时30分", "20190713093000", "201907130930", "20190713 09:30",
        "43659", "43659.5", "43659.0",
        "1562947200", "1562947200000", "1563000000", "1562947200.0",
    ],
)  # fmt: skip
def test_every_form_met_tells_the_day(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["", " ", "-", "—", "/", "无", "NULL", "null", "长期", "永久", "0000-00-00", "０", "\\N"]
)
def test_blanks_and_ends_that_never_come_tell_no_day(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2019-13-01", "2019-02-29", "2019-07", "2019年7月", "2019", "13/07/2019", "昨天", "2019-07-13abc", "1900-01-01",
        "18991231", "99999", "12345", "9.1E+17", "20191340", "2024071310", "-43659", "2019--07-13",
    ],
)  # fmt: skip
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(NotADate):
        read_date(text)


def test_years_far_ahead_are_kept_where_they_are_written_out() -> None:
    assert read_date("2099-12-31") == date(2099, 12, 31)
    assert read_date("9999-12-31") == date(9999, 12, 31)


def test_the_epoch_is_read_as_beijing_time() -> None:
    east = timezone(timedelta(hours=8))
    last_second = datetime(2024, 7, 12, 23, 59, 59, tzinfo=east)
    assert read_date(str(int(last_second.timestamp()))) == date(2024, 7, 12)
    assert read_date(str(int(last_second.timestamp()) + 1)) == date(2024, 7, 13)
    assert last_second.astimezone(UTC).day == 12


@given(DAYS)
def test_a_day_written_in_any_form_is_that_day(day: date) -> None:
    for text in (
        day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y.%m.%d} 08:00:00",
    ):  # fmt: skip
        assert read_date(text) == day


@given(st.dates(date(1955, 1, 1), date(2099, 12, 31)))
def test_excels_serial_days(day: date) -> None:
    assert read_date(str((day - date(1899, 12, 30)).days)) == day


@given(st.dates(date(2001, 9, 10), date(2032, 12, 31)), st.integers(0, 24 * 3600 - 1))
def test_seconds_and_milliseconds_of_the_epoch(day: date, second: int) -> None:
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=8))).timestamp()) + second
    assert read_date(str(seconds)) == day
    assert read_date(f"{seconds}123") == day


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    try:
        day = read_date(text)
    except NotADate:
        return
    assert day is None or isinstance(day, date)
