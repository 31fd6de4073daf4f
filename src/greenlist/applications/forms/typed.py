"""What a posted form says, as statements to make: read by the same questions it was made from.

Names of controls: the place itself for a value, `<place>:<part>` for what goes with it or for a part of an answer.
`<key>:shown` marks a question whose controls may all be absent from a post (boxes to tick).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.http import QueryDict

from greenlist.applications.domain.stating import Said
from greenlist.applications.models import Evidence, Statement
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections import Box
from greenlist.applications.sections.shapes import (
    ChoiceQuestion,
    ConditionQuestion,
    JudgedQuestion,
    Question,
    ScoreQuestion,
    ValueQuestion,
)

from .plain import EVENT_PARTS, JUDGED_PARTS, SCORE_PARTS, plain_condition, plain_judged, plain_score
from .reading import plain_unit, text_of

MOST_PARTS = 60  # proofs or events of one answer


class BadPost(ValueError):
    """A post that no form of ours makes."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is to be stated at a place, and the statement that was seen there (0: none)."""

    place: str
    said: Said
    base: int


@dataclass(frozen=True, slots=True)
class Posted:
    """A posted form beside what stands in the application now."""

    post: QueryDict
    desk: Desk

    def text(self, name: str) -> str:
        """A control's text, '' where it was not sent."""
        return str(self.post.get(name, "")).replace("\r\n", "\n").replace("\0", "").strip()

    def base(self, place: str) -> int:
        """The statement the form was made from."""
        text = self.text(f"{place}:base")
        return int(text) if text.isdecimal() and len(text) < 19 else 0

    def file(self, name: str) -> Evidence | None:
        """The chosen file. Raises BadPost: none of this application."""
        text = self.text(name)
        if not text:
            return None
        for one in self.desk.evidence:
            if str(one.pk) == text:
                return one
        raise BadPost(name)

    def shown(self, question: Question) -> bool:
        """Whether a question stood on the form."""
        return f"{question.key}:shown" in self.post


@singledispatch
def typed(_question: Question, _posted: Posted) -> Iterator[Typed]:
    """What a post states for a question; nothing where the question was not on the form. Raises BadPost."""
    yield from ()


@typed.register
def _values(question: ValueQuestion, posted: Posted) -> Iterator[Typed]:
    shared = shared_of(question, posted.desk)
    for box in question.boxes:
        content = _content(box, question, posted)
        if content is MISSING:
            continue
        said = Said(content)
        if content:
            said = _with_extras(Said(content, _unit(box, posted)), box, question, posted, shared)
        yield Typed(box.place, said, posted.base(box.place))
    if question.not_applicable and question.not_applicable in posted.post:
        reason = posted.text(question.not_applicable)
        yield Typed(question.not_applicable, Said(reason), posted.base(question.not_applicable))


def _unit(box: Box, posted: Posted) -> str:
    """The unit chosen beside a box; where none could be chosen, the one it is stated in."""
    own = posted.desk.claim(box.place)
    chosen = posted.text(f"{box.place}:unit") if f"{box.place}:unit" in posted.post else own.unit if own else ""
    return plain_unit(chosen, box.field)


MISSING: Any = object()


def _content(box: Box, question: ValueQuestion, posted: Posted) -> Any:
    """The text of a box, a list for boxes to tick, the name of a chosen file; MISSING where it was not on the form."""
    if box.field.type == "file":
        name = f"{box.place}:evidence"
        if name not in posted.post:
            return MISSING
        file = posted.file(name)
        kept = posted.desk.claim(box.place)
        return file.name if file else kept.content if kept and not kept.evidence_id else ""
    if box.field.type == "list" and box.field.values:
        return posted.post.getlist(box.place) if posted.shown(question) else MISSING
    return posted.text(box.place) if box.place in posted.post else MISSING


@dataclass(frozen=True, slots=True)
class Shared:
    """What one set of controls says for all boxes of a question: reason, file and page."""

    reason: str = ""
    evidence: int | None = None
    page: str = ""


def shared_of(question: ValueQuestion, desk: Desk) -> Shared:
    """What the shared controls of a question show: what goes with its newest stated box."""
    for box in reversed(question.boxes):
        one = desk.claim(box.place)
        if one is not None and one.content is not None:
            return Shared(one.reason, desk.file_id(one.evidence_id), one.page)
    return Shared()


def _with_extras(said: Said, box: Box, question: ValueQuestion, posted: Posted, before: Shared) -> Said:
    """With reason, file and page. Where the shared controls were left alone, each box keeps its own."""
    if box.field.type == "file":
        return Said(said.content, evidence=posted.file(f"{box.place}:evidence"), page=posted.text(f"{box.place}:page"))
    if f"{question.key}:evidence" not in posted.post and f"{question.key}:reason" not in posted.post:
        return _with_own(said, posted.desk.claim(box.place))
    file = posted.file(f"{question.key}:evidence")
    now = Shared(posted.text(f"{question.key}:reason"), file.pk if file else None, posted.text(f"{question.key}:page"))
    own = posted.desk.claim(box.place)
    if now == before and own is not None and own.content is not None:
        return _with_own(said, own)
    return Said(said.content, said.unit, now.reason, file, now.page)


