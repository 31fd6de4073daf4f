"""A list in order: what decides about its applications, ranked by the policy of the round (REQ-07, REQ-08).

The engine ranks; here its places become lines. A line that a person moved keeps its position, the others flow
around it; the place that the keys give stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from greenlist.applications.evaluating import case_of
from greenlist.applications.models import Application
from greenlist.engine.case import Case, Kind
from greenlist.engine.evaluate import Verdict
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message
from greenlist.engine.ranking import Entry, Place, entry_of_result, rank

from .models import Batch, Line
from .queries.law import formula_keys, formula_words, policy_of
from .queries.results import Decisive, decisive
from .reasons import kept

CHOSEN = Line.Outcome.YES


def ranked_lines(batch: Batch, applications: Sequence[Application], before: Mapping[int, Line]) -> list[Line]:
    """The lines of a list for these applications, in order and with positions; `before` are its lines so far.

    What a person decided or moved stays, unless the unit may not be chosen any more.
    """
    policy = policy_of(batch.round)
    by_kind: dict[str, list[Application]] = {}
    for one in applications:
        by_kind.setdefault(one.kind, []).append(one)
    return [line for kind in sorted(by_kind) for line in _of_kind(batch, policy, Kind(kind), by_kind[kind], before)]


def _of_kind(
    batch: Batch, policy: Policy, kind: Kind, applications: list[Application], before: Mapping[int, Line]
) -> list[Line]:
    units = {one.pk: one for one in applications}
    found: dict[int, tuple[Application, Decisive]] = {}
    entries: list[Entry] = []
    for one in decisive(applications, whole=bool(formula_keys(policy, kind))):
        application = units[one.application]
        entry = _entry(batch, policy, application, one)
        found[id(entry)] = (application, one)
        entries.append(entry)
    words = formula_words(batch.round, kind)
    places = [_worded(one, words) for one in rank(entries, policy).get(kind, [])]
    lines = [_line(batch, *found[id(one.entry)], one, before.get(found[id(one.entry)][0].pk)) for one in places]
    return list(positioned(lines))


def _worded(place: Place, words: Mapping[str, str]) -> Place:
    """The same with a formula that decided said in the words of the data dictionary."""
    params = place.reason.params
    key = words.get(str(params.get("key")))
    return place if key is None else replace(place, reason=Message(place.reason.code, {**params, "key": key}))


def _entry(batch: Batch, policy: Policy, application: Application, one: Decisive) -> Entry:
    def case() -> Case | None:
        return case_of(batch.round, dict(one.data)) if one.data is not None else None

    unit = application.unit
    return entry_of_result(one.result, policy, Kind(application.kind), case, name=unit.name, uscc=unit.uscc)


def _line(batch: Batch, application: Application, one: Decisive, place: Place, old: Line | None) -> Line:
    entry = place.entry
    line = old or Line(batch=batch, application=application, position=0)
    line.kind, line.submission_id, line.county = application.kind, one.submission, one.county[:60]
    line.verdict, line.tier, line.score = entry.verdict.value, entry.tier.value, entry.score
    line.keys, line.place, line.place_reason = [_text(key) for key in entry.keys], place.place, kept(place.reason)
    if line.outcome == CHOSEN and entry.verdict is not Verdict.ELIGIBLE:
        line.outcome, line.reason, line.decided_by, line.decided_at = Line.Outcome.OPEN, "", None, None
    return line


def _text(key: Decimal | None) -> str | None:
    return None if key is None else format(key, "f")


def positioned(lines: Iterable[Line]) -> Iterator[Line]:
    """Positions from 1 for lines in the order of the keys; who was moved stands where a person put it."""
    order = list(lines)
    waiting: list[Any] = [one for one in order if not one.moved_reason]
    moved = {one.position: one for one in sorted((one for one in order if one.moved_reason), key=_old, reverse=True)}
    waiting += [one for one in order if one.moved_reason and moved[one.position] is not one]
    for position in range(1, len(order) + 1):
        line = moved.pop(position, None) or (waiting.pop(0) if waiting else moved.pop(min(moved)))
        line.position = position
        yield line


def _old(line: Line) -> tuple[int, int]:
    return line.position, line.pk or 0
