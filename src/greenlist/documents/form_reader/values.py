"""Sections with one field per row or one record per row: values, years, tables, unit block."""

from __future__ import annotations

from typing import Any

from greenlist.documents.form.layout import OPEN_UNITS, ROUTES, TABLE, year_offset
from greenlist.engine.application.schema import UNIT_KEYS
from greenlist.engine.application.values import BadValue, read_value
from greenlist.engine.fields import Field, Fields
from greenlist.engine.messages import say
from greenlist.engine.units import fit

from .cells import DATE, INTEGER, NUMBER, TEXT, Reading
from .section import Section

OWN_UNIT_COLUMN = "unit"
_WITH_UNIT = frozenset({"factor", "unit_energy"})  # not counted in the unit that their row names
_THREE_YEARS = 3


def read_unit(reading: Reading, section: Section, fields: Fields) -> None:
    """The sheet 单位信息 into the head of the data, `unit` and `claimed_score`."""
    rows = {key: row for row, key in section.named_rows()}
    _read_head(reading, section, rows)
    unit = reading.data.setdefault("unit", {})
    for key, row in rows.items():
        group, _, name = key.partition(".")
        if group != "unit":
            continue
        asked = _unit_field(name, fields)
        if asked is None:
            _unknown(reading, section, row, name, fields)
        elif (value := reading.value(section, row, "value", asked)) is not None:
            unit[name] = value
            reading.places["unit", name] = section.place(row, "value")
    _read_claimed(reading, section, rows)


def _unit_field(name: str, fields: Fields) -> Field | None:
    asked = fields.by_id.get({"name": "applicant_name"}.get(name, name))
    return TEXT if asked is None and name in UNIT_KEYS else asked


def _read_head(reading: Reading, section: Section, rows: dict[str, int]) -> None:
    place = section.sheet.name
    if (row := rows.get("evaluation_year")) is not None:
        place = section.place(row, "value")
        year = reading.value(section, row, "value", INTEGER)
        if year is not None:
            reading.data["evaluation_year"] = int(year)
            reading.places["evaluation_year",] = place
    if "evaluation_year" not in reading.data:
        reading.report(place, say("documents.year_missing"), fatal=True)
    if (row := rows.get("route")) is not None and (route := reading.word(section, row, "value", ROUTES)):
        reading.data["route"] = route
        reading.places["route",] = section.place(row, "value")
    if (row := rows.get("applied_on")) is not None and (day := reading.value(section, row, "value", DATE)):
        reading.data["applied_on"] = day
        reading.places["applied_on",] = section.place(row, "value")


def _read_claimed(reading: Reading, section: Section, rows: dict[str, int]) -> None:
    claimed: dict[str, Any] = {}
    by_year: dict[int, Any] = {}
    for key, row in rows.items():
        group, _, name = key.partition(".")
        if group != "claimed":
            continue
        offset = year_offset(name)
        value = reading.value(section, row, "value", TEXT if name in {"report", "sha256"} else NUMBER)
        if value is None:
            continue
        reading.places["claimed_score", name] = section.place(row, "value")
        if offset is None:
            claimed[name] = value
        elif year := reading.data.get("evaluation_year"):
            by_year[year + offset] = value
    if claimed.get("total") is not None and claimed.get("report"):
        reading.data["claimed_score"] = claimed | ({"by_year": by_year} if by_year else {})
    elif claimed or by_year:
        wanted = "total" if claimed.get("total") is None else "report"
        place = section.place(rows[f"claimed.{wanted}"], "value") if f"claimed.{wanted}" in rows else ""
        reading.report(place, say("documents.claimed_incomplete"))


def read_values(reading: Reading, section: Section, fields: Fields) -> None:
    """A sheet of single fields into `values`, `years` and `not_applicable`."""
    seen: dict[str, int] = {}
    for row, field_id in section.named_rows():
        asked = fields.by_id.get(field_id)
        if asked is None or asked.table:
            _unknown(reading, section, row, field_id, fields)
        elif field_id in seen:
            first = section.place(seen[field_id], "value")
            reading.report(section.place(row, "year0"), say("documents.row_twice", id=field_id, first=first))
        else:
            seen[field_id] = row
            _read_field(reading, section, row, asked)


def _unknown(reading: Reading, section: Section, row: int, field_id: str, fields: Fields) -> None:
    near = fields.near(field_id)
    code = "documents.field_unknown_near" if near else "documents.field_unknown"
    reading.report(section.sheet.place(row, section.id_column), say(code, field=field_id, near=near))


