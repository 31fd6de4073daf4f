"""The lists of a province as screening takes them: what was read of its files, and the removals of its own ledger."""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.listings.queries import removal_rows
from greenlist.parties.models import Jurisdiction
from greenlist.screening.importing import import_list
from greenlist.screening.snapshots import Snapshot

from .files import folder_of, parquet_of, private
from .models import ListFile
from .queries import in_use

LEDGER_ONLY = "只有台账里登记的移出，没有导入移出公告，不能证明没有移出；请把各批移出公告作为名单导入"
REMOVALS = "green_list_removals"  # the source that the ledger of the green lists feeds as well


def snapshots_of(authority: Jurisdiction, sources: Mapping[str, ListSource]) -> list[Snapshot]:
    """The lists of an authority, of these sources only, in the order they were taken in. Three queries."""
    rows = in_use(authority).filter(source__in=sources).defer("refusals", "notes").select_related("authority")
    found = [_snapshot(one) for one in rows.order_by("pk")]
    if REMOVALS in sources:
        alone = all(one.source != REMOVALS for one in found)
        found += _ledger(authority, sources[REMOVALS], alone=alone)
    return found


def _snapshot(row: ListFile) -> Snapshot:
    return Snapshot(
        row.source, row.name, row.sha256, row.as_of, row.rows, parquet_of(row), complete=row.complete,
        trouble=row.trouble, nil=row.nil,
    )  # fmt: skip


def _ledger(authority: Jurisdiction, source: ListSource, *, alone: bool) -> list[Snapshot]:
    """The removals that the ledger knows, as it stands now. An empty ledger proves nothing: no list at all.

    It is of no day, for nobody says how far it is kept, and where it stands alone it makes nobody clear.
    """
    rows = removal_rows(authority)
    if not rows:
        return []
    folder = folder_of(authority) / "ledger"
    imported = import_list(_written(rows, folder), source, folder, name="绿色制造名单台账", as_of=None)
    snapshot = imported.snapshot
    return [replace(snapshot, complete=False, trouble=LEDGER_ONLY) if alone and snapshot.complete else snapshot]


def _written(rows: Sequence[dict[str, str]], folder: Path) -> Path:
    """The rows as a CSV named by its content; written aside, for another run may do the same."""
    path = private(folder) / f"{hashlib.sha256(repr(rows).encode()).hexdigest()}.csv"
    if not path.is_file():
        handle, part = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        Path(part).replace(path)
    return path
