"""A case as the plain values that formulas see."""

from __future__ import annotations

from typing import Any

from greenlist.engine.case import Case, Row
from greenlist.engine.formula import Scope

OLDEST = -3  # formulas look back three years at most


def case_scope(case: Case, year: int | None = None) -> Scope:
    """The deciding values of a case in one year (default: the evaluation year), with earlier years behind."""
    year = case.evaluation_year if year is None else year
    values = yearly_values(case, year)
    previous = {
        f"{name}[{offset}]": value
        for offset in range(-1, OLDEST - 1, -1)
        if year + offset in case.years
        for name, value in yearly_values(case, year + offset).items()
        if name in case.years[year + offset]
    }
    tables = {name: [plain_row(row) for row in rows] for name, rows in case.tables.items()}
    return Scope(values, tables, previous)


def yearly_values(case: Case, year: int) -> dict[str, Any]:
    """Deciding values by field: those of no year, those of the evaluation year, those of `year` over them."""
    values = {name: witnesses[-1].value for name, witnesses in case.values.items()}
    if year != case.evaluation_year:
        yearly = case.dated.union(*case.years.values())
        values = {name: value for name, value in values.items() if name not in yearly}
    if year in case.years:
        values |= {name: witnesses[-1].value for name, witnesses in case.years[year].items()}
    return values


def plain_row(row: Row) -> dict[str, Any]:
    """A row's values by column."""
    return {name: given.value for name, given in row.items()}
