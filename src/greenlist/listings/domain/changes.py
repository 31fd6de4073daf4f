"""Removals and renamings: entered, linked to the line they are about, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.engine.codes import normalise_uscc
from greenlist.journal.domain import record
from greenlist.listings.facts import as_event, as_listed
from greenlist.listings.models import Change, Entry
from greenlist.listings.states import states_at
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.screening.names import name_key, read_name

from .refused import ListRefused

W = Change.What


def new_change(
    *, authority: Jurisdiction, level: str, what: str, kind: str, name: str, new_name: str = "", uscc: str = "",
    announced_on: date | None, batch: int | None = None, label: str = "", document: str = "", by: Hat,
) -> Change:  # fmt: skip
    """A change that is not saved yet, with its keys."""
    return Change(
        authority=authority, level=level, what=what, kind=kind, name=name, name_key=read_name(name).key,
        new_name=new_name if what == W.RENAMED else "", new_key=name_key(new_name) if what == W.RENAMED else "",
        uscc=normalise_uscc(uscc), announced_on=announced_on, batch=batch, label=label or "", document=document or "",
        by=by.person, at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def record_change(*, authority: Jurisdiction, what: str, by: Hat, **announced: Any) -> Change:
    """Enter a removal or renaming with what `new_change` takes of the announcement.

    Raises ListRefused: without a document or day, a renaming without a new name or to the same, known already.
    """
    change = new_change(authority=authority, what=what, by=by, **announced)
    _check(change)
    known = Change.objects.filter(
        authority=authority, level=change.level, what=what, kind=change.kind, name_key=change.name_key,
        new_key=change.new_key, announced_on=change.announced_on, withdrawn_at=None,
    )  # fmt: skip
    if known.exists():
        raise ListRefused(_("这一条已经登记过，没有重复登记。"), "name")
    change.save(force_insert=True)
    after = {
        "what": what, "kind": change.kind, "name": change.name, "new_name": change.new_name,
        "on": change.announced_on.isoformat() if change.announced_on else None, "document": change.document,
    }  # fmt: skip
    record("list_change.entered", change, by=by.actor, after=after)
    return change


def _check(change: Change) -> None:
    if not change.document.strip():
        raise ListRefused(_("请写明依据的文号或文件名称。"), "document")
    if change.announced_on is None:
        raise ListRefused(_("请写明公布日期。"), "announced_on")
    if change.what == W.RENAMED and not change.new_key:
        raise ListRefused(_("请写明更名后的名称。"), "new_name")
    if change.what == W.RENAMED and change.new_key == change.name_key:
        raise ListRefused(_("新名称与原名称相同。"), "new_name")
    if change.what == W.REMOVED and not change.kind:
        raise ListRefused(_("移出要写明类型。"), "kind")


@transaction.atomic
def link_change(*, change: Change, entry: Entry, how: str, by: Hat) -> Change:
    """A person says which line a change is about; the state of the line follows. `how` the line was found.

    Raises ListRefused: withdrawn, another level, kind or place, or codes that contradict each other.
    """
    held = Change.objects.select_for_update().get(pk=change.pk)
    line = Entry.objects.select_for_update(of=("self",)).select_related("green_list").get(pk=entry.pk)
    _check_link(held, line)
    before, previous = {"entry": held.entry_id}, held.entry_id
    held.entry, held.linked_how, held.linked_by, held.linked_at = line, how[:12], by.person, clock.now()
    held.save(update_fields=["entry", "linked_how", "linked_by", "linked_at"])
    for pk in {previous or line.pk, line.pk}:
        settle(pk)
    after = {"entry": line.pk, "list": str(line.green_list), "name": line.name, "how": how}
    record("list_change.linked", held, by=by.actor, before=before, after=after)
    return held


def _check_link(change: Change, line: Entry) -> None:
    head = line.green_list
    if change.withdrawn_at is not None or head.withdrawn_at is not None:
        raise ListRefused(_("这一条或所在的名单已经撤回，请刷新后再看。"))
    if (head.authority_id, head.level) != (change.authority_id, change.level):
        raise ListRefused(_("这一条与名单不是同一级别，不能对应。"))
    if change.kind not in {"", line.kind}:
        raise ListRefused(_("类型不同，不能对应。"))
    if change.uscc and line.uscc and change.uscc != line.uscc:
        raise ListRefused(_("统一社会信用代码不同，是两家单位，不能对应。"))


@transaction.atomic
def unlink_change(*, change: Change, by: Hat) -> Change:
    """Take a link back; the line is as if the change had not been about it. Raises ListRefused: not linked."""
    held = Change.objects.select_for_update(of=("self",)).select_related("entry").get(pk=change.pk)
    if held.entry is None:
        raise ListRefused(_("还没有对应到名单，请刷新后再看。"))
    line = held.entry
    held.entry, held.linked_how, held.linked_by, held.linked_at = None, "", None, None
    held.save(update_fields=["entry", "linked_how", "linked_by", "linked_at"])
    settle(line.pk)
    record("list_change.unlinked", held, by=by.actor, before={"entry": line.pk, "name": line.name})
    return held


@transaction.atomic
def withdraw_change(*, change: Change, reason: str, by: Hat) -> Change:
    """Take a change back that was entered by mistake; it stays to be read and counts nowhere any more."""
    held = Change.objects.select_for_update().get(pk=change.pk)
    if held.withdrawn_at is not None:
        raise ListRefused(_("这一条已经撤回。"))
    if not reason.strip():
        raise ListRefused(_("请写明撤回的理由。"), "reason")
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = clock.now(), by.person, reason[:200]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    if held.entry_id is not None:
        settle(held.entry_id)
    record("list_change.withdrawn", held, by=by.actor, before={"entry": held.entry_id}, reason=reason)
    return held


def settle(pk: int) -> None:
    """The state of a line as its changes say, inside the transaction of an act."""
    entry = Entry.objects.select_related("green_list").get(pk=pk)
    changes = Change.objects.filter(entry=entry, withdrawn_at=None)
    state = states_at([as_listed(entry)], map(as_event, changes))[pk]
    if entry.status != state.status:
        entry.status = state.status
        entry.save(update_fields=["status"])
