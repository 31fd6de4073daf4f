"""What else is kept: the published totals of a batch, the code of a line, a list taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.listings.models import BatchCount, Entry, GreenList
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction

from .refused import ListRefused

Figures = Mapping[str, int | None]  # listed, removed, renamed, draft
FIGURES = ("listed", "removed", "renamed", "draft")


@transaction.atomic
def set_counts(
    *, authority: Jurisdiction, level: str, batch: int, label: str, announced_on: date | None, document: str, mark: str,
    figures: Mapping[str, Figures], by: Hat,
) -> int:  # fmt: skip
    """Enter the totals printed with a batch, by kind ('' for all kinds together); gives how many rows changed.

    A kind without any figure has no row: not published is not zero.
    """
    held = {one.kind: one for one in BatchCount.objects.filter(authority=authority, level=level, batch=batch)}
    before = {kind or "all": {name: getattr(one, name) for name in FIGURES} for kind, one in held.items()}
    changed = 0
    shared = {"label": label, "announced_on": announced_on, "document": document, "mark": mark}
    for kind, told in figures.items():
        values = {name: told.get(name) for name in FIGURES}
        row = held.get(kind)
        if all(value is None for value in values.values()):
            changed += row.delete()[0] if row else 0
            continue
        wanted = {**shared, **values}
        if row is None or any(getattr(row, name) != value for name, value in wanted.items()):
            BatchCount.objects.update_or_create(
                authority=authority, level=level, batch=batch, kind=kind, defaults=wanted
            )
            changed += 1
    if changed:
        after = {kind or "all": dict(told) for kind, told in figures.items()}
        name = f"{GreenList.Level(level).label}{label}"
        record("batch_counts.entered", authority, by=by.actor, before=before, after=after, subject_name=name)
    return changed


@transaction.atomic
def identify_entry(*, entry: Entry, uscc: str, basis: str, by: Hat) -> Entry:
    """Say which unit a line is about by its code: lists print names only. '' takes a code away that was wrong.

    Raises ListRefused: a wrong code, no basis, nothing new.
    """
    code = normalise_uscc(uscc)
    wrong = uscc_problem(code) if code else None
    if wrong is not None:
        raise ListRefused(render(wrong), "uscc")
    if not basis.strip():
        raise ListRefused(_("请写明依据，如营业执照、企业确认函。"), "basis")
    held = Entry.objects.select_for_update().get(pk=entry.pk)
    if held.uscc == code:
        raise ListRefused(_("代码没有改动。"), "uscc")
    before = {"uscc": held.uscc}
    held.uscc = code
    held.save(update_fields=["uscc"])
    record("list_entry.identified", held, by=by.actor, before=before, after={"uscc": code}, reason=basis)
    return held


@transaction.atomic
def withdraw_list(*, green_list: GreenList, reason: str, by: Hat) -> GreenList:
    """Take a list back that was imported by mistake: it stays to be read by the province and counts nowhere.

    Raises ListRefused: withdrawn already, no reason, or changes are linked to its lines.
    """
    held = GreenList.objects.select_for_update().get(pk=green_list.pk)
    if held.withdrawn_at is not None:
        raise ListRefused(_("这份名单已经撤回。"))
    if not reason.strip():
        raise ListRefused(_("请写明撤回的理由。"), "reason")
    linked = held.entries.filter(changes__isnull=False, changes__withdrawn_at=None).count()
    if linked:
        raise ListRefused(_("有 %(count)d 条移出或更名对应到这份名单，请先解除对应。") % {"count": linked})
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = clock.now(), by.person, reason.strip()[:200]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    after = {"entries": held.entries.count()}
    record("green_list.withdrawn", held, by=by.actor, after=after, reason=reason)
    return held
