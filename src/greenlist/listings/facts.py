"""Rows of the database as the pure rooms see them."""

from __future__ import annotations

from .ledger import Published
from .models import BatchCount, Change, Entry
from .states import Event, Listed


def as_listed(entry: Entry) -> Listed:
    """A line with its list (`green_list` is read)."""
    return Listed(
        entry.pk, entry.kind, entry.name, entry.name_key, entry.uscc, entry.former_key, entry.green_list.announced_on,
        entry.green_list.stage == "draft",
    )  # fmt: skip


def as_event(change: Change) -> Event:
    """A removal or renaming."""
    return Event(
        change.pk, change.what, change.kind, change.name, change.name_key, change.new_name, change.new_key,
        change.announced_on, change.entry_id,
    )  # fmt: skip


def as_published(row: BatchCount) -> Published:
    """The printed figures of a batch and kind."""
    return Published(row.batch, row.label, row.kind, row.announced_on, row.listed, row.removed, row.renamed, row.draft)
