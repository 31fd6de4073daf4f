"""Dates in the texts of the 推荐汇总表: one way of writing them, and only days that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from greenlist.engine.messages import Message, say

# a year of this or the last century, month and day, in any of the ways people write them
_WRITTEN = re.compile(
    r"(?<![\dA-Za-z.])((?:19|20)\d{2})(?P<a>[-./年])\s?(\d{1,2})(?P<b>[-./月])\s?(\d{1,2})(?P<c>日?)(?![\d.])"
)
_GOOD = {("-", "-", ""), ("年", "月", "日")}


def date_faults(text: str) -> Iterator[tuple[str, Message]]:
    """What is wrong with the dates in a text: severity and message."""
    for found in _WRITTEN.finditer(text):
        year, month, day = int(found[1]), int(found[3]), int(found[5])
        try:
            on = date(year, month, day)
        except ValueError:
            yield "error", say("summary.no_such_day", text=found[0])
            continue
        signs = (found["a"], found["b"], found["c"])
        padded = signs != ("-", "-", "") or found[0] == on.isoformat()
        if signs not in _GOOD or not padded:
            yield "warning", say("summary.date_form", text=found[0], plain=on.isoformat())
