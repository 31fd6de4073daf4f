"""One row of a data table as the application asks for it: what its quantities are counted in, then cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from greenlist.documents.report_reader.shape import Record, Said
from greenlist.documents.report_reader.taken import Draft, RowTaken, Taken
from greenlist.documents.report_reader.typed import NotTaken, worded
from greenlist.engine.decimals import show
from greenlist.engine.fields import Field
from greenlist.engine.messages import Message, say
from greenlist.engine.units import fit, known

from .columns import SHAPES
from .quantities import LONGEST_UNIT, counts, figure_in, in_units, is_ratio, per_product, shown, unit_text

_OWN = frozenset({"product", "material", "pollutant", "*"})
_WITH_UNIT = frozenset({"factor", "unit_energy"})  # state a unit of their own, not that of their row
_NOTHING = frozenset({"无", "没有", "不涉及", "不适用"})
_BRACKETED = re.compile(r"^(.+?)\s*[(（]([^()（）]+)[)）]$")


class Row:
    """A row while it is read. `unit` is what its quantities are counted in; `inferred`: a single cell said so."""

    def __init__(
        self,
        record: Record,
        columns: Mapping[str, Field],
        cells: Sequence[Said],
        grades: frozenset[str],
        draft: Draft,
    ) -> None:
        self.record, self.columns, self.grades, self.draft = record, columns, grades, draft
        self.cells: dict[str, Said] = {}
        for one in cells:
            if self.cells.setdefault(one.column, one) is not one:
                draft.leave(one.at, f"{one.label}：{one.text}", say("reading.columns_twice"))
        self.names = SHAPES[record.table].names
        self.partial = len(cells) < len(record.cells)  # the rest is of other years, which is told elsewhere
        self.name, self.unit, self.inferred = record.name, "", False
        self.taken: dict[str, Taken] = {}

    def take(self) -> RowTaken | None:
        """The row; None, with a reason, where nothing but its name is understood."""
        self._take_unit()
        self._take_name()
        self._infer_unit()
        for column, field in self.columns.items():
            cell = self.cells.get(column)
            if cell is not None and column not in self.taken:
                self._take(cell, field)
        for column, cell in self.cells.items():
            if column not in self.columns:
                self.draft.leave(cell.at, f"{cell.label}：{cell.text}", say("reading.no_place"))
        if not set(self.taken) - {self.names, "unit", "grade"}:
            if not self.partial:
                self.draft.leave(self.record.at, self.record.name, say("reading.record_bare"))
            return None
        order = [self.names, *(column for column in self.columns if column != self.names)]
        cells = [self.taken[key] for key in order if key in self.taken]
        return RowTaken(self.record.table, self.name, cells, self.record.at)

    def _put(self, column: str, value: Any, cell: Said, unit: str = "", notes: Sequence[Message] = ()) -> None:
        field = self.columns[column]
        path, counted = (self.record.table, column), self._counted(field)
        own = field.unit if field.type in {"number", "integer"} and not counted else ""
        self.taken[column] = Taken(path, value, cell.label, cell.text, cell.at, unit, tuple(notes), own, counted)

    def _counted(self, field: Field) -> bool:
        return field.unit in _OWN and field.id.partition(".")[2] not in _WITH_UNIT

    # -- what it is counted in, and what it is called --------------------------------------------------

    def _take_unit(self) -> None:
        """The unit that the row names for its quantities; a word that is no known unit (双) is one as well."""
        cell = self.cells.pop("unit", None)
        if cell is None:
            return
        unit = unit_text(cell.text)
        odd = not known(unit) and (len(unit) > LONGEST_UNIT or re.search(r"[\d、，,;；/]", unit))
        if not unit or odd:
            why = say("reading.record_unit_bad", text=cell.text[:40])
            self.draft.leave(cell.at, f"{cell.label}：{cell.text}", why)
        else:
            self._count_in(unit, cell)

    def _count_in(self, unit: str, cell: Said) -> None:
        self.unit = unit
        if "unit" in self.columns:
            self._put("unit", unit, cell)

    def _take_name(self) -> None:
        """The name of the row; brackets behind it may hold its unit, or the grade of an energy."""
        cell = self.cells.get(self.names)
        if cell is None or self.names not in self.columns:
            return
        found = _BRACKETED.match(cell.text)
        inside = found[2].strip() if found else ""
        grade, graded = inside.removesuffix("值"), "grade" in self.columns and "grade" not in self.cells
        if found and counts(unit_text(inside)) and not self.unit:
            self.name = found[1]
            self._count_in(unit_text(inside), cell)
        elif found and graded and grade in self.grades:
            self.name = found[1]
            self._put("grade", grade, cell)
        self._put(self.names, self.name, cell)

    def _infer_unit(self) -> None:
        """Without a unit of the row: that of the first quantity which has one in its cell or header, or the caption's.

        A quantity beside it that has none is not counted in it: nobody said so.
        """
        for cell in () if self.unit else self._quantities():
            try:
                unit = figure_in(cell.text)[1] or cell.unit or self._unit_of_caption()
            except NotTaken:
                continue
            if unit and not is_ratio(unit):
                self.inferred = True
                return self._count_in(unit, cell)
        return None

    def _quantities(self) -> Iterator[Said]:
        return (
            self.cells[column]
            for column, field in self.columns.items()
            if column in self.cells and self._counted(field) and field.type in {"number", "integer"}
        )

    def _unit_of_caption(self, own: str = "") -> str:
        """The unit of the caption that measures what a field does; of a quantity one that measures nothing else."""
        fixed = [field.unit for field in self.columns.values() if not self._counted(field) and field.unit]
        units = [
            one for one in self.record.units if (fit(one, own) if own else not any(fit(one, unit) for unit in fixed))
        ]
        return units[0] if len(units) == 1 else ""

    # -- cell by cell ----------------------------------------------------------------------------------

    def _take(self, cell: Said, field: Field) -> None:
        try:
            if field.type in {"number", "integer"}:
                self._figure(cell, field)
            elif cell.text not in _NOTHING:
                self._put(cell.column, worded(cell.text, field), cell)
        except NotTaken as not_taken:
            self.draft.leave(cell.at, f"{self.name} {cell.label}：{cell.text}", not_taken.why)

    def _figure(self, cell: Said, field: Field) -> None:
        number, written = figure_in(cell.text, self.unit)
        value, unit = show(number), written or cell.unit
        notes = [say("reading.record_near", label=cell.label, own=field.label)] if cell.near else []
        if self._counted(field):
            return self._quantity(cell, value, unit, notes)
        if cell.column in _WITH_UNIT:
            notes += [] if unit else [say("reading.record_without_unit")]
            return self._put(cell.column, value, cell, unit, notes)
        return self._fixed(cell, field, value, unit or self._unit_of_caption(field.unit), notes)

    def _quantity(self, cell: Said, value: str, unit: str, notes: list[Message]) -> None:
        """A figure in the unit of its row."""
        unit = unit or self._unit_of_caption() or ("" if self.inferred else self.unit)
        if is_ratio(unit):
            raise NotTaken(say("reading.record_unit_bad", text=unit))
        if self.unit and not unit:
            raise NotTaken(say("reading.record_unit_missing", own=self.unit))
        if not unit:
            notes.append(say("reading.record_without_unit"))
        self._put(cell.column, in_units(value, unit, self.unit), cell, self.unit, notes)

    def _fixed(self, cell: Said, field: Field, value: str, unit: str, notes: Sequence[Message]) -> None:
        """A figure of a field with a unit of its own: none is assumed, for 元 and 万元 differ."""
        if not unit:
            raise NotTaken(say("reading.record_unit_missing", own=shown(field.unit)))
        if per_product(unit) == field.unit:
            return self._put(cell.column, value, cell, "", notes)
        if "product" in field.unit:
            return self._put(cell.column, in_units(value, unit, self._per_product(field)), cell, "", notes)
        if not fit(unit, field.unit):
            raise NotTaken(say("reading.figure_unit", unit=unit, own=field.unit))
        return self._put(cell.column, value, cell, unit, notes)

    def _per_product(self, field: Field) -> str:
        """The unit of a figure per product, where the row says what its product is counted in."""
        if not self.unit:
            raise NotTaken(say("reading.record_product_unit"))
        return field.unit.replace("product", self.unit)
