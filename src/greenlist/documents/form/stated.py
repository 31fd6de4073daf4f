"""What application data says, as the cells of the form hold it: the applicant's own word, one unit per line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from greenlist.engine.application.values import BadValue, read_value
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.fields import Field
from greenlist.engine.units import UnitError, convert

from .layout import NO, OPEN_UNITS, YES

CellValue = Decimal | date | str | None
_NUMBERS = frozenset({"number", "integer"})
_THREE_YEARS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the form: its value per year offset, the unit they are all in ('' the stored one), the notes."""

    cells: dict[int, CellValue] = field(default_factory=dict)
    unit: str = ""
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """Application data (docs/application.md) to prefill a form with.

    Of several witnesses the claim is taken, for the form is the applicant's own; `row_keys` gives the rows of
    a table names that `read_form` hands back.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    row_keys: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the data, empty where it is not there."""
        return self.data.get(name) or {}

    @property
    def year(self) -> int | None:
        """The evaluation year."""
        return self.data.get("evaluation_year")

    def line(self, asked: Field, offsets: Iterable[int]) -> Line:
        """What is stated for a field; years in different units are brought to the stored one."""
        blocks = {offset: claim for offset in offsets if (claim := self._claim(asked, offset)) is not None}
        cells = {offset: typed(block, asked) for offset, block in blocks.items()}
        units = {unit for _value, unit in cells.values()}
        unit = units.pop() if len(units) == 1 else ""
        values = {offset: value if unit else stored(value, own, asked) for offset, (value, own) in cells.items()}
        return Line(values, unit, _joined(blocks.values(), "evidence"), _joined(blocks.values(), "reason"))

    def _claim(self, asked: Field, offset: int) -> dict[str, Any] | None:
        yearly = self._years(offset).get(asked.id)
        single = self.section("values").get(asked.id) if offset == 0 else None
        value = yearly if yearly is not None else single
        return None if value is None else claim(value)

    def _years(self, offset: int) -> Mapping[str, Any]:
        if self.year is None:
            return {}
        years: Mapping[Any, Any] = self.section("years")  # by number, or by text where it comes from JSON
        return years.get(self.year + offset) or years.get(str(self.year + offset)) or {}

    def rows(self, table: str, columns: Sequence[Field]) -> list[tuple[str, dict[str, CellValue]]]:
        """The rows of a table with their keys ('' without)."""
        keys = list(self.row_keys.get(table, ()))
        records = self.data.get(table) or []
        keys += [""] * (len(records) - len(keys))
        return [(key, _record(record, columns)) for key, record in zip(keys, records, strict=False)]


def claim(value: Any) -> dict[str, Any]:
    """A stated value as a block; of several witnesses the claim, of none the first."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return next((one for one in value if one.get("witness", "claimed") == "claimed"), value[0])
    return value if isinstance(value, dict) else {"value": value}


def typed(block: Mapping[str, Any], asked: Field) -> tuple[CellValue, str]:
    """The value of a block for a cell, and the unit it is in ('' the stored one); what cannot be read as it stands."""
    value, unit = block.get("value"), str(block.get("unit") or "")
    if asked.type not in _NUMBERS:
        return _word(value, asked), ""
    number = parse_decimal(str(value)) if not isinstance(value, (bool, list)) else None
    if number is not None:
        return number, "" if same_unit(unit, asked.unit) else unit
    try:
        given = read_value({"value": value, "unit": unit}, asked)
    except BadValue:
        return str(value), unit
    return (given[0].value, "") if given and isinstance(given[0].value, Decimal) else (None, "")


def stored(value: CellValue, unit: str, asked: Field) -> CellValue:
    """A number brought from `unit` to the stored unit of its field; what does not convert is left as it is."""
    if not unit or not isinstance(value, Decimal):
        return value
    try:
        return convert(value, unit, asked.unit or "1")
    except UnitError:
        return f"{value} {unit}"


def same_unit(unit: str, own: str) -> bool:
    """Whether a unit is the stored one, however it is written."""
    plain = unit.replace("³", "3").replace("²", "2").replace("₂", "2")
    return not unit or plain == own or unit == OPEN_UNITS.get(own)


def _word(value: Any, asked: Field) -> CellValue:
    if value is None:
        return None
    try:
        given = read_value(value, asked)
    except BadValue:
        return str(value)
    if not given:
        return None
    word = given[0].value
    if isinstance(word, bool):
        return YES if word else NO
    return "；".join(word) if isinstance(word, tuple) else word


def _record(record: Mapping[str, Any], columns: Sequence[Field]) -> dict[str, CellValue]:
    own = _plain(record.get("unit"))
    cells: dict[str, CellValue] = {}
    for column in columns:
        key = column.id.partition(".")[2]
        if record.get(key) is None:
            continue
        value, unit = typed(claim(record[key]), column)
        cells[key] = value if not unit or unit == own else _in_unit(value, unit, own, column)
    return cells


def _in_unit(value: CellValue, unit: str, own: str, column: Field) -> CellValue:
    """A cell stated in a unit of its own, in the unit of its column, or of its row where the column has none."""
    target = own if column.unit in OPEN_UNITS else column.unit
    try:
        return convert(value, unit, target or "1") if isinstance(value, Decimal) else value
    except UnitError:
        return f"{value} {unit}"


def _plain(value: Any) -> str:
    return "" if value is None else str(claim(value).get("value") or "")


def _joined(blocks: Iterable[Mapping[str, Any]], key: str) -> str:
    return "；".join(dict.fromkeys(str(block[key]) for block in blocks if block.get(key)))
