"""Who the unit is: credit code, industry code, industry of the benchmark row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from greenlist.engine.case import Kind
from greenlist.engine.codes import (
    industry_problem,
    normalise_uscc,
    split_industry,
    uscc_problem,
    uscc_warnings,
)
from greenlist.engine.messages import Message, say

from .catalogue import Check, Strike
from .context import CheckContext
from .registry import named

LEVEL_TABLES = ("energy_benchmarks", "quota_levels")
INDUSTRIES = "industries"


@named("uscc_valid")
def uscc_valid(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The applicant's code holds (GB 32100). A park without a code is not asked."""
    code = context.case.uscc
    problem = uscc_problem(code) if code or context.case.kind is not Kind.PARK else None
    if problem is not None:
        yield Strike(check.place, {"problem": problem})


@named("uscc_odd")
def uscc_odd(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The applicant's code has a known class and a fitting inner organisation code (GB 11714)."""
    for warning in uscc_warnings(context.case.uscc):
        yield Strike(check.place, {"problem": warning})


@named("industry_code")
def industry_code(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The industry code has the shape of GB/T 4754 and a division that exists."""
    for text in _industry_texts(context):
        problem = industry_problem(text) or _unknown_division(context, text)
        if problem is not None:
            yield Strike(check.place, {"problem": problem})


def _unknown_division(context: CheckContext, text: str) -> Message | None:
    if INDUSTRIES not in context.book.table_ids():
        return None
    divisions = {row.id for row in context.book.table(INDUSTRIES).rows if len(row.id) == 2 and row.id.isdigit()}
    division = split_industry(text)[:2]
    if not divisions or division in divisions:
        return None
    return say("checks.industry_division", text=text, division=division)


def _industry_texts(context: CheckContext) -> list[str]:
    stated: Any = context.case.unit.get("industry4") or ()
    return [stated] if isinstance(stated, str) else [str(text) for text in stated]


def _own_industries(context: CheckContext) -> set[str]:
    return {code for code in map(split_industry, _industry_texts(context)) if code}


@named("benchmark_division")
def benchmark_division(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The benchmark row of a main product is of the unit's own division (first two digits)."""
    own = {code[:2] for code in _own_industries(context)}
    for number, product, codes in _benchmarked(context):
        if own and not own & {code[:2] for code in codes}:
            yield _industry_strike(context, check, number, product, codes)


@named("benchmark_class")
def benchmark_class(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The benchmark row of a main product is of the unit's own class; asked within the same division."""
    own = _own_industries(context)
    for number, product, codes in _benchmarked(context):
        same_division = {code[:2] for code in own} & {code[:2] for code in codes}
        if same_division and not own & codes:
            yield _industry_strike(context, check, number, product, codes)


def _industry_strike(context: CheckContext, check: Check, number: int, product: str, codes: set[str]) -> Strike:
    own = "、".join(sorted(_own_industries(context)))
    values = {"product": product, "codes": "、".join(sorted(codes)), "own": own}
    return Strike(f"{check.place}[{number}]", values)


def _benchmarked(context: CheckContext) -> Iterator[tuple[int, str, set[str]]]:
    """Main products with a benchmark row: row number, product, industry codes of the rows of that product."""
    rows = context.case.tables.get("products", ())
    for number, row in enumerate(rows, start=1):
        product = row.get("level_product")
        main = row.get("is_main")
        if product is None or (main is not None and main.value is False):
            continue
        codes = _codes_of_product(context, str(product.value))
        if codes:
            yield number, str(product.value), codes


def _codes_of_product(context: CheckContext, product: str) -> set[str]:
    found: set[str] = set()
    for table in LEVEL_TABLES:
        if table in context.book.table_ids():
            for row in context.book.table(table).rows:
                if row.text("product") == product:
                    found |= _codes(row["industry_code"])
    return found


def _codes(cell: Any) -> set[str]:
    parts = cell if isinstance(cell, tuple) else str(cell or "").replace(",", ";").split(";")
    return {code for code in map(split_industry, parts) if code}


@named("tenant_uscc")
def tenant_uscc(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Every tenant's code holds."""
    for tenant in context.case.tenants or ():
        problem = uscc_problem(tenant.uscc)
        if tenant.uscc and problem is not None:
            yield Strike(f"{check.place}[{tenant.name}]", {"problem": problem, "tenant": tenant.name})


@named("tenant_twice")
def tenant_twice(context: CheckContext, check: Check) -> Iterator[Strike]:
    """No code stands twice in the roster."""
    seen: dict[str, str] = {}
    for tenant in context.case.tenants or ():
        code = normalise_uscc(tenant.uscc)
        if code and code in seen:
            yield Strike(f"{check.place}[{tenant.name}]", {"code": code, "tenant": tenant.name, "other": seen[code]})
        seen.setdefault(code, tenant.name)
