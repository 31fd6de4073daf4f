"""Take along what an earlier application says, once it was looked at."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from greenlist.applications.copying import CopyPreview, copy_preview
from greenlist.applications.models import Application
from greenlist.journal.domain import record
from greenlist.parties.access import Hat

from .bulk import add_rows, state_all
from .roster import replace_tenants
from .stating import Said, hold


class CopyChanged(ValueError):
    """Something was stated since the preview that was looked at; `preview` is the new one. Nothing was taken."""

    def __init__(self, preview: CopyPreview) -> None:
        super().__init__(preview.digest)
        self.preview = preview


@transaction.atomic
def copy_from(
    *, application: Application, source: Application, digest: str, by: Hat, leave: Collection[str] = ()
) -> int:
    """State in `application` what `source` says, but for the places in `leave`. Gives how many changes were made.

    `digest` is that of the preview that was looked at.

    Raises:
        CopyChanged: one of the two is not what it was when the preview was made.
        NotAllowed, TooLong, ApplicationRefused: then nothing at all is stated.
    """
    held = hold(application)
    preview = copy_preview(held, source)
    if preview.digest != digest:
        raise CopyChanged(preview)
    taken = [one for one in preview.changes if one.place not in leave and not one.refused]
    rows: dict[str, list[str]] = {}
    for one in taken:
        if one.kind == "row":
            table, _dot, key = one.place.partition(".")
            rows.setdefault(table, []).append(key)
    for table, keys in rows.items():
        add_rows(application=held, table=table, keys=keys)
    given: dict[str, Said] = {place: said for one in taken for place, said in one.gives.items()}
    state_all(application=held, given=given, by=by)
    roster = preview.roster if preview.roster and preview.roster.any and "tenants" not in leave else None
    if roster is not None:
        replace_tenants(held, roster.result)
    count = len(taken) + (1 if roster else 0)
    if count:
        held.copied_from = source
        held.save(update_fields=["copied_from"])
        after = {"from": source.pk, "round": source.round.title, "changes": count, "places": sorted(given)[:200]}
        record("application.copied", held, by=by.actor, after=after)
    return count
