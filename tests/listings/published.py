"""The figures of batches as published, from the source data beside the checkout."""

from __future__ import annotations

import csv
from calendar import monthrange
from datetime import date
from pathlib import Path

from greenlist.listings.ledger import Published

KINDS = ("factory", "product", "park", "supply_chain")


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> int | None:
    return int(text) if text else None


def published(shared: Path) -> list[Published]:
    """batch_counts.csv, a figure per batch and kind; renamings of all kinds together stand under kind ''."""
    found = []
    for row in rows(shared, "batch_counts"):
        batch, on = int(row["batch"]), date.fromisoformat(row["announced_on"])
        parted = bool(row["renamed_park"])  # only batch 10 splits its renamings
        own = {"factory": row["renamed"], "park": row["renamed_park"]} if parted else {}
        found += [
            Published(batch, row["label"], kind, on, number(row[kind]), number(row[f"removed_{kind}"]),
                      number(own.get(kind, "")), number(row[f"draft_{kind}"]))
            for kind in KINDS
        ]  # fmt: skip
        if row["renamed"] and not parted:
            found.append(Published(batch, row["label"], "", on, renamed=int(row["renamed"])))
    return found


def day(text: str) -> date:
    """A day, or the last one of a month."""
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(*parts, monthrange(*parts)[1])