def _read_field(reading: Reading, section: Section, row: int, asked: Field) -> None:
    unit, unit_fits = _unit(reading, section, row, asked)
    notes = {name: text for name in ("evidence", "reason") if (text := reading.text(section, row, name))}
    found = False
    for key in section.columns:
        offset = year_offset(key)
        value = None if offset is None else reading.value(section, row, key, asked)
        if value is None or offset is None:
            continue
        found = True
        if unit_fits:
            block = {"value": value} | ({"unit": unit} if unit else {}) | notes
            _place_value(reading, section.place(row, key), asked, offset, block if len(block) > 1 else value)
    not_applicable = reading.text(section, row, "na")
    if not_applicable and found:
        reading.report(section.place(row, "na"), say("documents.value_and_na", label=asked.label))
    elif not_applicable:
        reading.data.setdefault("not_applicable", {})[asked.id] = not_applicable
        reading.places["not_applicable", asked.id] = section.place(row, "na")
    elif notes and not found and not _faulty(reading, section, row):
        reading.report(section.place(row, next(iter(notes))), say("documents.note_without_value", label=asked.label))


def _faulty(reading: Reading, section: Section, row: int) -> bool:
    cells = {section.place(row, key) for key in section.columns if year_offset(key) is not None}
    return any(problem.place in cells for problem in reading.problems)


def _unit(reading: Reading, section: Section, row: int, asked: Field) -> tuple[str, bool]:
    """The unit stated beside a number, '' where it is the stored one; False where it does not convert."""
    if asked.type not in {"number", "integer"}:
        return "", True
    unit = reading.text(section, row, "unit")
    if not unit or _same(unit, asked.unit):
        return "", True
    if asked.unit in OPEN_UNITS or fit(unit, asked.unit):
        return unit, True
    message = say("documents.unit_unfit", unit=unit, expected=asked.unit or "1", label=asked.label)
    reading.report(section.place(row, "unit"), message)
    return unit, False


def _same(unit: str, stored: str) -> bool:
    plain = unit.replace("³", "3").replace("²", "2").replace("₂", "2")
    return plain == stored or unit == OPEN_UNITS.get(stored)


def _place_value(reading: Reading, place: str, asked: Field, offset: int, value: Any) -> None:
    if offset == 0 and asked.yearly != _THREE_YEARS:
        reading.data.setdefault("values", {})[asked.id] = value
        reading.places["values", asked.id] = place
    elif year := reading.data.get("evaluation_year"):
        years = reading.data.setdefault("years", {})
        years.setdefault(year + offset, {})[asked.id] = value
        reading.places["years", str(year + offset), asked.id] = place


def read_table(reading: Reading, section: Section, fields: Fields, ids: dict[str, str]) -> None:
    """A sheet of repeated records into `products`, `energy` ...; `ids` by label for correction inputs."""
    table = section.name.removeprefix(TABLE)
    asked = {key: fields.by_id.get(f"{table}.{key}") for key in section.columns}
    for key in [key for key, field in asked.items() if field is None]:
        column = section.sheet.place(0, section.columns[key])
        reading.report(column, say("documents.field_unknown", field=f"{table}.{key}"))
    records: list[dict[str, Any]] = []
    for row in section.rows():
        record = {
            key: value
            for key, field in asked.items()
            if field is not None and (value := _cell(reading, section, row, key, field)) is not None
        }
        if "input" in record:
            record["input"] = ids.get(record["input"], record["input"])
        if record:
            for key in record:
                reading.places[table, len(records), key] = section.place(row, key)
            records.append(_with_own_units(record, asked))
            reading.row_keys.setdefault(table, []).append(section.row_id(row))
    if records:
        reading.data[table] = records


def _cell(reading: Reading, section: Section, row: int, key: str, asked: Field) -> Any:
    """The value of a cell of a table; a figure of any unit may carry its own: 100 kgce/t."""
    raw = section.raw(row, key)
    if key in _WITH_UNIT and isinstance(raw, str) and (quantity := _quantity(raw, asked)):
        return quantity
    return reading.value(section, row, key, asked)


def _quantity(text: str, asked: Field) -> dict[str, Any] | None:
    try:
        given = read_value(text, asked)
    except BadValue:
        return None
    return {"value": given[0].value, "unit": given[0].unit} if given and given[0].unit else None


def _with_own_units(record: dict[str, Any], asked: dict[str, Field | None]) -> dict[str, Any]:
    """Numbers counted in the unit that the row names carry that unit with them."""
    unit = record.get(OWN_UNIT_COLUMN)
    own = {key for key, field in asked.items() if field and field.unit in {"product", "material", "pollutant", "*"}}
    if not unit:
        return record
    counted = own - _WITH_UNIT
    return {key: {"value": value, "unit": unit} if key in counted else value for key, value in record.items()}
