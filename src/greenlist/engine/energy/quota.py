"""The quota rows of a product: which standards name it, and which of them governs on the date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import EnergyOutcome

from .editions import LEVELS, STANDARDS, InForce, NotLoaded, code_and_edition, edition_in_force
from .index import rows_named
from .inquiry import Inquiry


def _nothing() -> Message:
    return say("energy.no_row", product="—")


@dataclass(frozen=True, slots=True)
class QuotaRows:
    """The rows of one edition for one product, or why there are none. `dated`: a date was asked for."""

    rows: list[Row] = field(default_factory=list)
    outcome: EnergyOutcome = EnergyOutcome.INCOMPLETE
    reason: Message = field(default_factory=_nothing)
    standard: str = ""
    beside: tuple[str, ...] = ()
    facts: tuple[AnyFact, ...] = ()
    dated: bool = True


def quota_rows(product: str, stated: str, inquiry: Inquiry) -> QuotaRows:
    """Rows of the edition in force that names `product`; `stated` is the standard the applicant names."""
    levels = rows_named(inquiry.book, LEVELS, "product", product)
    if not levels and not stated:
        reason = say("energy.no_row", product=product)
        return QuotaRows(outcome=EnergyOutcome.NO_STANDARD, reason=reason, dated=False)
    if isinstance(inquiry.on, Message):
        return QuotaRows(reason=inquiry.on)
    if not levels:
        return _named_only(product, stated, inquiry.on, inquiry)
    return _governing(product, stated, levels, inquiry.on, inquiry)


def _named_only(product: str, stated: str, on: date, inquiry: Inquiry) -> QuotaRows:
    """The applicant names a standard, and no loaded table has the product."""
    code, _ = code_and_edition(stated)
    if not rows_named(inquiry.book, STANDARDS, "standard", code):
        return QuotaRows(reason=say("energy.standard_unknown", standard=stated), standard=stated)
    found = edition_in_force(code, on, inquiry)
    if isinstance(found, NotLoaded):
        return QuotaRows(reason=found.reason, standard=code, facts=found.facts)
    held = rows_named(inquiry.book, LEVELS, "standard", code)
    products = list(dict.fromkeys(row.text("product") for row in held if row.text("edition") == found.edition))
    if products:
        reason = say("energy.product_unknown", product=product, standard=found.name, products=products)
    else:
        reason = say("energy.table_missing", standard=found.name)
    return QuotaRows(reason=reason, standard=found.name, facts=found.facts)


def _governing(product: str, stated: str, levels: list[Row], on: date, inquiry: Inquiry) -> QuotaRows:
    """The rows of the one edition that governs the product on the date."""
    standards = list(dict.fromkeys(row.text("standard") for row in levels))
    found = [edition_in_force(standard, on, inquiry) for standard in standards]
    facts = tuple(fact for one in found for fact in one.facts)
    held = [one for one in found if isinstance(one, InForce)]
    if not held:
        return _nothing_governs([one for one in found if isinstance(one, NotLoaded)], standards, facts)
    loaded = [one for one in held if _rows_of(one, levels)] or held[:1]
    named = [one for one in loaded if one.standard == code_and_edition(stated)[0]] or loaded
    if len(named) > 1:
        names = [one.name for one in named]
        return QuotaRows(reason=say("energy.standards_several", product=product, standards=names), facts=facts)
    one, rows = named[0], _rows_of(named[0], levels)
    if not rows:
        missing = (one.name, *one.beside)
        reason = say("energy.product_table_missing", product=product, missing=missing)
        return QuotaRows(reason=reason, standard=one.name, facts=facts)
    return QuotaRows(rows, standard=one.name, beside=one.beside, facts=facts)


def _rows_of(edition: InForce, rows: list[Row]) -> list[Row]:
    wanted = (edition.standard, edition.edition)
    return [row for row in rows if (row.text("standard"), row.text("edition")) == wanted]


def _nothing_governs(found: list[NotLoaded], standards: list[str], facts: tuple[AnyFact, ...]) -> QuotaRows:
    """No edition governs: no standard where all are first editions still to come, else a question."""
    for one, standard in zip(found, standards, strict=True):
        if not one.first:
            return QuotaRows(reason=one.reason, standard=standard, facts=facts)
    return QuotaRows(outcome=EnergyOutcome.NO_STANDARD, reason=found[0].reason, facts=facts)