def _with_own(said: Said, own: Statement | None) -> Said:
    if own is None:
        return said
    return Said(said.content, said.unit, own.reason, own.evidence, own.page)


@typed.register
def _condition(question: ConditionQuestion, posted: Posted) -> Iterator[Typed]:
    if posted.shown(question):
        key = question.key
        given = {
            "answer": posted.text(f"{key}:answer"),
            "sub": posted.text(f"{key}:sub"),
            "reason": posted.text(f"{key}:reason"),
            "by": posted.text(f"{key}:by"),
            "proof": [_proof(posted, f"{key}:proof.{n}") for n in _numbers(posted, f"{key}:proof", "queried_on")],
            "events": [
                {part: posted.text(f"{key}:events.{n}.{part}") for part in EVENT_PARTS}
                for n in _numbers(posted, f"{key}:events", "kind")
            ],
        }
        yield Typed(key, Said(plain_condition(given)), posted.base(key))


def _numbers(posted: Posted, start: str, part: str) -> Iterator[int]:
    number = 0
    while f"{start}.{number}.{part}" in posted.post and number < MOST_PARTS:
        yield number
        number += 1


def _proof(posted: Posted, start: str) -> dict[str, Any]:
    file = posted.file(f"{start}.evidence")
    proof: dict[str, Any] = {part: posted.text(f"{start}.{part}") for part in ("file", "source", "queried_on")}
    return {"evidence": file.pk, "source": proof["source"], "queried_on": proof["queried_on"]} if file else proof


def with_files_in_force(content: dict[str, Any] | None, desk: Desk) -> dict[str, Any] | None:
    """An answer whose proofs name the newest version of their files, and none that was taken out."""
    if content is None or not content.get("proof"):
        return content
    proofs = [one | {"evidence": desk.file_id(one.get("evidence"))} for one in content["proof"]]
    return plain_condition(content | {"proof": proofs})


@typed.register
def _judged(question: JudgedQuestion, posted: Posted) -> Iterator[Typed]:
    if posted.shown(question):
        key, file = question.key, posted.file(f"{question.key}:evidence")
        given = {part: posted.text(f"{key}:{part}") for part in JUDGED_PARTS}
        content = plain_judged(given | {"evidence": "" if file else posted.text(f"{key}:file")})
        said = Said(content, evidence=file, page=posted.text(f"{key}:page"))
        yield Typed(key, said if content or file else Said(None), posted.base(key))
    place = f"not_applicable.{question.id}"
    if place in posted.post:
        yield Typed(place, Said(posted.text(place)), posted.base(place))


@typed.register
def _choice(question: ChoiceQuestion, posted: Posted) -> Iterator[Typed]:
    if posted.shown(question):
        for place in question.places:
            yield Typed(place, Said(True if place in posted.post else None), posted.base(place))


@typed.register
def _score(question: ScoreQuestion, posted: Posted) -> Iterator[Typed]:
    if posted.shown(question):
        key = question.key
        years = {str(year): posted.text(f"{key}:by_year.{year}") for year in question.years}
        given = {part: posted.text(f"{key}:{part}") for part in SCORE_PARTS}
        content = plain_score(given | {"by_year": years})
        file = posted.file(f"{key}:evidence")
        yield Typed(key, Said(content or ({} if file else None), evidence=file), posted.base(key))


def as_posted(place: str, question: Question, one: Statement | None, desk: Desk) -> Said:
    """What the form made from a statement would say if nobody touched it; from none, what the register fills in."""
    if one is None:
        return Said(desk.initial.get(place))
    if one.content is None:
        return Said(None)
    file = desk.file(one.evidence_id)
    if isinstance(question, ConditionQuestion):
        return Said(with_files_in_force(plain_condition(one.content), desk))
    if isinstance(question, JudgedQuestion) and place == question.key:
        return Said(plain_judged(one.content), evidence=file, page=one.page)
    if isinstance(question, ScoreQuestion):
        return Said(plain_score(one.content), evidence=file)
    box = next((box for box in getattr(question, "boxes", ()) if box.place == place), None)
    if box is None or isinstance(one.content, bool):
        return Said(True if isinstance(question, ChoiceQuestion) else text_of(one.content).strip())
    ticked = box.field.type == "list" and bool(box.field.values)
    content = one.content if ticked and isinstance(one.content, list) else text_of(one.content).strip()
    return Said(content, plain_unit(one.unit, box.field), one.reason, file, one.page)
