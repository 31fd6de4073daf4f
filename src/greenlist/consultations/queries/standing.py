"""How consultation stands for applications: who answered what, what is still open. At most four queries for all.

Only the newest consultation of the newest version counts: a unit that went back and came again is asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.applications.models import Application, Submission
from greenlist.consultations.deadlines import due_of
from greenlist.consultations.law import departments_of, must_reply
from greenlist.consultations.models import Consultation, ConsultedUnit, Letter, Reply
from greenlist.rounds.models import Round

A = Reply.Answer


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """What one department says about one unit now. `answer` '': nothing yet. `state` is what it comes to:

    waiting, more_time, none, silent, objection (undecided), stands, dismissed (ruled as not standing).
    """

    letter: Letter
    answer: str
    state: str
    due: date
    reply: Reply | None = None

    @property
    def settled(self) -> bool:
        """Whether this department is done with, and not against it."""
        return self.state in {"none", "silent", "dismissed"}

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in {"waiting", "more_time"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How consultation stands for one application. `consulted` None: it was not consulted (as it is now)."""

    complete: bool
    summary: str
    replies: tuple[ReplyRow, ...]
    open_objections: int
    waiting_for: tuple[str, ...]
    standing_objections: int = 0
    consulted: ConsultedUnit | None = None


def standings(applications: Sequence[Application]) -> dict[int, Standing]:
    """How consultation stands, by id of the application; every one given has an answer."""
    newest = _newest([one.pk for one in applications])
    letters = _letters({one.consultation_id for one in newest.values()})
    replies = _replies([one.pk for one in newest.values()])
    rounds = _rounds(applications)
    return {one.pk: _standing(newest.get(one.pk), letters, replies, rounds[one.round_id]) for one in applications}


def reply_row(letter: Letter, due_on: date, reply: Reply | None) -> ReplyRow:
    """What a department's current answer comes to."""
    if reply is None:
        return ReplyRow(letter, "", "waiting", due_on)
    state = str(reply.answer)
    ruling = getattr(reply, "ruling", None)
    if state == A.OBJECTION and ruling is not None:
        state = "stands" if ruling.stands else "dismissed"
    due = due_of(due_on, reply.until) if reply.answer == A.MORE_TIME else due_on
    return ReplyRow(letter, reply.answer, state, due, reply)


def _newest(applications: Sequence[int]) -> dict[int, ConsultedUnit]:
    """The newest consultation of each application, where it was about the newest version. One query."""
    version = Submission.objects.filter(application=OuterRef("application")).order_by("-number").values("pk")[:1]
    rows = (
        ConsultedUnit.objects.filter(application__in=applications)
        .exclude(consultation__state=Consultation.State.DRAFT)
        .select_related("consultation")
        .annotate(newest=Subquery(version))
        .order_by("application_id", "-consultation__sent_at", "-pk")
        .distinct("application_id")
    )
    return {one.application_id: one for one in rows if one.submission_id == one.newest}


def _letters(batches: set[int]) -> dict[int, list[Letter]]:
    found: dict[int, list[Letter]] = defaultdict(list)
    for one in Letter.objects.filter(consultation__in=batches):
        found[one.consultation_id].append(one)
    return found


def _replies(units: Sequence[int]) -> dict[tuple[int, int], Reply]:
    rows = Reply.objects.filter(unit__in=units, current=True).select_related("ruling")
    return {(one.unit_id, one.letter_id): one for one in rows}


def _rounds(applications: Sequence[Application]) -> dict[int, Round]:
    """Their rounds; no query where they are loaded."""
    known = {one.round_id: one.round for one in applications if "round" in one._state.fields_cache}  # noqa: SLF001
    missing = {one.round_id for one in applications} - known.keys()
    return known | (Round.objects.in_bulk(missing) if missing else {})


def _standing(
    unit: ConsultedUnit | None, letters: dict[int, list[Letter]], replies: dict[tuple[int, int], Reply], round_: Round
) -> Standing:
    if unit is None or unit.consultation.due_on is None:
        return Standing(False, _("未征求意见"), (), 0, departments_of(round_))
    due = unit.consultation.due_on
    rows = tuple(reply_row(one, due, replies.get((unit.pk, one.pk))) for one in letters[unit.consultation_id])
    waiting = waiting_for(rows, round_)
    objections = sum(1 for one in rows if one.state == "objection")
    stand = sum(1 for one in rows if one.state == "stands")
    complete = not waiting and not objections and not stand
    with override("zh-hans"):  # it goes into a document, whatever the language of the page
        summary = in_words(rows)
    return Standing(complete, summary, rows, objections, waiting, stand, unit)


def waiting_for(rows: Sequence[ReplyRow], round_: Round) -> tuple[str, ...]:
    """Whose answer recommendation still needs: mandatory letters unanswered, named departments never asked."""
    if not must_reply(round_):
        return ()
    asked = {one.letter.field for one in rows}
    never = [field for field in departments_of(round_) if field not in asked]
    return (*(one.letter.addressee for one in rows if one.letter.mandatory and one.waiting), *never)


def in_words(rows: Sequence[ReplyRow]) -> str:
    """The result as the summary table has it: 生态环境：无异议；应急管理：未答复."""
    return _("；").join(_("%(who)s：%(what)s") % {"who": one.letter.field, "what": state_word(one)} for one in rows)


def state_word(row: ReplyRow) -> str:
    """What a department's answer comes to, in words."""
    words = {
        "waiting": _("未答复"), "none": _("无异议"), "silent": _("逾期未复，按规定视为无异议"),
        "objection": _("有异议，待认定"), "stands": _("有异议，认定成立"), "dismissed": _("有异议，认定不成立"),
    }  # fmt: skip
    if row.state == "more_time":
        return _("延至 %(day)s 答复") % {"day": row.due.isoformat()}
    return words[row.state]
