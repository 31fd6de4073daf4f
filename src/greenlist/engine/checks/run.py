"""Ask every check of the catalogue and collect what struck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import localcontext
from typing import Any

from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.formula import Formula, Scope
from greenlist.engine.outcome import Finding, Severity

from . import (  # noqa: F401 - each enters its functions
    certificates,
    choices,
    comparison,
    completeness,
    energy,
    identity,
    limits,
    proofs,
    repeats,
    scores,
    shares,
    tenants,
)
from .catalogue import Check, Strike, catalogue_of
from .context import CheckContext
from .registry import FUNCTIONS
from .texts import blanks, finding_message, shown

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def find(context: CheckContext) -> list[Finding]:
    """Every finding on one case, errors first, then by id of the check and by place.

    Raises FormulaError or LawInvalid where the catalogue is wrong: a rule that cannot be asked never passes.
    """
    found: list[Finding] = []
    with localcontext(ARITHMETIC):
        for check in catalogue_of(context.book, context.case.kind):
            found += [_finding(context, check, strike) for strike in _strikes(context, check)]
    return sorted(found, key=lambda finding: (_RANK[finding.severity], finding.check, finding.place))


def _strikes(context: CheckContext, check: Check) -> Iterable[Strike]:
    if check.test is None:
        return FUNCTIONS[check.function](context, check)
    if check.per:
        return _row_strikes(context, check, check.test)
    return _year_strikes(context, check, check.test)


def _year_strikes(context: CheckContext, check: Check, test: Formula) -> Iterator[Strike]:
    for year in context.years:
        if _asked_in(context, test, year) and _fails(test, _scope(context, check, year)):
            yield Strike(year=year)


def _asked_in(context: CheckContext, test: Formula, year: int) -> bool:
    """Years before the evaluation year are asked only where the file states one of the fields for it."""
    if year == context.case.evaluation_year:
        return True
    looks_back = any(ref.offset or ref.table for ref in test.refs)
    given = context.case.years.get(year, {})
    return not looks_back and any(ref.name in given for ref in test.refs)


def _row_strikes(context: CheckContext, check: Check, test: Formula) -> Iterator[Strike]:
    shared = _scope(context, check)
    for number, row in enumerate(shared.tables.get(check.per, ()), start=1):
        scope = Scope(shared.values, shared.tables, shared.previous, {check.per: row})
        if _fails(test, scope):
            values = {f"{check.per}.{column}": value for column, value in row.items()}
            name = row.get("name") or f"#{number}"
            yield Strike(f"{check.place}[{number}]", values | {"row": name})


def _fails(test: Formula, scope: Scope) -> bool:
    return test.holds(scope) is False  # without an answer (a missing input) it is not asked


def _scope(context: CheckContext, check: Check, year: int | None = None) -> Scope:
    if check.tolerance is None:
        return context.scope(year)
    return context.with_values(year, tolerance=check.tolerance)


def _finding(context: CheckContext, check: Check, strike: Strike) -> Finding:
    scope = _scope(context, check, strike.year)
    year = context.case.evaluation_year if strike.year is None else strike.year
    values: dict[str, Any] = {"year": str(year)} | strike.values
    return Finding(
        check=check.id,
        severity=check.severity,
        place=_place(context, check, strike),
        message=finding_message(check.message, values, scope),
        way_out=finding_message(check.way_out, values, scope) if check.way_out[0] else None,
        values=_shown_values(check, values, scope),
        fact=check.row.cite(),
    )


def _place(context: CheckContext, check: Check, strike: Strike) -> str:
    place = strike.place or check.place
    other_year = strike.year is not None and strike.year != context.case.evaluation_year
    return f"{place}@{strike.year}" if other_year else place


def _shown_values(check: Check, values: dict[str, Any], scope: Scope) -> dict[str, str]:
    """What the Chinese sentence names, as text: both values of the rule beside each other."""
    inputs = [ref.key for ref in check.test.refs] if check.test else []
    plain = {key: scope.values[key] for key in inputs if key in scope.values}
    named = {blank: values[blank] for blank in blanks(check.message[0]) if blank in values}
    return {name: shown(value, "zh") for name, value in (plain | named).items()}
