"""State something at a place of an application: kept as typed, never changed, nothing lost between two editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.locks import may_change
from greenlist.applications.models import Application, Evidence, Route, Statement
from greenlist.applications.sections import question_of_place, sections_of
from greenlist.applications.sections.shapes import RouteQuestion
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require

LONGEST = 20_000  # characters of one text; the engine takes half of it, what is longer is a document
LONGEST_UNIT, LONGEST_PAGE, LONGEST_REASON = 30, 40, 2000


class UnknownPlace(LookupError):
    """Nothing can be stated at this place of this application."""


class TooLong(ValueError):
    """A text that is not kept at all; the message says how long it may be."""


class Conflict(ValueError):
    """Somebody else stated something here since the form was made. What was typed is kept beside it."""

    def __init__(self, current: Statement, kept: Statement) -> None:
        super().__init__(_("%(who)s 刚改过这一项。") % {"who": current.by.name})
        self.current = current
        self.kept = kept


@dataclass(frozen=True, slots=True)
class Said:
    """What is being stated: the content with all that goes with it. Null content: the place is emptied."""

    content: Any
    unit: str = ""
    reason: str = ""
    evidence: Evidence | None = None
    page: str = ""

    def same_as(self, one: Statement | None) -> bool:
        """Whether a statement says exactly this; no statement says nothing."""
        if one is None:
            return self.content is None
        mine = (self.content, self.unit, self.reason, self.evidence.pk if self.evidence else None, self.page)
        return mine == (one.content, one.unit, one.reason, one.evidence_id, one.page)


def state(
    *,
    application: Application,
    place: str,
    content: Any,
    by: Hat,
    unit: str = "",
    reason: str = "",
    evidence: Evidence | None = None,
    page: str = "",
    base: int | None = None,
    witness: str = "claimed",
) -> Statement | None:
    """State something at a place. `base`: the statement that was seen there (None or 0: nothing was).

    The same as what stands there changes nothing and gives back what stands there, None for nothing. The same as
    what was seen changes nothing either, whatever somebody else stated since: nobody touched it here.

    Raises:
        UnknownPlace: the application has no such place.
        NotAllowed: handed in, or not among the items sent back.
        TooLong: a text beyond every bound.
        Conflict: another person's newer statement stands there and differs; this one is kept beside it.
    """
    said = tidied(Said(content, unit, reason, evidence, page))
    if question_of_place(sections_of(application), place) is None and place != "commitment":
        raise UnknownPlace(place)
    current, kept = _state(application, place, said, by, base or 0, witness)
    if kept is not None and current is not None and kept.pk != current.pk:
        raise Conflict(current, kept)
    return current


@transaction.atomic
def _state(
    application: Application, place: str, said: Said, by: Hat, base: int, witness: str
) -> tuple[Statement | None, Statement | None]:
    """What stands at the place now, and what was kept of `said` (None: nothing had to be)."""
    held = hold(application)
    require(may_change(held, place))
    return put(held, place, said, by, base, witness)


def put(
    held: Application, place: str, said: Said, by: Hat, base: int, witness: str
) -> tuple[Statement | None, Statement | None]:
    """The same on a held row, once it was asked whether this may be said. Inside the transaction of an act."""
    at_place = held.statements.filter(place=place, witness=witness)
    current = at_place.filter(current=True).select_related("by").first()
    if said.same_as(current):
        return current, None
    newer = current is not None and current.pk != base
    if newer and current is not None:
        seen = at_place.filter(pk=base).first() if base else None
        if said.same_as(seen):
            return current, None
        if current.by_id != by.person.pk:
            return current, _keep(held, place, said, by, witness, follows=seen, current=False)
    if current is not None:
        Statement.objects.filter(pk=current.pk).update(current=False)
    kept = _keep(held, place, said, by, witness, follows=current, current=True)
    return kept, kept


def _keep(
    application: Application, place: str, said: Said, by: Hat, witness: str, *, follows: Statement | None, current: bool
) -> Statement:
    return Statement.objects.create(
        application=application, place=place, witness=witness, content=said.content, unit=said.unit,
        reason=said.reason, evidence=said.evidence, page=said.page, by=by.person, hat=by.membership, at=clock.now(),
        follows=follows, current=current,
    )  # fmt: skip


def hold(application: Application) -> Application:
    """The row, locked until the transaction ends, so that nothing is stated into a version being handed in."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True).select_related("round")
    return rows.get(pk=application.pk)


def tidied(said: Said) -> Said:
    """The same as it is kept: blanks around gone, nothing the database cannot hold. Raises TooLong."""
    unit, reason, page = _short(said.unit, LONGEST_UNIT), _short(said.reason, LONGEST_REASON), said.page
    return Said(_storable(said.content), unit, reason, said.evidence, _short(page, LONGEST_PAGE))


def _storable(content: Any) -> Any:
    """Content without what the database cannot hold; an empty text is no content."""
    if isinstance(content, str):
        text = _short(content, LONGEST)
        return text or None
    if isinstance(content, dict):
        return {key: _storable(value) for key, value in content.items()} or None
    return [_storable(value) for value in content] or None if isinstance(content, list) else content


def _short(text: str, most: int) -> str:
    plain = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(plain) > most:
        raise TooLong(_("最多 %(most)d 字，现为 %(length)d 字，没有保存；请缩短，或作为证明材料上传。") % {
            "most": most, "length": len(plain)})  # fmt: skip
    return plain


@transaction.atomic
def choose_route(*, application: Application, route: str, by: Hat) -> None:
    """Choose who evaluates, among what the policy allows.

    Raises:
        UnknownPlace: the policy does not allow this route.
        NotAllowed: handed in, or not among the items sent back.
    """
    held = hold(application)
    found = question_of_place(sections_of(held), "route")
    options = found[1].options if found and isinstance(found[1], RouteQuestion) else ()
    if route not in options or route not in Route.values:
        raise UnknownPlace(route)
    require(may_change(held, "route"))
    if held.route == route:
        return
    before, held.route = {"route": held.route}, route
    held.save(update_fields=["route"])
    application.route = route
    record("application.route_chosen", held, by=by.actor, before=before, after={"route": route})
