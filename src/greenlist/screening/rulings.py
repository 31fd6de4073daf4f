"""One record against one condition: its status on the day of screening, what that means, and the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.engine.conditions.events import GRADES
from greenlist.engine.conditions.windows import APPLICATION, Anchor, Lies, Window
from greenlist.engine.lawbook.schema.lists import Effect, Feed, ListSource
from greenlist.engine.messages import Message, say

from .outcomes import Match, Outcome
from .records import Record
from .rules import Rule

Span = tuple[Anchor, date, date]
_OUTCOMES = {"hit": Outcome.HIT, "judge": Outcome.CANDIDATE, "undetermined": Outcome.UNDETERMINED}


@dataclass(frozen=True, slots=True)
class Question:
    """What a record is held against."""

    rule: Rule
    source: ListSource
    as_of: date
    window: Window
    floor: str | None  # grade from which an accident counts

    @property
    def feed(self) -> Feed:
        """What the source's records mean for the condition."""
        return self.rule.feeds[self.source.id]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a record means if it is about the unit."""

    outcome: Outcome
    effect: Message
    history: bool = False
    window: tuple[date, date] | None = None


def weigh(match: Match, question: Question) -> Weighed:
    """The meaning of a record on the day of screening, whoever it is about."""
    record, as_of = match.record, question.as_of
    listed = match.snapshot.as_of if match.snapshot else None
    if record.dated_on and listed and record.dated_on > listed:
        return _unsure(say("screening.date_after_list", on=record.dated_on, listed=listed))
    if record.dated_on and record.dated_on > as_of:
        return _history(say("screening.not_yet", on=record.dated_on, day=as_of))
    status = question.source.status_at(record.status, record.ended_on, as_of)
    effect = question.feed.effects.get(status, "judge")  # a status the law has no word for is a person's
    if effect == "clear":
        return _not_counting(status, record, listed, question)
    if question.feed.type == "state":
        return _state(effect, question)
    return _event(record, effect, question)


def _state(effect: Effect, question: Question) -> Weighed:
    counts = say("screening.state_counts", day=question.as_of)
    return Weighed(_OUTCOMES[effect], counts if effect == "hit" else _doubt(effect, question))


def _not_counting(status: str, record: Record, listed: date | None, question: Question) -> Weighed:
    """A record whose status does not count, unless it rests on an end that cannot be right."""
    ended = record.ended_on
    if ended is None or status != question.source.ended_status:
        return _history(say("screening.not_counted"))
    if record.dated_on and ended < record.dated_on:
        return _unsure(say("screening.ended_before", ended=ended, on=record.dated_on))
    if listed and ended > listed:
        return _unsure(say("screening.date_after_list", on=ended, listed=listed))
    return _history(say("screening.ended", on=ended, day=question.as_of))


def _event(record: Record, effect: Effect, question: Question) -> Weighed:
    """An event counts if grave enough and inside the window."""
    grade = _grade(record, question)
    if grade is not None and grade.outcome is Outcome.CLEAR:
        return grade
    if record.dated_on is None:
        return _unsure(say("screening.undated"))
    return _placed(record.dated_on, effect, grade, question)


def _grade(record: Record, question: Question) -> Weighed | None:
    """Too light to count, or of a grade nobody states; None: no floor, or reached (as in engine.conditions.events)."""
    if question.floor is None or not question.rule.graded:
        return None
    grade = record.grade.strip().removesuffix("事故")
    if grade not in GRADES:
        return _unsure(say("screening.grade_missing", floor=question.floor, grades=GRADES))
    if GRADES.index(grade) < GRADES.index(question.floor):
        return _history(say("screening.grade_below", grade=grade, floor=question.floor))
    return None


def _placed(day: date, effect: Effect, grade: Weighed | None, question: Question) -> Weighed:
    weighed = counted(day, question.window)
    if weighed.outcome is not Outcome.HIT:
        return weighed
    if effect == "hit":
        return weighed if grade is None else Weighed(grade.outcome, grade.effect, window=weighed.window)
    dated = _dated(day, Lies.INSIDE, question.window)
    doubt = say("conditions.and", first=dated, second=_doubt(effect, question))
    return Weighed(_OUTCOMES[effect], doubt, window=weighed.window)


def counted(day: date, window: Window) -> Weighed:
    """What an event of this day means if nothing but its day can be against it."""
    place, spans = window.place(day), window.spans()
    if place.lies is Lies.UNSURE:
        return _unsure(_open_window(day, spans, place.reason, window))
    dated = _dated(day, place.lies, window)
    if place.lies is Lies.OUTSIDE:
        return Weighed(Outcome.CLEAR, say("screening.event_outside", dated=dated), True, _shown(spans))
    return Weighed(Outcome.HIT, say("screening.event_counts", dated=dated), window=_shown(spans))


def _dated(day: date, lies: Lies, window: Window) -> Message:
    return say("screening.event_dated", on=day, window=_where(day, lies, window.spans(), window))


def _shown(spans: tuple[Span, ...]) -> tuple[date, date]:
    """The window as two days: the only one, or of several that agree the one counted from the day of screening."""
    _, first, last = next((span for span in spans if span[0].name == APPLICATION), spans[0])
    return first, last


def _where(day: date, lies: Lies, spans: tuple[Span, ...], window: Window) -> Message:
    code = "screening.window_outside"
    if lies is Lies.INSIDE:
        late = all(day > last for _, _, last in spans)
        code = "screening.window_after" if late else "screening.window_inside"
    return say(code, years=window.years.value, spans=[_span(one) for one in spans])


def _open_window(day: date, spans: tuple[Span, ...], reason: Message, window: Window) -> Message:
    inside = [_span(one) for one in spans if day >= one[1]]
    outside = [_span(one) for one in spans if day < one[1]]
    if not inside or not outside:
        return say("screening.window_unknown", on=day, reason=reason)
    return say("screening.window_mixed", on=day, years=window.years.value, inside=inside, outside=outside)


def _span(span: Span) -> Message:
    anchor, first, last = span
    name = "screening.anchor_screening" if anchor.name == APPLICATION else f"conditions.anchor_{anchor.name}"
    return say("screening.span", first=first, last=last, anchor=say(name))


def _doubt(effect: Effect, question: Question) -> Message:
    """Why a record neither counts nor passes by itself."""
    if effect == "undetermined":
        return say("screening.outcome_missing")
    note = question.feed.note.strip("。 ")
    return say("screening.judge", note=note) if note else say("screening.judge_plain")


def _unsure(effect: Message) -> Weighed:
    return Weighed(Outcome.UNDETERMINED, effect)


def _history(effect: Message) -> Weighed:
    return Weighed(Outcome.CLEAR, effect, history=True)
