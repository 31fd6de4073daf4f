"""The exclusion conditions over the enterprises inside a park (196号 一.2 含园区内企业, REQ-10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from greenlist.engine.case import Answer, Case, Kind, Tenant
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog, Met

from .events import Screen
from .verdict import MET, NOT_MET, UNDETERMINED, Verdict, joined

SHOWN = 5  # names in a sentence; the full list stands in `subjects`
EVERY = "all"  # key of an answer that a tenant gives to every condition without one of its own
Judge = Callable[[Answer | None, Screen, FactLog], Verdict]


class Scope(Enum):
    """Whom a condition asks; OPEN where the policy does not settle whether tenants count."""

    UNIT_ONLY = "unit_only"
    TENANTS = "tenants"
    OPEN = "open"


def tenant_scope(kind: Kind, screen: Screen) -> Scope:
    """Whether a condition reaches the tenants. A condition that is silent follows the policy's scope."""
    switches = [screen.rules.scope_park_members, screen.condition.covers_tenants]
    values = [switch.value for switch in switches if switch is not None]
    if kind is not Kind.PARK or False in values:
        return Scope.UNIT_ONLY
    return Scope.OPEN if None in values else Scope.TENANTS


@dataclass(slots=True)
class _Roll:
    """The answers of all tenants to one condition."""

    hits: dict[str, Message] = field(default_factory=dict)
    unsure: dict[str, Message] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    proof: dict[str, None] = field(default_factory=dict)
    oldest: date | None = None
    gap: Message | None = None  # what the roster lacks

    def note(self, tenant: Tenant, verdict: Verdict) -> None:
        if verdict.queried_on and (self.oldest is None or verdict.queried_on < self.oldest):
            self.oldest = verdict.queried_on
        if verdict.answer is MET:
            return
        group = self.hits if verdict.answer is NOT_MET else self.unsure
        group[_label(tenant)] = verdict.reason
        self.proof |= dict.fromkeys(verdict.proof)


def with_tenants(case: Case, own: Verdict | None, screen: Screen, judge: Judge, log: FactLog) -> Verdict:
    """The park's answer: the worst of the body's own (None: it has no USCC) and every tenant's."""
    tenants = _tenants(case, screen, judge, log)
    for switch in (screen.rules.scope_park_members, screen.condition.covers_tenants):
        if switch is not None and (switch.value is not None or tenants.answer is not MET):
            log.use(switch)  # an open switch decides nothing where every tenant is clear anyway
    if tenant_scope(case.kind, screen) is Scope.OPEN and tenants.answer is not MET:
        open_scope = say("conditions.scope_open")
        tenants = Verdict(UNDETERMINED, joined([open_scope, tenants.reason]), tenants.subjects)
    return tenants if own is None else _worse(own, tenants)


def _tenants(case: Case, screen: Screen, judge: Judge, log: FactLog) -> Verdict:
    """Every tenant's answer; without a full roster nobody knows whether all were asked."""
    if case.tenants is None:
        return Verdict(UNDETERMINED, say("conditions.roster_missing"))
    if not case.tenants:
        return Verdict(UNDETERMINED, say("conditions.roster_empty"))
    stated = case.number("tenant_count")
    short = stated is not None and stated > len(case.tenants)
    gap = say("conditions.roster_short", stated=stated, listed=len(case.tenants)) if short else None
    return _asked(case.tenants, gap, screen, judge, log)


def _asked(tenants: tuple[Tenant, ...], gap: Message | None, screen: Screen, judge: Judge, log: FactLog) -> Verdict:
    roll = _Roll(gap=gap)
    for tenant in tenants:
        answer = tenant.answers.get(screen.condition.id) or tenant.answers.get(EVERY)
        if answer is None:
            roll.silent.append(_label(tenant))
        else:
            roll.note(tenant, judge(answer, screen, log))
    worst, reason = _summed_up(roll, len(tenants))
    return Verdict(
        worst, reason, (*roll.hits, *roll.unsure, *roll.silent), tuple(roll.proof), roll.oldest,
        _trace(roll, len(tenants)),
    )  # fmt: skip


def _summed_up(roll: _Roll, count: int) -> tuple[Met, Message]:
    parts: list[Message] = []
    if roll.hits:
        parts.append(_naming("conditions.tenants_hit", list(roll.hits), next(iter(roll.hits.values()))))
    if roll.unsure:
        parts.append(_naming("conditions.tenants_unsure", list(roll.unsure), next(iter(roll.unsure.values()))))
    if roll.silent:
        parts.append(_naming("conditions.tenants_silent", roll.silent, None))
    if roll.gap:
        parts.append(roll.gap)
    if not parts:
        return MET, say("conditions.tenants_clear", count=count)
    return (NOT_MET if roll.hits else UNDETERMINED), joined(parts)


def _naming(code: str, names: list[str], example: Message | None) -> Message:
    params = {"reason": example} if example else {}
    return say(code, names=names[:SHOWN], count=len(names), **params)


def _trace(roll: _Roll, count: int) -> dict[str, object]:
    return {
        "tenants": count,
        "hits": dict(roll.hits),
        "undetermined": dict(roll.unsure),
        "unanswered": len(roll.silent),
    }


def _worse(own: Verdict, tenants: Verdict) -> Verdict:
    order = (MET, UNDETERMINED, NOT_MET)
    worst = max(own.answer, tenants.answer, key=order.index)
    body = say("conditions.park_body", reason=own.reason)
    parts = [body] if own.answer is worst else []
    parts += [tenants.reason] if tenants.answer is worst else []
    days = [day for day in (own.queried_on, tenants.queried_on) if day]
    proof = tuple(dict.fromkeys((*own.proof, *tenants.proof)))
    return Verdict(worst, joined(parts), tenants.subjects, proof, min(days, default=None), tenants.trace)


def _label(tenant: Tenant) -> str:
    return f"{tenant.name}（{tenant.uscc}）" if tenant.uscc else tenant.name
