"""One stated value into a `Given`: by the type and unit of its field, never by guessing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from greenlist.engine.case import WITNESS_ORDER, Given, Scalar, Witness
from greenlist.engine.decimals import is_figure, parse_decimal
from greenlist.engine.fields import OWN_UNITS, Field
from greenlist.engine.messages import Message, say
from greenlist.engine.units import ANY, UnitError, convert

MAX_TEXT = 10_000  # longer than any answer a form asks for; a longer cell is a pasted document
_NUMBER_WITH_UNIT = re.compile(r"([-+−\d.,eE ]+?)\s*([^\d\s.,+-].*)")
_PLAIN_NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")  # a number, though none we can take
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YES = {"true": True, "yes": True, "是": True, "有": True, "√": True}
_NO = {"false": False, "no": False, "否": False, "无": False, "×": False}


class BadValue(ValueError):
    """A value that does not fit its field; `message` says what is expected."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message


def read_value(stated: Any, field: Field) -> tuple[Given, ...]:
    """Every witness of one value in order of authority, none where it is empty. Raises BadValue."""
    if isinstance(stated, list) and field.type != "list" and all(isinstance(entry, dict) for entry in stated):
        given = [one for entry in stated for one in read_value(entry, field)]
        return tuple(sorted(given, key=lambda one: WITNESS_ORDER.index(one.witness)))
    if isinstance(stated, dict):
        return _from_block(stated, field)
    one = _given(stated, "", field)
    return () if one is None else (one,)


def _from_block(block: dict[str, Any], field: Field) -> tuple[Given, ...]:
    unknown = set(block) - {"value", "unit", "witness", "evidence", "reason"}
    if unknown or "value" not in block:
        raise BadValue(say("input.value_block", keys=sorted(unknown) or ["value"]))
    witness = block.get("witness", "claimed")
    if witness not in set(Witness):
        raise BadValue(say("input.witness_unknown", word=witness, words=list(Witness)))
    one = _given(block["value"], str(block.get("unit") or ""), field)
    if one is None:
        return ()
    return (
        Given(one.value, one.unit, Witness(witness), str(block.get("evidence") or ""), one.stated,
              str(block.get("reason") or "")),
    )  # fmt: skip


def _given(stated: Any, unit: str, field: Field) -> Given | None:
    if stated is None or (isinstance(stated, str) and stated.strip() in {"", "/", "-", "—"}):
        return None  # "/" and "-" are how forms print "nothing here"
    if isinstance(stated, str) and len(stated) > MAX_TEXT:
        raise BadValue(say("input.text_long", most=MAX_TEXT))
    if field.type in {"number", "integer"}:
        return _number(stated, unit, field)
    return Given(_READERS[field.type](stated, field))


def _number(stated: Any, unit: str, field: Field) -> Given:
    number, unit = _split(stated, unit, field)
    if field.type == "integer" and number != number.to_integral_value():
        raise BadValue(say("input.integer_expected", text=str(stated)))
    if not unit or unit == field.unit:
        # A column of any unit has none of its own: "" lets the unit column beside it speak.
        return Given(number, "" if field.unit == ANY else field.unit)
    if field.unit in OWN_UNITS:
        return Given(number, unit)
    try:
        return Given(convert(number, unit, field.unit or "1"), field.unit, stated=f"{stated} {unit}".strip())
    except UnitError as error:
        raise BadValue(error.message) from None


def _split(stated: Any, unit: str, field: Field) -> tuple[Decimal, str]:
    if isinstance(stated, bool):
        raise BadValue(say("input.number_expected", text=str(stated), unit=field.unit or "1"))
    if isinstance(stated, (int, Decimal)):
        if not is_figure(Decimal(stated)):
            raise BadValue(say("input.number_out_of_reach"))
        return Decimal(stated), unit
    text = str(stated)
    number = parse_decimal(text)
    if number is None and _PLAIN_NUMBER.fullmatch(text.strip()):
        raise BadValue(say("input.number_out_of_reach"))
    if number is None and not unit:
        match = _NUMBER_WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", text.strip()))
        number = parse_decimal(match[1]) if match else None
        unit = match[2] if match else ""
    if number is None:
        raise BadValue(say("input.number_expected", text=text[:40], unit=field.unit or "1"))
    return number, unit


def _text(stated: Any, _field: Field) -> Scalar:
    if isinstance(stated, (list, dict)):
        raise BadValue(say("input.text_expected"))
    return stated.isoformat() if isinstance(stated, date) else printable(str(stated)).strip()


def printable(text: str) -> str:
    """Text without signs that steer a terminal or turn the direction of writing; line breaks stay."""
    return text if text.isprintable() else _STEERING.sub("", text)


def _enum(stated: Any, field: Field) -> Scalar:
    text = str(stated).strip()
    if field.values and text not in field.values:
        raise BadValue(say("input.not_one_of", text=text[:40], values=field.values))
    return text


def _bool(stated: Any, _field: Field) -> Scalar:
    if isinstance(stated, bool):
        return stated
    word = str(stated).strip().lower()
    if word not in _YES | _NO:
        raise BadValue(say("input.yes_no_expected", text=word[:40]))
    return (_YES | _NO)[word]


def _date(stated: Any, _field: Field) -> Scalar:
    if isinstance(stated, date):
        return stated
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", str(stated)).strip())
    try:
        return date(*(int(part) for part in match.groups())) if match else date.min.replace(year=0)
    except ValueError:
        raise BadValue(say("input.date_expected", text=str(stated)[:40])) from None


def _list(stated: Any, _field: Field) -> Scalar:
    parts = stated if isinstance(stated, list) else re.split(r"[;；、\n]", str(stated))
    return tuple(str(part).strip() for part in parts if str(part).strip())


_READERS: dict[str, Callable[[Any, Field], Scalar]] = {
    "text": _text,
    "file": _text,
    "enum": _enum,
    "bool": _bool,
    "date": _date,
    "list": _list,
}
