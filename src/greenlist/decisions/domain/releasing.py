"""A list released: everything decided on it takes place in one act, or none of it (REQ-07, REQ-08)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Passage
from greenlist.applications.process import Matter, TransitionRefused
from greenlist.applications.process import transition as step
from greenlist.consultations.guards import asked_together
from greenlist.decisions.models import Batch, Line
from greenlist.decisions.previewing import Preview, PreviewLine, changes, preview, reason_of
from greenlist.decisions.queries.preparing import hold_applications, hold_people, take_turns
from greenlist.decisions.quotas import refuse_excess
from greenlist.decisions.releasing_rules import Known, guards_of, known_of
from greenlist.decisions.rules.batches import APPROVERS, HANDLERS
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Notice, Refused, notify_many
from greenlist.reviews.rescreening import rescreen
from greenlist.screenings.models import Run

from .holding import Changed, hold, save, tell_office


@dataclass(frozen=True, slots=True)
class Released:
    """What came of a release: the lines whose applications moved, those that something stopped (`Line.stopped`)."""

    moved: tuple[Line, ...]
    stopped: tuple[Line, ...]


@transaction.atomic
def release(*, batch: Batch, digest: str, by: Hat) -> Released:
    """Do what the preview with this digest shows; an empty choice too. One transaction, journal and notices included.

    Screening is asked once more about everybody who is chosen. A line that a guard or a new hit stops stays where it
    is and is reported; the others go. The list is frozen after that.

    Raises:
        Changed: the list, an application or a condition is not as the preview showed it (`changes`).
        Refused: more chosen than there are places; screening came to no answer.
    """
    held = hold(batch, "release", by)
    take_turns(held)
    hold_applications(held)  # every lock before the first entry of the journal: who holds its head waits for nobody
    seen = preview(held)
    if seen.digest.partition(":")[0] != digest.partition(":")[0]:
        raise Changed(_("预览以后有变化，没有发布；请重新预览。"), changes(digest, seen))
    refuse_excess(held)
    hold_people(one for line in seen.lines for one in line.people)
    _screen_again(held, seen, by)
    applications = [one.line.application for one in seen.lines]
    known = known_of(applications)
    with asked_together(applications):
        for one in seen.lines:
            _go(one, known, by)
    lines = [one.line for one in seen.lines]
    notify_many(_notices(seen))
    Line.objects.bulk_update(lines, ["stopped", "passage"], batch_size=200)
    done = Released(tuple(one for one in lines if not one.stopped), tuple(one for one in lines if one.stopped))
    _close(held, batch, seen, done, by)
    return done


def _screen_again(held: Batch, seen: Preview, by: Hat) -> None:
    """Ask screening about everybody chosen. Raises Refused: it came to no answer."""
    chosen = [one.line.application_id for one in seen.lines if one.line.outcome == Line.Outcome.YES]
    if not chosen:
        return
    run = rescreen(Application.objects.filter(pk__in=chosen), held.place, by)
    if run.state != Run.State.DONE:
        raise Refused(_("发布前的筛查没有得出结果，没有发布；请稍后再试。"))


def _go(one: PreviewLine, known: Known, by: Hat) -> None:
    """One line: all its steps, or none; what stops it is written on it."""
    line = one.line
    try:
        if len(one.steps) == 1:
            line.passage = _step(one, 0, known, by)
        else:
            with transaction.atomic():  # the steps of a line go together
                for number in range(len(one.steps)):
                    line.passage = _step(one, number, known, by)
    except TransitionRefused as refused:
        line.passage = None
        line.stopped = [objection.reason for objection in refused.objections] or [str(refused)]


def _notices(seen: Preview) -> Iterator[Notice]:
    """What the people of every line that moved are told, as the preview said: one message per line."""
    for one in seen.lines:
        if not one.line.stopped:
            yield Notice([*one.people], one.tidings.code, one.tidings.params, one.tidings.url)


def _step(one: PreviewLine, number: int, known: Known, by: Hat) -> Passage:
    line, way = one.line, one.steps[number]
    last, application = number == len(one.steps) - 1, one.line.application

    def after(_matter: Matter, _passage: Passage) -> Mapping[str, object]:
        return {"list": line.batch_id, "place": line.place, "position": line.position}

    return step(
        application=application, way=way.id, by=by, version=application.version,
        reason=reason_of(line, way) if last else "", also=guards_of(line, known) if number == 0 else (),
        after=after, tell=False,
    )  # fmt: skip


def _close(held: Batch, batch: Batch, seen: Preview, done: Released, by: Hat) -> None:
    """The list is over: frozen, told to its office, entered."""
    held.state, held.released_by, held.released_at = Batch.State.RELEASED, by.person, clock.now()
    held.digest = seen.digest.partition(":")[0]
    save(held, batch, "state", "released_by", "released_at", "digest")
    tell_office(held, HANDLERS | APPROVERS, "decision_released", by, moved=len(done.moved), stopped=len(done.stopped))
    after = {
        "state": held.state, "digest": held.digest, "moved": [one.application_id for one in done.moved],
        "stopped": [one.application_id for one in done.stopped], "open": len(seen.undecided),
    }  # fmt: skip
    record("decision.released", held, by=by.actor, after=after)
