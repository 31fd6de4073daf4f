"""Eligibility gates of the notice for one kind (196号 二, REQ-24, 26..32, 35)."""

from __future__ import annotations

from greenlist.engine.case import Case
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.schema.policy import Gate
from greenlist.engine.outcome import ConditionResult, FactLog

from .answers import beside_person, person_verdict
from .formulas import Checker
from .verdict import Heading, citation, file_result


def gates(case: Case, policy: Policy, checker: Checker) -> tuple[ConditionResult, ...]:
    """One result per gate of the unit's kind; entries with `gate` False are shown and never block."""
    return tuple(_gate(case, policy, gate, checker) for gate in policy.gates if case.kind in gate.kinds)


def _gate(case: Case, policy: Policy, gate: Gate, checker: Checker) -> ConditionResult:
    log = FactLog()
    log.use(gate.cite(gate.name))
    if gate.test is None:
        verdict = person_verdict(case, gate.id, gate.evidence)
    else:
        test = log.use(gate.test)
        # An open test is a rule nobody can evaluate yet: a person answers, the open fact keeps it a trial.
        computed = checker.check(test) if test else person_verdict(case, gate.id, gate.evidence)
        verdict = beside_person(computed, case, gate.id)
    clause = citation(policy, gate.source, gate.clause)
    return file_result(Heading(gate.id, "eligibility", gate.name, clause, gate=gate.gate), verdict, log)
