"""A kept run as the data of screening.json (docs/screening.md)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from greenlist.rounds.law import book_of

from .models import Run, UnitResult


def run_data(run: Run, rows: QuerySet[UnitResult]) -> dict[str, Any]:
    """A run with those of its answers that may be seen, in their order. One query."""
    return {
        "as_of": run.as_of.isoformat(),
        "policy": {"id": run.policy_id, "hash": run.policy_hash, "lists": book_of(run.round).list_sources_hash},
        "sources": run.sources,
        "not_screened": run.not_screened,
        "units": list(rows.order_by("pk").values_list("answer", flat=True)),
    }
