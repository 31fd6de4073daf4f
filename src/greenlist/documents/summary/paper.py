"""The 推荐汇总表 across landscape pages: the rows, columns and lines of the workbook, for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from greenlist.documents.form.layout import KIND_NAMES
from greenlist.documents.papers import Align, Column, Meta, Table
from greenlist.documents.tables import Part, TablePaper
from greenlist.engine.case import Kind
from greenlist.engine.decimals import brief
from greenlist.engine.lawbook.schema.policy import Policy, SummaryColumn

from .columns import EMPTY, LEGEND, TRIAL, SummaryRow, columns_for, head_of, is_trial, title_of, trial_line

CENTRED = frozenset({"seq", "uscc", "industry4", "route", "contact", "phone", "park_level", "epr_pilot"})
ANY_TRIAL = "试评"


def summary_paper(policy: Policy, rows: Mapping[Kind, Sequence[SummaryRow]], meta: Meta) -> TablePaper:
    """The table of a round, one part per kind, as `write_summary` writes it. An open stamp line is left out."""
    parts = tuple(_part(policy, kind, rows.get(kind, ())) for kind in rows or {Kind.FACTORY: ()})
    trial = any(is_trial(row) for found in rows.values() for row in found)
    return TablePaper(title_of(policy), meta, parts, ANY_TRIAL if trial else "", policy.outputs.stamp_line.value or "")


def _part(policy: Policy, kind: Kind, rows: Sequence[SummaryRow]) -> Part:
    columns = columns_for(policy, kind)
    heads = tuple(Column(head_of(one), one.width, _align(one)) for one in columns)
    table = Table(f"{KIND_NAMES[kind]}（{len(rows)}个）", heads, tuple(_row(columns, row) for row in rows))
    line = trial_line(rows)
    below = (*([LEGEND] if any(one.derived for one in columns) else []), *([] if rows else [EMPTY]))
    return Part(table, (line,) if line else (), below)


def _align(column: SummaryColumn) -> Align:
    return "center" if column.value in CENTRED else "right" if column.numeric else "left"


def _row(columns: Sequence[SummaryColumn], row: SummaryRow) -> tuple[str, ...]:
    return tuple(cell_text(one, row) for one in columns)


def cell_text(column: SummaryColumn, row: SummaryRow) -> str:
    """What is printed in a cell."""
    cell, trial = row.get(column.value), is_trial(row)
    if cell is None:
        return ""
    text = brief(cell, separators=False) if isinstance(cell, Decimal) else str(cell)
    number = isinstance(cell, (int, Decimal)) and column.numeric and column.derived and column.value != "seq"
    return f"{text}{TRIAL}" if trial and number else text
