"""The page of one section: its questions as shown, rows of a table by the page, neighbours, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from greenlist.applications.locks import Item
from greenlist.applications.models import TableRow
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections import Part, Question, Section
from greenlist.applications.tasks import Task, tasks_of
from greenlist.parties.access import Hat
from greenlist.web.templatetags.look import FormError

from .saving import Saved
from .shown import ShownQuestion, shown_all

WIDE = 8  # columns; a wider table is shown as one card per row
LAST = "last"  # as a page's number
ROWS_PER_PAGE, WIDE_ROWS_PER_PAGE = 25, 10


@dataclass
class ShownRow:
    """A row of a table with its cells."""

    row: TableRow
    number: int
    cells: list[ShownQuestion]

    @property
    def title(self) -> str:
        """What the row is called: its first filled cell."""
        return next((box.text for cell in self.cells for box in cell.boxes if box.text), "")


@dataclass
class SectionPage:
    """Everything a section's template names."""

    section: Section
    desk: Desk
    hat: Hat
    number: str = "1"  # page of a table
    saved: Saved | None = None
    shown_parts: list[tuple[Part, list[ShownQuestion]]] = field(default_factory=list)
    shown_rows: list[ShownRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        for part in self.section.parts:
            self.shown_parts.append((part, self._shown(part.questions)))
        if self.section.kind == "table":
            first = self.rows.start_index()
            self.shown_rows = [
                ShownRow(row, number, self._shown(tuple(self.section.row(row.key))))
                for number, row in enumerate(self.rows.object_list, first)
            ]

    def _shown(self, questions: tuple[Question, ...]) -> list[ShownQuestion]:
        return shown_all(questions, self.section, self.desk, self.hat, self.saved)

    @cached_property
    def rows(self) -> Page[TableRow]:
        """The rows of this page."""
        size = WIDE_ROWS_PER_PAGE if self.wide else ROWS_PER_PAGE
        paginator = Paginator(self.desk.rows_of(self.section.table), size)
        return paginator.get_page(paginator.num_pages if self.number == LAST else self.number)

    @property
    def wide(self) -> bool:
        """Whether the table has too many columns to stand side by side."""
        return len(self.section.columns) > WIDE

    @property
    def questions(self) -> list[Question]:
        """The questions that stand on this page."""
        return [one.question for one in self.every]

    @property
    def every(self) -> list[ShownQuestion]:
        """All questions of the page as shown."""
        cells = [cell for row in self.shown_rows for cell in row.cells]
        return [one for _part, shown in self.shown_parts for one in shown] + cells

    @cached_property
    def errors(self) -> list[FormError]:
        """What cannot be taken as it stands, for the summary on top."""
        return list(self._errors())

    def _errors(self) -> Iterator[FormError]:
        for one in self.every:
            if one.locked:
                continue  # not theirs to mend now
            label = str(one.question.label)
            for control, problem in one.problems.items():
                yield FormError(label, problem, f"f-{control}")
            for clash in one.clashes:
                text = f"{clash.current.who} {clash.current.text}"
                yield FormError(label, text, f"q-{one.question.key}")

    @cached_property
    def tasks(self) -> list[Task]:
        """The task list."""
        return tasks_of(self.desk.application, self.desk)

    @property
    def returned(self) -> list[Item]:
        """Why the section as a whole was sent back."""
        return [item for item in self.desk.locks.items if item.place == self.section.id]

    @property
    def partly_locked(self) -> str:
        """Why some questions may not be changed while others may, '' where that is not so."""
        first = next((one for one in self.every if one.locked), None)
        if self.locked or first is None:
            return ""
        locks = self.desk.locks
        if locks.limited and not locks.agencys:
            return _("只有市（州）退回的几项可以改，其余不能修改；要改请联系所在市（州）一并退回。")
        return str(locks.ruling(first.question.key).reason)

    @property
    def locked(self) -> str:
        """Why nothing of the section may be changed, '' where something may."""
        ruling = self.desk.locks.open(self.section)
        return "" if ruling else str(ruling.reason)

    @cached_property
    def before(self) -> Task | None:
        """The section before this one."""
        return self._neighbour(-1)

    @cached_property
    def after(self) -> Task | None:
        """The section after this one."""
        return self._neighbour(1)

    def _neighbour(self, step: int) -> Task | None:
        ids = [task.section.id for task in self.tasks]
        position = ids.index(self.section.id) + step
        return self.tasks[position] if 0 <= position < len(ids) else None
