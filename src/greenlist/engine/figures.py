"""Figures without a trace: the same formulas and methods for simulation and bulk work.

`scoring` gives the full answer with its trace; this gives values, points and total alone, several times
faster. A test holds the two equal to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.formula import NO_ANSWER, Formula, Scope
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.outcome import Met
from greenlist.engine.scoring import ItemPlan, plan_of
from greenlist.engine.scoring.methods import HUNDRED, ONE, ZERO

METHODS = frozenset({"linear", "counted", "proportional"})


@dataclass(slots=True)
class Figures:
    """Values and points by item id (None: undetermined), their sum, and answers by requirement id."""

    values: dict[str, Decimal | None]
    points: dict[str, Decimal | None]
    total: Decimal | None
    answers: dict[str, Met]


@dataclass(slots=True)
class _Line:
    id: str
    formula: Formula
    full: Decimal | None
    baseline: Decimal | None
    width: Decimal | None  # leading - baseline
    proportional: bool


class Simulator:
    """A pack of plain quantitative items (one formula each, fixed bounds) made ready for many cases."""

    def __init__(self, pack: Pack) -> None:
        """Raises ValueError for a pack whose items need more than one formula and fixed bounds."""
        if pack.index.type != "sum":
            raise ValueError(pack.id)
        self._lines = [_line(plan) for plan in plan_of(pack).items if not plan.item.report_only]
        self._checks = [
            (one.id, Formula(one.check.value)) for one in pack.requirements if one.check and one.check.value
        ]

    def run(self, scope: Scope) -> Figures:
        """The figures of one case."""
        with localcontext(ARITHMETIC):
            return self._run(scope)

    def _run(self, scope: Scope) -> Figures:
        values: dict[str, Decimal | None] = {}
        points: dict[str, Decimal | None] = {}
        total: Decimal | None = ZERO
        given, tables, previous, row = scope.values, scope.tables, scope.previous, scope.row
        for line in self._lines:
            try:
                value = line.formula.raw(given, tables, previous, row)
            except NO_ANSWER:
                value = None
            earned = None if value is None else _earned(line, value)
            values[line.id] = value
            points[line.id] = earned
            total = None if earned is None or total is None else total + earned
        answers: dict[str, Met] = {}
        for key, check in self._checks:
            try:
                answers[key] = Met.MET if check.raw(given, tables, previous, row) is True else Met.NOT_MET
            except NO_ANSWER:
                answers[key] = Met.UNDETERMINED
        return Figures(values, points, total, answers)


def _earned(line: _Line, value: Decimal) -> Decimal | None:
    if line.full is None:
        return None
    if line.proportional:
        return min(line.full, max(ZERO, line.full * value / HUNDRED))
    if line.width is None:
        return None
    share = (value - line.baseline) / line.width  # type: ignore[operator] # a width has a baseline
    if share <= ZERO:
        return ZERO
    return line.full if share >= ONE else line.full * (value - line.baseline) / line.width  # type: ignore[operator]


def _line(plan: ItemPlan) -> _Line:
    if plan.method not in METHODS or len(plan.ways) != 1 or plan.ways[0].per or plan.ways[0].bands or plan.ways[0].when:
        raise ValueError(plan.item.id)
    way = plan.ways[0]
    leading, baseline = way.leading, way.baseline
    if isinstance(leading, Formula) or isinstance(baseline, Formula):
        raise ValueError(plan.item.id)  # noqa: TRY004 - a pack of another shape, not a wrong type
    if baseline is None and plan.method == "counted":
        baseline = ZERO
    width = leading - baseline if leading is not None and baseline is not None else None
    return _Line(plan.item.id, way.formula, plan.max, baseline, width, plan.method == "proportional")
