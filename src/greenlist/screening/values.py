"""Dates and amounts as text for the store: an ISO day, an amount in 元 with its cents."""

from __future__ import annotations

from collections.abc import Callable

from greenlist.engine.lawbook.schema.lists import Unit

from .amounts import NotAnAmount, read_amount
from .dates import NotADate, read_date

NOT_UNDERSTOOD = "?"


def iso_day(text: str) -> str:
    """The day of a cell, '' where it tells none, NOT_UNDERSTOOD where nobody can say."""
    if not text:
        return ""
    try:
        day = read_date(text)
    except NotADate:
        return NOT_UNDERSTOOD
    return day.isoformat() if day else ""


def amount_reader(unit: Unit) -> Callable[[str], str]:
    """What reads the cells of an amount header in this unit."""

    def read(text: str) -> str:
        try:
            amount = read_amount(text, unit)
        except NotAnAmount:
            return NOT_UNDERSTOOD
        return "" if amount is None else f"{amount:f}"

    return read
