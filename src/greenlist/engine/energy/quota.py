"""The quota rows of a product: which standards name it, and which of them governs on the date."""

from __future__ import annotations

from dataclasses import dataclass, field

from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import EnergyOutcome

from .cells import same
from .editions import LEVELS, STANDARDS, InForce, NotLoaded, code_and_edition, edition_in_force, names
from .inquiry import Inquiry

_NOTHING = say("energy.no_row", product="—")


@dataclass(frozen=True, slots=True)
class QuotaRows:
    """The rows of one edition for one product, or why there are none. `dated`: a date was asked for."""

    rows: list[Row] = field(default_factory=list)
    outcome: EnergyOutcome = EnergyOutcome.INCOMPLETE
    reason: Message = _NOTHING
    standard: str = ""
    beside: tuple[str, ...] = ()
    facts: tuple[AnyFact, ...] = ()
    dated: bool = True


def quota_rows(product: str, stated: str, inquiry: Inquiry) -> QuotaRows:
    """Rows of the edition in force that names `product`; `stated` is the standard the applicant names."""
    levels = [row for row in inquiry.book.table(LEVELS).rows if same(row.text("product"), product)]
    standards = list(dict.fromkeys(row.text("standard") for row in levels))
    if not standards and not stated:
        return QuotaRows(
            outcome=EnergyOutcome.NO_STANDARD, reason=say("energy.no_row", product=product), dated=False
        )
    if isinstance(inquiry.on, Message):
        return QuotaRows(reason=inquiry.on)
    if not standards:
        return _named_only(product, stated, inquiry)
    return _governing(product, stated, levels, standards, inquiry)


def _named_only(product: str, stated: str, inquiry: Inquiry) -> QuotaRows:
    """The applicant names a standard, and no loaded table has the product."""
    assert not isinstance(inquiry.on, Message)  # noqa: S101 - told apart by the caller
    code, _ = code_and_edition(stated)
    held = [row for row in inquiry.book.table(LEVELS).rows if row.text("standard") == code]
    if not held and not any(row.text("standard") == code for row in inquiry.book.table(STANDARDS).rows):
        return QuotaRows(reason=say("energy.standard_unknown", standard=stated), standard=stated)
    found = edition_in_force(code, inquiry.on, inquiry)
    if isinstance(found, NotLoaded):
        return QuotaRows(reason=found.reason, standard=code, facts=found.facts)
    loaded = [row for row in held if row.text("edition") == found.edition]
    if not loaded:
        reason = say("energy.table_missing", standard=found.name)
        return QuotaRows(reason=reason, standard=found.name, facts=found.facts)
    products = list(dict.fromkeys(row.text("product") for row in loaded))
    reason = say("energy.product_unknown", product=product, standard=found.name, products=products)
    return QuotaRows(reason=reason, standard=found.name, facts=found.facts)


def _governing(
    product: str, stated: str, levels: list[Row], standards: list[str], inquiry: Inquiry
) -> QuotaRows:
    assert not isinstance(inquiry.on, Message)  # noqa: S101 - told apart by the caller
    found = [edition_in_force(standard, inquiry.on, inquiry) for standard in standards]
    facts = tuple(fact for one in found for fact in one.facts)
    governing = _not_replaced([one for one in found if isinstance(one, InForce)], inquiry)
    code, _ = code_and_edition(stated)
    if len(governing) > 1 and any(one.standard == code for one in governing):
        governing = [one for one in governing if one.standard == code]
    if len(governing) > 1:
        named = [one.name for one in governing]
        return QuotaRows(
            reason=say("energy.standards_several", product=product, standards=named), facts=facts
        )
    if not governing:
        return _nothing_governs([one for one in found if isinstance(one, NotLoaded)], standards, facts)
    one = governing[0]
    rows = [
        row for row in levels if row.text("standard") == one.standard and row.text("edition") == one.edition
    ]
    if not rows:
        missing = (one.name, *one.beside)
        reason = say("energy.product_table_missing", product=product, missing=missing)
        return QuotaRows(reason=reason, standard=one.name, facts=facts)
    return QuotaRows(rows, standard=one.name, beside=one.beside, facts=facts)


def _not_replaced(editions: list[InForce], inquiry: Inquiry) -> list[InForce]:
    """Without editions that another standard in force has replaced (GB 29138-2012 by GB 21344-2023)."""
    replaced: set[str] = set()
    for one in editions:
        for row in inquiry.book.table(STANDARDS).rows:
            if row.text("standard") == one.standard and row.text("edition") == one.edition:
                replaced.update(names(row["replaces"]))
    return [one for one in editions if one.name not in replaced]


def _nothing_governs(found: list[NotLoaded], standards: list[str], facts: tuple[AnyFact, ...]) -> QuotaRows:
    if found and all(one.first for one in found):
        return QuotaRows(outcome=EnergyOutcome.NO_STANDARD, reason=found[0].reason, facts=facts)
    open_ones = [one for one in found if not one.first]
    return QuotaRows(reason=open_ones[0].reason, standard=standards[found.index(open_ones[0])], facts=facts)
