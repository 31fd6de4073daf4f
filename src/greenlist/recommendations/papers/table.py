"""The 推荐汇总表 of a recommendation as a workbook, and as text for the letter (REQ-46)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from greenlist.documents.letters import Recommended
from greenlist.documents.summary import STAR, SummaryRow, columns_for, is_trial, lint_summary, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.decimals import brief
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries.rows import as_rows, policy_of

SHORT = 8  # characters of a title that stays on one line


def table_xlsx(recommendation: Recommendation, units: Sequence[RecommendedUnit]) -> bytes:
    """The table of these units; the same rows give the same bytes."""
    policy = policy_of(recommendation.round)
    rows = as_rows(units, policy) or {Kind.FACTORY: []}
    with tempfile.TemporaryDirectory(prefix="greenlist-table-") as folder:
        path = Path(folder) / "table.xlsx"
        write_summary(path, policy, rows)
        return path.read_bytes()


def recommended_of(units: Sequence[RecommendedUnit], policy: Policy) -> tuple[dict[Kind, Recommended], bool]:
    """The units by kind as the letter prints them, and whether any result is a trial."""
    rows = as_rows(units, policy)
    printed = {kind: _printed(kind, found, policy) for kind, found in rows.items()}
    return printed, any(is_trial(row) for found in rows.values() for row in found)


def _printed(kind: Kind, rows: Sequence[SummaryRow], policy: Policy) -> Recommended:
    columns = columns_for(policy, kind)
    head = tuple(f"{column.title}{STAR if column.derived and column.value != 'seq' else ''}" for column in columns)
    names = tuple(str(row.get("name") or "") for row in rows)
    return Recommended(names, head, tuple(tuple(_text(row.get(one.value)) for one in columns) for row in rows))


def _text(cell: str | int | Decimal | None) -> str:
    return "" if cell is None else brief(cell, separators=False) if isinstance(cell, Decimal) else str(cell)


def faults(recommendation: Recommendation, units: Sequence[RecommendedUnit]) -> list[Message]:
    """What a clerk of the province would send the table back for."""
    policy = policy_of(recommendation.round)
    found: Mapping[Kind, Sequence[SummaryRow]] = as_rows(units, policy)
    return [fault for kind, rows in found.items() for fault in lint_summary(columns_for(policy, kind), rows)]
