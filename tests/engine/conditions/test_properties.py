"""Laws of the answers: a hit never helps, taking evidence away never turns undetermined into met."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.case import Answer, Case, Event, Kind, Proof, Tenant
from greenlist.engine.conditions import exclusions
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Met

from .support import NEG, SOURCES

BOOK = LawBook()
POLICIES = [BOOK.policy("jilin-2024"), BOOK.policy("cn-2024")]
FLOOR = BOOK.policy("jilin-2024").model_copy(deep=True)
FLOOR.exclusion.severity_floor = FLOOR.exclusion.severity_floor.model_copy(update={"value": "较大"})
FLOOR.exclusion.window_anchor = FLOOR.exclusion.window_anchor.model_copy(update={"value": "application_date"})
FLOOR.exclusion.capture_max_age_days = FLOOR.exclusion.capture_max_age_days.model_copy(update={"value": 90})
POLICIES.append(FLOOR)

# Borders of the windows appear often enough to be met.
DAYS = st.one_of(
    st.dates(date(2019, 1, 1), date(2025, 6, 30)),
    st.sampled_from([date(2021, 7, 20), date(2021, 7, 19), date(2020, 12, 31), date(2021, 8, 1), date(2024, 7, 15)]),
)
MAYBE_DAY = st.one_of(st.none(), DAYS)
EVENTS = st.builds(
    Event, st.sampled_from(["", "safety", "other"]), MAYBE_DAY, st.sampled_from(["", "一般", "重大", "不详"]),
    cleared_on=st.one_of(st.none(), st.none(), DAYS),
)  # fmt: skip
PROOFS = st.builds(Proof, st.sampled_from(["a.png", ""]), st.sampled_from([*SOURCES, "gsxt", ""]), MAYBE_DAY)
FULL = tuple(Proof("a.png", name, date(2024, 7, 15)) for name in SOURCES)
ANSWERS = st.builds(
    Answer,
    st.sampled_from(["met", "met", "not_met", "unknown"]),
    st.one_of(st.just(FULL), st.lists(PROOFS, max_size=4).map(tuple)),
    st.lists(EVENTS, max_size=2).map(tuple),
    sub=st.sampled_from(["", "other"]),
)
# Nobody applies before the year to be evaluated is over: the two other anchors bracket the application.
APPLIED = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2024, 8, 1)))
CLEAR = dict.fromkeys(NEG, Answer("met", FULL))  # most units are clear of most things
CONDITIONS = st.dictionaries(st.sampled_from(NEG), ANSWERS, max_size=3).map(lambda own: CLEAR | own)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    kind = draw(st.sampled_from([Kind.FACTORY, Kind.PARK]))
    tenants = draw(st.lists(st.builds(Tenant, st.just("厂"), st.just(""), CONDITIONS), max_size=2))
    uscc = draw(st.sampled_from(["", "91220101MA0Y6XNG1K"]))
    return Case(
        kind, "示例", uscc, 2023, applied_on=draw(APPLIED), conditions=draw(CONDITIONS),
        tenants=draw(st.sampled_from([None, tuple(tenants)])),
    )  # fmt: skip


def outcome(case: Case, policy: int) -> dict[str, Met]:
    return {result.id: result.answer for result in exclusions(case, POLICIES[policy])}


WHICH = st.integers(min_value=0, max_value=len(POLICIES) - 1)
HIT = Event("safety", date(2023, 5, 6), "重大")


@pytest.mark.requirement("REQ-19")
@given(cases(), WHICH, st.sampled_from(NEG))
def test_adding_a_hit_never_helps(case: Case, which: int, name: str) -> None:
    before = outcome(case, which)
    answer = case.conditions.get(name, Answer("unknown"))
    case.conditions[name] = replace(answer, answer="not_met", events=(*answer.events, HIT))
    after = outcome(case, which)
    assert not (before[name] is not Met.MET and after[name] is Met.MET)
    if case.applied_on:  # else nobody knows where the window lies
        assert not (before[name] is Met.NOT_MET and after[name] is not Met.NOT_MET)


@pytest.mark.requirement("REQ-14")
@given(cases(), WHICH, st.data())
def test_taking_evidence_away_never_turns_undetermined_into_met(case: Case, which: int, data: st.DataObject) -> None:
    before = outcome(case, which)
    poorer = deepcopy(case)
    what = data.draw(st.sampled_from(["proof", "answer", "applied_on", "tenants", "dates", "tenant_answer"]))
    for name, answer in list(poorer.conditions.items()):
        if what == "proof" and answer.proofs:
            gone = data.draw(st.integers(0, len(answer.proofs) - 1))
            kept = tuple(proof for position, proof in enumerate(answer.proofs) if position != gone)
            poorer.conditions[name] = replace(answer, proofs=kept)
        elif what == "dates":
            poorer.conditions[name] = replace(
                answer, events=tuple(replace(event, on=None, grade="") for event in answer.events)
            )
        elif what == "answer" and poorer.uscc:
            del poorer.conditions[name]
    if what == "applied_on":
        poorer.applied_on = None
    elif what == "tenants":
        poorer.tenants = None
    elif what == "tenant_answer" and poorer.tenants:
        poorer.tenants = (replace(poorer.tenants[0], answers={}), *poorer.tenants[1:])
    after = outcome(poorer, which)
    turned = [name for name in NEG if before[name] is Met.UNDETERMINED and after[name] is Met.MET]
    assert turned == []


@given(cases(), WHICH)
def test_met_never_stands_without_a_dated_proof(case: Case, which: int) -> None:
    for result in exclusions(case, POLICIES[which]):
        if result.answer is Met.MET:
            assert result.queried_on is not None
