"""The overview of a batch: unit by department, what is late and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from greenlist.applications.models import Application
from greenlist.consultations.deadlines import days_late
from greenlist.consultations.models import Consultation, ConsultedUnit, Letter, Reply
from greenlist.consultations.rules.consultations import ANSWERABLE
from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round

from .candidates import READY, Shown, read_shown
from .standing import ReplyRow, reply_row, waiting_for

A = Reply.Answer


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with each department's answer, in the order of the letters."""

    unit: ConsultedUnit
    shown: Shown
    rows: tuple[ReplyRow, ...]
    waiting: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the unit still stands where departments are heard."""
        return self.unit.application.state in ANSWERABLE

    @property
    def complete(self) -> bool:
        """Whether nothing keeps it from going on: all that must answer did, no objection is open or stands."""
        return not self.waiting and not any(one.state in {"objection", "stands"} for one in self.rows)

    def late(self, today: date) -> int:
        """Days the longest outstanding answer is late, 0 where none is."""
        return max((days_late(one.due, today) for one in self.rows if one.waiting), default=0) if self.open else 0


@dataclass(frozen=True, slots=True)
class LetterCount:
    """A letter with how much of it is answered, and how late the rest is."""

    letter: Letter
    total: int
    answered: int
    objections: int  # undecided
    due: date | None  # the nearest last day of what is open, None where nothing is
    late: int

    @property
    def open(self) -> int:
        """Units without a final answer."""
        return self.total - self.answered


def lines_of(consultation: Consultation, units: Sequence[ConsultedUnit], letters: Sequence[Letter]) -> list[Line]:
    """The lines of some units of a batch that was sent. One query."""
    due = consultation.due_on or clock.today()
    rows = Reply.objects.filter(unit__in=units, current=True).select_related("ruling")
    known = {(one.unit_id, one.letter_id): one for one in rows}
    found = []
    for unit in units:
        answers = tuple(reply_row(one, due, known.get((unit.pk, one.pk))) for one in letters)
        found.append(Line(unit, read_shown(unit.shown), answers, waiting_for(answers, consultation.round)))
    return found


def counts_of(lines: Sequence[Line], letters: Sequence[Letter]) -> list[LetterCount]:
    """How far each letter is, over all lines of the batch."""
    return [_count(place, letter, lines) for place, letter in enumerate(letters)]


def _count(place: int, letter: Letter, lines: Sequence[Line]) -> LetterCount:
    cells = [(one.open, one.rows[place]) for one in lines]
    waiting = [row for is_open, row in cells if is_open and row.waiting]
    due = min((row.due for row in waiting), default=None)
    return LetterCount(
        letter, len(cells), sum(not row.waiting for _open, row in cells),
        sum(is_open and row.state == "objection" for is_open, row in cells), due,
        days_late(due, clock.today()) if due else 0,
    )  # fmt: skip


def open_units(consultation: Consultation) -> list[str]:
    """The names of the units of a batch that are neither complete nor elsewhere."""
    letters = list(consultation.letters.all())
    units = list(consultation.units.select_related("application"))
    return [one.shown.name for one in lines_of(consultation, units, letters) if one.open and not one.complete]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: units still heard about, answers outstanding for them, objections nobody decided."""

    open: int
    outstanding: int
    objections: int


def batches(visible: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Batches, the newest first, with how many units and letters each has (`total`, `letters_count`)."""
    return visible.select_related("round", "city").annotate(
        total=Count("units", distinct=True), letters_count=Count("letters", distinct=True)
    ).order_by("-created_at", "-pk")  # fmt: skip


def progress_of(rows: Sequence[Consultation]) -> dict[int, Progress]:
    """How far each of these batches is; they come from `batches`. Two queries."""
    standing = Q(application__state__in=ANSWERABLE)
    units = ConsultedUnit.objects.filter(standing, consultation__in=rows).order_by()
    left = dict(units.values_list("consultation").annotate(count=Count("pk")))
    said = Reply.objects.filter(unit__in=units, current=True).order_by()
    counted = said.values_list("unit__consultation").annotate(
        final=Count("pk", filter=~Q(answer=A.MORE_TIME)),
        undecided=Count("pk", filter=Q(answer=A.OBJECTION, ruling=None)),
    )
    answers = {pk: (final, undecided) for pk, final, undecided in counted}
    return {one.pk: _progress(one, left.get(one.pk, 0), *answers.get(one.pk, (0, 0))) for one in rows}


def _progress(one: Consultation, left: int, final: int, undecided: int) -> Progress:
    letters: int = one.letters_count  # type: ignore[attr-defined]  # annotated
    return Progress(left, left * letters - final, undecided)


def ready_rounds(city: Jurisdiction) -> list[tuple[Round, int]]:
    """The rounds in which units of a city wait to be asked about, with how many. Two queries."""
    rows = Application.objects.filter(city=city, state=READY).order_by().values_list("round")
    counted = dict(rows.annotate(count=Count("pk")))
    rounds = Round.objects.filter(pk__in=counted).select_related("law")
    return [(one, counted[one.pk]) for one in rounds]
