"""Questions as a page shows them: what stands in each control, what is told beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from greenlist.applications.domain.stating import Conflict
from greenlist.applications.locks import Item
from greenlist.applications.models import Evidence, Statement
from greenlist.applications.queries.editing import Desk, Finding
from greenlist.applications.sections import Question, Section
from greenlist.applications.sections.shapes import FixedQuestion, ValueQuestion
from greenlist.engine import clock
from greenlist.parties.access import Hat, Text
from greenlist.parties.models import Person

from .answered import problems
from .boxes import ShownBox, box_of
from .parts import AnswerParts, parts_of
from .reading import said_to_people
from .saving import Saved
from .typed import Shared, shared_of

RECENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody else's recent statement, or a witness's: who, when, what it says, why it differs."""

    who: str
    at: datetime
    text: str
    reason: str = ""
    witness: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people stated differently: what stands, and what was typed here and is kept beside it."""

    current: Change
    mine: str


@dataclass
class ShownQuestion:
    """One question on a page. `bases`: place -> statement its controls were made from."""

    question: Question
    locked: Text = ""
    boxes: list[ShownBox] = field(default_factory=list)
    bases: dict[str, int] = field(default_factory=dict)
    parts: AnswerParts | None = None
    shared: Shared = field(default_factory=Shared)
    not_applicable: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)  # control -> what is wrong
    findings: list[Finding] = field(default_factory=list)
    returned: list[Item] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    witnesses: list[Change] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    saved_at: datetime | None = None
    fixed: str = ""
    computed: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The file that shows this shape."""
        return f"applications/editing/{self.question.shape}.html"

    @property
    def wide(self) -> bool:
        """Whether its controls need the whole width."""
        long = any(box.box.limit for box in self.boxes)
        return self.question.shape == "condition" or len(self.boxes) > 1 or long

    @property
    def bad(self) -> bool:
        """Whether something has to be mended here."""
        return bool(self.problems or self.clashes) or any(one.severity == "error" for one in self.findings)

    @property
    def extras(self) -> bool:
        """Whether file, page, remark and reason are offered: where a proof is wanted, or one is there."""
        if any(box.widget == "file" for box in self.boxes):
            return False
        return bool(self.question.wanted or getattr(self.question, "not_applicable", "")) or self.unfolded

    @property
    def unfolded(self) -> bool:
        """Whether the extras (file, reason, why not applicable) are shown open."""
        return bool(self.shared.reason or self.shared.evidence or self.not_applicable)

    @property
    def file_name(self) -> str:
        """The name of the file behind the value, '' without one."""
        return next((one.name for one in self.evidence if one.pk == self.shared.evidence), "")


def shown(question: Question, section: Section, desk: Desk, hat: Hat, saved: Saved | None = None) -> ShownQuestion:
    """A question as it stands now. `saved`: what became of a post just made, whose conflicts are shown."""
    ruling = desk.locks.ruling(question.key)
    one = ShownQuestion(question, locked="" if ruling else ruling.reason, evidence=desk.evidence)
    claims = [claim for place in question.places if (claim := desk.claim(place)) is not None]
    one.bases = {claim.place: claim.pk for claim in claims}
    one.problems = problems(question, desk)
    if saved is not None:
        _add_refusals(one, saved)
    if isinstance(question, ValueQuestion):
        typed = {place: saved.refused[place][1] for place in question.places if saved and place in saved.refused}
        typed |= {clash.kept.place: clash.kept.content for clash in _clashes(question, saved)}
        one.boxes = [box_of(box, desk, one.problems, typed) for box in question.boxes]
        one.shared = shared_of(question, desk)
    one.parts = parts_of(question, desk, [clash.kept for clash in _clashes(question, saved)])
    one.not_applicable = _not_applicable(question, desk)
    one.findings = [found for found in desk.findings.get(section.id, ()) if _found_here(found.place, question)]
    one.returned = [item for item in desk.locks.items_at(question.key) if item.place != section.id]
    one.changes = _changes(claims, question, hat.person)
    one.witnesses = [_change(other, question) for place in question.places for other in desk.others(place)]
    one.saved_at = max((claim.at for claim in claims), default=None)
    if isinstance(question, FixedQuestion):
        one.fixed = _fixed(question, desk)
    one.computed = desk.condition_results.get(question.id, {})
    return one


def shown_all(
    questions: Iterable[Question], section: Section, desk: Desk, hat: Hat, saved: Saved | None = None
) -> list[ShownQuestion]:
    """Several questions of a section."""
    return [shown(question, section, desk, hat, saved) for question in questions]


def _clashes(question: Question, saved: Saved | None) -> list[Conflict]:
    return [saved.conflicts[place] for place in question.places if place in saved.conflicts] if saved else []


def _add_refusals(one: ShownQuestion, saved: Saved) -> None:
    for place in one.question.places:
        if place in saved.refused:
            one.problems[place] = saved.refused[place][0]
    for conflict in _clashes(one.question, saved):
        one.clashes.append(Clash(_change(conflict.current, one.question), said_to_people(conflict.kept, None)))
        one.bases[conflict.current.place] = conflict.current.pk


def _found_here(place: str, question: Question) -> bool:
    return place == question.key or place in question.places


def _not_applicable(question: Question, desk: Desk) -> str:
    place = getattr(question, "not_applicable", "") or f"not_applicable.{question.id}"
    claim = desk.claim(place) if place in question.places else None
    return str(claim.content) if claim is not None and claim.content is not None else ""


def _changes(claims: list[Statement], question: Question, person: Person) -> list[Change]:
    since = clock.now() - RECENT
    return [_change(one, question) for one in claims if one.by_id != person.pk and one.at > since]


def _change(one: Statement, question: Question) -> Change:
    box = next((box for box in getattr(question, "boxes", ()) if box.place == one.place), None)
    text = said_to_people(one, box.field if box else None)
    label = f"{box.year}" if box is not None and box.year and len(getattr(question, "boxes", ())) > 1 else ""
    return Change(one.by.name, one.at, text, one.reason, one.get_witness_display(), label)


def _fixed(question: FixedQuestion, desk: Desk) -> str:
    unit = desk.application.unit
    known = {"name": unit.name, "uscc": unit.uscc, "recommender": desk.application.city.name}
    return known.get(question.id, "")
