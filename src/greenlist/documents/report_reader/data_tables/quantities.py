"""Figures of data tables with the unit that stands beside them, in their header or in the caption."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from greenlist.documents.report_reader.typed import NotTaken
from greenlist.engine.decimals import parse_decimal, show
from greenlist.engine.fields import OWN_UNITS
from greenlist.engine.messages import say
from greenlist.engine.units import UnitError, convert, known, parse

_PRINTED = {"m²": "m2", "m³": "m3", "㎡": "m2", "％": "%", "CO₂": "CO2", "立方米": "m3"}
_NOTE = re.compile(r"[(（]\s*([^()（）]{1,20})\s*[)）]")
_SAID = re.compile(r"^(?:计量)?单位\s*[:：为]\s*")
_CAPTION = re.compile(r"(?:计量)?单位\s*[:：]\s*([^()（）\n]{1,40})")
_WITH_UNIT = re.compile(r"([-+−]?[\d.,]+)\s*([^\d\s.,+-].*)", re.DOTALL)
_PRODUCT = re.compile("产品计量单位|产品单位|产品")
_PACKED = {"<super>", "<sub>", "<fraction>", "<circle>"}
_TIMES = frozenset({"time", "month", "year"})
LONGEST_UNIT = 20


def unit_text(text: str) -> str:
    """A unit as our own data writes it: m3 for m³, no blanks."""
    for printed, own in _PRINTED.items():
        text = text.replace(printed, own)
    whole = re.sub(r"\s+", "", text)
    inner = whole.strip("()（）")
    return inner if inner.count("(") == inner.count(")") else whole


def per_product(unit: str) -> str:
    """A unit per product in the words of the dictionary: tce/product for tce/产品."""
    return _PRODUCT.sub("product", unit)


def unit_in_header(text: str) -> str:
    """The unit that a header names in brackets (消费量（t）), after a stroke or by the word 单位; '' for none."""
    for note in _NOTE.findall(text):
        said = _SAID.sub("", note)
        if per_product(unit_text(said)) in OWN_UNITS:  # as our own forms say: in the unit that the row names
            continue
        if said != note or known(per_product(unit_text(said))):
            return unit_text(said)
    behind = text.partition("/")[2] if "/" in text and not _NOTE.search(text) else ""
    return unit_text(behind) if behind and known(unit_text(behind)) else ""


def units_in_caption(text: str) -> tuple[str, ...]:
    """The units that a line over a table names (单位：t、万元), none where it names none."""
    found = _CAPTION.search(text)
    words = re.split(r"[、，,；;]", found[1]) if found else []
    return tuple(unit for word in words if known(unit := unit_text(word)) and unit not in {"1", "-", "—", "–"})


def figure_in(text: str, row_unit: str = "") -> tuple[Decimal, str]:
    """A number with the unit written behind it, '' for none. Raises NotTaken where it is not just that.

    Full-width digits and thousands separators are understood; about, more than, ranges and raised digits are not.
    """
    stripped = text.strip()
    if not _has_packed_digits(stripped) and (number := parse_decimal(stripped)) is not None:
        return number, ""
    found = _WITH_UNIT.fullmatch(_folded(stripped))
    number = parse_decimal(found[1]) if found else None
    unit = unit_text(found[2]) if found else ""
    if number is None or not (known(unit) or (row_unit and unit == row_unit)):
        raise NotTaken(say("reading.record_no_number", text=stripped[:40]))
    return number, unit


def _folded(text: str) -> str:
    """Full-width signs of the number folded; raised digits are kept, for 10³ is not 103."""
    return "".join(sign if _packed(sign) else unicodedata.normalize("NFKC", sign) for sign in text)


def _packed(sign: str) -> bool:
    return unicodedata.decomposition(sign).split(" ")[0] in _PACKED


def _has_packed_digits(text: str) -> bool:
    return any(_packed(sign) for sign in text)


def converted(number: Decimal, unit: str, to: str) -> Decimal:
    """The same quantity in another unit. Raises NotTaken where the two measure different things."""
    if unit == to:
        return number
    try:
        return convert(number, unit, to)
    except UnitError:
        raise NotTaken(say("reading.figure_unit", unit=unit[:LONGEST_UNIT], own=to)) from None


def in_units(value: str, unit: str, to: str) -> str:
    """A figure as text in another unit; what is no number stays. Raises NotTaken as `converted` does."""
    number = parse_decimal(value)
    return value if number is None else show(converted(number, unit, to))


def shown(unit: str) -> str:
    """A unit of the dictionary for people: tce/产品."""
    return unit.replace("product", "产品")


def counts(unit: str) -> bool:
    """Whether a word is a unit that things are counted in: no share, and no time (A 型（a）)."""
    return known(unit) and not is_ratio(unit) and not {name for name, _ in parse(unit).dimensions} & _TIMES


def is_ratio(unit: str) -> bool:
    """Whether a unit is none of an amount: %, a share."""
    return bool(unit) and known(unit) and not parse(unit).dimensions
