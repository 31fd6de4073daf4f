"""What is still to do in an application: its sections, each with its state and count."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .anchors import section_url
from .forms.answered import answered, problems, touched
from .models import Application
from .queries.editing import Desk, desk_of
from .rules import WORKING
from .sections import Section

_ENDS = {"commitment", "check"}


@dataclass(frozen=True, slots=True)
class Task:
    """One section on the task list. `state`: todo, partial, done, fault or locked."""

    section: Section
    state: str
    count: str
    url: str

    @property
    def open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state in {"todo", "partial", "fault"}


def tasks_of(application: Application, desk: Desk | None = None) -> list[Task]:
    """The task list. Six queries for the desk where none is handed in, none else."""
    read = desk if desk is not None else desk_of(application)
    shown = [one for one in read.sections if one.id not in _ENDS] if read.locks.reader else read.sections
    return [_task(section, read) for section in shown]


def next_task(tasks: list[Task]) -> Task | None:
    """What to do next: what is at fault first, then the first that is not done."""
    faults = [task for task in tasks if task.state == "fault"]
    return next(iter(faults), None) or next((task for task in tasks if task.open), None)


def _task(section: Section, desk: Desk) -> Task:
    url = section_url(desk.application, section)
    if not desk.locks.reader and not desk.locks.open(section) and section.id not in _ENDS:
        return Task(section, "locked", "", url)
    if section.kind == "link":
        return Task(section, *_of_link(section, desk), url)
    faults = fault_count(section, desk)
    if faults:
        return Task(section, "fault", _("%(n)d 处需改") % {"n": faults}, url)
    if section.kind == "table":
        return Task(section, *_of_table(section, desk), url)
    return Task(section, *_of_questions(section, desk), url)


def fault_count(section: Section, desk: Desk) -> int:
    """How many places of a section are at fault: what cannot be read, and what the engine calls an error."""
    questions = section.questions
    if section.kind == "table":
        questions = tuple(cell for row in desk.rows_of(section.table) for cell in section.row(row.key))
    unreadable = sum(len(problems(one, desk)) for one in questions if desk.locks.ruling(one.key))
    return unreadable + sum(one.severity == "error" for one in desk.findings.get(section.id, ()))


def _of_questions(section: Section, desk: Desk) -> tuple[str, str]:
    asked = [question for question in section.questions if question.asked and question.places]
    done = sum(answered(question, desk) for question in asked)
    if done == len(asked):
        filled = asked or any(touched(question, desk) for question in section.questions)
        return ("done" if filled else "todo"), ""
    begun = done or any(touched(question, desk) for question in section.questions)
    return ("partial" if begun else "todo"), f"{done}/{len(asked)}"


def _of_table(section: Section, desk: Desk) -> tuple[str, str]:
    filled = {tuple(place.split(".")[:2]) for place in desk.by_place if desk.stated(place)}
    rows = sum((section.table, row.key) in filled for row in desk.rows_of(section.table))
    return ("done" if rows else "todo"), ngettext("%(n)d 行", "%(n)d 行", rows) % {"n": rows} if rows else ""


def _of_link(section: Section, desk: Desk) -> tuple[str, str]:
    if section.id == "evidence":
        files = len(desk.evidence)
        return ("done" if files else "todo"), ngettext("%(n)d 份", "%(n)d 份", files) % {"n": files} if files else ""
    if section.id == "tenants":
        count = desk.tenants
        return ("done" if count else "todo"), ngettext("%(n)d 家", "%(n)d 家", count) % {"n": count} if count else ""
    if section.id == "commitment":
        one = desk.claim("commitment")
        return ("done" if one is not None and one.content is not None else "todo"), ""
    return ("todo" if desk.application.state in WORKING else "done"), ""
