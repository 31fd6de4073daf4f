"""The register of experts: profiles, employers of before, shared works, in and out of the pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.panels.models import Expert, PastEmployer, SharedWork
from greenlist.panels.rules.experts import experts
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.models import Membership, Organisation, Person, Role

from .ending import end_conflicted, tell_province

PROFILE = ("title", "employer", "employer_uscc", "fields", "kinds", "most_cases")
PAST = ("name", "uscc", "until")
SHARED = ("name", "uscc", "what", "on")
MAX_LINES = 100  # past employers, shared works
Row = TypeVar("Row", PastEmployer, SharedWork)


@transaction.atomic
def make_profile(*, person: Person, pool: Organisation, values: Mapping[str, Any], by: Hat) -> Expert:
    """Put somebody who has a hat in the pool into the register. `values` are of PROFILE.

    Raises Refused: no such hat, or a profile is there already; NotAllowed.
    """
    own = by.person.pk == person.pk and by.role == Role.EXPERT and by.organisation == pool
    if not own:
        require(experts.may_handle(by))
        if not experts.pools(by).filter(pk=pool.pk).exists():
            raise Refused(_("这个专家库不归您管理。"))
    if not members(pool).filter(person=person).exists():
        raise Refused(_("这个人没有这个专家库的专家身份；请先由安全管理员邀请。"))
    if Expert.objects.filter(person=person).exists():
        raise Refused(_("这位专家的信息已经建立，请打开后修改。"))
    made = Expert(person=person, pool=pool, since=clock.now())
    _fill(made, values)
    made.save()
    if own:
        params: dict[str, object] = {"expert": person.name}
        tell_province(pool.jurisdiction, "expert_profile_saved", params, f"/experts/{made.pk}/")
    record("expert.entered", made, by=by.actor, after=told(made))
    return made


def members(pool: Organisation) -> Any:
    """Who has the hat of an expert in a pool now."""
    return Membership.objects.filter(organisation=pool, role=Role.EXPERT, until=None)


@transaction.atomic
def save_profile(*, expert: Expert, values: Mapping[str, Any], by: Hat) -> Expert:
    """Say anew what `values` names of PROFILE; reviews that now conflict end, and the province is told.

    Raises NotAllowed.
    """
    row = _held(expert, "edit", by)
    before = told(row)
    _fill(row, values)
    after = told(row)
    if before == after:
        return row
    row.save()
    ended = end_conflicted(row, by)
    if by.role == Role.EXPERT and not ended:
        params: dict[str, object] = {"expert": row.person.name}
        tell_province(row.pool.jurisdiction, "expert_profile_saved", params, f"/experts/{row.pk}/")
    record("expert.changed", row, by=by.actor, before=before, after=after | {"ended": ended})
    return row


@transaction.atomic
def add_past(*, expert: Expert, values: Mapping[str, Any], by: Hat) -> PastEmployer:
    """Note an employer of before. `values` are of PAST. Raises Refused: the list is full; NotAllowed."""
    return _add(PastEmployer, "expert.past_added", expert, values, by)


@transaction.atomic
def add_shared(*, expert: Expert, values: Mapping[str, Any], by: Hat) -> SharedWork:
    """Note a work shared with a unit or agency. `values` are of SHARED. Raises as `add_past`."""
    return _add(SharedWork, "expert.shared_added", expert, values, by)


def _add(model: type[Row], act: str, expert: Expert, values: Mapping[str, Any], by: Hat) -> Row:
    row = _held(expert, "edit", by)
    if model._default_manager.filter(expert=row).count() >= MAX_LINES:  # noqa: SLF001 - Django's way to a model's rows
        raise Refused(_("最多 %(most)d 条。") % {"most": MAX_LINES})
    made = model(expert=row, **values)
    made.save()
    ended = end_conflicted(row, by)
    record(act, row, by=by.actor, after=_line(made) | {"ended": ended})
    return made


@transaction.atomic
def remove_past(*, past: PastEmployer, reason: str, by: Hat) -> None:
    """Strike an employer of before, with the reason: it may open a case that was shut. Raises Refused, NotAllowed."""
    _remove(past, "expert.past_removed", reason, by)


@transaction.atomic
def remove_shared(*, shared: SharedWork, reason: str, by: Hat) -> None:
    """Strike a shared work, with the reason. Raises Refused, NotAllowed."""
    _remove(shared, "expert.shared_removed", reason, by)


def _remove(one: PastEmployer | SharedWork, act: str, reason: str, by: Hat) -> None:
    row = _held(one.expert, "edit", by)
    why = reason_of(reason)
    before = _line(one)
    one.delete()
    if by.role == Role.EXPERT:
        params: dict[str, object] = {"expert": row.person.name}
        tell_province(row.pool.jurisdiction, "expert_profile_saved", params, f"/experts/{row.pk}/")
    record(act, row, by=by.actor, before=before, reason=why)


@transaction.atomic
def switch_expert(*, expert: Expert, active: bool, reason: str, by: Hat) -> Expert:
    """Take an expert out of the pool, or back into it; who is out sees nothing and is given nothing.

    Raises Refused: no reason; NotAllowed.
    """
    row = _held(expert, "switch", by)
    why = reason_of(reason)
    if row.active == active:
        return row
    row.active = active
    row.save(update_fields=["active"])
    code = "expert_in" if active else "expert_out"
    notify(people=[row.person], code=code, params={"reason": why}, url="/expert/profile/")
    record("expert.switched", row, by=by.actor, before={"active": not active}, after={"active": active}, reason=why)
    return row


@transaction.atomic
def import_experts(
    *, pool: Organisation, lines: Sequence[tuple[Person, Mapping[str, Any]]], by: Hat
) -> tuple[int, int]:
    """Enter the people of a table, or change what the register says of them. All or none.

    Returns how many were entered and changed. Raises Refused as `make_profile`, NotAllowed.
    """
    known = {one.person_id: one for one in Expert.objects.filter(pool=pool).select_related("person", "pool")}
    entered = 0
    for person, values in lines:
        there = known.get(person.pk)
        if there is None:
            make_profile(person=person, pool=pool, values=values, by=by)
            entered += 1
        else:
            save_profile(expert=there, values=values, by=by)
    return entered, len(lines) - entered


def reason_of(text: str) -> str:
    """A reason without blanks around it. Raises Refused where there is none."""
    why = text.replace("\0", "").strip()
    if not why:
        raise Refused(_("请写明理由。"), "reason")
    return why


def _held(expert: Expert, act: str, by: Hat) -> Expert:
    rows = Expert.objects.select_for_update(of=("self",)).select_related("person", "pool__jurisdiction")
    row = rows.get(pk=expert.pk)
    require(experts.may(by, act, row))
    return row


def _fill(row: Expert, values: Mapping[str, Any]) -> None:
    for name in PROFILE:
        if name in values:
            setattr(row, name, values[name])


def told(row: Expert) -> dict[str, Any]:
    """A profile for the journal."""
    return {name: getattr(row, name) for name in PROFILE}


def _line(one: PastEmployer | SharedWork) -> dict[str, Any]:
    names = PAST if isinstance(one, PastEmployer) else SHARED
    values = {name: getattr(one, name) for name in names}
    return {name: value if isinstance(value, str) else value.isoformat() for name, value in values.items()}
