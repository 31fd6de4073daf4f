"""The transition table at work: one function moves an application, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.engine.lawbook.schema.process import Process, Transition
from greenlist.engine.messages import Language
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import notify, notify_office
from greenlist.parties.queries import people_of
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

from .data import Data, application_data
from .evaluating import Evaluated, evaluate_data
from .ledger import with_ledger
from .models import Application, Passage, Statement
from .queries.adding import move
from .queries.around import Around, around
from .queries.locking import locked_row
from .queries.stated import File, Stated, every_file, stated_now
from .rules import MENDED

ACTOR_ROLES = {
    "applicant": roles.APPLICANT,
    "agency": roles.AGENCY,
    "city": roles.CITY,
    "province": roles.PROVINCE,
    "ministry": roles.PROVINCE,  # has no desk here: the province records what it published
}

ENDS = {"rejected": "rejected", "not_listed": "not_listed", "listed": "listed", "blocked": "blocked"}  # notices


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a guard does not let pass: which guard, in the user's words, and where to go to mend it."""

    guard: str
    reason: str
    place: str = ""  # section or place of the application


class Matter:
    """An application as guards and acts look at it: what is stated, its evaluation - read once."""

    def __init__(self, application: Application, language: Language = "zh", *, beside: Collection[int] = ()) -> None:
        self.application = application
        self.language = language  # of the sentences in the evaluation; what is frozen is Chinese
        self.beside = beside  # ids of applications that are about to take the same step before it, in the same act

    @cached_property
    def around(self) -> Around:
        """Authority, last day, newest version."""
        return around(self.application)

    @cached_property
    def every_file(self) -> dict[int, File]:
        """The files by id, those of old too, each with its blob and what it proves."""
        return {one.evidence.pk: one for one in every_file(self.application)}

    @cached_property
    def files(self) -> list[File]:
        """The files in force."""
        replaced = {one.evidence.replaces_id for one in self.every_file.values()}
        every = self.every_file.items()
        return [one for pk, one in every if one.evidence.removed_at is None and pk not in replaced]

    @cached_property
    def _stated(self) -> Stated:
        return stated_now(self.application)

    @cached_property
    def statements(self) -> list[Statement]:
        """What is stated now, with its evidence."""
        for one in self._stated.statements:
            if one.evidence_id is not None:
                one.evidence = self.every_file[one.evidence_id].evidence
        return self._stated.statements

    @cached_property
    def data(self) -> Data:
        """What is stated as an application file, with what the ledger of the lists knows."""
        files, known = [one.evidence for one in self.every_file.values()], self.around
        stated = application_data(
            self.application, self.statements, authority=known.authority, evidence=files, rows=self._stated.rows
        )
        return with_ledger(self.application, stated, known.listed)

    @cached_property
    def evaluated(self) -> Evaluated:
        """The same evaluated by the law of the round."""
        return evaluate_data(self.application.round, self.data, self.language)

    def stated_at(self, place: str) -> Statement | None:
        """What is stated at one place now, by the last witness."""
        found = [one for one in self.statements if one.place == place and one.content is not None]
        return found[-1] if found else None


Guard = Callable[[Matter], list[Objection]]
After = Callable[[Matter, Passage], Mapping[str, Any] | None]  # what it returns is added to the journal entry
GUARDS: dict[str, Guard] = {}  # filled by `guards.py`; a guard of the table that is not here stops every transition
Hindrance = Callable[[Hat, Application], str]
HINDRANCES: list[Hindrance] = []  # why an official keeps out of a case, '' for nothing; filled by rooms above


class TransitionRefused(ValueError):
    """The transition does not take place; nothing was changed."""

    def __init__(self, message: str, objections: list[Objection] | None = None) -> None:
        super().__init__(message)
        self.objections = objections or []


class StaleApplication(TransitionRefused):
    """Somebody moved the application since the page was loaded."""


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


def knows_agencies(round_: Round) -> bool:
    """Whether the round's process has the steps of an agency at all."""
    return any(state.step == "third_party" for state in process_of(round_).states)


def ways_from(application: Application) -> list[Transition]:
    """The transitions that lead from where the application stands."""
    return [way for way in process_of(application.round).transitions if way.from_state == application.state]


def objections(matter: Matter, way: Transition) -> list[Objection]:
    """What the guards of a transition have against it now."""
    found: list[Objection] = []
    for name in way.guards:
        guard = GUARDS.get(name)
        if guard is None:
            found.append(Objection(name, _("条件 %(guard)s 尚不能核查，不能继续。") % {"guard": name}))
        else:
            found += guard(matter)
    return found


def transition(
    *,
    application: Application,
    way: str,
    by: Hat,
    version: int | None = None,
    reason: str = "",
    also: tuple[Guard, ...] = (),
    after: After | None = None,
    lock: bool = True,
    tell: bool = True,
) -> Passage:
    """Move an application along one transition of its process table: that of an id, or the way on to a state.

    Locks the row, compares the version the user saw, asks actor and guards (those of the table, then `also`),
    writes state and passage, lets `after` add what belongs to the act, tells the people concerned, and writes the
    journal last. A refusal comes before anything is written and leaves a transaction around it as it was; whatever
    else goes wrong ends that too. `lock` False: the caller has the row from `locked_row` in this very transaction.
    `tell` False: a further step of the same act tells people, who get one message per act.

    Raises:
        StaleApplication: the application was moved since `version`.
        TransitionRefused: no such way from here, another's step, or guards object (`objections`).
    """
    with transaction.atomic(savepoint=False):
        try:
            matter, step = _allowed(locked(application, version, lock=lock), way, by, also)
        except TransitionRefused as one:
            refused = one
        else:
            passage = _move(matter, step, by, reason, after, tell=tell)
            held = matter.application
            application.state, application.state_since, application.version = held.state, held.state_since, held.version
            application.returned = held.returned
            return passage
    raise refused


