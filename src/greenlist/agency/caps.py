"""The cap on national projects (办法 二十): who is counted together, what counts, how many places are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .contacts import person_key
from .facts import Body, CapRule, CapStanding, Counted
from .groups import affiliated, one_legal_person
from .unions import Unions

NEAR = 3  # places left at which a warning is due: ours, the law has none

Holds = Callable[[Counted], bool]


def standing(
    body: Body,
    bodies: Sequence[Body],
    links: Sequence[tuple[str, str]],
    counted: Sequence[Counted],
    rule: CapRule,
    *,
    year: int,
    batch: str = "",
    province: str = "",
) -> CapStanding:
    """Places taken and left for `body`. `links`: pairs of keys of affiliated bodies.

    `counted` holds what the policy's event makes count (contract, report, recommendation), and marked as waiting what
    it will: that choice is the caller's. Nothing is counted twice, and the order of bodies, links and projects does
    not matter.
    """
    everybody = {one.key: one for one in (*bodies, body)}
    in_scope, scope_notes = _scope(rule, year=year, batch=batch, province=province)
    projects = [one for one in counted if in_scope(one)]
    together = _together(body, everybody, links, [one for one in projects if not one.waits], rule)
    held = [one for one in projects if together.holds(one)]
    used = [one for one in held if not one.waits]
    cap = rule.cap.value
    return CapStanding(
        used=len(used),
        cap=cap,
        group=_names(body, everybody, together.keys | {one.agency for one in used}),
        near=cap is not None and max(cap - len(used), 0) <= NEAR,
        by_kind=dict(sorted(Counter(one.kind for one in used).items())),
        notes=(*scope_notes, *together.notes),
        waiting=len(held) - len(used),
    )


@dataclass(frozen=True, slots=True)
class _Together:
    """Whose projects count for a body: keys of the bodies beside it, the test of a project, what must be said."""

    keys: frozenset[str]
    holds: Holds
    notes: tuple[str, ...] = ()


def _scope(rule: CapRule, *, year: int, batch: str, province: str) -> tuple[Holds, tuple[str, ...]]:
    if rule.scope.value == "batch":
        return (lambda one: one.batch == batch), ()
    if rule.scope.value == "province":
        return (lambda one: one.year == year and one.province == province), ()
    notes = () if rule.scope.value else ("政策未写明按年还是按批次计数，暂按自然年计。",)
    return (lambda one: one.year == year), notes


def _together(
    body: Body, everybody: dict[str, Body], links: Sequence[tuple[str, str]], projects: Sequence[Counted], rule: CapRule
) -> _Together:
    if rule.unit.value == "incl_affiliates":
        return _by_set(body, affiliated(everybody.values(), links))
    alone = _by_set(body, one_legal_person(everybody.values()))
    if rule.unit.value == "法人":
        return alone
    if rule.unit.value is None:
        return _Together(alone.keys, alone.holds, ("政策未写明按法人还是按法定代表人计数，暂按本机构计。",))
    if not person_key(body.legal_rep):
        note = "未填法定代表人，只计本机构的项目；填写后与同一法定代表人的机构合并计算。"
        return _Together(alone.keys, alone.holds, (note,))
    return _by_legal_rep(body, everybody, alone, projects)


def _by_set(body: Body, unions: Unions[str]) -> _Together:
    keys = frozenset(next(one for one in unions.sets() if body.key in one))
    return _Together(keys, lambda one: one.agency in keys)


def _by_legal_rep(body: Body, everybody: dict[str, Body], alone: _Together, projects: Sequence[Counted]) -> _Together:
    """By the legal representative at the contract; where that was not kept, by whom the agency has now."""
    wanted = person_key(body.legal_rep)
    now = {key: person_key(one.legal_rep) for key, one in everybody.items()}

    def holds(one: Counted) -> bool:
        then = person_key(one.legal_rep) or now.get(one.agency, "")
        return then == wanted or (not then and one.agency in alone.keys)

    elsewhere = Counter(one.legal_rep for one in projects if one.agency in alone.keys and not holds(one))
    notes = tuple(
        f"本机构另有{count}个项目签约时法定代表人为{rep}，计在{rep}名下，未计入。"
        for rep, count in sorted(elsewhere.items())
    )
    return _Together(frozenset(key for key, rep in now.items() if rep == wanted) | alone.keys, holds, notes)


def _names(body: Body, everybody: dict[str, Body], keys: frozenset[str] | set[str]) -> tuple[str, ...]:
    others = {everybody[key].name if key in everybody else key for key in keys if key != body.key}
    return (body.name, *sorted(others))
