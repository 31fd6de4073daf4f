"""Prerequisites: what a unit must be or have before it may be recommended (196号 一.1, measures 3 and 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from greenlist.engine.case import Case, Kind
from greenlist.engine.facts import AnyFact, Mark
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import say
from greenlist.engine.outcome import ConditionResult, FactLog

from . import parks
from .answers import beside_person, person_verdict, word_of
from .verdict import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Asked,
    Heading,
    Verdict,
    citation,
    file_result,
    joined,
    stated,
)
from .windows import Lies, window_of

PUBLISHED, PROPOSED = "已公布", "拟认定"
DENIED = (False, "否", "未列入")
MODIFIERS = frozenset({"proposed_counts"})  # parameters that say how another is read, and ask for nothing themselves
Rule = Callable[[Asked], Verdict]


def prerequisites(case: Case, policy: Policy) -> tuple[ConditionResult, ...]:
    """One result per parameter of the policy that asks for something; null or false asks for nothing."""
    return tuple(_prerequisite(case, policy, name, fact) for name, fact in asked(policy, case.kind))


def asked(policy: Policy, kind: Kind) -> Iterator[tuple[str, AnyFact]]:
    """The parameters that hold for a kind, by name, in the order of the policy."""
    wanted = policy.prerequisite
    for name in type(wanted).model_fields:
        parameter = getattr(wanted, name)
        if name in MODIFIERS or (name in parks.RULES and kind is not Kind.PARK):
            continue
        if isinstance(parameter, dict):
            parameter = parameter.get(kind)
        if name == "park_industrial_share":
            parameter = parks.share_fact(parameter)
        if parameter is not None and parameter.value not in (None, False, [], {}):
            yield name, parameter


def open_parameters(policy: Policy, kind: Kind) -> tuple[AnyFact, ...]:
    """Parameters of which it is not known whether the text asks anything: null, and not read in the text.

    A null that was read (`published`: the text is silent) asks for nothing. These may ask, so a result that
    passes over them is a trial.
    """
    wanted, exclusion = policy.prerequisite, policy.exclusion
    facts: list[AnyFact | None] = [exclusion.severity_floor, exclusion.capture_max_age_days]
    for name in type(wanted).model_fields:
        parameter = getattr(wanted, name)
        if name in MODIFIERS or (name in parks.RULES and kind is not Kind.PARK):
            continue
        if isinstance(parameter, dict):
            parameter = parameter.get(kind)
        facts.append(parks.share_fact(parameter) if name == "park_industrial_share" else parameter)
    return tuple(
        fact
        for fact in facts
        if fact is not None and fact.value is None and fact.mark is not Mark.PUBLISHED and fact.confirmed is None
    )


def _prerequisite(case: Case, policy: Policy, name: str, fact: AnyFact) -> ConditionResult:
    log = FactLog()
    log.use(fact)
    rule = RULES.get(name)
    verdict = rule(Asked(case, policy, fact, log)) if rule else person_verdict(case, name)
    heading = Heading(name, "prerequisite", say(f"conditions.name_{name}"), citation(policy, fact.source, fact.clause))
    return file_result(heading, verdict, log)


def _on_province_list(question: Asked) -> Verdict:
    """省级绿色制造单位 (REQ-09): a published list counts; whether 拟认定 does the policy says (notice.md 5)."""
    return beside_person(_list_status(question), question.case, "on_province_list")


def _list_status(question: Asked) -> Verdict:
    case = question.case
    status = stated(case, "province_list_status")
    denied = stated(case, "province_listed") in DENIED or status in DENIED
    if denied and status == PUBLISHED:
        return Verdict(UNDETERMINED, say("conditions.list_contradicted", status=status))
    if denied:
        return Verdict(NOT_MET, say("conditions.not_listed"))
    if status is None:
        return Verdict(UNDETERMINED, say("conditions.list_status_missing"))
    if status == PROPOSED:
        return _proposed(question)
    if status != PUBLISHED:
        return Verdict(UNDETERMINED, say("conditions.list_status_unknown", status=status))
    return _listed(case)


def _proposed(question: Asked) -> Verdict:
    """Under public notice: open where the policy does not say whether that counts."""
    counts = question.policy.prerequisite.proposed_counts
    if counts is None or counts.value is None:
        return Verdict(UNDETERMINED, say("conditions.list_proposed"))
    if question.log.use(counts):
        return Verdict(MET, say("conditions.list_proposed_counts"))
    return Verdict(NOT_MET, say("conditions.list_proposed_not"))


def _listed(case: Case) -> Verdict:
    year, document = stated(case, "province_list_year"), stated(case, "province_list_doc")
    if document is None:
        return Verdict(MET, say("conditions.listed_no_document"))
    where = say("conditions.list_year", year=str(year)) if year is not None else say("conditions.empty")
    return Verdict(MET, say("conditions.listed", where=where, document=document), proof=(str(document),))


def _energy_diagnosis(question: Asked) -> Verdict:
    """At least one 工业节能诊断 within the years asked for, by the dates of the answer's events."""
    case, name = question.case, "energy_diagnosis_within_years"
    answer = word_of(case, name)
    if answer is None or answer.answer == "not_met":
        return person_verdict(case, name)
    days = [event.on for event in answer.events if event.on]
    if not days:
        return Verdict(UNDETERMINED, say("conditions.diagnosis_undated"))
    latest = max(days)
    if case.applied_on and latest > case.applied_on:
        return Verdict(UNDETERMINED, say("conditions.diagnosis_later", on=latest, applied=case.applied_on))
    place = window_of(case, question.policy, question.fact).place(latest)
    question.log.add(place.facts)
    result = {Lies.INSIDE: MET, Lies.OUTSIDE: NOT_MET, Lies.UNSURE: UNDETERMINED}[place.lies]
    said = say("conditions.diagnosis_on", on=latest, window=place.reason)
    person = person_verdict(case, name)
    if answer.answer != "met" and result is MET:
        return Verdict(UNDETERMINED, joined([said, person.reason]))
    return Verdict(result, said, proof=person.proof, queried_on=person.queried_on)


FIELDS_READ: dict[str, tuple[str, ...]] = {
    "on_province_list": ("province_list_status", "province_list_year", "province_list_doc"),
    **parks.FIELDS_READ,
}
"""The fields to ask for, by the prerequisite they decide; one that is not here is answered by a person."""

RULES: dict[str, Rule] = {
    "on_province_list": _on_province_list,
    "energy_diagnosis_within_years": _energy_diagnosis,
    **parks.RULES,
}
