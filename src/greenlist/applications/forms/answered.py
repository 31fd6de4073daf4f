"""Whether a question is answered, and what is wrong with the answer: from what is stated, without the engine's run."""

from __future__ import annotations

from functools import singledispatch

from greenlist.applications.answers import Reading
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections.shapes import (
    ChoiceQuestion,
    ConditionQuestion,
    JudgedQuestion,
    Question,
    RouteQuestion,
    ScoreQuestion,
    ValueQuestion,
)
from greenlist.engine.conditions.proofs import source_key

from .plain import plain_condition, plain_judged
from .reading import read
from .words import told

Problems = dict[str, str]  # place, or place:part of an answer -> what is wrong


@singledispatch
def answered(_question: Question, _desk: Desk) -> bool:
    """Whether everything the question asks for is there."""
    return True


@answered.register
def _value(question: ValueQuestion, desk: Desk) -> bool:
    if question.not_applicable and desk.stated(question.not_applicable):
        return True
    return all(desk.stated(box.place) for box in question.boxes)


@answered.register
def _condition(question: ConditionQuestion, desk: Desk) -> bool:
    one = desk.claim(question.key)
    given = plain_condition(one.content if one else None) or {}
    if given.get("answer") == "met" and question.exclusion:
        named = {source_key(proof.get("source", "")) for proof in given.get("proof", ()) if proof.get("queried_on")}
        return bool(named) and {source_key(source) for source in question.sources} <= named
    return given.get("answer") in {"met", "not_met"}


@answered.register
def _judged(question: JudgedQuestion, desk: Desk) -> bool:
    if desk.stated(f"not_applicable.{question.id}"):
        return True
    one = desk.claim(question.key)
    given = plain_judged(one.content if one else None)
    return given.get("answer") in {"met", "not_met"} or "points" in given


@answered.register
def _choice(question: ChoiceQuestion, desk: Desk) -> bool:
    picked = sum(desk.stated(place) for place in question.places)
    return picked == question.choose if question.choose is not None else picked > 0


@answered.register
def _route(_question: RouteQuestion, desk: Desk) -> bool:
    return bool(desk.application.route)


@answered.register
def _score(question: ScoreQuestion, desk: Desk) -> bool:
    return desk.stated(question.key)


def touched(question: Question, desk: Desk) -> bool:
    """Whether anything at all is stated for a question."""
    if isinstance(question, RouteQuestion):
        return bool(desk.application.route)
    claims = (desk.claim(place) for place in question.places)
    return any(one is not None and one.content is not None for one in claims)


def problems(question: Question, desk: Desk) -> Problems:
    """What cannot be read of a question's answers, by place or part."""
    if isinstance(question, ValueQuestion):
        return _of_values(question, desk)
    one = desk.claim(question.key)
    if one is None or one.content is None:
        return {}
    reading = Reading()
    if isinstance(question, ConditionQuestion):
        reading.condition(one.content)
    elif isinstance(question, JudgedQuestion):
        reading.judged(one.content)
    elif isinstance(question, ScoreQuestion):
        reading.score(one.content, one.evidence.name if one.evidence else "")
    return {f"{question.key}:{fault.part}": told(fault.message) for fault in reading.faults}


def _of_values(question: ValueQuestion, desk: Desk) -> Problems:
    found: Problems = {}
    for box in question.boxes:
        one = desk.claim(box.place)
        if one is not None and (problem := read(box, one.content, one.unit).problem):
            found[box.place] = problem
    return found
