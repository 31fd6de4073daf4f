"""The energy level of a unit: every product judged, then one answer by the policy's aggregation."""

from __future__ import annotations

from dataclasses import replace

from greenlist.engine import case as cases
from greenlist.engine.case import Case, Kind
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import say
from greenlist.engine.outcome import EnergyLevel, EnergyOutcome, FactLog, LevelResult, Tier

from .aggregate import Entry, aggregate
from .cells import number, same, yes
from .index import rows_named
from .inquiry import Inquiry, inquire
from .levels import judge
from .rows import BENCHMARKS, LEVELS, Match


def energy_level(case: Case, policy: Policy, book: LawBook, log: FactLog) -> EnergyLevel:
    """The energy level of a factory and its priority tier (REQ-22, REQ-23; energy.md 7).

    Every row of the table `products` is held against one row of the benchmark documents the policy names,
    else of the quota standard in force at the policy's reference date; correction inputs come from
    `level_inputs`. Facts of the law used are added to `log` and to the result. The answer costs rank, never
    eligibility.
    """
    if case.kind is not Kind.FACTORY:
        return EnergyLevel(EnergyOutcome.NOT_APPLICABLE, Tier.ORDINARY, say("energy.factories_only"))
    products = case.tables.get("products", ())
    if not products:
        return EnergyLevel(EnergyOutcome.INCOMPLETE, Tier.UNKNOWN, say("energy.no_products"))
    inquiry = inquire(case, policy, book, log)
    entries = _entries(products, inquiry)
    answer = aggregate(entries, inquiry)
    facts = {fact.id: fact for entry in entries for fact in entry.result.facts}
    facts |= {fact.id: fact for fact in answer.facts}
    return replace(answer, rows=tuple(entry.result for entry in entries), facts=tuple(facts.values()))


def _entries(products: tuple[cases.Row, ...], inquiry: Inquiry) -> list[Entry]:
    judged = [(product, *judge(product, inquiry)) for product in products]
    entries = [_entry(product, result) for product, result, _ in judged]
    held = [match.row.id for _, _, match in judged if match is not None]
    for product, result, match in judged:
        for row in _other_indicators(match, inquiry) if match is not None else []:
            if row.id not in held:
                held.append(row.id)
                entries.append(_entry(product, _asked_for(result, row)))
    return entries


def _entry(product: cases.Row, result: LevelResult) -> Entry:
    return Entry(result, yes(product, "is_main") is not False, number(product, "energy"))


def _other_indicators(match: Match, inquiry: Inquiry) -> list[Row]:
    """Rows of the same document, product and route that limit another indicator: they must be met too."""
    table = BENCHMARKS if match.path == "benchmark" else LEVELS
    same_cells = ("standard", "edition", "route")
    return [
        row for row in rows_named(inquiry.book, table, "product", match.row.text("product"))
        if row.id != match.row.id and all(same(row.text(c), match.row.text(c)) for c in same_cells)
    ]  # fmt: skip


def _asked_for(result: LevelResult, row: Row) -> LevelResult:
    indicator = row.text("indicator")
    reason = say("energy.indicator_missing", product=result.product, standard=result.standard, indicator=indicator)
    return LevelResult(
        result.product, result.path, EnergyOutcome.INCOMPLETE, reason, standard=result.standard, row=row.id,
        indicator=indicator, unit=row.text("unit"), facts=(row.cite(),),
    )  # fmt: skip