def _allowed(held: Application, way: str, by: Hat, also: tuple[Guard, ...]) -> tuple[Matter, Transition]:
    """The locked application and the step that may be taken. Raises TransitionRefused."""
    matter, step = Matter(held), _way(held, way)
    if not is_step_of(held, step, by):
        raise TransitionRefused(_("这一步由别的角色办理。"))
    if hindered := hindrance(held, by):
        raise TransitionRefused(hindered)
    against = objections(matter, step) + [one for guard in also for one in guard(matter)]
    if against:
        raise TransitionRefused(_("还不能继续，有 %(count)d 项要先处理。") % {"count": len(against)}, against)
    return matter, step


def _move(matter: Matter, step: Transition, by: Hat, reason: str, after: After | None, *, tell: bool) -> Passage:
    """The step taken: state, passage, what the act adds, notices, journal."""
    held = matter.application
    before = held.state
    held.state, held.state_since, held.version = step.to, clock.now(), held.version + 1
    passage = Passage(
        application=held, transition=step.id, from_state=before, to_state=step.to, by=by.person, hat=by.label,
        reason=reason, at=held.state_since,
    )  # fmt: skip
    move(held, passage)
    added = after(matter, passage) if after is not None else None
    if tell:
        _tell(held, passage, step)
    moved = {"state": step.to, "transition": step.id, "version": held.version, **(added or {})}
    record(f"application.{step.to}", held, by=by.actor, before={"state": before}, after=moved, reason=reason)
    return passage


def hindrance(application: Application, by: Hat) -> str:
    """Why an official keeps out of this case, '' for nothing. One query for officials, none for others."""
    if not by.among(roles.CITY | roles.PROVINCE):
        return ""
    return next((why for one in HINDRANCES if (why := one(by, application))), "")


def is_step_of(application: Application, step: Transition, by: Hat) -> bool:
    """Whether a hat is the actor of a step: of the right role, and of this application's own unit, agency, city or
    province.
    """
    if by.role not in ACTOR_ROLES.get(step.actor, frozenset()) or by.organisation is None or by.jurisdiction is None:
        return False
    if step.actor == "applicant":
        return by.organisation.pk == application.unit_id
    if step.actor == "agency":
        return by.organisation.pk == application.agency_id
    if step.actor == "city":
        return by.jurisdiction.pk == application.city_id
    return step.actor in {"province", "ministry"} and application.city.path.startswith(by.jurisdiction.path)


def locked(application: Application, version: int | None, *, lock: bool = True) -> Application:
    """The application's row, locked until the transaction ends; `lock` False: it is one already.

    Raises StaleApplication: moved since `version`.
    """
    held = locked_row(application.pk) if lock else application
    if version is not None and held.version != version:
        raise StaleApplication(_("这份申报刚被别人处理过，请刷新后再看。"))
    return held


def _way(application: Application, way: str) -> Transition:
    for one in ways_from(application):
        if one.id == way or (one.to == way and not one.back):
            return one
    raise TransitionRefused(_("从现在的状态不能走这一步，请刷新后再看。"))


def _tell(application: Application, passage: Passage, step: Transition) -> None:
    """Notices: a step of the applicant goes to the city once submitted, a step of anybody else goes to the unit.

    An engaged agency is told when its application comes back: its report may have to follow. Of its own steps the
    verbs of the first and the last say more than this could.
    """
    one = tidings(application, step, passage.reason)
    if step.to == "submitted":
        notify_office(city=application.city, code="submitted", params=one.params, url=one.url)
    elif step.actor in {"city", "province", "ministry"} or step.to in MENDED:
        people = people_of(application.unit, roles.APPLICANT)
        if one.agency and application.agency is not None:
            people = [*people, *people_of(application.agency, roles.AGENCY)]
        notify(people=people, code=one.code, params=one.params, url=one.url)


@dataclass(frozen=True, slots=True)
class Tidings:
    """What people are told of a step: code and values of the notice, its address, whether the agency is told too."""

    code: str
    params: dict[str, object]
    url: str
    agency: bool


def tidings(application: Application, step: Transition, reason: str) -> Tidings:
    """What is told of a step with this reason; a preview of the step shows the same. No query."""
    url = f"/applications/{application.pk}/{'review/' if step.to == 'submitted' else ''}"
    params: dict[str, object] = {"unit": application.unit.name, "kind": application.kind, "reason": reason}
    if step.to == "submitted":
        return Tidings("submitted", params, url, agency=False)
    code = ENDS.get(step.to) or ("returned" if step.back else "moved")
    return Tidings(code, params | {"state": step.to}, url, agency=step.back)
