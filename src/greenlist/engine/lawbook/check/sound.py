"""A document that may be used: read, and found without a fault."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.errors import LawInvalid
from greenlist.engine.lawbook.files import FileKind

from .run import check_document
from .walk import UnitOf

_KEPT: WeakKeyDictionary[LawBook, set[tuple[FileKind, str]]] = WeakKeyDictionary()


def require_sound(book: LawBook, kind: FileKind, document_id: str, unit_of: UnitOf | None) -> None:
    """Refuse a document with any fault that `greenlist law check` would tell; looked at once for each book.

    Raises:
        LawInvalid: what is wrong, with file, line and key. Nothing is decided by a law file with faults.
        UnknownLaw: no document has this id.
    """
    seen = _KEPT.setdefault(book, set())
    if (kind, document_id) in seen:
        return
    problems = check_document(book, kind, document_id, unit_of)
    if problems:
        raise LawInvalid(problems)
    seen.add((kind, document_id))
