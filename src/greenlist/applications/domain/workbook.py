"""Take an uploaded workbook or report: keep what was read of it, and apply it once its changes were looked at."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from greenlist.applications.models import Application, UploadedSheet
from greenlist.applications.workbook import Sheet, sheet_of
from greenlist.applications.workbook_changes import Preview, preview_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat

from .bulk import add_rows, state_all
from .roster import replace_tenants
from .stating import Said, hold

Kind = UploadedSheet.Kind
ACTS = {Kind.WORKBOOK: "application.workbook_applied", Kind.REPORT: "application.report_applied"}


class ChangedSince(ValueError):
    """Something was stated since the preview that was looked at; `preview` is the new one. Nothing was applied."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview.digest)
        self.preview = preview


@transaction.atomic
def keep_workbook(*, application: Application, sheet: Sheet, name: str, sha256: str, by: Hat) -> UploadedSheet:
    """Keep what was read, so that applying needs no second upload. Changes nothing of the application."""
    return _keep(application, Kind.WORKBOOK, sheet.as_json(), name, sha256, by)


@transaction.atomic
def keep_report(
    *, application: Application, sheet: Sheet, about: dict[str, Any], name: str, sha256: str, by: Hat
) -> UploadedSheet:
    """Keep what was read of a report; `about` is what it says besides. Changes nothing of the application."""
    return _keep(application, Kind.REPORT, sheet.as_json() | {"about": about}, name, sha256, by)


def _keep(
    application: Application, kind: str, content: dict[str, Any], name: str, sha256: str, by: Hat
) -> UploadedSheet:
    return UploadedSheet.objects.create(
        application=application, kind=kind, name=name, sha256=sha256, content=content, by=by.person, at=clock.now()
    )


@transaction.atomic
def apply_workbook(*, upload: UploadedSheet, digest: str, by: Hat, leave: Collection[str] = ()) -> int:
    """State what a workbook or report says at every place it changes, but for those in `leave`. Gives how many.

    `digest` is that of the preview that was looked at. A second time nothing happens: 0.

    Raises:
        ChangedSince: what stands in the application is not what the preview was compared with.
        NotAllowed, TooLong, ApplicationRefused: then nothing at all is stated.
    """
    held = hold(upload.application)
    kept = UploadedSheet.objects.select_for_update().get(pk=upload.pk)
    if kept.applied_at is not None:
        return 0
    sheet = sheet_of(kept.content)
    preview = preview_of(held, sheet)
    if preview.digest != digest:
        raise ChangedSince(preview)
    taken = [one for one in preview.changes if one.place not in leave and not one.refused]
    rows = {one.place for one in taken if one.kind == "row"}
    for table, keys in sheet.new_rows.items():
        add_rows(application=held, table=table, keys=[key for key in keys if f"{table}.{key}" in rows])
    given: dict[str, Said] = {place: said for one in taken for place, said in one.gives.items()}
    state_all(application=held, given=given, by=by)
    roster = preview.roster if preview.roster and preview.roster.any and "tenants" not in leave else None
    if roster is not None:
        replace_tenants(held, roster.result)
    kept.applied_at = clock.now()
    kept.save(update_fields=["applied_at"])
    count = len(taken) + (1 if roster else 0)
    after = {"file": kept.name, "sha256": kept.sha256, "changes": count, "places": sorted(given)[:200]}
    if roster is not None:
        after["tenants"] = len(roster.result)
    record(ACTS[Kind(kept.kind)], held, by=by.actor, after=after)
    return count
