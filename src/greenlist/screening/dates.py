"""Dates as list files write them (screening.md 9): five forms, Excel's serial days, seconds of the epoch."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

# What stands in a cell where there is nothing to say, in the widest sense: also an end that never comes.
BLANK = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "/",
        "//",
        "\\",
        "\\N",
        "无",
        "空",
        "暂无",
        "NULL",
        "NONE",
        "NAN",
        "N/A",
        "(NULL)",
        "<NULL>",
    }
)
_NEVER = frozenset({"长期", "永久", "无期限", "长期有效", "未知", "不详", "0", "0000-00-00", "00000000"})
_PARTS = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[T ].*|\d{1,2}[:时].*)?")
_DIGITS = re.compile(r"(\d{8})(?:\d{4}|\d{6})?(?:[T ].*)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.0+)?")
_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?:[-_.]?|年)(0?[1-9]|1[0-2])(?:[-_.]?|月)(0?[1-9]|[12]\d|3[01])(?!\d)")
_EXCEL_ZERO = date(1899, 12, 30)
_EPOCH_ZERO = date(1970, 1, 1)
_EAST = 8 * 3600  # lists are drawn in Beijing
_DAY = 24 * 3600
_FIRST, _LAST = date(1949, 10, 1), date(2100, 1, 1)  # of days counted as numbers; years written out may lie later
_SECONDS_DIGITS = 10


class NotADate(ValueError):
    """A text that tells no day."""


def read_date(text: str) -> date | None:
    """The day a cell tells; None where it is blank or says that there is no end.

    Hours are cut off. A month or a year alone tells no day, nor does a day that does not exist.

    Raises:
        NotADate: anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.upper() in BLANK or plain in _NEVER:
        return None
    found = _PARTS.fullmatch(plain) or _PARTS.fullmatch(plain.replace(" ", ""))
    if found:
        return _made(*found.groups())
    if (serial := _SERIAL.fullmatch(plain)) is not None:
        return _counted(_EXCEL_ZERO, int(serial.group(1)))
    written = _DIGITS.fullmatch(plain)
    if written and (day := _written(written.group(1))) is not None:
        return day
    if (epoch := _EPOCH.fullmatch(plain)) is not None:
        return _since_epoch(epoch.group(1))
    raise NotADate(text)


def _made(year: str, month: str, day: str) -> date:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        raise NotADate(f"{year}-{month}-{day}") from None
    if made < _FIRST:  # 1900-01-01 is how systems write "nothing"; no list is as old as that
        raise NotADate(made.isoformat())
    return made


def _written(digits: str) -> date | None:
    """YYYYMMDD; None where the digits are no day and may count seconds."""
    try:
        return _made(digits[:4], digits[4:6], digits[6:])
    except NotADate:
        return None


def _since_epoch(digits: str) -> date:
    if len(digits) == _SECONDS_DIGITS and digits[8:] < "24" and _written(digits[:8]):
        raise NotADate(digits)  # a day with its hour as well as a second of 2033 or 2034
    seconds = int(digits) if len(digits) <= _SECONDS_DIGITS else int(digits) // 1000
    return _counted(_EPOCH_ZERO, (seconds + _EAST) // _DAY)


def _counted(zero: date, days: int) -> date:
    day = zero + timedelta(days=days)
    if not _FIRST <= day < _LAST:
        raise NotADate(str(days))
    return day


def date_in_name(name: str) -> date | None:
    """The day a file name tells (20240710, 2024-07-10, 2024年7月10日); None where it tells none."""
    for found in _DATE_IN_NAME.finditer(name):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            continue
    return None
