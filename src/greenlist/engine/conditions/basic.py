"""Basic requirements of a rule pack: vetoes, not scored; advisory ones are shown and never block."""

from __future__ import annotations

from greenlist.engine.case import Case
from greenlist.engine.lawbook.schema import Pack, Requirement
from greenlist.engine.outcome import ConditionResult, FactLog

from .answers import beside_person, person_verdict
from .formulas import Checker
from .verdict import Heading, citation, file_result


def basic_requirements(case: Case, pack: Pack, checker: Checker) -> tuple[ConditionResult, ...]:
    """One result per requirement. A pack that is not loaded answers for the requirements it does hold."""
    return tuple(_requirement(case, pack, requirement, checker) for requirement in pack.requirements)


def _requirement(case: Case, pack: Pack, requirement: Requirement, checker: Checker) -> ConditionResult:
    log = FactLog()
    log.use(requirement.cite(requirement.name))
    check = log.use(requirement.check) if requirement.check is not None else None
    if check:
        verdict = beside_person(checker.check(check), case, requirement.id)
    else:
        verdict = person_verdict(case, requirement.id, requirement.evidence)
    clause = citation(pack, requirement.source, requirement.clause)
    blocks = requirement.kind == "veto"
    return file_result(Heading(requirement.id, "basic", requirement.name, clause, gate=blocks), verdict, log)
