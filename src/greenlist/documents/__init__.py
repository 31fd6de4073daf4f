"""Workbooks in and out: guarded opening, collection forms, summary tables, points tables."""
