"""What a person answered to a condition that no formula decides, and how it stands beside a formula."""

from __future__ import annotations

from collections.abc import Iterable

from greenlist.engine.case import Answer, Case
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import Met

from .verdict import MET, NOT_MET, UNDETERMINED, Verdict, joined, oldest_query, proof_names

WORDS = {"met": MET, "not_met": NOT_MET}


def word_of(case: Case, condition_id: str) -> Answer | None:
    """A person's answer under the id, from `conditions` or `judged`; two that differ are `unknown`."""
    answer = case.conditions.get(condition_id)
    judged = case.judged.get(condition_id)
    if judged is None or judged.answer is None:
        return answer
    if answer is None:
        return Answer(judged.answer, reason=judged.reason, by=judged.assessor)
    if judged.answer != answer.answer:
        return Answer("unknown", answer.proofs, reason=" / ".join(filter(None, (answer.reason, judged.reason))))
    return answer


def person_verdict(case: Case, condition_id: str, evidence: Iterable[str] = ()) -> Verdict:
    """The person's answer as it stands; none is undetermined and says what to file."""
    answer = word_of(case, condition_id)
    wanted = list(evidence)
    if answer is None or answer.answer not in WORDS:
        asked = say("conditions.evidence_wanted", evidence=wanted) if wanted else say("conditions.empty")
        code = "conditions.person_missing" if answer is None else "conditions.person_unknown"
        return Verdict(UNDETERMINED, say(code, id=condition_id, evidence=asked))
    proofs = proof_names(answer)
    parts = [say(f"conditions.person_{answer.answer}", reason=_reason(answer))]
    if answer.answer == "met" and not proofs and wanted:
        parts.append(say("conditions.evidence_absent", evidence=wanted))
    return Verdict(WORDS[answer.answer], joined(parts), proof=proofs, queried_on=oldest_query(answer))


def beside_person(computed: Verdict, case: Case, condition_id: str) -> Verdict:
    """A computed verdict with a contrary answer of a person shown: the computation decides.

    Where it is undetermined a person's `met` does not lift it, while a person's `not_met` stands.
    """
    answer = word_of(case, condition_id)
    if answer is None or answer.answer not in WORDS or WORDS[answer.answer] is computed.answer:
        return computed
    decision, note = _against(computed.answer, answer)
    return Verdict(
        decision, joined([computed.reason, note]), computed.subjects, proof_names(answer) or computed.proof,
        oldest_query(answer) or computed.queried_on, computed.trace,
    )  # fmt: skip


def _against(computed: Met, answer: Answer) -> tuple[Met, Message]:
    reason = _reason(answer)
    if computed is not UNDETERMINED:
        return computed, say(f"conditions.differs_{answer.answer}", reason=reason)
    if answer.answer == "met":
        return UNDETERMINED, say("conditions.person_not_enough", reason=reason)
    return NOT_MET, say("conditions.person_not_met", reason=reason)


def _reason(answer: Answer) -> Message:
    text = "；".join(part for part in (answer.reason.strip(), answer.by) if part)
    return say("conditions.because", text=text) if text else say("conditions.no_reason")
