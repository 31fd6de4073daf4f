"""Where an application stands in its process: what was done, what is now, what is to come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext as _

from greenlist.engine.lawbook.schema.process import Process, State, Transition
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.rounds.models import Deadline

from .models import Application, Passage
from .process import process_of

# the state before which a date of the round's calendar lies
DEADLINE_OF = {"submitted": "apply", "recommended": "city", "province_reviewed": "province",
               "sent_to_ministry": "ministry"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline. `sign` back: the application went back there."""

    sign: Literal["done", "back", "now", "todo"]
    label: str
    actor: str  # applicant, agency, city, province, ministry
    at: datetime | None = None
    by: str = ""
    hat: str = ""
    reason: str = ""
    deadline: date | None = None
    back: bool = False  # came here by a back edge


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it, in order."""

    steps: list[Step] = field(default_factory=list)

    @property
    def now(self) -> Step | None:
        """Where it stands."""
        return next((step for step in self.steps if step.sign == "now"), None)


def timeline(application: Application, hat: Hat | None) -> Timeline:
    """The way of an application in the words of whoever looks: the applicant's labels, or the office's.

    Two queries: passages, dates of the round.
    """
    process = process_of(application.round)
    states = {state.id: state for state in process.states}
    office = hat is not None and not hat.among(roles.APPLICANT)
    passages = list(application.passages.select_related("by"))
    dates = {one.kind: one.on for one in Deadline.objects.filter(round=application.round_id)}
    steps = [_begun(application, states["draft"], office=office, now=not passages)]
    steps += [_gone(one, process, states, office=office, now=one is passages[-1]) for one in passages]
    for state in to_come(process, application.state, application.route):
        on = dates.get(DEADLINE_OF.get(state.id, ""))
        steps.append(Step("todo", _(state.labels.pending), state.actor, deadline=on))
    return Timeline(steps)


def _begun(application: Application, draft: State, *, office: bool, now: bool) -> Step:
    by = application.created_by.name
    return Step("now" if now else "done", _label(draft, office=office), draft.actor, application.created_at, by)


def _gone(passage: Passage, process: Process, states: dict[str, State], *, office: bool, now: bool) -> Step:
    state = states.get(passage.to_state)
    label = _label(state, office=office) if state else passage.to_state
    way = next((one for one in process.transitions if one.id == passage.transition), None)
    back = way is not None and way.back
    sign: Literal["now", "back", "done"] = "now" if now else "back" if back else "done"
    by = passage.by.name if passage.by else ""
    actor = way.actor if way else ""
    return Step(sign, label, actor, passage.at, by, passage.hat, passage.reason, back=back)


def _label(state: State, *, office: bool) -> str:
    return _(state.labels.office if office else state.labels.applicant)


def to_come(process: Process, state: str, route: str) -> list[State]:
    """The states ahead on the way that leads on, by the route chosen (that of self-evaluation where none is)."""
    states = {one.id: one for one in process.states}
    ahead: list[State] = []
    seen = {state}
    while (way := _onward(process, states, state, route)) is not None and way.to not in seen:
        state = way.to
        seen.add(state)
        ahead.append(states[state])
    return ahead


def _onward(process: Process, states: dict[str, State], state: str, route: str) -> Transition | None:
    """The way on from a state: the report handed in on the agency's route, no third party on the other."""
    ways = [one for one in process.transitions if one.from_state == state and not one.back]
    agency = route == "agency"
    fitting = [one for one in ways if (states[one.to].step == "third_party") == agency or len(ways) == 1]
    direct = [one for one in fitting if one.to == "technically_reviewed"] if agency else []
    return next(iter(direct or fitting or ways), None)
