"""Energy lines of a case (table `energy`) and the results that are sums over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal, localcontext
from typing import Any

from greenlist.engine import case as cases
from greenlist.engine.case import Case
from greenlist.engine.decimals import ARITHMETIC, show
from greenlist.engine.facts import AnyFact
from greenlist.engine.messages import Language, Message, render, say

from .cells import number, text, yes

ELECTRICITY = frozenset({"电力", "电"})
_INTO, _OUT = frozenset({"", "购入", "in"}), frozenset({"输出", "外供", "out"})


@dataclass(frozen=True, slots=True)
class EnergyLine:
    """One line as handed in: amount with its unit, sign (+1 in, -1 out), and the factor stated for it."""

    number: int  # 1-based, for messages
    medium: str
    grade: str
    quantity: Decimal
    unit: str
    sign: int
    green_power: bool
    stated_factor: Decimal | None
    stated_unit: str
    stated_source: str


@dataclass(frozen=True, slots=True)
class LineTrace:
    """How one line entered a total: quantity in the factor's unit times factor, in the unit of the total."""

    line: int
    medium: str
    grade: str
    direction: str  # in | out
    quantity: Decimal
    unit: str
    converted: Decimal
    converted_unit: str
    factor: Decimal
    factor_unit: str
    factor_set: str
    factor_id: str  # row of the law, '' for a factor stated by the applicant
    amount: Decimal
    stated_factor: Decimal | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain data: numbers as text without exponents."""
        return {name: show(v) if isinstance(v, Decimal) else v for name, v in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class EnergyTotal:
    """A total over energy lines. `value` None where something is missing; `missing` names all of it.

    `differences` tell where a factor stated by the applicant is not the one of the table.
    """

    value: Decimal | None
    unit: str  # tce | tCO2
    lines: tuple[LineTrace, ...] = ()
    missing: tuple[Message, ...] = ()
    differences: tuple[Message, ...] = ()
    facts: tuple[AnyFact, ...] = ()

    def as_json(self, language: Language = "zh") -> dict[str, Any]:
        """The total with its trace as plain data."""
        return {
            "value": None if self.value is None else show(self.value),
            "unit": self.unit,
            "lines": [line.as_json() for line in self.lines],
            "missing": [render(message, language) for message in self.missing],
            "differences": [render(message, language) for message in self.differences],
            "facts": [fact.id for fact in self.facts],
        }


@dataclass(slots=True)
class Tally:
    """A total in the making."""

    unit: str
    lines: list[LineTrace] = field(default_factory=list)
    missing: list[Message] = field(default_factory=list)
    differences: list[Message] = field(default_factory=list)
    facts: dict[str, AnyFact] = field(default_factory=dict)

    def cite(self, facts: Iterable[AnyFact]) -> None:
        """Keep facts the total rests on."""
        self.facts |= {fact.id: fact for fact in facts}

    def total(self) -> EnergyTotal:
        """The finished total; nothing is summed while something is missing."""
        with localcontext(ARITHMETIC):
            value = None if self.missing else sum((line.amount for line in self.lines), Decimal(0))
        return EnergyTotal(
            value, self.unit, tuple(self.lines), tuple(self.missing), tuple(self.differences),
            tuple(self.facts.values()),
        )  # fmt: skip


def energy_lines(case: Case, missing: list[Message]) -> list[EnergyLine]:
    """The lines that can be counted; what a line lacks goes to `missing`."""
    rows = case.tables.get("energy", ())
    if not rows:
        missing.append(say("energy.no_lines"))
    lines = [_line(position, row, missing) for position, row in enumerate(rows, start=1)]
    return [line for line in lines if line is not None]


def _line(position: int, row: cases.Row, missing: list[Message]) -> EnergyLine | None:
    medium, quantity, direction = text(row, "type"), number(row, "quantity"), text(row, "direction")
    unit = (row["quantity"].unit if "quantity" in row else "") or text(row, "unit")
    lacks = [
        column for column, there in (("type", medium), ("quantity", quantity is not None), ("unit", unit))
        if not there
    ]  # fmt: skip
    if lacks:
        missing.append(say("energy.line_lacks", line=position, columns=lacks))
    if direction not in _INTO | _OUT:
        missing.append(say("energy.direction_unknown", line=position, direction=direction))
    negative = (quantity or 0) < 0 or (number(row, "factor") or 0) < 0
    if negative:
        missing.append(say("energy.line_negative", line=position))
    if lacks or negative or quantity is None or direction not in _INTO | _OUT:
        return None
    factor = row.get("factor")
    return EnergyLine(
        position, medium, text(row, "grade"), quantity, unit, -1 if direction in _OUT else 1,
        yes(row, "green_power") is True, number(row, "factor"), factor.unit if factor else "",
        text(row, "factor_source"),
    )  # fmt: skip
