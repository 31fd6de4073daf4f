"""Prerequisites of parks: level, industrial share, plan, units inside (196号 二（二）, park.md 2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any

from greenlist.engine.case import Case
from greenlist.engine.decimals import ARITHMETIC, round_half_up, show
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema.policy import IndustrialShare
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import Met

from .answers import beside_person, person_verdict
from .verdict import MET, NOT_MET, UNDETERMINED, Asked, Verdict, joined, stated

AND_ABOVE = {"省级及以上": ("国家级", "省级")}
LEVELS = ("国家级", "省级", "市级", "县级")
GDP = "park_gdp"
DENOMINATORS = {"园区生产总值": GDP, "地区生产总值": GDP, "地区（园区）生产总值": GDP}
HUNDRED = Decimal(100)


def park_level(asked: Asked) -> Verdict:
    """省级及以上 (REQ-30): the level stated, against the levels the policy names."""
    case = asked.case
    allowed = [level for named in asked.wanted for level in AND_ABOVE.get(named, (named,))]
    level = stated(case, "park_level")
    if level is None:
        verdict = Verdict(UNDETERMINED, say("conditions.level_missing", allowed=allowed))
    elif level in allowed:
        proofs = [stated(case, name) for name in ("approval_file", "catalogue_code")]
        proof = tuple(str(one) for one in proofs if one)
        code = "conditions.level_met" if proof else "conditions.level_met_no_proof"
        verdict = Verdict(MET, say(code, level=level), proof=proof)
    elif level in LEVELS:
        verdict = Verdict(NOT_MET, say("conditions.level_low", level=level, allowed=allowed))
    else:
        verdict = Verdict(UNDETERMINED, say("conditions.level_unknown", level=level, allowed=LEVELS))
    return beside_person(verdict, case, "park_level")


def share_fact(share: IndustrialShare) -> AnyFact | None:
    """The threshold as the parameter's fact; None where the policy asks for no share."""
    if share.value.value is None and share.operator.value is None:
        return None
    return share.value if share.value.value is not None else share.operator


def industrial_share(asked: Asked) -> Verdict:
    """工业增加值占比 (REQ-27): recomputed exactly, `>` under 超过, `>=` under 达到; never rounded."""
    case, rule = asked.case, asked.policy.prerequisite.park_industrial_share
    operator, limit = asked.log.use(rule.operator), asked.log.use(rule.value)
    named = asked.log.use(rule.denominator)  # open: GDP is taken and the result is a trial
    if operator is None or limit is None:
        return Verdict(UNDETERMINED, say("conditions.share_rule_open"))
    below = DENOMINATORS.get(named, named) or GDP
    year = case.evaluation_year
    part, whole = case.number("park_va", year), case.number(below, year)
    share = case.number("park_va_share", year)
    if part is not None and whole is not None:
        verdict = _recomputed(part, whole, share, operator, limit)
    elif share is not None:
        verdict = _as_stated(share, operator, limit)
    else:
        missing = [name for name, number in (("park_va", part), (below, whole)) if number is None]
        verdict = Verdict(UNDETERMINED, say("conditions.share_missing", fields=missing, year=str(year)))
    if named is None:
        open_below = say("conditions.share_denominator_open")
        verdict = replace(verdict, reason=joined([verdict.reason, open_below]))
    return beside_person(verdict, case, "park_industrial_share")


def _recomputed(part: Decimal, whole: Decimal, share: Decimal | None, operator: str, limit: Decimal) -> Verdict:
    if whole <= 0 or part < 0 or part > whole:
        return Verdict(UNDETERMINED, say("conditions.share_impossible", part=part, whole=whole))
    with localcontext(ARITHMETIC):
        answer = _compared(part * HUNDRED, limit * whole, operator)
        exact = part / whole * HUNDRED
        differs = share is not None and abs(exact - share) > Decimal("0.01")  # two decimals are printed
    said = say(
        f"conditions.share_{answer.value}",
        share=shown_share(exact, limit), part=part, whole=whole, operator=_operator(operator), limit=limit,
    )  # fmt: skip
    notes = [say("conditions.share_differs", stated=share)] if differs else []
    return Verdict(answer, joined([said, *notes]), trace={"share": show(exact, places=12)})


