"""What a policy is held to: packs, tables, process and steps known, tests parse, dates in order."""

from __future__ import annotations

from itertools import pairwise

from greenlist.engine.lawbook.book import UnknownLaw, unknown_id
from greenlist.engine.lawbook.errors import LawInvalid
from greenlist.engine.lawbook.schema import Policy

from .inspect import Inspector
from .lists import check_source
from .walk import Path

PLAIN_KEYS = {"priority", "score"}  # the other ranking keys are formulas, with - for "less is better"


def check_policy(inspector: Inspector, policy: Policy) -> None:
    """Every problem of a policy."""
    _standards(inspector, policy)
    for group in ("gates", "priority"):
        for position, entry in enumerate(getattr(policy, group)):
            if entry.test and entry.test.value:
                inspector.formula((group, position, "test"), entry.test.value, None)
    for kind, rule in policy.ranking.items():
        for position, key in enumerate(rule.keys.value or []):
            if key not in PLAIN_KEYS:
                inspector.formula(("ranking", kind.value, "keys", position), key.removeprefix("-"), None)
    _dates(inspector, policy)
    _process(inspector, policy)
    _lists(inspector, policy)


def _standards(inspector: Inspector, policy: Policy) -> None:
    packs, tables = inspector.book.ids("pack"), inspector.book.table_ids()
    for kind, rule in policy.standards.items():
        for name, fact, what, known in (
            ("default", rule.default, "pack", packs),
            ("industry_pack", rule.industry_pack, "pack", packs),
            ("industry_table", rule.industry_table, "table", tables),
        ):
            if fact.value and fact.value not in known:
                _unknown(inspector, ("standards", kind.value, name), what, fact.value, known)


def _unknown(inspector: Inspector, path: Path, what: str, wanted: str, known: list[str]) -> None:
    message = unknown_id(what, wanted, known)
    inspector.report(path, message.code, **message.params)


def _process(inspector: Inspector, policy: Policy) -> None:
    wanted = policy.process.value
    if wanted is None:
        return
    try:
        process = inspector.book.process(wanted)
    except UnknownLaw:
        _unknown(inspector, ("process",), "process", wanted, inspector.book.ids("process"))
        return
    except LawInvalid:
        return  # told with the process itself
    steps = sorted({state.step for state in process.states if state.step})
    for step in policy.steps_off.value or []:
        if step not in steps:
            inspector.report(("steps_off",), "law.step_unknown", step=step, known=steps)


def _lists(inspector: Inspector, policy: Policy) -> None:
    """The policy's own sources feed its own conditions and bear ids of their own; the sources it asks exist."""
    try:
        shared = set(inspector.book.list_sources())
    except LawInvalid:
        return  # told with tables/sources.yaml
    known = {condition.id for condition in policy.exclusion.conditions}
    for position, source in enumerate(policy.exclusion.own_lists):
        path = ("exclusion", "own_lists", position)
        check_source(inspector, source, path, known)
        if source.id in shared:
            inspector.report((*path, "id"), "law.list_id_taken", id=source.id)
    there = sorted(shared | {source.id for source in policy.exclusion.own_lists})
    asked = policy.exclusion.lists.value if policy.exclusion.lists else None
    for wanted in asked or ():
        if wanted not in there:
            _unknown(inspector, ("exclusion", "lists"), "list", wanted, there)


def _dates(inspector: Inspector, policy: Policy) -> None:
    first, last = policy.identity.valid_from.value, policy.identity.valid_to.value
    if first and last and first > last:
        inspector.report(("identity", "valid_from"), "law.dates_order", first=first, last=last)
    for name in type(policy.deadlines).model_fields:
        inspector.day(("deadlines", name), getattr(policy.deadlines, name).value)
    stages = ("apply", "city", "province", "ministry")
    issued = [] if policy.identity.issue_date.value is None else [("", policy.identity.issue_date.value)]
    deadlines = [(name, inspector.day(("deadlines", name), getattr(policy.deadlines, name).value)) for name in stages]
    dated = issued + [(name, day) for name, day in deadlines if day]
    for (_, early), (name, late) in pairwise(dated):
        if early > late:
            inspector.report(("deadlines", name), "law.dates_order", first=early, last=late)
