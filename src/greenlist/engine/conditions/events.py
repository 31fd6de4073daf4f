"""One recorded event against one exclusion condition: does it count (196号 一.2)?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.engine.case import Answer, Event
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema.policy import Exclusion, ExclusionCondition
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog, Met

from .verdict import MET, NOT_MET, UNDETERMINED, Reasons, Verdict, joined
from .windows import Lies, Window

# Sub-conditions that are accidents (measures 1.2, NEG-2a): only an accident has a grade to hold to a floor.
ACCIDENTS = frozenset({"safety", "cyber_security", "data_security", "quality", "pollution"})
GRADES = ("一般", "较大", "重大", "特别重大")  # rising, the words of `severity_floor`
Weighed = tuple[Met, Message]


@dataclass(frozen=True, slots=True)
class Screen:
    """What every answer to one exclusion condition is held against."""

    condition: ExclusionCondition
    rules: Exclusion
    window: Window
    applied_on: date | None

    @property
    def is_state(self) -> bool:
        """A state on the query date, against an event in the window."""
        return self.condition.type.value == "state"


def weigh(answer: Answer, screen: Screen, log: FactLog) -> Verdict | None:
    """The events of an answer together, None where it names none. One counting event is a hit.

    An event dated after every query and the application cannot be known yet: its date is in doubt.
    """
    if not answer.events:
        return None
    log.use(screen.condition.type)  # state or event matters only where there is something on record
    queried = [proof.queried_on for proof in answer.proofs if proof.queried_on]
    known_until = max([*queried, *([screen.applied_on] if screen.applied_on else [])], default=None)
    reasons = Reasons()
    for event in answer.events:
        if event.on and known_until and event.on > known_until:
            result = UNDETERMINED, say("conditions.event_future", event=described(event), seen=known_until)
        elif screen.is_state:
            result = _state(event, max(queried, default=screen.applied_on))
        else:
            result = _event(event, known_until, screen, log)
        reasons.add(*result)
    worst = reasons.worst() or UNDETERMINED
    return Verdict(worst, joined(reasons.by_answer[worst]))


def _state(event: Event, seen_on: date | None) -> Weighed:
    """A state is a hit while it lasts: listed and not removed on the day of the query."""
    text = described(event)
    if event.cleared_on is None:
        return NOT_MET, say("conditions.state_lasts", event=text)
    return _ended(event, seen_on, say("conditions.state_ended", event=text, on=event.cleared_on))


def _event(event: Event, seen_on: date | None, screen: Screen, log: FactLog) -> Weighed:
    """An event counts if grave enough, inside the window, and not cleared where the text allows that."""
    text = described(event)
    graded = _below_floor(event, screen, log)
    if graded is not None and graded[0] is MET:
        return graded
    if event.on is None:
        return UNDETERMINED, say("conditions.event_undated", event=text)
    place = screen.window.place(event.on)
    if place.lies is Lies.OUTSIDE:
        log.add(place.facts)
        return MET, say("conditions.event_outside", event=text, window=place.reason)
    cleared = _cleared(event, seen_on, screen.condition.cleared_by, log)
    if cleared is not None:
        return cleared
    log.add(place.facts)
    if place.lies is Lies.UNSURE:
        return UNDETERMINED, say("conditions.event_unsure", event=text, window=place.reason)
    return graded or (NOT_MET, say("conditions.event_inside", event=text, window=place.reason))


def _below_floor(event: Event, screen: Screen, log: FactLog) -> Weighed | None:
    """met: too light to count; undetermined: the grade is not known; None: no floor, or reached."""
    floor: AnyFact = screen.rules.severity_floor
    if floor.value is None or not _is_accident(event, screen.condition):
        return None
    log.use(floor)
    grade = event.grade.strip().removesuffix("事故")
    if grade not in GRADES:
        message = say("conditions.grade_missing", event=described(event), floor=floor.value, grades=GRADES)
        return UNDETERMINED, message
    if GRADES.index(grade) < GRADES.index(floor.value):
        return MET, say("conditions.grade_below", event=described(event), grade=grade, floor=floor.value)
    return None


def _is_accident(event: Event, condition: ExclusionCondition) -> bool:
    other = event.kind in condition.sub and event.kind not in ACCIDENTS
    return not other and any(sub in ACCIDENTS for sub in condition.sub)


def _cleared(event: Event, seen_on: date | None, by: AnyFact | None, log: FactLog) -> Weighed | None:
    """None: the event stands; else what its clearing means. Clearing helps only where the text says so."""
    if event.cleared_on is None or by is None:
        return None
    if log.use(by) is None:
        return UNDETERMINED, say("conditions.clearing_open", event=described(event), on=event.cleared_on)
    return _ended(event, seen_on, say("conditions.event_cleared", event=described(event), on=event.cleared_on))


def _ended(event: Event, seen_on: date | None, reason: Message) -> Weighed:
    """`reason` with met, unless the dates cannot be true together."""
    text, cleared = described(event), event.cleared_on or date.min
    if event.on is None:
        return UNDETERMINED, say("conditions.ended_undated", event=text, on=cleared)
    if cleared < event.on:
        return UNDETERMINED, say("conditions.cleared_before", event=text, on=cleared)
    if seen_on and cleared > seen_on:
        return UNDETERMINED, say("conditions.cleared_future", event=text, on=cleared, seen=seen_on)
    return MET, reason


def described(event: Event) -> str:
    """An event in the words of the file: 2023-05-06 安全 较大 吉应急罚〔2023〕1号."""
    day = event.on.isoformat() if event.on else ""
    return " ".join(part for part in (day, event.kind, event.grade, event.text, event.document) if part)
