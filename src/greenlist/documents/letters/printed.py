"""Who printed a letter when, in its foot (印发机关, 印发日期, GB/T 9704-2012, 7.4.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .content import Letter


def printed(letter: Letter, by: str = "", on: date | None = None) -> Letter:
    """The letter with its own printing office and date; '' and None leave those it has: the office, its date."""
    office, _, day = letter.printed.partition("　")
    day = f"{on.year}年{on.month}月{on.day}日印发" if on else day
    return replace(letter, printed=f"{' '.join(by.split()) or office}　{day}")
