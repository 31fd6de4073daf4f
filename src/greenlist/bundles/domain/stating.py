"""What a version that comes in a bundle says, written beside what was said before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from greenlist.applications.data import Data
from greenlist.applications.models import Application, Evidence, Statement, TableRow, Tenant, WitnessKind
from greenlist.applications.sections import sections_of
from greenlist.bundles.offered import Version
from greenlist.bundles.unpacking import Files, rows_of, stated_in
from greenlist.parties.models import Person

from .ground import OF_THE_UNIT, Ground


def give_way(application: Application, kept: Iterable[Evidence], ground: Ground) -> None:
    """What the version before said gives way; nothing is deleted, and what the office itself checked stays."""
    application.statements.filter(current=True, witness__in=OF_THE_UNIT).update(current=False)
    application.table_rows.filter(removed_at=None).update(removed_at=ground.now)
    application.tenants.all().delete()
    old = application.evidence.filter(removed_at=None, witness__in=OF_THE_UNIT)
    old.exclude(pk__in=[one.pk for one in kept]).update(removed_at=ground.now)


def state_version(
    application: Application, data: Data, version: Version, by: Person, files: Files, ground: Ground
) -> None:
    """What a version says, as statements, rows of its tables and tenants of its own."""
    rows = f"v{version.number}r"
    stated = list(stated_in(data, files, sections_of(application), rows))
    made = [
        Statement(
            application=application, place=one.place[:120], witness=WitnessKind(one.witness), content=one.content,
            unit=one.unit[:30], reason=one.reason, evidence=one.evidence, page=one.page, by=by, at=ground.now,
        )
        for one in stated
    ]  # fmt: skip
    signed = version.receipt.get("commitment")
    if signed:
        content = {key: value for key, value in signed.items() if key != "at"}
        made.append(Statement(application=application, place="commitment", content=content, by=by,
                              at=datetime.fromisoformat(signed["at"])))  # fmt: skip
    Statement.objects.bulk_create(made)
    TableRow.objects.bulk_create(
        TableRow(application=application, table=table, key=key, position=position)
        for table, key, position in rows_of(data, rows)
    )
    Tenant.objects.bulk_create(
        Tenant(application=application, position=number, name=str(one["name"])[:120],
               uscc=str(one.get("uscc", ""))[:18], conditions=one.get("conditions") or {})
        for number, one in enumerate(data.get("tenants") or (), 1)
    )  # fmt: skip
