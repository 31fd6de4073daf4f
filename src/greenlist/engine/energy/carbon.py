"""CO2 in tonnes from the energy lines: factors of fuels and heat, grid factor of power (energy.md 5, 6)."""

from __future__ import annotations

from datetime import date
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
from .inquiry import reference_date
from .lines import ELECTRICITY, EnergyLine, EnergyTotal, LineTrace, Tally, energy_lines

FUELS, GRID = "factors_fuel_co2", "factors_grid"
# What a policy may call the bases of the grid table.
_BASES = {
    "average": "平均",
    "excluding market-traded non-fossil": "不含市场化交易的非化石能源",
    "fossil only": "化石能源",
}


def co2_total(case: Case, policy: Policy, book: LawBook, log: FactLog) -> EnergyTotal:
    """CO2 of the evaluation year in tCO2 from the energy lines, output lines subtracted.

    Fuels and heat: table `factors_fuel_co2`, set of the policy. Electricity: table `factors_grid` by scope,
    basis and year rule of the policy and the unit's region. Green power is left out only where the basis
    leaves out market-traded non-fossil power. Anything missing leaves the total undetermined.
    """
    tally = Tally("tCO2")
    lines = energy_lines(case, tally.missing)
    grid = _grid_factor(case, policy, book, tally) if any(_electric(line) for line in lines) else None
    for line in lines:
        if not _electric(line):
            trace = _fuel(line, policy, book, tally)
        elif isinstance(grid, Row):
            trace = _power(line, grid, tally)
        else:
            trace = None
        if trace is not None:
            tally.lines.append(trace)
    if isinstance(grid, Message):
        tally.missing.append(grid)
    log.add(tally.facts.values())
    return tally.total()


def _electric(line: EnergyLine) -> bool:
    return line.medium in ELECTRICITY


def _fuel(line: EnergyLine, policy: Policy, book: LawBook, tally: Tally) -> LineTrace | None:
    wanted = policy.energy.co2_factor_set
    tally.cite([wanted])
    if wanted.value is None:
        open_set = say("energy.policy_open", parameter=wanted.id)
        tally.missing += [open_set] if open_set not in tally.missing else []
        return None
    rows = [
        row for row in book.table(FUELS).rows
        if row.text("factor_set") == wanted.value and same(row.text("fuel"), line.medium)
    ]  # fmt: skip
    factor = _emission_factor(rows[0]) if rows else None
    if factor is None:
        tally.missing.append(say("energy.fuel_missing", line=line.number, medium=line.medium, factor_set=wanted.value))
        return None
    tally.cite([rows[0].cite()])
    unit = rows[0].text("ef_unit").partition("/")[2]
    return _trace(line, factor, unit, tally, factor_set=rows[0].text("factor_set"), factor_id=rows[0].id)


def _emission_factor(row: Row) -> Decimal | None:
    """NCV x carbon content x oxidation x 44/12, unrounded; the printed factor where parts are not known."""
    parts = [row.number(column) for column in ("ncv", "carbon_tC_per_GJ", "oxidation_pct")]
    ncv, carbon, oxidation = parts
    if ncv is None or carbon is None or oxidation is None:
        return row.number("ef")
    with localcontext(ARITHMETIC):
        return ncv * carbon * oxidation / 100 * 44 / 12


def _power(line: EnergyLine, grid: Row, tally: Tally) -> LineTrace | None:
    factor = grid.number("value")
    if factor is None:  # an open factor is no factor of zero
        missing = say(
            "energy.grid_missing", place=grid.text("region"), basis=grid.text("basis"), year=grid["data_year"]
        )
        tally.missing += [missing] if missing not in tally.missing else []
        return None
    if line.green_power and grid.text("basis") != _BASES["average"]:
        factor = Decimal(0)  # such a factor is spread over the power that is not green
    with localcontext(ARITHMETIC):
        tonnes = factor / 1000
    label = f"{grid.text('region')} {grid.text('data_year')} {grid.text('basis')}"
    return _trace(line, tonnes, "kWh", tally, factor_set=label, factor_id=grid.id)


def _trace(
    line: EnergyLine, factor: Decimal, unit: str, tally: Tally, *, factor_set: str, factor_id: str
) -> LineTrace | None:
    try:
        quantity = convert(line.quantity, line.unit, unit)
    except UnitError:
        tally.missing.append(say("energy.line_unit_unfit", line=line.number, stated=line.unit, expected=unit))
        return None
    with localcontext(ARITHMETIC):
        amount = line.sign * quantity * factor
    return LineTrace(
        line.number, line.medium, line.grade, "out" if line.sign < 0 else "in", line.quantity, line.unit,
        quantity, unit, factor, f"tCO2/{unit}", factor_set, factor_id, amount,
    )  # fmt: skip


def _grid_factor(case: Case, policy: Policy, book: LawBook, tally: Tally) -> Row | Message:
    """The grid factor by scope, region, basis and year rule of the policy, or why there is none."""
    rule = policy.energy
    tally.cite([rule.grid_scope, rule.grid_basis, rule.grid_year])
    scope, basis, year = rule.grid_scope.value, rule.grid_basis.value, rule.grid_year.value
    if scope is None or basis is None or year is None:
        named = (rule.grid_scope, rule.grid_basis, rule.grid_year)
        return say("energy.policy_open", parameter=[fact.id for fact in named if fact.value is None])
    if scope == "province":
        tally.cite([policy.identity.province])
    rows = _rows_of_place(case, policy, scope, book)
    if isinstance(rows, Message):
        return rows
    rows = [row for row in rows if row.text("basis") == _BASES.get(basis, basis)]
    chosen = _by_year(rows, case, policy, tally) if rows else None
    if isinstance(chosen, Row):
        tally.cite([chosen.cite()])
        return chosen
    place = rows[0].text("region") if rows else str(scope)
    return chosen or say("energy.grid_missing", place=place, basis=basis, year=case.evaluation_year)


def _rows_of_place(case: Case, policy: Policy, scope: str, book: LawBook) -> list[Row] | Message:
    rows = [row for row in book.table(GRID).rows if row.text("scope") == scope]
    if scope == "national":
        return rows
    stated = [str(case.unit.get(key) or "") for key in ("province", "region", "address")]
    stated.append(policy.identity.province.value or "")
    found = next((word for word in stated if any(word.startswith(r.text("region")) for r in rows)), None)
    if found is None:
        return say("energy.region_missing")
    return [row for row in rows if found.startswith(row.text("region"))]


def _by_year(rows: list[Row], case: Case, policy: Policy, tally: Tally) -> Row | Message | None:
    if policy.energy.grid_year.value == "data_year":
        return next((row for row in rows if row["data_year"] == case.evaluation_year), None)
    rule = policy.energy.reference_date
    tally.cite([rule, *([policy.identity.issue_date] if rule.value == "issue_date" else [])])
    on = reference_date(case, policy)
    if isinstance(on, Message):
        return on
    published = [row for row in rows if isinstance(row["published_on"], date) and row["published_on"] <= on]
    return max(published, key=lambda row: (row["published_on"], row["data_year"] or 0), default=None)
