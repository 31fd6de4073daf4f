"""Rows of the repeated tables: added, taken away, put back. Their cells are statements."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenlist.applications.locks import may_change
from greenlist.applications.models import Application, TableRow
from greenlist.applications.sections import section_of_place, sections_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require

from .starting import ApplicationRefused
from .stating import UnknownPlace, hold

MOST_ROWS = 2000  # of one table; a longer list is handed in as a workbook of its own


@transaction.atomic
def add_row(*, application: Application, table: str, key: str = "", more: int = 0) -> TableRow:
    """Add an empty row at the end; `key` only where it is known from a workbook, `more` rows are to follow it.

    Raises:
        UnknownPlace: the application has no such table.
        NotAllowed: handed in, or not among the items sent back.
        ApplicationRefused: the table is full.
    """
    held = hold(application)
    section = section_of_place(sections_of(held), table)
    if section is None or section.table != table:
        raise UnknownPlace(table)
    require(may_change(held, table))
    rows = held.table_rows.filter(table=table)
    if rows.filter(removed_at=None).count() + more >= MOST_ROWS:
        raise ApplicationRefused(_("一个表最多 %(most)d 行；更多的请合并后再填。") % {"most": MOST_ROWS})
    last = rows.aggregate(last=Max("position"))["last"] or 0
    return TableRow.objects.create(application=held, table=table, key=key or secrets.token_hex(4), position=last + 1)


@transaction.atomic
def remove_row(*, application: Application, table: str, key: str, by: Hat) -> TableRow:
    """Take a row out of the application; its cells stay on record and it can be put back.

    Raises UnknownPlace, NotAllowed.
    """
    return _set_removed(application, table, key, by, removed=True)


@transaction.atomic
def restore_row(*, application: Application, table: str, key: str, by: Hat) -> TableRow:
    """Put a row back that was taken out. Raises UnknownPlace, NotAllowed."""
    return _set_removed(application, table, key, by, removed=False)


def _set_removed(application: Application, table: str, key: str, by: Hat, *, removed: bool) -> TableRow:
    held = hold(application)
    row = held.table_rows.filter(table=table, key=key).first()
    if row is None:
        raise UnknownPlace(f"{table}.{key}")
    require(may_change(held, f"{table}.{key}"))
    if (row.removed_at is not None) == removed:
        return row
    row.removed_at = clock.now() if removed else None
    row.save(update_fields=["removed_at"])
    act = "application.row_removed" if removed else "application.row_restored"
    record(act, held, by=by.actor, after={"table": table, "row": key})
    return row