def _as_stated(share: Decimal, operator: str, limit: Decimal) -> Verdict:
    if not 0 <= share <= HUNDRED:
        return Verdict(UNDETERMINED, say("conditions.share_out_of_range", share=show(share)))
    answer = _compared(share, limit, operator)
    code = f"conditions.share_stated_{answer.value}"
    return Verdict(answer, say(code, share=show(share), operator=_operator(operator), limit=limit))


def _compared(left: Decimal, right: Decimal, operator: str) -> Met:
    holds = left > right if operator == ">" else left >= right
    return MET if holds else NOT_MET


def _operator(operator: str) -> Message:
    return say("conditions.over") if operator == ">" else say("conditions.at_least")


def shown_share(exact: Decimal, limit: Decimal) -> str:
    """The share with as many decimals as it takes not to look like the limit when it is not."""
    for places in (2, 4, 8):
        rounded = round_half_up(exact, places)
        if (rounded > limit) == (exact > limit) and (rounded < limit) == (exact < limit):
            return show(rounded, places=places)
    return show(exact, places=16)


def factory_plan(asked: Asked) -> Verdict:
    """园区绿色工厂培育计划 (REQ-31): published by the day of application, with link or file."""
    return beside_person(_plan(asked.case), asked.case, "park_factory_plan")


def _plan(case: Case) -> Verdict:
    day = stated(case, "factory_plan_date")
    found = [stated(case, name) for name in ("factory_plan_file", "factory_plan_url")]
    proof = tuple(str(one) for one in found if one)
    missing = [say("conditions.plan_date")] if day is None else []
    missing += [] if proof else [say("conditions.plan_text")]
    missing += [say("conditions.anchor_application_date")] if case.applied_on is None else []
    if missing:
        return Verdict(UNDETERMINED, say("conditions.plan_missing", missing=missing), proof=proof)
    if day > case.applied_on:
        return Verdict(NOT_MET, say("conditions.plan_late", on=day, applied=case.applied_on), proof=proof)
    return Verdict(MET, say("conditions.plan_met", on=day), proof=proof)


def units_inside(asked: Asked) -> Verdict:
    """Green manufacturing units in the park (Guizhou: 3 provincial or 1 national); any one level is enough.

    The filed counts are of factories. Too few of them do not prove too few units, so a person answers then.
    """
    case = asked.case
    counts: dict[str, Any] = {
        level: case.number(f"green_factories_{level}", case.evaluation_year) for level in asked.wanted
    }
    wanted = [_level_count(level, number) for level, number in asked.wanted.items()]
    reached = [level for level, number in counts.items() if number is not None and number >= asked.wanted[level]]
    if reached:
        found = [_level_count(level, counts[level]) for level in reached]
        return Verdict(MET, say("conditions.units_met", found=found, wanted=wanted))
    person = person_verdict(case, "park_units_inside")
    if person.answer is not UNDETERMINED:
        return person
    missing = [f"green_factories_{level}" for level, number in counts.items() if number is None]
    code = "conditions.units_missing" if missing else "conditions.units_few"
    return Verdict(UNDETERMINED, say(code, wanted=wanted, fields=missing))


def _level_count(level: str, number: Any) -> Message:
    return say("conditions.level_count", level=say(f"conditions.level_{level}"), number=number)


FIELDS_READ: dict[str, tuple[str, ...]] = {
    "park_level": ("park_level", "approval_file", "catalogue_code"),
    "park_industrial_share": ("park_va", GDP, "park_va_share"),
    "park_factory_plan": ("factory_plan_date", "factory_plan_file", "factory_plan_url"),
    "park_units_inside": ("green_factories_national", "green_factories_province"),
}
RULES: dict[str, Callable[[Asked], Verdict]] = {
    "park_level": park_level,
    "park_industrial_share": industrial_share,
    "park_factory_plan": factory_plan,
    "park_units_inside": units_inside,
}
