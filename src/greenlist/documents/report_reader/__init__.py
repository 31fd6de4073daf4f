"""Filled reports back into data: a self-evaluation or third-party report as DOCX, of any generation."""

from .asked import asked_by
from .data_tables.joining import MOST_NAMESAKES, alike, bare, equal, in_unit
from .draft import draft_of
from .leftover import table_words
from .read import read_report, understand
from .shape import Report, Unread, UnreadTable
from .taken import Asked, Draft, LeftText, RowTaken, Taken
from .unit_file import unit_file
from .word import read_word

__all__ = [
    "MOST_NAMESAKES",
    "Asked",
    "Draft",
    "LeftText",
    "Report",
    "RowTaken",
    "Taken",
    "Unread",
    "UnreadTable",
    "alike",
    "asked_by",
    "bare",
    "draft_of",
    "equal",
    "in_unit",
    "read_report",
    "read_word",
    "table_words",
    "understand",
    "unit_file",
]
