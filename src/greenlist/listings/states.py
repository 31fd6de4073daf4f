"""What has become of the lines of a list by a day: renamings and removals applied in their order. Pure.

On one day renamings come before removals: a unit that is renamed and removed by one announcement does not escape
under its new name. A change without a date is taken as known from the beginning, so that nobody passes by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

REMOVED, RENAMED = "removed", "renamed"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list: where it stands, since when, under which keys."""

    id: int
    kind: str
    name: str
    key: str
    uscc: str = ""
    former_key: str = ""
    listed_on: date | None = None
    proposed: bool = False  # of a draft


@dataclass(frozen=True, slots=True)
class Event:
    """A removal or a renaming as announced. `entry`: the line a person linked it to."""

    id: int
    what: str
    kind: str
    name: str
    key: str
    new_name: str = ""
    new_key: str = ""
    on: date | None = None
    entry: int | None = None


@dataclass(slots=True)
class State:
    """One line at a day: proposed, published, renamed or removed; its names, the present one last."""

    listed: Listed
    status: str
    names: list[str]
    keys: set[str] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)
    since: date | None = None

    @property
    def name(self) -> str:
        """What it is called now."""
        return self.names[-1]


def in_order(events: Iterable[Event]) -> list[Event]:
    """By day, renamings of a day before its removals; those without a day first."""
    return sorted(events, key=lambda one: (one.on or date.min, one.what == REMOVED, one.id))


def states_at(listed: Iterable[Listed], events: Iterable[Event], on: date | None = None) -> dict[int, State]:
    """The state of every line at the end of a day (None: of all that is known). Only linked events change a line."""
    states = {
        one.id: State(one, "proposed" if one.proposed else "published", [one.name], {one.key, one.former_key} - {""})
        for one in listed
        if on is None or one.listed_on is None or one.listed_on <= on
    }
    for event in in_order(events):
        state = states.get(event.entry) if event.entry is not None else None
        if state is not None and (on is None or event.on is None or event.on <= on):
            _apply(state, event)
    return states


def _apply(state: State, event: Event) -> None:
    state.events.append(event)
    state.since = event.on
    if event.what == RENAMED:
        state.keys |= {event.key, event.new_key} - {""}
        state.names.append(event.new_name or state.name)
        if state.status != REMOVED:  # a removed unit stays removed, whatever it is called afterwards
            state.status = RENAMED
    else:
        state.status = REMOVED


def names_of(event: Event, events: Sequence[Event]) -> list[str]:
    """Every name that the unit of a removal bears by what was announced, the one printed in the removal first.

    Renamings join by the line both are linked to, or by equal keys; before or after the removal alike.
    """
    names, keys = {event.key: event.name}, {event.key}
    renamings = [one for one in events if one.what == RENAMED and one.kind in {event.kind, ""}]
    grown = True
    while grown:
        grown = False
        for one in renamings:
            joined = (one.entry is not None and one.entry == event.entry) or {one.key, one.new_key} & keys
            if joined and not {one.key, one.new_key} <= keys:
                keys |= {one.key, one.new_key} - {""}
                for key, name in ((one.key, one.name), (one.new_key, one.new_name)):
                    if key:
                        names.setdefault(key, name)
                grown = True
    return list(names.values())
