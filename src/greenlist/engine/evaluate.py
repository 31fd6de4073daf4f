"""One unit against one policy: conditions, indicators, score, energy level, priority, findings, verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from greenlist.engine.case import Case, Kind
from greenlist.engine.checks import CheckContext, find
from greenlist.engine.conditions import conditions, open_parameters
from greenlist.engine.conditions.results import energy_gate, pass_mark, required_items
from greenlist.engine.decimals import brief
from greenlist.engine.energy import EnergyTotal, LineTrace, co2_total, energy_level, energy_total
from greenlist.engine.facts import AnyFact
from greenlist.engine.fields import Fields, fields_of
from greenlist.engine.formula import Ref
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.check import require_sound
from greenlist.engine.lawbook.schema import Pack, Policy
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import (
    ConditionResult,
    EnergyLevel,
    FactLog,
    Finding,
    Met,
    Severity,
)
from greenlist.engine.priority import Priority, priority_of
from greenlist.engine.scoring import ItemResult, Score, score_case
from greenlist.engine.sources import sources_of
from greenlist.engine.standards import Standard, choose_standard
from greenlist.engine.trace import Trace


class Verdict(StrEnum):
    """May the unit be recommended? Undetermined is an answer: somebody must still do something."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


class Standing(StrEnum):
    """Official only when every law fact used is known and published or confirmed."""

    OFFICIAL = "official"
    TRIAL = "trial"


