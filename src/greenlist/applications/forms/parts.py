"""The parts of an answer as controls: proofs by source, events, points, the choice among optional indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Route, Statement
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections.shapes import (
    ChoiceQuestion,
    ConditionQuestion,
    JudgedQuestion,
    Question,
    RouteQuestion,
    ScoreQuestion,
)
from greenlist.documents.form.layout import SUB_NAMES
from greenlist.engine.conditions.proofs import source_key

from .boxes import Option
from .plain import SCORE_PARTS, plain_condition, plain_judged, plain_score
from .typed import with_files_in_force

EXCLUSION_WORDS = (("met", _("无此情形")), ("not_met", _("有此情形")), ("unknown", _("未查")))
ANSWER_WORDS = (("met", _("符合")), ("not_met", _("不符合")), ("unknown", _("未查")))
GRADES = ("一般", "较大", "重大", "特别重大")


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for one proof. `asked`: the source is one that the notice names."""

    number: int
    source: str
    asked: bool
    evidence: int | None = None
    file: str = ""
    queried_on: str = ""


@dataclass
class AnswerParts:
    """What stands in the controls of an answer."""

    options: list[Option] = field(default_factory=list)
    sub: list[Option] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    proofs: list[Slot] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    evidence: int | None = None
    page: str = ""
    ticks: list[Option] = field(default_factory=list)
    years: list[tuple[int, str]] = field(default_factory=list)

    @property
    def asked(self) -> list[Slot]:
        """Room for the proofs that the notice asks for; where it names no source, for one from anywhere."""
        return [one for one in self.proofs if one.asked] or self.proofs

    @property
    def further(self) -> list[Slot]:
        """Room for proofs from elsewhere, shown on demand."""
        return [one for one in self.proofs if one not in self.asked]

    @property
    def more(self) -> bool:
        """Whether something is filled in that is shown on demand."""
        texts = self.texts.get("reason") or any(chosen for _value, _words, chosen in self.sub)
        return bool(texts) or len(self.events) > 1 or len(self.further) > 1


@singledispatch
def parts_of(_question: Question, _desk: Desk, _kept: list[Statement]) -> AnswerParts | None:
    """The parts as they stand, or as they were typed where they could not be taken (`kept`); None: it has none."""
    return None


def _content(question: Question, desk: Desk, kept: list[Statement]) -> Statement | None:
    typed = [one for one in kept if one.place == question.key]
    return typed[0] if typed else desk.claim(question.key)


@parts_of.register
def _condition(question: ConditionQuestion, desk: Desk, kept: list[Statement]) -> AnswerParts:
    one = _content(question, desk, kept)
    given = with_files_in_force(plain_condition(one.content if one else None), desk) or {}
    words = EXCLUSION_WORDS if question.exclusion else ANSWER_WORDS
    events = list(given.get("events", ()))
    return AnswerParts(
        options=[(value, str(word), given.get("answer") == value) for value, word in words],
        sub=[(sub, SUB_NAMES.get(sub, sub), given.get("sub") == sub) for sub in question.sub],
        texts={part: given.get(part, "") for part in ("reason", "by")},
        proofs=_slots(question, given.get("proof", [])),
        events=[{"number": number, **event} for number, event in enumerate([*events, {}])],
    )


def _slots(question: ConditionQuestion, proofs: list[dict[str, Any]]) -> list[Slot]:
    """A slot for each source asked for, then the proofs from elsewhere, then one to fill."""
    left = list(proofs)
    slots: list[Slot] = []
    for source in question.sources:
        found = next((one for one in left if source_key(one.get("source", "")) == source_key(source)), None)
        if found is not None:
            left.remove(found)
        slots.append(_slot(len(slots), source, found or {}, asked=True))
    for one in [*left, {}]:
        slots.append(_slot(len(slots), str(one.get("source", "")), one, asked=False))
    return slots


def _slot(number: int, source: str, one: dict[str, Any], *, asked: bool) -> Slot:
    evidence = one.get("evidence") if isinstance(one.get("evidence"), int) else None
    return Slot(number, source, asked, evidence, str(one.get("file", "")), str(one.get("queried_on", "")))


@parts_of.register
def _judged(question: JudgedQuestion, desk: Desk, kept: list[Statement]) -> AnswerParts:
    one = _content(question, desk, kept)
    given = plain_judged(one.content if one else None)
    options = [(value, str(word), given.get("answer") == value) for value, word in ANSWER_WORDS]
    return AnswerParts(
        options=options,
        texts=given,
        evidence=desk.file_id(one.evidence_id) if one else None,
        page=one.page if one else "",
    )


@parts_of.register
def _choice(question: ChoiceQuestion, desk: Desk, _kept: list[Statement]) -> AnswerParts:
    names = {f"chosen.{item}": f"{item} {name}" for item, name in question.members}
    return AnswerParts(ticks=[(place, names[place], desk.stated(place)) for place in question.places])


@parts_of.register
def _route(question: RouteQuestion, desk: Desk, _kept: list[Statement]) -> AnswerParts:
    chosen = desk.application.route
    return AnswerParts(options=[(one, str(Route(one).label), one == chosen) for one in question.options])


@parts_of.register
def _score(question: ScoreQuestion, desk: Desk, kept: list[Statement]) -> AnswerParts:
    one = _content(question, desk, kept)
    given = plain_score(one.content if one else None)
    by_year = given.get("by_year", {})
    texts = {part: given.get(part, "") for part in SCORE_PARTS}
    years = [(year, by_year.get(str(year), "")) for year in question.years]
    return AnswerParts(texts=texts, evidence=desk.file_id(one.evidence_id) if one else None, years=years)
