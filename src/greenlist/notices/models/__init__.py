"""Public notice (公示), objections to it, and the result the ministry published."""

from __future__ import annotations

from .notice import Notice, NoticedUnit, NoticeVersion
from .objections import Knock, Objection, ObjectionFile
from .results import ResultImport, ResultLine

__all__ = [
    "Knock", "Notice", "NoticeVersion", "NoticedUnit", "Objection", "ObjectionFile", "ResultImport", "ResultLine",
]  # fmt: skip
