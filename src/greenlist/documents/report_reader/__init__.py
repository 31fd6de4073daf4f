"""Filled reports back into data: a self-evaluation or third-party report as DOCX, of any generation."""

from .asked import asked_by
from .draft import draft_of
from .read import read_report, understand
from .shape import Report, Unread
from .taken import Asked, Draft, Taken
from .unit_file import unit_file
from .word import read_word

__all__ = [
    "Asked",
    "Draft",
    "Report",
    "Taken",
    "Unread",
    "asked_by",
    "draft_of",
    "read_report",
    "read_word",
    "understand",
    "unit_file",
]
