"""Replace the roster of a park in one act."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from greenlist.applications.data import Data
from greenlist.applications.locks import may_change
from greenlist.applications.models import Application, Tenant, UploadedSheet
from greenlist.applications.roster import Roster, RosterChange, asked_of, compare_rosters, roster_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require

from .stating import hold

PLACE = "tenants"


class RosterChanged(ValueError):
    """The roster is not the one that the preview was compared with; `change` is the new one. Nothing was applied."""

    def __init__(self, change: RosterChange) -> None:
        super().__init__(change.digest)
        self.change = change


@transaction.atomic
def keep_roster(*, application: Application, roster: Roster, name: str, sha256: str, by: Hat) -> UploadedSheet:
    """Keep what was read, so that applying needs no second upload. Changes nothing of the application."""
    problems = [[one.cell, one.name, one.text, one.taken] for one in roster.problems]
    content = {"tenants": roster.tenants, "problems": problems, "remarks": roster.remarks}
    return UploadedSheet.objects.create(
        application=application, kind=UploadedSheet.Kind.ROSTER, name=name, sha256=sha256, content=content,
        by=by.person, at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def replace_roster(*, upload: UploadedSheet, digest: str, by: Hat) -> int:
    """Put the uploaded roster in the place of the present one; gives how many enterprises it has.

    A second time nothing happens: 0. Seven queries whatever the number of rows, and one more for each ten thousand.

    Raises:
        RosterChanged: the roster was changed since the preview.
        NotAllowed: handed in, or not among the items sent back.
    """
    held = hold(upload.application)
    require(may_change(held, PLACE))
    kept = UploadedSheet.objects.select_for_update().get(pk=upload.pk)
    if kept.applied_at is not None:
        return 0
    change = new_roster(held, kept)
    if change.digest != digest:
        raise RosterChanged(change)
    replace_tenants(held, change.result)
    kept.applied_at = clock.now()
    kept.save(update_fields=["applied_at"])
    counts = {"new": len(change.new), "changed": len(change.changed), "removed": len(change.missing)}
    after = {"file": kept.name, "sha256": kept.sha256, "tenants": len(change.result)} | counts
    record("application.roster_replaced", held, by=by.actor, after=after)
    return len(change.result)


def new_roster(application: Application, upload: UploadedSheet) -> RosterChange:
    """What the uploaded roster would do to the present one. One query."""
    asked = asked_of(application)
    return compare_rosters(roster_of(application), upload.content["tenants"], asked, keep_missing=False)


def replace_tenants(application: Application, tenants: Sequence[Data]) -> None:
    """The roster as it is to stand, inside the transaction of an act."""
    application.tenants.all().delete()
    Tenant.objects.bulk_create(
        (
            Tenant(application=application, position=number, name=one["name"], uscc=one.get("uscc") or "",
                   conditions=one.get("conditions") or {})
            for number, one in enumerate(tenants, 1)
        ),
        batch_size=10_000,
    )  # fmt: skip
