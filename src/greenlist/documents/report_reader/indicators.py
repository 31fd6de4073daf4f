"""Rows of indicator tables as values of the pack's indicators, or of the one field that an indicator is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from greenlist.documents.form.needs import is_computed
from greenlist.engine.decimals import parse_decimal, show
from greenlist.engine.lawbook.schema import Item
from greenlist.engine.messages import Message, say
from greenlist.engine.units import UnitError, convert, known

from .labels import plain
from .shape import Figure
from .taken import Asked, Draft, Path, Taken

_PRINTED = {"m²": "m2", "m³": "m3", "㎡": "m2", "％": "%"}
_ONE = ("", "1", "—", "-", "/", "无量纲")


def take_figures(figures: Iterable[Figure], asked: Asked, draft: Draft) -> None:
    """Take each row that names an indicator of the pack; the same value twice is told once."""
    seen: dict[Path, str] = {}
    years: dict[int, list[Figure]] = {}
    for one in figures:
        item, why = _item(one, asked)
        if item is not None and is_computed(item) and _path(one, item, asked) is None:
            years.setdefault(one.year or 0, []).append(one)
            continue
        if item is not None:
            why = _take(one, item, asked, draft, seen)
        if why is not None:
            draft.leave(one.at, f"{one.name}：{one.claimed or one.verified} {one.unit}".strip(), why)
    for year, rows in sorted(years.items()):
        names = "、".join(dict.fromkeys(one.name for one in rows))
        draft.leave(rows[0].at, names, say("reading.figure_year", year=str(year), count=len(rows)))


def _item(one: Figure, asked: Asked) -> tuple[Item | None, Message | None]:
    """The indicator that a row is about, by its id, else by its name; a number must not contradict the name."""
    name = plain(one.name)
    by_id = next((item for item in asked.pack.items if item.id == one.number), None)
    if by_id is not None and plain(by_id.name) != name:
        return None, say("reading.figure_name_differs", number=one.number, name=by_id.name)
    named = [item for item in asked.pack.items if plain(item.name) == name]
    named = [item for item in named if not item.report_only] or named  # a formula of the annex repeats a scored one
    item = by_id or (named[0] if len(named) == 1 else None)
    return (item, None) if item is not None else (None, say("reading.figure_unknown"))


def _take(one: Figure, item: Item, asked: Asked, draft: Draft, seen: dict[Path, str]) -> Message | None:
    if not is_computed(item):
        return say("reading.figure_judged")
    path = _path(one, item, asked)
    if path is None:  # told for the whole year
        return None
    if not one.claimed:
        return say("reading.verified_kept_back", value=one.verified)
    number = parse_decimal(re.sub(r"%$", "", one.claimed))
    if number is None:
        return say("reading.figure_no_number", text=one.claimed[:40])
    unit, bad = _unit(one, item)
    if bad is not None:
        return bad
    value = show(number)
    if seen.setdefault(path, value) != value:
        return say("reading.figure_twice", name=one.name)
    if sum(1 for taken in draft.taken if taken.path == path):
        return None
    verified = one.verified and parse_decimal(one.verified) != number
    notes = (say("reading.verified_kept_back", value=one.verified),) if verified else ()
    draft.put(Taken(path, value, one.name, one.claimed, one.at, unit, notes))
    return None


def _path(one: Figure, item: Item, asked: Asked) -> Path | None:
    """Of the evaluation year the declared value; of another year the field, where the indicator is just one."""
    if one.year in {None, asked.year}:
        return "declared", item.id
    text = str(item.formula.value or "").strip() if item.formula else ""
    field = asked.fields.by_id.get(text)
    if field is None or one.year is None or field.yearly < asked.year - one.year + 1:
        return None
    return "years", str(one.year), field.id


def _unit(one: Figure, item: Item) -> tuple[str, Message | None]:
    """The unit to state, '' for the indicator's own; a message where the two cannot be one."""
    printed = unicodedata.normalize("NFKC", "".join(_PRINTED.get(sign, sign) for sign in one.unit)).replace(" ", "")
    if not item.unit and item.variants:  # of several units: as printed
        return (printed, None) if printed not in _ONE and known(printed) else ("", None)
    if printed in _ONE or printed == item.unit or not item.unit:
        return ("%" if printed in _ONE and one.claimed.endswith("%") and item.unit == "%" else ""), None
    if not known(printed):
        return ("", None) if _own(item.unit) else ("", _foreign(one, item))
    try:
        convert(Decimal(1), printed, item.unit)
    except UnitError:
        return ("", None) if _own(item.unit) else ("", _foreign(one, item))
    return printed, None


def _foreign(one: Figure, item: Item) -> Message:
    return say("reading.figure_unit", unit=one.unit, own=item.unit)


def _own(unit: str) -> bool:
    """Whether a unit names a product of its row (tce/产品): printed in many ways, and nothing is converted then."""
    return any(word in unit for word in ("product", "material", "pollutant", "concentration", "*"))
