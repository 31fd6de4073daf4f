"""Comprehensive energy in tce from the energy lines, with the policy's factor set (energy.md 4)."""

from __future__ import annotations

from decimal import Decimal, localcontext

from greenlist.engine.case import Case
from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog
from greenlist.engine.units import UnitError, convert

from .cells import same
from .lines import ELECTRICITY, EnergyLine, EnergyTotal, LineTrace, Tally, energy_lines

FACTORS = "factors_energy"
_KG_PER_TCE = Decimal(1000)


def energy_total(case: Case, policy: Policy, book: LawBook, log: FactLog) -> EnergyTotal:
    """Energy of the evaluation year in tce: the sum of quantity times factor, output lines subtracted.

    The factor comes from table `factors_energy`: set and electricity basis (当量, 等价) of the policy, medium
    and grade of the line. A factor stated on the line is used only where the table has none; elsewhere a
    difference is reported. Anything missing leaves the total undetermined.
    """
    tally = Tally("tce")
    rule = policy.energy
    if rule.factor_set.value is None:
        tally.missing.append(say("energy.policy_open", parameter=rule.factor_set.id))
    tally.cite([rule.factor_set])
    for line in energy_lines(case, tally.missing):
        if line.medium in ELECTRICITY:
            tally.cite([rule.electricity])
            _compare_grade(line, rule.electricity.value, tally)
        found = _table_factor(line, policy, book)
        trace = _from_table(line, found, tally) if isinstance(found, Row) else _from_line(line, found, tally)
        if trace is not None:
            tally.lines.append(trace)
    log.add(tally.facts.values())
    return tally.total()


def _table_factor(line: EnergyLine, policy: Policy, book: LawBook) -> Row | Message:
    """The row of the factor set for a line, or why there is none."""
    wanted = policy.energy.factor_set.value or ""
    in_set = [row for row in book.table(FACTORS).rows if row.text("factor_set") == wanted]
    rows = [row for row in in_set if _same_medium(row.text("medium"), line.medium)]
    if not rows:
        return say("energy.factor_missing", line=line.number, medium=line.medium, factor_set=wanted)
    grade = line.grade
    if line.medium in ELECTRICITY:
        basis = policy.energy.electricity
        if basis.value is None:
            return say("energy.policy_open", parameter=basis.id)
        grade = basis.value
    chosen = [row for row in rows if same(row.text("grade").partition("(")[0], grade)]
    exact = [row for row in rows if same(row.text("grade"), line.grade)]
    chosen = [row for row in exact if row in chosen] or chosen if line.medium in ELECTRICITY else exact
    if not chosen and not grade and len(rows) == 1:
        chosen = rows
    if len(chosen) != 1:
        grades = [row.text("grade") or "—" for row in rows]
        return say("energy.grade_needed", line=line.number, medium=line.medium, grades=grades)
    if chosen[0].number("kgce_per_unit") is None:
        medium = f"{line.medium}({grade})" if grade else line.medium
        return say("energy.factor_missing", line=line.number, medium=medium, factor_set=wanted)
    return chosen[0]


def _same_medium(first: str, second: str) -> bool:
    return same(first, second) or {first, second} <= ELECTRICITY


def _from_table(line: EnergyLine, row: Row, tally: Tally) -> LineTrace | None:
    tally.cite([row.cite()])
    factor, unit = row.number("kgce_per_unit") or Decimal(0), row.text("unit")
    try:
        quantity = convert(line.quantity, line.unit, unit)
    except UnitError:
        tally.missing.append(say("energy.line_unit_unfit", line=line.number, stated=line.unit, expected=unit))
        return None
    _compare(line, factor, unit, tally)
    return _trace(line, quantity, unit, factor=factor, factor_set=row.text("factor_set"), factor_id=row.id)


def _compare_grade(line: EnergyLine, basis: str | None, tally: Tally) -> None:
    """Report electricity stated on the other basis (当量, 等价): the policy decides, not in silence."""
    if basis and line.grade and not same(line.grade.partition("(")[0].removesuffix("值"), basis.removesuffix("值")):
        tally.differences.append(say("energy.grade_by_policy", line=line.number, stated=line.grade, basis=basis))


def _compare(line: EnergyLine, factor: Decimal, unit: str, tally: Tally) -> None:
    """Report a stated factor that is not the table's; one that does not convert is reported as well."""
    if line.stated_factor is None:
        return
    stated_unit = line.stated_unit or f"tce/{line.unit}"
    try:
        stated = convert(line.stated_factor, stated_unit, f"kgce/{unit}")
    except UnitError:
        tally.differences.append(
            say("energy.factor_unit_unfit", line=line.number, stated=stated_unit, expected=f"kgce/{unit}")
        )
        return
    if stated != factor:
        tally.differences.append(
            say(
                "energy.factor_differs",
                line=line.number,
                medium=line.medium,
                stated=stated,
                table=factor,
                unit=unit,
            )
        )


def _from_line(line: EnergyLine, why_none: Message, tally: Tally) -> LineTrace | None:
    """The factor the applicant states, where the table has none: kept apart by its source in the trace."""
    if line.stated_factor is None or why_none.code != "energy.factor_missing":
        tally.missing.append(why_none)
        return None
    stated_unit = line.stated_unit or f"tce/{line.unit}"
    try:
        factor = convert(line.stated_factor, stated_unit, f"kgce/{line.unit}")
    except UnitError:
        expected = f"kgce/{line.unit}"
        tally.missing.append(say("energy.line_unit_unfit", line=line.number, stated=stated_unit, expected=expected))
        return None
    source = line.stated_source or "—"
    tally.differences.append(
        say(
            "energy.factor_stated",
            line=line.number,
            medium=line.medium,
            factor=factor,
            unit=line.unit,
            source=source,
        )
    )
    return _trace(line, line.quantity, line.unit, factor=factor, factor_set=source, factor_id="")


def _trace(
    line: EnergyLine, quantity: Decimal, unit: str, *, factor: Decimal, factor_set: str, factor_id: str
) -> LineTrace:
    with localcontext(ARITHMETIC):
        amount = line.sign * quantity * factor / _KG_PER_TCE
    return LineTrace(
        line.number, line.medium, line.grade, "out" if line.sign < 0 else "in", line.quantity, line.unit,
        quantity, unit, factor, f"kgce/{unit}", factor_set, factor_id, amount, line.stated_factor,
    )  # fmt: skip
