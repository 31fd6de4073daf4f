"""Basic requirements of a rule pack: vetoes, not scored; advisory ones are shown and never block."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.case import Case
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema import Pack, Requirement
from greenlist.engine.outcome import ConditionResult

from .answers import beside_person, person_verdict
from .formulas import Checker
from .verdict import citation


@dataclass(slots=True)
class _Asked:
    """What is the same for every case: the requirement, its clause as cited, its facts, its test."""

    requirement: Requirement
    clause: str
    facts: tuple[AnyFact, ...]
    check: str | None


_KEPT: dict[int, tuple[Pack, tuple[_Asked, ...]]] = {}


def basic_requirements(case: Case, pack: Pack, checker: Checker) -> tuple[ConditionResult, ...]:
    """One result per requirement. A pack that is not loaded answers for the requirements it does hold."""
    kept = _KEPT.get(id(pack))
    if kept is None or kept[0] is not pack:
        kept = _KEPT[id(pack)] = (pack, tuple(_asked(pack, one) for one in pack.requirements))
    return tuple([_result(case, asked, checker) for asked in kept[1]])


def _asked(pack: Pack, requirement: Requirement) -> _Asked:
    facts = [requirement.cite(requirement.name)]
    if requirement.check is not None:
        facts.append(requirement.check)
    clause = citation(pack, requirement.source, requirement.clause)
    check = requirement.check.value if requirement.check else None
    return _Asked(requirement, clause, tuple(facts), check or None)


def _result(case: Case, asked: _Asked, checker: Checker) -> ConditionResult:
    requirement = asked.requirement
    if asked.check:
        verdict = beside_person(checker.check(asked.check), case, requirement.id)
    else:
        verdict = person_verdict(case, requirement.id, requirement.evidence)
    return ConditionResult(
        requirement.id, "basic", requirement.name, verdict.answer, verdict.reason, asked.clause, asked.facts,
        verdict.proof, verdict.queried_on, requirement.kind == "veto", verdict.subjects, verdict.trace,
    )  # fmt: skip
