"""The 推荐汇总表 of a recommendation: workbook, PDF and DOCX, text for the letter, and its check (REQ-46)."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from greenlist.documents.letters import Recommended
from greenlist.documents.papers import Meta
from greenlist.documents.summary import (
    STAR,
    Flaw,
    SummaryRow,
    columns_for,
    is_trial,
    lint_table,
    summary_paper,
    title_of,
    write_summary,
)
from greenlist.documents.summary.choices import choices_of
from greenlist.documents.tables import table_file
from greenlist.engine import clock
from greenlist.engine.case import Kind
from greenlist.engine.decimals import brief
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook.schema import Policy
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries.rows import as_rows, office_name, policy_of
from greenlist.rounds.law import book_of

SHORT = 8  # characters of a title that stays on one line


def table_xlsx(recommendation: Recommendation, units: Sequence[RecommendedUnit]) -> bytes:
    """The table of these units; the same rows give the same bytes."""
    policy = policy_of(recommendation.round)
    rows = as_rows(units, policy) or {Kind.FACTORY: []}
    with tempfile.TemporaryDirectory(prefix="greenlist-table-") as folder:
        path = Path(folder) / "table.xlsx"
        write_summary(path, policy, rows)
        return path.read_bytes()


def table_paper(recommendation: Recommendation, units: Sequence[RecommendedUnit], form: str) -> bytes:
    """The same across landscape pages, as `pdf` or `docx`. Raises MissingGlyph."""
    policy = policy_of(recommendation.round)
    office = office_name(recommendation.place_id) or recommendation.place.name
    meta = Meta(office, f"{office}{title_of(policy)}", _day(recommendation))
    return table_file(summary_paper(policy, as_rows(units, policy), meta), form)


def _day(recommendation: Recommendation) -> date:
    """Of the letter; before that of the last check, or of the draft: the same data give the same bytes."""
    at = recommendation.checked_at or recommendation.created_at
    return recommendation.letter_on or at.astimezone(clock.SHANGHAI).date()


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


def faults(recommendation: Recommendation, units: Sequence[RecommendedUnit]) -> list[Flaw]:
    """Every cell of the table that is missing or would be sent back, sheet by sheet."""
    book = book_of(recommendation.round)
    policy = book.policy(recommendation.round.policy_id)
    return lint_table(policy, as_rows(units, policy), choices=choices_of(fields_of(book)))
