"""One answer for the factory from the answers for its products (energy.md 7.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import EnergyLevel, EnergyOutcome, LevelResult, Tier

from .inquiry import Inquiry
from .values import DISCREPANCY, UNVERIFIED_ROW


@dataclass(frozen=True, slots=True)
class Entry:
    """A product's result, whether the product is a main one, and its energy in tce where handed in."""

    result: LevelResult
    main: bool
    energy: Decimal | None


class Standing(StrEnum):
    """What a result counts for when several are put together."""

    MEETS = "meets"
    FAILS = "fails"
    UNSURE = "unsure"
    NO_STANDARD = "no_standard"
    LEFT_OUT = "left_out"


_PLAIN = {
    EnergyOutcome.MEETS: Standing.MEETS,
    EnergyOutcome.FAILS: Standing.FAILS,
    EnergyOutcome.INCOMPLETE: Standing.UNSURE,
    EnergyOutcome.NO_STANDARD: Standing.NO_STANDARD,
    EnergyOutcome.NOT_APPLICABLE: Standing.LEFT_OUT,
}


def standing(result: LevelResult) -> Standing:
    """A row that nobody has verified decides nothing, either way; a discrepancy carries no priority."""
    plain = _PLAIN[result.outcome]
    if UNVERIFIED_ROW in result.flags and plain in {Standing.MEETS, Standing.FAILS}:
        return Standing.UNSURE
    return Standing.UNSURE if DISCREPANCY in result.flags and plain is Standing.MEETS else plain


def aggregate(entries: list[Entry], inquiry: Inquiry) -> EnergyLevel:
    """The factory's outcome and tier by the aggregation rule of the policy; rows are left to the caller."""
    rule = inquiry.policy.energy.aggregation
    facts = inquiry.use(rule)
    if rule.value is None:
        return replace(_unknown(say("energy.policy_open", parameter=rule.id)), facts=facts)
    answer = RULES[rule.value](entries, inquiry)
    return replace(answer, facts=facts + answer.facts)


def _all_main(entries: list[Entry], _: Inquiry) -> EnergyLevel:
    main = [entry for entry in entries if entry.main]
    return _every(main) if main else _unknown(say("energy.no_main_product"))


def _every(entries: list[Entry]) -> EnergyLevel:
    """Every row must meet its level; a product without a standard is neutral, with the reviewer's note."""
    by = _by_standing(entries)
    if Standing.FAILS in by:
        return _ordinary(EnergyOutcome.FAILS, say("energy.tier_fails", products=by[Standing.FAILS]))
    if Standing.UNSURE in by:
        return _unknown(say("energy.tier_unsure", products=by[Standing.UNSURE]))
    if Standing.MEETS in by:
        note = by.get(Standing.NO_STANDARD)
        reason = (
            say("energy.tier_meets_with_note", products=by[Standing.MEETS], neutral=note)
            if note
            else say("energy.tier_meets", products=by[Standing.MEETS])
        )
        return EnergyLevel(EnergyOutcome.MEETS, Tier.PRIORITY, reason)
    return _nothing_to_meet(by)


def _nothing_to_meet(by: dict[Standing, list[str]]) -> EnergyLevel:
    if Standing.NO_STANDARD in by:
        reason = say("energy.tier_no_standard", products=by[Standing.NO_STANDARD])
        return _ordinary(EnergyOutcome.NO_STANDARD, reason)
    return _ordinary(EnergyOutcome.NOT_APPLICABLE, say("energy.tier_left_out"))


def _by_standing(entries: list[Entry]) -> dict[Standing, list[str]]:
    by: dict[Standing, list[str]] = {}
    for entry in entries:
        names = by.setdefault(standing(entry.result), [])
        if entry.result.product not in names:
            names.append(entry.result.product)
    return by


def _main_product(entries: list[Entry], _: Inquiry) -> EnergyLevel:
    """Only the product with the largest energy; several with equally much must all meet their levels."""
    energies = _energies(entries)
    unknown = [name for name, energy in energies.items() if energy is None]
    if unknown and len(energies) > 1:
        return _unknown(say("energy.product_energy_missing", products=unknown))
    largest = max((energy for energy in energies.values() if energy is not None), default=None)
    return _every([entry for entry in entries if energies[entry.result.product] == largest])


def _energies(entries: list[Entry]) -> dict[str, Decimal | None]:
    """Energy by product; a product stated in several rows (one per indicator) counts once."""
    found: dict[str, Decimal | None] = {}
    for entry in entries:
        name = entry.result.product
        found[name] = entry.energy if found.get(name) is None else found[name]
    return found


def _energy_weighted(entries: list[Entry], inquiry: Inquiry) -> EnergyLevel:
    """Energy covered by products that meet their level, against a share of the factory's energy."""
    share = inquiry.policy.energy.aggregation_share
    facts = inquiry.use(share)
    total = inquiry.case.number("energy_total")
    if share.value is None:
        return _unknown(say("energy.policy_open", parameter=share.id))
    if total is None or total <= 0:
        return replace(_unknown(say("energy.total_missing")), facts=facts)
    least, most = _covered(entries)
    with localcontext(ARITHMETIC):
        needed = share.value * total / 100
    if least >= needed:
        reason = say("energy.share_reached", covered=least, total=total, share=share.value)
        answer = EnergyLevel(EnergyOutcome.MEETS, Tier.PRIORITY, reason)
    elif most is not None and most < needed:
        reason = say("energy.share_missed", covered=least, total=total, share=share.value)
        answer = _ordinary(EnergyOutcome.FAILS, reason)
    else:
        answer = _unknown(say("energy.tier_unsure", products=_by_standing(entries).get(Standing.UNSURE, [])))
    return replace(answer, facts=facts)


def _covered(entries: list[Entry]) -> tuple[Decimal, Decimal | None]:
    """Energy surely covered, and energy covered if every open answer turned out well (None: not known)."""
    least, most, bounded = Decimal(0), Decimal(0), True
    for name, energy in _energies(entries).items():
        stands = {standing(e.result) for e in entries if e.result.product == name} - {Standing.LEFT_OUT}
        if not stands or not stands <= {Standing.MEETS, Standing.UNSURE}:
            continue
        bounded = bounded and energy is not None
        with localcontext(ARITHMETIC):
            most += energy or 0
            least += (energy or 0) if stands == {Standing.MEETS} else 0
    return least, most if bounded else None


def _any(entries: list[Entry], _: Inquiry) -> EnergyLevel:
    by = _by_standing(entries)
    if Standing.MEETS in by:
        reason = say("energy.tier_meets", products=by[Standing.MEETS])
        return EnergyLevel(EnergyOutcome.MEETS, Tier.PRIORITY, reason)
    if Standing.UNSURE in by:
        return _unknown(say("energy.tier_unsure", products=by[Standing.UNSURE]))
    if Standing.FAILS in by:
        return _ordinary(EnergyOutcome.FAILS, say("energy.tier_fails", products=by[Standing.FAILS]))
    return _nothing_to_meet(by)


def _unknown(reason: Message) -> EnergyLevel:
    return EnergyLevel(EnergyOutcome.INCOMPLETE, Tier.UNKNOWN, reason)


def _ordinary(outcome: EnergyOutcome, reason: Message) -> EnergyLevel:
    return EnergyLevel(outcome, Tier.ORDINARY, reason)


RULES: dict[str, Callable[[list[Entry], Inquiry], EnergyLevel]] = {
    "ALL_MAIN": _all_main,
    "MAIN_PRODUCT": _main_product,
    "ENERGY_WEIGHTED": _energy_weighted,
    "ANY": _any,
}
