"""One cell into one value of the type its field asks for, or a problem that names the cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from greenlist.documents.limits import MAX_TEXT
from greenlist.engine.application.values import BadValue, read_value
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.fields import Field
from greenlist.engine.messages import Message, say
from greenlist.engine.problems import InputProblem

from .section import Section

DataPath = tuple[str | int, ...]
EXACT_FLOAT = 10**15  # a longer number typed into a cell has lost its last digits
EMPTY = frozenset({"", "/", "-", "—", "－", "／"})
TEXT = Field("", "", "", (), "text", "", 0, "", "", ())
NUMBER = Field("", "", "", (), "number", "*", 0, "", "", ())
INTEGER = Field("", "", "", (), "integer", "*", 0, "", "", ())
DATE = Field("", "", "", (), "date", "", 0, "", "", ())


@dataclass(slots=True)
class Reading:
    """A form while it is read: the data so far, where each value stands, and what was wrong."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[DataPath, str] = field(default_factory=dict)
    problems: list[InputProblem] = field(default_factory=list)
    row_keys: dict[str, list[str]] = field(default_factory=dict)

    def report(self, place: str, message: Message, *, fatal: bool = False) -> None:
        """Note a problem of a cell."""
        self.problems.append(InputProblem(self.file, place, message, fatal))

    def value(self, section: Section, row: int, key: str, asked: Field) -> Any:
        """The value of a cell as its field asks, None where it is empty or at fault (then reported).

        Numbers come as Decimal, dates as date, lists as list of text.
        """
        fault, raw = section.fault(row, key), section.raw(row, key)
        if raw == "" and not fault:
            return None
        try:
            plain = None if fault else _plain(raw, asked)
            value = None if plain is None else _typed(plain, asked)
        except BadValue as bad:
            self.report(section.place(row, key), bad.message)
            return None
        if fault:
            self.report(section.place(row, key), say(fault))
        return value

    def text(self, section: Section, row: int, key: str) -> str:
        """A text cell, '' where empty."""
        return self.value(section, row, key, TEXT) or ""

    def word(self, section: Section, row: int, key: str, words: dict[str, str]) -> str | None:
        """The meaning of a word of a drop-down list, None where empty or none of them (then reported)."""
        text = self.text(section, row, key)
        if text and text not in words:
            self.report(section.place(row, key), say("documents.not_listed", text=text[:40], words=list(words)))
        return words.get(text)


def _plain(raw: Any, asked: Field) -> Any:
    """A raw cell as str, Decimal, bool or date; None for an empty one. Raises BadValue."""
    if isinstance(raw, str):
        if len(raw) > MAX_TEXT:
            raise BadValue(say("documents.cell_too_long", length=len(raw), most=MAX_TEXT))
        return None if raw.strip() in EMPTY else raw.strip()
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (int, float)):
        return _number(raw, asked)
    if isinstance(raw, dt.datetime):
        if raw.time() != dt.time(0):
            raise BadValue(say("documents.time_cell", text=raw.isoformat(" ")))
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    raise BadValue(say("documents.time_cell", text=str(raw)))


def _number(raw: float, asked: Field) -> Any:
    if asked.type not in {"number", "integer"} and abs(raw) >= EXACT_FLOAT:
        raise BadValue(say("documents.long_number"))
    number = Decimal(repr(raw))
    whole = number.to_integral_value()
    return whole if number == whole and abs(number) < EXACT_FLOAT else number


def _typed(plain: Any, asked: Field) -> Any:
    if asked.type in {"number", "integer"}:
        return _as_number(plain, asked)
    if asked.type == "date":
        return _as_date(plain)
    if asked.type == "bool" and isinstance(plain, bool):
        return plain
    stated = ("是" if plain else "否") if isinstance(plain, bool) else plain
    given = read_value(format(stated, "f") if isinstance(stated, Decimal) else stated, asked)
    value = given[-1].value if given else None
    return list(value) if isinstance(value, tuple) else value


def _as_number(plain: Any, asked: Field) -> Decimal:
    if isinstance(plain, dt.date):
        raise BadValue(say("documents.number_is_date", text=plain.isoformat()))
    number = parse_decimal(plain) if isinstance(plain, str) else plain
    if not isinstance(number, Decimal):
        raise BadValue(say("documents.number_expected", text=str(plain)[:40]))
    if asked.type == "integer" and number != number.to_integral_value():
        raise BadValue(say("documents.integer_expected", text=str(plain)[:40]))
    return number


def _as_date(plain: Any) -> dt.date:
    if isinstance(plain, dt.date):
        return plain
    try:
        given = read_value(format(plain, "f") if isinstance(plain, Decimal) else str(plain), DATE)
    except BadValue:
        given = ()
    if not given or not isinstance(given[-1].value, dt.date):
        raise BadValue(say("documents.date_expected", text=str(plain)[:40]))
    return given[-1].value
