"""A form while it is being written: the book, what is asked, and where each answer will stand."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from greenlist.engine.fields import Field
from greenlist.engine.units import fit, known

from .layout import OPEN_UNITS
from .needs import Needs
from .pages import FIRST_DATA_ROW, PROTECT, FormColumn, Pages
from .stated import Stated

__all__ = [
    "FIRST_DATA_ROW", "PROTECT", "Draft", "FormColumn", "Pages", "date_rule", "explained", "number_rule", "shown_unit",
    "units_for",
]  # fmt: skip
# Units people state their figures in; offered where they convert to the stored one.
COMMON_UNITS = (
    "kgce", "tce", "万tce", "kWh", "万kWh", "MWh", "MJ", "GJ", "TJ", "kg", "t", "万t", "m3", "万m3", "亿m3",
    "m2", "万m2", "ha", "km2", "亩", "m", "km", "元", "万元", "亿元", "kgCO2", "tCO2", "万tCO2", "h",
    "d", "%", "tCO2/万元", "kgCO2/万元",
)  # fmt: skip
_TABLE_NAMES = re.compile(r"[；，。]?取值见 ?[A-Za-z_0-9、 ]+表")


@dataclass(slots=True)
class Draft(Pages):
    """The collection form under the writer's hands."""

    needs: Needs
    stated: Stated = field(default_factory=Stated)  # what the form is prefilled with
    year_cell: str = ""  # absolute reference of the evaluation year
    cells: dict[str, str] = field(default_factory=dict)  # field id -> absolute reference of its evaluation year
    unit_cells: dict[str, str] = field(default_factory=dict)
    suggestions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # field id -> words offered


def number_rule(*, whole: bool = False, least: float = -1e15, most: float = 1e15, unit: str = "") -> dict[str, Any]:
    """A validation that warns about text in a number cell; the reader still takes full-width digits."""
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": int(least) if whole else least,
        "maximum": int(most) if whole else most,
        "error_type": "warning",
        "error_title": "请填数字",
        "error_message": f"此格应填数字{f'，单位 {unit}' if unit else ''}。没有数据请留空，不要填文字或 0。",
    }


def date_rule() -> dict[str, Any]:
    """A validation that asks for a date; the reader also takes dates typed as text."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": dt.date(1949, 1, 1),
        "maximum": dt.date(2100, 12, 31),
        "error_type": "warning",
        "error_title": "请填日期",
        "error_message": "此格应填日期，如 2024-07-01。",
    }


def shown_unit(unit: str) -> str:
    """A unit as people write it: m³, tCO₂."""
    if unit in OPEN_UNITS:
        return OPEN_UNITS[unit]
    for word in ("product", "material", "pollutant"):
        unit = unit.replace(word, OPEN_UNITS[word])
    return unit.replace("m3", "m³").replace("m2", "m²").replace("CO2", "CO₂")


def units_for(unit: str) -> tuple[str, ...]:
    """Units offered for a field stored in `unit`, the stored one first; () where nothing converts."""
    if unit in OPEN_UNITS or not known(unit):
        return ()
    others = [other for other in COMMON_UNITS if other != unit and fit(other, unit)]
    return (shown_unit(unit), *(shown_unit(other) for other in others))


def explained(field: Field) -> str:
    """A field's definition for the person who fills it in, without the names of our tables."""
    return _TABLE_NAMES.sub("", field.definition)
