"""What an application is made of: sections of questions, questions with places. Built from the law, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal

from django.utils.functional import Promise
from django.utils.translation import get_language

from greenlist.engine.fields import Field

ROW_KEY = re.compile(r"[a-z0-9]{1,12}")
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the law in both languages; reads in the language of the page."""

    zh: str
    en: str = ""

    def __str__(self) -> str:
        return self.en if self.en and (get_language() or "").startswith("en") else self.zh

    def __bool__(self) -> bool:
        return bool(self.zh)


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to write down: its place in the application file, the field that says how it is read.

    `year` None: of no particular year. `limit`: the most characters (字, blanks not counted), None without one.
    """

    place: str
    field: Field
    year: int | None = None
    limit: int | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One thing asked. `key` names it within the application and is its first place."""

    shape: ClassVar[str] = ""
    key: str
    id: str
    label: Text | Words
    hint: Text | Words = ""
    clause: str = ""
    wanted: tuple[str, ...] = ()  # evidence the law asks for
    asked: bool = True  # counts towards "done"

    @property
    def places(self) -> tuple[str, ...]:
        """Every place that the answer is kept at."""
        return (self.key,)


@dataclass(frozen=True)
class ValueQuestion(Question):
    """A value, or one per year. `not_applicable` is the place of the reason why it does not apply, '' where it must."""

    shape: ClassVar[str] = "value"
    boxes: tuple[Box, ...] = ()
    not_applicable: str = ""
    formula: str = ""  # of an indicator, in words

    @property
    def places(self) -> tuple[str, ...]:
        """One per box, and the one for the reason."""
        boxes = tuple(box.place for box in self.boxes)
        return (*boxes, self.not_applicable) if self.not_applicable else boxes


@dataclass(frozen=True)
class ConditionQuestion(Question):
    """An exclusion condition, basic requirement or rule of the notice, answered by a person with proofs."""

    shape: ClassVar[str] = "condition"
    exclusion: bool = False
    sources: tuple[str, ...] = ()  # a dated proof from each is asked for
    sub: tuple[str, ...] = ()
    gate: bool = True


@dataclass(frozen=True)
class ComputedQuestion(Question):
    """A condition that the program answers from the data; nothing to fill in."""

    shape: ClassVar[str] = "computed"

    @property
    def places(self) -> tuple[str, ...]:
        """None of its own."""
        return ()


@dataclass(frozen=True)
class JudgedQuestion(Question):
    """An item that a person judges: points of `most`, or an answer, with its reason."""

    shape: ClassVar[str] = "judged"
    points: bool = True
    answer: bool = True
    most: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The judgement, and the reason why it does not apply."""
        return self.key, f"not_applicable.{self.id}"


@dataclass(frozen=True)
class ChoiceQuestion(Question):
    """Optional indicators of which `choose` are picked (None: the number is open)."""

    shape: ClassVar[str] = "choice"
    choose: int | None = None
    members: tuple[tuple[str, Words], ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """One per member."""
        return tuple(f"chosen.{item}" for item, _name in self.members)


@dataclass(frozen=True)
class RouteQuestion(Question):
    """Self evaluation or an agency. One option: the policy has decided."""

    shape: ClassVar[str] = "route"
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScoreQuestion(Question):
    """The score printed in the signed report, of earlier years too where those are asked for."""

    shape: ClassVar[str] = "score"
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class FixedQuestion(Question):
    """What is known from the register and not changed here. `id` is the name of the fact."""

    shape: ClassVar[str] = "fixed"

    @property
    def places(self) -> tuple[str, ...]:
        """None: it is not stated."""
        return ()


SectionKind = Literal["questions", "table", "link"]


@dataclass(frozen=True)
class Part:
    """Questions under one heading; `folded`: shown closed, for what few need."""

    title: Text | Words
    questions: tuple[Question, ...]
    folded: bool = False
    hint: Text = ""


@dataclass(frozen=True)
class Section:
    """One item of the task list and one page."""

    id: str
    title: Text | Words
    group: Text
    kind: SectionKind = "questions"
    parts: tuple[Part, ...] = ()
    hint: Text | Words = ""
    table: str = ""
    columns: tuple[Field, ...] = ()
    suggestions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # column id -> words offered
    url_name: str = "section"  # of the page

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, whatever its part."""
        return tuple(question for part in self.parts for question in part.questions)

    @cached_property
    def places(self) -> frozenset[str]:
        """Every place of its questions."""
        return frozenset(place for question in self.questions for place in question.places)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its questions, of those too that nobody fills in."""
        return frozenset(question.key for question in self.questions)

    def holds(self, place: str) -> bool:
        """Whether something may be stated at a place of this section."""
        return place in self.places if self.kind == "questions" else self.column(place) is not None

    def column(self, place: str) -> Field | None:
        """The column that a cell's place `<table>.<row>.<column>` belongs to."""
        table, _, rest = place.partition(".")
        key, _, name = rest.partition(".")
        if table != self.table or not ROW_KEY.fullmatch(key):
            return None
        return next((one for one in self.columns if one.id == f"{table}.{name}"), None)

    def question_at(self, place: str) -> Question | None:
        """The question that keeps its answer at a place; a cell of a table is a question of its own."""
        if self.kind == "table":
            field_ = self.column(place)
            return None if field_ is None else self.cell(place.split(".")[1], field_)
        return next((one for one in self.questions if place in one.places or place == one.key), None)

    def cell(self, row: str, column: Field) -> ValueQuestion:
        """The cell of a row as a question."""
        place = f"{self.table}.{row}.{column.id.partition('.')[2]}"
        box = Box(place, column, suggestions=self.suggestions.get(column.id, ()))
        label = Words(column.label, column.label_en)
        return ValueQuestion(place, column.id, label, boxes=(box,))

    def row(self, key: str) -> Iterator[ValueQuestion]:
        """The cells of a row."""
        return (self.cell(key, column) for column in self.columns)
