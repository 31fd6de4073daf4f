"""How entries hang together: the canonical text of one, and its hashes."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Entry

START = "0" * 64
HASHED = (
    "seq", "at", "context", "act", "actor", "actor_name", "hat", "source", "object_type", "object_id", "object_name",
    "reason", "before", "after", "previous",
)  # fmt: skip


def canonical(entry: Entry, *more: str) -> bytes:
    """The bytes that are hashed: every column, and `more`, in a fixed order as JSON, times in UTC to the microsecond.

    The same before an entry is written and after the database gave it back: `jsonb` keeps numbers by their value,
    so a whole float is written as the whole number it is.
    """
    columns = [_plain(getattr(entry, name)) for name in (*HASHED, *more)]
    return json.dumps(columns, ensure_ascii=False, sort_keys=True).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, (int, str, type(None))) else str(value)


def sha256(entry: Entry) -> str:
    """The link to the next entry; over the sm3 of this one too."""
    return hashlib.sha256(canonical(entry, "sm3")).hexdigest()


def sm3(entry: Entry) -> str:
    """The same with SM3 (GB/T 32905-2016), taken first."""
    from gmssl import func, sm3 as library  # noqa: I001, PLC0415 - imported only where the setting asks for it

    digest: str = library.sm3_hash(func.bytes_to_list(canonical(entry)))  # type: ignore[no-untyped-call]
    return digest
