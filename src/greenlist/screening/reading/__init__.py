"""List files as rows of text with their lines: CSV in any encoding met, workbooks; faults told, never smoothed over."""

from .faults import NotInEncoding, Unreadable
from .headers import MAX_COLUMNS, Header, find_header
from .rows import Batch, Table
from .tables import open_tables

__all__ = ["MAX_COLUMNS", "Batch", "Header", "NotInEncoding", "Table", "Unreadable", "find_header", "open_tables"]
