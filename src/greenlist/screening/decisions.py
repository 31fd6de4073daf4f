"""What people decided, applied to what the lists say. Pure: the same records and decisions give the same rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.engine.messages import Message, say

from .keys import BY_CODE
from .outcomes import Decision, Match, Outcome, Ruling
from .places import Places
from .rulings import Weighed
from .sentences import how_they_met, the_record
from .subjects import Subject

Key = tuple[str, str, str]  # identity of the subject, record, fine condition
Decisions = Mapping[Key, Decision]


def by_key(decisions: Iterable[Decision]) -> dict[Key, Decision]:
    """The decisions in force, by what they are about; of two about the same the later one given holds."""
    return {(one.subject, one.record, one.condition): one for one in decisions}


def ruled(
    match: Match, weighed: Weighed, subject: Subject, source: ListSource, decision: Decision | None, places: Places = ()
) -> Ruling:
    """The ruling on a record. A decision about an earlier version of the record is shown and does not hold."""
    lapsed = decision if decision is not None and decision.digest != match.record.digest else None
    holds = decision if lapsed is None else None
    outcome, effect, history = _undecided(match, weighed) if holds is None else decided(weighed, holds)
    reason = say(
        "screening.ruling", met=how_they_met(match, subject, places), record=the_record(match, source), effect=effect
    )
    if decision is not None:
        reason = with_decision(reason, decision, lapsed=lapsed is not None)
    return Ruling(match, outcome, reason, history, weighed.window, holds, lapsed)


def _undecided(match: Match, weighed: Weighed) -> tuple[Outcome, Message, bool]:
    """What the list alone says. Without a code that joins them, a record that may count needs a person first.

    An exact name leaves an undetermined record undetermined: knowing that it is this unit would not settle it.
    """
    if match.how in BY_CODE or weighed.outcome is Outcome.CLEAR:
        return weighed.outcome, weighed.effect, weighed.history
    exact = match.how in ("name", "former_name")
    outcome = Outcome.UNDETERMINED if exact and weighed.outcome is Outcome.UNDETERMINED else Outcome.CANDIDATE
    return outcome, say("screening.confirm_first", effect=weighed.effect), False


def decided(weighed: Weighed, decision: Decision) -> tuple[Outcome, Message, bool]:
    """`same` leaves the record to count for what it is; the other verdicts say what it counts for."""
    if decision.verdict == "same":
        return weighed.outcome, weighed.effect, weighed.history
    return (Outcome.HIT if decision.verdict == "counts" else Outcome.CLEAR), weighed.effect, False


def with_decision(first: Message, decision: Decision, *, lapsed: bool) -> Message:
    """What was said of a record, and the decision about it."""
    code = "screening.decided_on_paper" if decision.document else "screening.decided"
    return say(
        "screening.lapsed" if lapsed else code,
        first=first,
        by=decision.by,
        on=decision.on,
        verdict=say(f"screening.verdict_{decision.verdict}"),
        reason=decision.reason,
        document=decision.document,
    )
