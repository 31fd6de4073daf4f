"""Which row of the benchmark or quota tables a product is held against (energy.md 7.2).

Path A, the benchmark documents the policy names, goes first; path B, the quota standard in force, takes the
products that path A does not cover. A route or an indicator is asked for, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from greenlist.engine import case as cases
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import EnergyOutcome

from .cells import name_of, plain, same, text
from .index import rows_named, rows_of_industry
from .inquiry import Inquiry, date_facts
from .quota import quota_rows

BENCHMARKS = "energy_benchmarks"
LEVELS = "energy_quota_levels"
NONE_APPLIES = frozenset({"无", "none", "不适用"})  # typed by an applicant who knows that no row applies


@dataclass(frozen=True, slots=True)
class Match:
    """The row of the law a product row is held against."""

    path: str  # benchmark | quota
    row: Row
    facts: tuple[AnyFact, ...] = ()

    @property
    def standard(self) -> str:
        """Its document: 发改产业〔2023〕723号 or GB 16780-2021."""
        return standard_name(self.path, self.row)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Why no row was chosen, and what follows."""

    outcome: EnergyOutcome
    reason: Message
    path: str = "none"
    standard: str = ""
    facts: tuple[AnyFact, ...] = ()


def standard_name(path: str, row: Row) -> str:
    """How a row's document is called."""
    standard, edition = row.text("standard"), row.text("edition")
    return standard if path == "benchmark" else f"{standard}-{edition}"


def product_of(product: cases.Row) -> str:
    """The product a row is held against: as named for the comparison, else its own name."""
    return text(product, "level_product") or text(product, "name")


def find_row(product: cases.Row, inquiry: Inquiry) -> Match | Unmatched:
    """The row for one product, or why there is none."""
    documents = inquiry.policy.energy.benchmark_documents
    facts = inquiry.use(documents)
    if documents.value is None:
        return _incomplete(say("energy.policy_open", parameter=documents.id), facts=facts)
    if product_of(product) in NONE_APPLIES or text(product, "energy_limit_standard") in NONE_APPLIES:
        return Unmatched(EnergyOutcome.NO_STANDARD, say("energy.none_stated", product=name_of(product)))
    rows = benchmark_rows(product, inquiry)
    if rows and not _outside(product, rows, inquiry):
        return _choose("benchmark", rows, product, facts)
    return _quota(product, inquiry, facts)


def _quota(product: cases.Row, inquiry: Inquiry, facts: tuple[AnyFact, ...]) -> Match | Unmatched:
    found = quota_rows(product_of(product), text(product, "energy_limit_standard"), inquiry)
    facts += found.facts + (date_facts(inquiry) if found.dated else ())
    if not found.rows and found.outcome is EnergyOutcome.NO_STANDARD:
        near = _rows_of_industry(inquiry)
        if near:
            reason = say("energy.industry_has_rows", product=product_of(product), rows=near)
            return _incomplete(reason, facts=facts)
    if not found.rows:
        return Unmatched(found.outcome, found.reason, "none", found.standard, facts)
    match = _choose("quota", found.rows, product, facts)
    if isinstance(match, Unmatched) and found.beside and text(product, "level_route"):
        reason = say("energy.beside_missing", standard=match.standard, missing=found.beside)
        return _incomplete(reason, "quota", match.standard, facts)
    return match


def benchmark_rows(product: cases.Row, inquiry: Inquiry) -> list[Row]:
    """Rows of the first document of the policy's list that names the product and is in force."""
    named = rows_named(inquiry.book, BENCHMARKS, "product", product_of(product))
    for document in inquiry.policy.energy.benchmark_documents.value or []:
        rows = [row for row in named if row.text("standard") == document and _begun(row, inquiry)]
        if rows:
            return rows
    return []


def _begun(row: Row, inquiry: Inquiry) -> bool:
    begins = row["effective_from"]
    return begins is None or isinstance(inquiry.on, Message) or begins <= inquiry.on


def _outside(product: cases.Row, rows: list[Row], inquiry: Inquiry) -> bool:
    """Whether the benchmark document leaves this product's route out.

    Either the applicant says so with a reason, or the quota table speaks of the product in the benchmark's
    own words and has the route while the benchmark has not (合成氨 from 褐煤).
    """
    if f"benchmark:{name_of(product)}" in inquiry.case.not_applicable:
        return True
    route = plain(text(product, "level_route"))
    here = {plain(row.text("route")) for row in rows}
    if not route or route in here or "" in here:
        return False
    levels = rows_named(inquiry.book, LEVELS, "product", product_of(product))
    there = {plain(row.text("route")) for row in levels}
    return route in there and here <= there


def _choose(path: str, rows: list[Row], product: cases.Row, facts: tuple[AnyFact, ...]) -> Match | Unmatched:
    """One row by route, then by indicator; an open choice is a question to the applicant."""
    name, standard = product_of(product), standard_name(path, rows[0])
    rows = [row for row in rows if row["selectable"] is not False]
    if not rows:
        return _incomplete(say("energy.rows_unnamed", product=name, standard=standard), path, standard, facts)
    on_route = by_route(rows, text(product, "level_route"))
    if not on_route:
        routes, key = _words(rows, "route"), f"benchmark:{name_of(product)}"
        reason = say("energy.route_needed", product=name, standard=standard, routes=routes)
        if path == "benchmark":
            reason = say("energy.benchmark_route_needed", product=name, standard=standard, routes=routes, key=key)
        return _incomplete(reason, path, standard, facts)
    wanted = text(product, "level_indicator")
    chosen = [row for row in on_route if not wanted or same(row.text("indicator"), wanted)]
    if len(chosen) != 1:
        indicators = _words(on_route, "indicator")
        reason = say("energy.indicator_needed", product=name, standard=standard, indicators=indicators)
        return _incomplete(reason, path, standard, facts)
    return Match(path, chosen[0], facts)


def by_route(rows: list[Row], route: str) -> list[Row]:
    """Rows of a route; a row that names no route holds for a product whose route no other row names."""
    exact = [row for row in rows if same(row.text("route"), route)]
    return exact or [row for row in rows if not row.text("route")]


def _rows_of_industry(inquiry: Inquiry) -> list[str]:
    industry = str(inquiry.case.unit.get("industry4") or "")
    return _words(rows_of_industry(inquiry.book, (BENCHMARKS, LEVELS), industry), "product")


def _words(rows: Iterable[Row], column: str) -> list[str]:
    return list(dict.fromkeys(row.text(column) or "—" for row in rows))


def _incomplete(reason: Message, path: str = "none", standard: str = "", facts: tuple[AnyFact, ...] = ()) -> Unmatched:
    return Unmatched(EnergyOutcome.INCOMPLETE, reason, path, standard, facts)
