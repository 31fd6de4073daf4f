"""The answer to one condition before it is filed, and how it becomes a `ConditionResult`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from greenlist.engine.case import Answer, Case, Given
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema import LawFile, Policy
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import ConditionResult, FactLog, Met


@dataclass(slots=True)
class Verdict:
    """An answer with its reason, the tenants it is about, and the proofs looked at."""

    answer: Met
    reason: Message
    subjects: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    queried_on: date | None = None
    trace: dict[str, Any] | None = None


@dataclass(slots=True)
class Heading:
    """What a condition is called and where it stands in the text."""

    id: str
    group: str
    name: str | Message
    clause: str
    gate: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """One parameter of a policy put to one unit; `wanted` is its value, never null here."""

    case: Case
    policy: Policy
    fact: AnyFact
    log: FactLog

    @property
    def wanted(self) -> Any:
        """What the policy asks for."""
        return self.fact.value


@dataclass(slots=True)
class Reasons:
    """Verdicts on the parts of one condition, gathered by answer; the worst answer decides."""

    by_answer: dict[Met, list[Message]] = field(default_factory=lambda: {answer: [] for answer in Met})

    def add(self, answer: Met, reason: Message) -> None:
        """Note one part."""
        self.by_answer[answer].append(reason)

    def worst(self) -> Met | None:
        """not_met before undetermined before met; None where nothing was added."""
        order = (Met.NOT_MET, Met.UNDETERMINED, Met.MET)
        return next((answer for answer in order if self.by_answer[answer]), None)


MET, NOT_MET, UNDETERMINED = Met.MET, Met.NOT_MET, Met.UNDETERMINED


def file_result(heading: Heading, verdict: Verdict, log: FactLog) -> ConditionResult:
    """The condition's result with the law facts it used."""
    return ConditionResult(
        id=heading.id, group=heading.group, name=heading.name, answer=verdict.answer, reason=verdict.reason,
        clause=heading.clause, facts=log.all(), proof=verdict.proof, queried_on=verdict.queried_on,
        gate=heading.gate, subjects=verdict.subjects, trace=verdict.trace,
    )  # fmt: skip


def citation(document: LawFile, source: str, clause: str) -> str:
    """A clause as people cite it: 吉工信资源〔2024〕196号 一.2."""
    known = document.sources.get(source)
    name = (known.doc_no or known.title) if known else source
    return f"{name} {clause}".strip()


def joined(messages: Iterable[Message]) -> Message:
    """Several sentences as one."""
    first, *rest = messages
    for message in rest:
        first = say("conditions.and", first=first, second=message)
    return first


def proof_names(answer: Answer) -> tuple[str, ...]:
    """The proofs of an answer by file, else by source; none twice."""
    names = (proof.file or proof.source for proof in answer.proofs)
    return tuple(dict.fromkeys(name for name in names if name))


def oldest_query(answer: Answer) -> date | None:
    """The day of the oldest capture: the one that ages first."""
    return min((proof.queried_on for proof in answer.proofs if proof.queried_on), default=None)


def stated(case: Case, name: str) -> Any:
    """What the unit states under a field id, as value or as a fact of the unit; None where missing."""
    given = case.deciding(name)
    value = given.value if given else case.unit.get(name)
    value = value.value if isinstance(value, Given) else value
    return None if isinstance(value, str) and not value.strip() else value
