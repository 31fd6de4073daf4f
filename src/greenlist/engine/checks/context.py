"""What the checks look at: one case, the law it is judged by, and what the engine computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from greenlist.engine.case import Case, Given
from greenlist.engine.fields import Fields, fields_of
from greenlist.engine.formula import Scope
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Pack, Policy
from greenlist.engine.scope import case_scope

from .catalogue import Words

REPORT_YEARS = 3  # forms ask for the evaluation year and the two before it


@dataclass
class CheckContext:
    """One case with its pack, policy and law book.

    `indicators` holds the computed value of each item in the item's unit (None: not computed), `energy_total`
    and `co2_total` the totals recomputed from energy lines (tce, tCO2), `total` the computed score.
    """

    case: Case
    pack: Pack
    policy: Policy
    book: LawBook
    indicators: Mapping[str, Decimal | None]
    energy_total: Decimal | None
    co2_total: Decimal | None
    reference_date: date
    total: Decimal | None
    kept: dict[str, Any] = field(default_factory=dict, repr=False)  # what several checks share, worked out once

    @cached_property
    def fields(self) -> Fields:
        """The data dictionary of the law book."""
        return fields_of(self.book)

    def label(self, key: str) -> Words:
        """What an input is called in either language, with its id."""
        field = self.fields.by_id.get(key.partition("[")[0])
        return Words(f"{field.label}({key})", f"{field.label_en} ({key})") if field else Words(key, key)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The three report years, the evaluation year first."""
        last = self.case.evaluation_year
        return tuple(range(last, last - REPORT_YEARS, -1))

    @property
    def filed_on(self) -> date:
        """The day of the application, the reference date where it is not stated."""
        return self.case.applied_on or self.reference_date

    def scope(self, year: int | None = None) -> Scope:
        """The plain values of one year (default: the evaluation year), with `applied_on` where stated.

        The checks share it; one that needs a value more takes `with_values`.
        """
        year = self.case.evaluation_year if year is None else year
        key = f"scope {year}"
        if key not in self.kept:
            scope = case_scope(self.case, year)
            if self.case.applied_on is not None:
                scope.values["applied_on"] = self.case.applied_on
            self.kept[key] = scope
        found: Scope = self.kept[key]
        return found

    def with_values(self, year: int | None = None, **values: Any) -> Scope:
        """A scope of its own with some values more."""
        scope = self.scope(year)
        return Scope(scope.values | values, scope.tables, scope.previous)

    @cached_property
    def stated(self) -> list[tuple[str, int | None, Given]]:
        """Every deciding value outside row tables: field, year (None: of no year), value."""
        out: list[tuple[str, int | None, Given]] = [
            (name, None, witnesses[-1]) for name, witnesses in self.case.values.items() if witnesses
        ]
        for year, fields in self.case.years.items():
            out += [(name, year, witnesses[-1]) for name, witnesses in fields.items() if witnesses]
        return out

    @cached_property
    def cells(self) -> list[tuple[str, int, str, Given]]:
        """Every value of the row tables: table, row (from 1), column, value."""
        return [
            (table, number, column, given)
            for table, rows in self.case.tables.items()
            for number, row in enumerate(rows, start=1)
            for column, given in row.items()
        ]
