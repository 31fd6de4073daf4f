"""Exclusion conditions (196号 一.2, REQ-10..19): `met` means clear, `not_met` is a hit and bars the unit."""

from __future__ import annotations

from greenlist.engine.case import Answer, Case, Kind
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.schema.policy import ExclusionCondition
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import ConditionResult, FactLog

from .events import Screen, weigh
from .proofs import proof_gap
from .tenants import Scope, tenant_scope, with_tenants
from .verdict import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Heading,
    Verdict,
    citation,
    file_result,
    joined,
    oldest_query,
    proof_names,
)
from .windows import Window, window_of

OTHER = frozenset({"other", "等", "其他"})  # the sub-condition the text leaves open
EFFECTS = frozenset({"apply", "recommend", "list"})


def exclusions(case: Case, policy: Policy) -> tuple[ConditionResult, ...]:
    """One result per exclusion condition of the policy, over the unit and, for a park, its tenants."""
    window = window_of(case, policy)
    return tuple(_exclusion(case, policy, condition, window) for condition in policy.exclusion.conditions)


def _exclusion(case: Case, policy: Policy, condition: ExclusionCondition, window: Window) -> ConditionResult:
    log = FactLog()
    log.use(condition.cite(condition.name))
    screen = Screen(condition, policy.exclusion, window, case.applied_on)
    answer = case.conditions.get(condition.id)
    own = judge(answer, screen, log)
    scope = tenant_scope(case.kind, screen)
    if case.kind is Kind.PARK and scope is not Scope.UNIT_ONLY:
        own = with_tenants(case, own if _body_counts(case, answer) else None, screen, judge, log)
    if own.answer is NOT_MET:
        own = _with_effect(own, policy, log)
    clause = citation(policy, condition.source, condition.clause)
    heading = Heading(condition.id, "exclusion", condition.name, clause)
    return file_result(heading, own, log)


def _body_counts(case: Case, answer: Answer | None) -> bool:
    """A management body is asked where it has a USCC; what it discloses counts in any case."""
    return bool(case.uscc) or (answer is not None and (answer.answer == "not_met" or bool(answer.events)))


def judge(answer: Answer | None, screen: Screen, log: FactLog) -> Verdict:
    """One subject's answer to one condition: hit, else undetermined, else clear with proof."""
    if answer is None:
        return Verdict(UNDETERMINED, say("conditions.no_answer", where=_where(screen)))
    events = weigh(answer, screen, log)
    verdict = _combined(answer, events, screen, log)
    return Verdict(verdict.answer, verdict.reason, proof=proof_names(answer), queried_on=oldest_query(answer))


def _combined(answer: Answer, events: Verdict | None, screen: Screen, log: FactLog) -> Verdict:
    if events is not None and events.answer is NOT_MET:
        contradicted = [say("conditions.clear_contradicted")] if answer.answer == "met" else []
        return Verdict(NOT_MET, joined([events.reason, *contradicted]))
    if answer.answer == "not_met":
        return _stated_hit(answer, events)
    if answer.answer != "met":
        unknown = say("conditions.unknown", where=_where(screen), reason=_because(answer))
        return Verdict(UNDETERMINED, joined([unknown, *([events.reason] if events else [])]))
    if events is not None and events.answer is UNDETERMINED:
        return events
    return _stated_clear(answer, events, screen, log)


def _stated_hit(answer: Answer, events: Verdict | None) -> Verdict:
    """A person says hit. Without events that word stands; events that do not count contradict it."""
    if answer.sub in OTHER and not answer.reason.strip():
        return Verdict(UNDETERMINED, say("conditions.other_needs_reason"))
    if events is None:
        return Verdict(NOT_MET, say("conditions.stated_hit", reason=_because(answer)))
    if events.answer is MET:
        return Verdict(UNDETERMINED, say("conditions.hit_contradicted", events=events.reason))
    return events


def _stated_clear(answer: Answer, events: Verdict | None, screen: Screen, log: FactLog) -> Verdict:
    """A clear answer counts only on dated proof from every source asked for."""
    history = [events.reason] if events else []
    gap = proof_gap(answer, screen.condition.sources, screen.rules.capture_max_age_days, screen.applied_on, log)
    if gap is not None:
        return Verdict(UNDETERMINED, joined([gap, *history]))
    proofs = proof_names(answer)
    clear = say("conditions.clear", proofs=proofs or ["—"], on=oldest_query(answer))
    return Verdict(MET, joined([clear, *history]))


def _where(screen: Screen) -> Message:
    """Where to look the condition up: the sources it names, else the departments."""
    sources = screen.condition.sources
    if sources is None or not sources.value:
        return say("conditions.where_departments")
    return say("conditions.where_sources", sources=sources.value)


def _because(answer: Answer) -> Message:
    text = answer.reason.strip() or answer.sub
    return say("conditions.because", text=text) if text else say("conditions.no_reason")


def _with_effect(verdict: Verdict, policy: Policy, log: FactLog) -> Verdict:
    """What a hit means for the unit, as far as the policy says (REQ-19)."""
    effect = policy.exclusion.effect
    if not effect.value:
        return verdict
    log.use(effect)
    bars = [say(f"conditions.effect_{word}") if word in EFFECTS else word for word in effect.value]
    reason = joined([verdict.reason, say("conditions.barred", effects=bars)])
    return Verdict(NOT_MET, reason, verdict.subjects, verdict.proof, verdict.queried_on, verdict.trace)
