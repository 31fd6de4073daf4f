"""Where a unit stands on the lists: by its exact code, or by the exact key of a name it bears or bore."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from greenlist.listings.facts import as_event, as_listed
from greenlist.listings.models import Change, Entry, GreenList
from greenlist.listings.states import State, states_at
from greenlist.parties.models import Jurisdiction
from greenlist.screening.names import name_key
from greenlist.screening.subjects import Subject


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit on one line of one list, as it stands today.

    `status`: proposed (拟认定), published, renamed, removed; not_taken where the draft named it and the final list does
    not. `how`: uscc, name, former_name. Only a code says for certain that it is the same unit.
    """

    level: str
    kind: str
    label: str
    year: int | None
    status: str
    document: str
    announced_on: date | None
    how: str
    entry: Entry
    removed_on: date | None = None
    removed_by: str = ""  # document of the removal

    @property
    def certain(self) -> bool:
        """Whether the code met."""
        return self.how == "uscc"

    @property
    def on_list(self) -> bool:
        """Whether it is on a published list now."""
        return self.status in {"published", "renamed"}


def standing(authority: Jurisdiction, *, name: str, uscc: str = "", former_names: Sequence[str] = ()) -> list[Standing]:
    """Every line about one unit, national lists first, newest first. Three queries at most."""
    subject = Subject("one", name, uscc, tuple(former_names))
    return standings(authority, [subject])["one"]


def standings(authority: Jurisdiction, subjects: Sequence[Subject]) -> dict[str, list[Standing]]:
    """The same for many units at once, by their keys. Three queries, however many there are."""
    codes = {one.uscc for one in subjects if one.uscc}
    keys = {key for one in subjects for key in _keys(one)}
    known = _known(authority, codes, keys)
    by_key: dict[str, list[State]] = {}
    for state in known.states.values():
        for key in {state.listed.uscc, *state.keys} - {""}:
            by_key.setdefault(key, []).append(state)
    return {one.key: _of(one, by_key, known) for one in subjects}


def _keys(subject: Subject) -> list[str]:
    return [key for name in (subject.name, *subject.former_names) if (key := name_key(name))]


@dataclass(frozen=True, slots=True)
class _Known:
    """The lines that may be meant as they stand, the changes behind them, and which labels have a final list."""

    states: dict[int, State]
    entries: dict[int, Entry]
    changes: dict[int, Change]
    finals: set[tuple[str, str]]


def _known(authority: Jurisdiction, codes: set[str], keys: set[str]) -> _Known:
    counts = Q(green_list__authority=authority, green_list__withdrawn_at=None)
    renamed = Change.objects.filter(
        authority=authority, withdrawn_at=None, new_key__in=keys, entry__isnull=False
    ).values("entry")
    met = Q(uscc__in=codes) | Q(name_key__in=keys) | Q(former_key__in=keys) | Q(pk__in=renamed)
    entries = {one.pk: one for one in Entry.objects.filter(counts & met).select_related("green_list")}
    if not entries:
        return _Known({}, {}, {}, set())
    changes = {one.pk: one for one in Change.objects.filter(entry__in=entries, withdrawn_at=None)}
    states = states_at(map(as_listed, entries.values()), map(as_event, changes.values()))
    lists = GreenList.objects.filter(authority=authority, stage="final", withdrawn_at=None)
    return _Known(states, entries, changes, set(lists.values_list("level", "label")))


def _of(subject: Subject, by_key: dict[str, list[State]], known: _Known) -> list[Standing]:
    found: dict[int, Standing] = {}
    current = name_key(subject.name)
    for how, key in [("uscc", subject.uscc), *(("name", key) for key in _keys(subject))]:
        for state in by_key.get(key, ()) if key else ():
            listed = state.listed
            if listed.id in found or (how != "uscc" and subject.uscc and listed.uscc not in {"", subject.uscc}):
                continue  # another code is another unit, whatever the names
            plain = how == "uscc" or (key == current and key in {listed.key, name_key(state.name)})
            found[listed.id] = _one(state, known, how if plain else "former_name")
    return sorted(found.values(), key=_newest_first)


def _newest_first(one: Standing) -> tuple[int, int, int]:
    levels = ("national", "province", "city")
    return levels.index(one.level), -(one.announced_on.toordinal() if one.announced_on else 0), one.entry.pk


def _one(state: State, known: _Known, how: str) -> Standing:
    entry = known.entries[state.listed.id]
    head = entry.green_list
    status = state.status
    if status == "proposed" and (head.level, head.label) in known.finals:
        status = "not_taken"
    removal = next((known.changes[one.id] for one in state.events if one.what == "removed"), None)
    return Standing(
        head.level, entry.kind, head.label, head.year, status, head.document, head.announced_on, how, entry,
        removal.announced_on if removal else None, removal.document if removal else "",
    )  # fmt: skip


def on_lists(found: Iterable[Standing], *, level: str, kind: str = "factory") -> list[Standing]:
    """Those that stand on a published list of a level and kind now."""
    return [one for one in found if one.level == level and one.kind == kind and one.on_list]