class NotInRound(ValueError):
    """The policy's round has no such kind; `message` says which kinds it has."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message


@dataclass(slots=True)
class Evaluation:
    """Everything the engine says about one unit; `as_json` in `report` writes it down."""

    case: Case
    policy: Policy
    pack: Pack
    policy_hash: str
    pack_hash: str
    standard: Standard
    conditions: tuple[ConditionResult, ...]
    items: list[ItemResult]
    score: Score
    energy: EnergyLevel
    energy_total: EnergyTotal
    co2_total: EnergyTotal
    priority: Priority
    findings: list[Finding]
    ranking_score: Decimal | None
    ranking_score_from: str
    verdict: Verdict
    verdict_reasons: tuple[Message, ...]
    facts: tuple[AnyFact, ...] = ()
    unconfirmed: tuple[AnyFact, ...] = ()
    sources: dict[str, dict[str, str]] = field(default_factory=dict)  # by owner of the fact and source id
    problems: list[str] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        """Official, or trial while `unconfirmed` holds anything."""
        return Standing.TRIAL if self.unconfirmed else Standing.OFFICIAL


def evaluate(case: Case, policy: Policy, book: LawBook, *, pack_id: str | None = None) -> Evaluation:
    """Evaluate one case. `pack_id` (or the pack the case pins) goes before the policy's own choice.

    Raises:
        NotInRound: the policy's kinds do not hold the unit's kind.
        LawInvalid, UnknownLaw: a law file that is needed cannot be used.
    """
    log = FactLog()
    kinds = log.use(policy.kinds) or []
    if case.kind not in kinds:
        raise NotInRound(say("input.kind_not_in_round", kind=_kind(case.kind), kinds=[_kind(kind) for kind in kinds]))
    fields = fields_of(book)
    require_sound(book, "policy", policy.id, fields.unit_of)
    standard = choose_standard(case, policy, book, log)
    chosen = pack_id or case.pack or (standard.pack_id if standard else "")
    require_sound(book, "pack", chosen, fields.unit_of)
    pack = book.pack(chosen)
    standard = standard or Standard(chosen, say("scoring.standard_pinned", pack=pack.title))
    tce = energy_total(case, policy, book, log)
    co2 = co2_total(case, policy, book, log)
    items, score = score_case(
        case,
        pack,
        fields,
        na_policy=policy.evaluation.na_policy,
        extra=_derived(fields, energy_total=tce, co2_total=co2),
    )
    energy = energy_level(case, policy, book, log)
    answered = (
        *conditions(case, policy, pack, book),
        *required_items(case, pack),
        *pass_mark(policy, pack, score.total, score.reason),
        *energy_gate(policy, energy),
    )
    _log_used(log, answered, items, score, energy)
    log.add(open_parameters(policy, case.kind))
    priority = priority_of(case, policy, energy, fields, log)
    findings = find(
        CheckContext(
            case, pack, policy, book, {one.id: one.value for one in items}, tce.value, co2.value,
            _reference_date(case, policy), score.total,
        )
    ) + _about_standard(pack, standard)  # fmt: skip
    log.add([one.fact for one in findings if one.severity is Severity.ERROR and one.fact])  # they stop the verdict
    if case.kind in policy.ranking:
        log.use(policy.ranking[case.kind].keys)
    ranking_score, origin = _ranking_score(case, policy, score, log)
    verdict, reasons = _verdict(answered, findings, ranking_score, score)
    cited = (*log.all(), *(one.fact for one in findings if one.fact))
    return Evaluation(
        case, policy, pack, book.hash_of(policy.id), book.hash_of(pack.id), standard, answered, items, score, energy,
        tce, co2, priority, findings, ranking_score, origin, verdict, reasons, log.all(), log.unsettled(),
        sources_of(cited, (policy, pack), book),
    )  # fmt: skip


def _log_used(
    log: FactLog, answered: tuple[ConditionResult, ...], items: list[ItemResult], score: Score, energy: EnergyLevel
) -> None:
    """Put on record every law fact that the parts of a result used."""
    for condition in answered:
        log.add(condition.facts)
    for item in items:
        if item.trace:
            log.add(item.facts)
    log.add(score.facts)
    log.add(energy.facts)


def _kind(kind: Kind) -> Message:
    return say(f"documents.kind_{kind.value}")


def _derived(fields: Fields, **totals: EnergyTotal) -> dict[str, Trace]:
    """Totals over energy lines as figures of their own, each with its lines."""
    return {
        name: Trace(
            name, fields.heading(Ref(name))[1], total.value, total.unit, note=say("scoring.from_rows"),
            inputs=tuple(_line_trace(line, total.unit) for line in total.lines), facts=total.facts,
        )
        for name, total in totals.items()
        if total.value is not None
    }  # fmt: skip


def _line_trace(line: LineTrace, unit: str) -> Trace:
    label = f"{line.medium} {line.grade}".strip()
    sign = "-" if line.direction == "out" else ""
    formula = f"{sign}{brief(line.converted)} {line.converted_unit} × {brief(line.factor)} {line.factor_unit}"
    return Trace(f"energy[{line.line}]", label, line.amount, unit, formula=formula, evidence=line.factor_set)


def _reference_date(case: Case, policy: Policy) -> date:
    return case.applied_on or policy.identity.issue_date.value or date(case.evaluation_year + 1, 1, 1)


def _about_standard(pack: Pack, standard: Standard) -> list[Finding]:
    way_out = say("scoring.pack_pinned_way_out")
    if pack.id == standard.pack_id:
        return [Finding("PACK", Severity.WARNING, "pack", standard.doubt, way_out)] if standard.doubt else []
    message = say("scoring.pack_pinned_otherwise", pinned=pack.id, expected=standard.pack_id, reason=standard.reason)
    return [Finding("PACK", Severity.WARNING, "pack", message, way_out)]


def _ranking_score(case: Case, policy: Policy, score: Score, log: FactLog) -> tuple[Decimal | None, str]:
    """The score units are ranked by: computed, or the signed report's where the policy says so."""
    fact = policy.evaluation.ranking_score.get(case.kind)
    rule = log.use(fact) if fact is not None else None
    if rule == "claimed":
        return (case.claimed_score.total if case.claimed_score else None), "claimed"
    return (score.total if rule == "computed" else None), "computed"


def _in_the_way(one: ConditionResult) -> Message:
    """A condition by its number in the text and its name; typed parameters have a name alone."""
    if one.id.islower():  # on_province_list: a word of ours, no number of the text
        return say("verdict.named_in_the_way", name=one.name, reason=one.reason)
    return say("verdict.stands_in_the_way", id=one.id, name=one.name, reason=one.reason)


def _verdict(
    answered: tuple[ConditionResult, ...], findings: list[Finding], ranking_score: Decimal | None, score: Score
) -> tuple[Verdict, tuple[Message, ...]]:
    gates = [one for one in answered if one.gate]
    failed = [one for one in gates if one.answer is Met.NOT_MET]
    if failed:
        return Verdict.NOT_ELIGIBLE, tuple(_in_the_way(one) for one in failed)
    reasons = [_in_the_way(one) for one in gates if one.answer is Met.UNDETERMINED]
    if ranking_score is None:
        reasons.append(say("scoring.no_ranking_score", reason=score.reason or say("scoring.no_claimed_score")))
    errors = [one for one in findings if one.severity is Severity.ERROR]
    reasons += [say("verdict.error_open", check=one.check, message=one.message) for one in errors]
    return (Verdict.UNDETERMINED if reasons else Verdict.ELIGIBLE), tuple(reasons)
