"""Taking a list file in: kept as read, compared, applied in one act. A second time nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.listings.models import Change, Entry, GreenList, Upload
from greenlist.listings.plan import COMPARED, HEAD, Plan, plan_changes, plan_entries, values_of
from greenlist.listings.regions import Regions, regions_of
from greenlist.listings.rows import Reading, Row, as_data, from_data
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import installed_law

from .changes import new_change
from .pairs import find_pairs
from .refused import ListRefused

BATCH_SIZE = 2000
About = Mapping[str, Any]  # level, stage, batch, label, year, announced_on, document, mark


class PlanChanged(ListRefused):
    """The lists are not those of the preview any more; `plan` is what would be done now. Nothing was applied."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("这期间名单有改动，还没有导入任何内容。下面是重新比对的结果，请再看一遍后导入。"))
        self.plan = plan


@transaction.atomic
def keep_upload(
    *, authority: Jurisdiction, what: str, about: About, reading: Reading, name: str, sha256: str, by: Hat
) -> Upload:
    """Keep what was read, so that applying needs no second upload. Changes nothing of the lists."""
    kept = {key: value.isoformat() if isinstance(value, date) else value for key, value in about.items()}
    return Upload.objects.create(
        authority=authority, what=what, about=kept, content=as_data(reading), name=name, sha256=sha256, by=by.person,
        at=clock.now(),
    )  # fmt: skip


def plan_of(upload: Upload, kinds: Mapping[int, str]) -> Plan:
    """What an upload would do now. `kinds`: what a person says each section holds. Three queries at most."""
    reading = from_data(upload.content)
    if upload.what != Upload.What.ENTRIES:
        present = Change.objects.filter(
            authority=upload.authority_id, level=upload.about["level"], what=upload.what,
            label=upload.about["label"], withdrawn_at=None,
        )  # fmt: skip
        return plan_changes(reading, kinds, upload, list(present))
    head = _head_of(upload)
    entries = list(head.entries.all()) if head else []
    return plan_entries(reading, kinds, upload.about, entries, head, _regions())


def _regions() -> Regions:
    return regions_of(installed_law()[1])


def _head_of(upload: Upload) -> GreenList | None:
    return GreenList.objects.filter(
        authority=upload.authority_id, level=upload.about["level"], stage=upload.about["stage"],
        label=upload.about["label"], withdrawn_at=None,
    ).first()  # fmt: skip


@transaction.atomic
def apply_upload(*, upload: Upload, kinds: Mapping[int, str], digest: str, by: Hat) -> Plan | None:
    """Do what the preview showed; gives the plan that was applied, None where it was applied before.

    Raises:
        PlanChanged: the lists changed since the preview.
        ListRefused: a section without a kind, two rows under one number, or nothing to change.
    """
    kept = Upload.objects.select_for_update().select_related("authority").get(pk=upload.pk)
    if kept.applied_at is not None:
        return None
    Jurisdiction.objects.select_for_update().get(pk=kept.authority_id)  # one import of a place after the other
    plan = plan_of(kept, kinds)
    if plan.digest != digest:
        raise PlanChanged(plan)
    if not plan.ready:
        raise ListRefused(_("还不能导入：请先给每一部分选定类型，并处理重复的序号。"))
    entries = kept.what == Upload.What.ENTRIES
    subject: GreenList | Upload = _apply_entries(kept, plan, by) if entries else _apply_changes(kept, plan, by)
    kept.applied_at = clock.now()
    kept.green_list = subject if isinstance(subject, GreenList) else None
    kept.save(update_fields=["applied_at", "green_list"])
    after = {
        "file": kept.name, "sha256": kept.sha256, "new": len(plan.new), "changed": len(plan.changed), "same": plan.same,
        "kinds": {str(key): value for key, value in kinds.items()},
    }  # fmt: skip
    before = {one.entry.name: [list(each) for each in one.differences] for one in plan.changed[:50]}
    if isinstance(subject, GreenList):
        record("green_list.imported", subject, by=by.actor, before=before or None, after=after)
    else:
        record("list_change.imported", subject, by=by.actor, after=after)
    return plan


def _apply_entries(upload: Upload, plan: Plan, by: Hat) -> GreenList:
    green_list = _head_of(upload) or _new_list(upload, by)
    if plan.head:
        for name in HEAD:
            if upload.about.get(name):
                setattr(green_list, name, _typed(name, upload.about[name]))
        green_list.save(update_fields=list(HEAD))
    regions = _regions()
    draft = green_list.stage == GreenList.Stage.DRAFT
    status = Entry.Status.PROPOSED if draft else Entry.Status.PUBLISHED
    Entry.objects.bulk_create(
        (_entry(green_list, kind, row, regions, status) for kind, row in plan.new), batch_size=BATCH_SIZE
    )
    for one in plan.changed:
        for name, value in values_of(one.row, regions).items():
            if name != "uscc" or value:
                setattr(one.entry, name, value)
    fields = [*COMPARED, "name_key", "former_key", "original"]
    Entry.objects.bulk_update([one.entry for one in plan.changed], fields, batch_size=BATCH_SIZE)
    touched = [row for _kind, row in plan.new] + [one.row for one in plan.changed]
    find_pairs(
        authority=upload.authority, units=[row.name for row in touched], agencies=[row.agency for row in touched]
    )
    return green_list


def _new_list(upload: Upload, by: Hat) -> GreenList:
    about = {key: _typed(key, value) for key, value in upload.about.items()}
    return GreenList.objects.create(authority=upload.authority, by=by.person, at=clock.now(), **about)


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "announced_on" and value else value


def _entry(green_list: GreenList, kind: str, row: Row, regions: Regions, status: str) -> Entry:
    return Entry(green_list=green_list, kind=kind, seq=row.seq, status=status, **values_of(row, regions))


def _apply_changes(upload: Upload, plan: Plan, by: Hat) -> Upload:
    about = {key: _typed(key, value) for key, value in upload.about.items()}
    shared: dict[str, Any] = {key: about.get(key) for key in ("level", "announced_on", "batch", "label", "document")}
    Change.objects.bulk_create(
        new_change(
            authority=upload.authority, what=upload.what, kind=kind, name=row.name, new_name=row.new_name,
            uscc=row.uscc, by=by, **shared,
        )
        for kind, row in plan.new
    )  # fmt: skip
    return upload
