"""What an application says place by place, with what the agency verified beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.domain.verifying import VERIFIED
from greenlist.applications.forms.reading import said_to_people
from greenlist.applications.leaves import MET, answer_said, worded
from greenlist.applications.models import Application, Statement
from greenlist.applications.queries.editing import Desk, desk_of
from greenlist.applications.sections import Box, Question, Section, ValueQuestion
from greenlist.applications.sections.shapes import ConditionQuestion, JudgedQuestion, ScoreQuestion
from greenlist.documents.form.draft import shown_unit
from greenlist.engine.application.values import BadValue, read_value
from greenlist.engine.decimals import brief, parse_decimal
from greenlist.engine.fields import OWN_UNITS, Field

SCORE = "claimed_score"
OWN_WORD = frozenset({"route", "choice"})  # sections that are the applicant's choices, not figures
NUMBERS = frozenset({"number", "integer"})
_REASON = Field("not_applicable", "不适用的理由", "reason why it does not apply", (), "text", "", 0, "", "", ())


@dataclass(frozen=True, slots=True)
class Value:
    """One place: what the unit claims, what the agency verified. `box` None: judged, or answered."""

    place: str
    label: str
    section: Section
    question: Question
    claimed: Statement | None
    verified: Statement | None
    box: Box | None = None
    needed: bool = False  # a figure or judgement that the standard needs, and that is claimed

    @property
    def state(self) -> str:
        """`missing` nobody said anything, `open` not verified, `changed` the claim is newer, `same`, `differs`."""
        if self.verified is None:
            return "open" if self.claimed is not None else "missing"
        if self.claimed is not None and self.claimed.at > self.verified.at:
            return "changed"
        return "same" if self.agree else "differs"

    @property
    def waiting(self) -> bool:
        """Whether somebody has to look at what is claimed here."""
        return self.state in {"open", "changed"}

    @property
    def agree(self) -> bool:
        """Whether claim and verified word say the same, whatever the units they are written in."""
        if self.claimed is None or self.verified is None:
            return False
        if self.shape in {"judged", "condition"}:
            return _decides(self.claimed.content) == _decides(self.verified.content)
        mine, theirs = self.number(self.claimed), self.number(self.verified)
        if mine is not None and theirs is not None:
            return mine == theirs
        return self.said(self.claimed) == self.said(self.verified)

    def number(self, one: Statement | None) -> Decimal | None:
        """What a statement says as a number in the unit of its field, None where it says none."""
        if one is not None and self.shape == "score":
            return parse_decimal(str((one.content or {}).get("total", "")))
        if one is None or self.box is None or self.box.field.type not in NUMBERS:
            return None
        try:
            given = read_value({"value": one.content, "unit": one.unit}, self.box.field)
        except BadValue:
            return None
        return given[-1].value if given and isinstance(given[-1].value, Decimal) else None

    def said(self, one: Statement | None) -> str:
        """What a statement says, in one line with its unit; '' for nothing."""
        if one is None:
            return ""
        if isinstance(self.question, ConditionQuestion):
            return answer_said(one.content, exclusion=self.question.exclusion).text
        if self.shape == "score":
            return _("%(points)s 分") % {"points": one.content.get("total", "")}
        return _judgement(one.content) if self.box is None else said_to_people(one, self.box.field)

    def figure(self, one: Statement | None) -> str:
        """A number with thousands separators in the unit of its field, so that two of them compare; else as said."""
        number = self.number(one)
        if number is None or one is None or self.box is None or not self.box.field.unit:  # 2023 is a year
            return self.said(one)
        unit = one.unit if self.box.field.unit in OWN_UNITS else self.box.field.unit
        return f"{brief(number)} {shown_unit(unit)}".strip()

    @property
    def claimed_text(self) -> str:
        """What the unit claims."""
        return self.said(self.claimed)

    @property
    def verified_text(self) -> str:
        """What the agency verified."""
        return self.said(self.verified)

    @property
    def shape(self) -> str:
        """`value`, `judged`, `condition` or `score` (of the report, where the standard computes none)."""
        if isinstance(self.question, ScoreQuestion):
            return "score"
        if isinstance(self.question, ConditionQuestion):
            return "condition"
        return "value" if self.box is not None else "judged"


def _decides(content: Any) -> tuple[str, str]:
    """The parts of a judgement or an answer that decide."""
    given = content if isinstance(content, dict) else {"answer": content}
    points = str(given.get("points") or "").strip()
    with suppress(ArithmeticError):
        points = str(Decimal(points).normalize()) if points else ""
    return str(given.get("answer") or ""), points


def _judgement(content: Any) -> str:
    answer, _points = _decides(content)
    points = content.get("points") if isinstance(content, dict) else None
    said = _("%(points)s 分") % {"points": points} if points not in (None, "") else ""
    return _("；").join(part for part in (said, str(MET.get(answer, "")) if answer else "") if part)


def values_of(application: Application, desk: Desk | None = None) -> list[Value]:
    """Every place of an application that may be verified, in the order of its sections.

    Left out is what nobody stated where nothing is asked. Where the standard computes no score, the score that the
    report is to state comes last. Without a desk six queries, with one none.
    """
    desk = desk or desk_of(application)
    found = [value for section in desk.sections if section.id not in OWN_WORD for value in _of(section, desk)]
    return found + [value for section in desk.sections if section.id == "route" for value in _score(section, desk)]


def _score(section: Section, desk: Desk) -> Iterator[Value]:
    if (desk.result.get("score") or {}).get("total") is not None:
        return
    for question in section.questions:
        if isinstance(question, ScoreQuestion):
            claimed, verified = _claim(desk, question.key), _verified(desk, question.key)
            yield Value(question.key, str(question.label), section, question, claimed, verified)


def _of(section: Section, desk: Desk) -> Iterator[Value]:
    if section.kind == "table":
        for number, row in enumerate(desk.rows_of(section.table), start=1):
            cells = list(section.row(row.key))
            name = _row_name(cells, desk) or _("第 %(number)d 行") % {"number": number}
            for cell in cells:
                yield from _boxes(section, cell, desk, f"{name} · {cell.label}", asked=False)
    for question in section.questions:
        if isinstance(question, ValueQuestion):
            yield from _boxes(section, question, desk, str(question.label), asked=question.asked)
        elif isinstance(question, ConditionQuestion | JudgedQuestion):
            yield from _answered(section, question, desk)


def _row_name(cells: list[ValueQuestion], desk: Desk) -> str:
    first = next((claim for cell in cells if (claim := _claim(desk, cell.key)) is not None), None)
    return worded(first.content) if first else ""


def _boxes(section: Section, question: ValueQuestion, desk: Desk, label: str, *, asked: bool) -> Iterator[Value]:
    figures = section.kind == "table" or section.id.startswith("data-")
    for box in question.boxes:
        claimed, verified = _claim(desk, box.place), _verified(desk, box.place)
        needed = figures and box.field.type in NUMBERS and not box.place.startswith("declared.")
        if claimed or verified or (asked and needed):
            name = f"{label} · {box.year}" if box.year is not None else label
            yield Value(box.place, name, section, question, claimed, verified, box, needed and claimed is not None)
    if question.not_applicable:
        yield from _reason(section, question, desk, question.not_applicable, label)


def _reason(section: Section, question: Question, desk: Desk, place: str, label: str) -> Iterator[Value]:
    """Why something does not apply, where that is said."""
    claimed, verified = _claim(desk, place), _verified(desk, place)
    if claimed or verified:
        name = _("%(label)s · 不适用") % {"label": label}
        yield Value(place, name, section, question, claimed, verified, Box(place, _REASON), claimed is not None)


def _answered(section: Section, question: ConditionQuestion | JudgedQuestion, desk: Desk) -> Iterator[Value]:
    claimed, verified = _claim(desk, question.key), _verified(desk, question.key)
    label = str(question.label) if question.id.islower() else f"{question.id} {question.label}"
    judged = isinstance(question, JudgedQuestion)
    if claimed or verified or question.asked:
        needed = judged and claimed is not None
        yield Value(question.key, label, section, question, claimed, verified, needed=needed)
    if judged:
        yield from _reason(section, question, desk, f"not_applicable.{question.id}", label)


def _claim(desk: Desk, place: str) -> Statement | None:
    one = desk.claim(place)
    return one if one is not None and one.content is not None else None


def _verified(desk: Desk, place: str) -> Statement | None:
    return next((one for one in desk.others(place) if one.witness == VERIFIED), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """A section with how much of what is claimed in it was verified."""

    section: Section
    done: int
    total: int
    differing: int

    @property
    def sign(self) -> str:
        """The sign of a task list."""
        return "done" if self.total and self.done == self.total else "partial" if self.done else "todo"


def tallies(values: list[Value]) -> list[Tally]:
    """The sections that hold anything, in their order."""
    by_section: dict[str, list[Value]] = {}
    for one in values:
        by_section.setdefault(one.section.id, []).append(one)
    found = []
    for group in by_section.values():
        stated = [one for one in group if one.state != "missing"]
        done, differing = sum(not one.waiting for one in stated), sum(one.state == "differs" for one in stated)
        found.append(Tally(group[0].section, done, len(stated), differing))
    return found
