"""What is known of a listed unit before it fills anything in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from greenlist.engine.case import Case, Kind

from .form import DynamicForm

Figures = Mapping[str, Mapping[int, Decimal]]  # field of the form -> year -> figure in the unit of the field


@dataclass(frozen=True, slots=True)
class Seen:
    """A record of a credit list that bears on a condition: information for whoever fills in, never an answer."""

    condition: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """One unit for one year. `unit` are texts by field of the block `unit`; `figures_from` says where figures stand.

    `screened_on` None: it was never screened. `on` dates the files.
    """

    kind: Kind
    year: int
    on: date
    unit: Mapping[str, str]
    figures: Figures = field(default_factory=dict)
    figures_from: str = ""
    seen: tuple[Seen, ...] = ()
    screened_on: date | None = None

    @property
    def name(self) -> str:
        """How the unit is called."""
        return self.unit.get("name", "")

    def seen_of(self, condition: str) -> str:
        """What screening found about a condition; '' nothing, and the reader is told when it was run."""
        return "；".join(dict.fromkeys(one.text for one in self.seen if one.condition == condition))


def figures_of(case: Case, form: DynamicForm, year: int) -> dict[str, dict[int, Decimal]]:
    """The inputs of an evaluation that the form asks for again, of its years, in the units of the dictionary."""
    found = {
        asked.id: {of: number for of in form.columns(year) if (number := case.number(asked.input, of)) is not None}
        for asked in form.fields()
        if asked.input and asked.year_columns
    }
    return {name: years for name, years in found.items() if years}
