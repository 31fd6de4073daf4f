"""The 推荐汇总表: columns from the policy, rows from the evaluation; as workbook, PDF and DOCX, and checked before."""

from .columns import PLAIN_TITLE, STAR, SUMMARY_VALUES, Cell, SummaryRow, columns_for, is_trial, title_of
from .flaws import Flaw, Severity, counted, lint_summary, lint_table
from .paper import summary_paper
from .sheet import write_summary

__all__ = [
    "PLAIN_TITLE",
    "STAR",
    "SUMMARY_VALUES",
    "Cell",
    "Flaw",
    "Severity",
    "SummaryRow",
    "columns_for",
    "counted",
    "is_trial",
    "lint_summary",
    "lint_table",
    "summary_paper",
    "title_of",
    "write_summary",
]
