"""The transition table at work: one function moves an application, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.engine.lawbook.schema.process import Process, State, Transition
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import notify
from greenlist.parties.models import Membership, Person, Role
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

from .models import Application, Passage

ACTOR_ROLES = {
    "applicant": roles.APPLICANT,
    "agency": roles.AGENCY,
    "city": roles.CITY,
    "province": roles.PROVINCE,
}


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a guard does not let pass: which guard, in the user's words, and where to go to mend it."""

    guard: str
    reason: str
    place: str = ""  # section or place of the application


Guard = Callable[[Application], list[Objection]]
GUARDS: dict[str, Guard] = {}  # filled by `guards.py`; a guard of the table that is not here stops every transition


class TransitionRefused(ValueError):
    """The transition does not take place; nothing was changed."""

    def __init__(self, message: str, objections: list[Objection] | None = None) -> None:
        super().__init__(message)
        self.objections = objections or []


class StaleApplication(TransitionRefused):
    """Somebody moved the application since the page was loaded."""


@dataclass(frozen=True, slots=True)
class Way:
    """A transition of the table with the states at its ends."""

    transition: Transition
    start: State
    end: State
    guards: tuple[str, ...] = field(default=())


def process_of(round_: Round) -> Process:
    """The round's process table, without the steps its policy switches off."""
    book = book_of(round_)
    process = book.process(round_.process_id)
    off = set(book.policy(round_.policy_id).steps_off.value or [])
    if not off:
        return process
    states = [state for state in process.states if state.step not in off]
    kept = {state.id for state in states}
    ways = [way for way in process.transitions if {way.from_state, way.to} <= kept]
    return process.model_copy(update={"states": states, "transitions": ways})


def ways_from(application: Application) -> list[Transition]:
    """The transitions that lead from where the application stands."""
    return [way for way in process_of(application.round).transitions if way.from_state == application.state]


def objections(application: Application, way: Transition) -> list[Objection]:
    """What the guards of a transition have against it now."""
    found: list[Objection] = []
    for name in way.guards:
        guard = GUARDS.get(name)
        if guard is None:
            found.append(Objection(name, _("条件 %(guard)s 尚不能核查，不能继续。") % {"guard": name}))
        else:
            found += guard(application)
    return found


@transaction.atomic
def transition(
    *,
    application: Application,
    way: str,
    by: Hat,
    version: int | None = None,
    reason: str = "",
    after: Callable[[Application, Passage], None] | None = None,
) -> Passage:
    """Move an application along one transition of its process table.

    Locks the row, compares the version the user saw, asks actor and guards, writes state and passage, lets
    `after` add what belongs to the act, tells the people concerned, and writes the journal last.

    Raises:
        StaleApplication: the application was moved since `version`.
        TransitionRefused: no such way from here, another's step, or guards object (`objections`).
    """
    held = Application.objects.select_for_update().select_related("round", "unit", "city").get(pk=application.pk)
    if version is not None and held.version != version:
        raise StaleApplication(_("这份申报刚被别人处理过，请刷新后再看。"))
    step = _way(held, way)
    if by.role not in ACTOR_ROLES.get(step.actor, frozenset()):
        raise TransitionRefused(_("这一步由别的角色办理。"))
    against = objections(held, step)
    if against:
        raise TransitionRefused(_("还不能继续，有 %(count)d 项要先处理。") % {"count": len(against)}, against)
    before = held.state
    held.state, held.state_since, held.version = step.to, clock.now(), held.version + 1
    held.save()
    passage = Passage.objects.create(
        application=held, transition=step.id, from_state=before, to_state=step.to, by=by.person, hat=by.label,
        reason=reason, at=held.state_since,
    )  # fmt: skip
    if after is not None:
        after(held, passage)
    _tell(held, passage, step)
    moved = {"state": step.to, "transition": step.id, "version": held.version}
    record(f"application.{step.to}", held, by=by.actor, before={"state": before}, after=moved, reason=reason)
    application.refresh_from_db()
    return passage


def _way(application: Application, way: str) -> Transition:
    for one in ways_from(application):
        if one.id == way:
            return one
    raise TransitionRefused(_("从现在的状态不能走这一步，请刷新后再看。"))


def _tell(application: Application, passage: Passage, step: Transition) -> None:
    """Notices: a step of the applicant goes to the city once submitted, a step of an office goes to the unit."""
    url = f"/applications/{application.pk}/"
    params: dict[str, object] = {"unit": application.unit.name, "kind": application.kind, "reason": passage.reason}
    if step.to == "submitted":
        notify(people=people_in(roles.CITY, jurisdiction=application.city_id), code="submitted", params=params, url=url)
    elif step.actor in {"city", "province"}:
        people = people_in(roles.APPLICANT, organisation=application.unit_id)
        notify(people=people, code="returned" if step.back else "moved", params=params | {"state": step.to}, url=url)


def people_in(
    group: frozenset[Role], *, organisation: int | None = None, jurisdiction: int | None = None
) -> list[Person]:
    """Everyone who wears one of these roles in an organisation, or in the authority of a place."""
    found = Membership.objects.filter(role__in=group, until=None, person__is_active=True)
    if organisation is not None:
        found = found.filter(organisation=organisation)
    if jurisdiction is not None:
        found = found.filter(organisation__jurisdiction=jurisdiction, organisation__kind="authority")
    return list(Person.objects.filter(pk__in=found.values("person")))
