"""Save what a form says: all that can be kept is kept, the rest is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from greenlist.applications.domain.stating import Conflict, Said, TooLong, choose_route, state
from greenlist.applications.models import Statement
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections import Question
from greenlist.applications.sections.shapes import RouteQuestion
from greenlist.parties.access import Hat

from .typed import Posted, Typed, as_posted, typed


@dataclass
class Saved:
    """What became of a post."""

    changed: int = 0
    conflicts: dict[str, Conflict] = field(default_factory=dict)  # by place
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)  # place -> (why, what was typed)


def save(questions: Iterable[Question], post: QueryDict, desk: Desk, by: Hat) -> Saved:
    """Make the statements of a post for these questions, passing over what is locked and what nobody touched.

    Raises BadPost, UnknownPlace: a post that no form of ours makes.
    """
    posted, saved = Posted(post, desk), Saved()
    listed = list(questions)
    wanted = [(question, one) for question in listed for one in typed(question, posted)]
    desk.seen = _seen([one for _question, one in wanted], desk)
    for question, one in wanted:
        if desk.locks.ruling(one.place) and not _untouched(question, one, desk):
            _state(one, desk, by, saved)
    for question in listed:
        if isinstance(question, RouteQuestion) and desk.locks.ruling(question.key) and posted.text("route"):
            choose_route(application=desk.application, route=posted.text("route"), by=by)
    return saved


def _seen(every: list[Typed], desk: Desk) -> dict[int, Statement]:
    """The statements a form was made from that are no longer current. One query, where there are any."""
    current = {one.pk for one in desk.statements}
    old = {one.base for one in every} - current - {0}
    return desk.application.statements.select_related("evidence").in_bulk(old) if old else {}


def _untouched(question: Question, one: Typed, desk: Desk) -> bool:
    """Whether the post says what the form showed, or what stands there now."""
    current = desk.claim(one.place)
    shown = desk.seen.get(one.base) or (current if current is not None and current.pk == one.base else None)
    return any(_alike(one.said, as_posted(one.place, question, seen, desk)) for seen in (shown, current))


def _alike(said: Said, other: Said) -> bool:
    evidence = (said.evidence.pk if said.evidence else None) == (other.evidence.pk if other.evidence else None)
    rest = (said.unit, said.reason, said.page) == (other.unit, other.reason, other.page)
    return (said.content or None) == (other.content or None) and evidence and rest


def _state(one: Typed, desk: Desk, by: Hat, saved: Saved) -> None:
    said = one.said
    try:
        state(
            application=desk.application, place=one.place, content=said.content, by=by, unit=said.unit,
            reason=said.reason, evidence=said.evidence, page=said.page, base=one.base,
        )  # fmt: skip
    except Conflict as conflict:
        saved.conflicts[one.place] = conflict
    except TooLong as refusal:
        saved.refused[one.place] = (str(refusal), str(said.content))
    else:
        saved.changed += 1
