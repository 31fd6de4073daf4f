"""The one verb of the journal: record an act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from greenlist.engine import clock

from . import chain
from .context import Actor, current
from .models import Entry, Head
from .queries import APPEND, COLUMNS, HEAD

_SECRET = ("password", "passwd", "token", "secret", "recovery", "totp", "credential", "api_key", "private_key")
MASK = "***"


def record(
    act: str,
    subject: models.Model,
    *,
    by: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    subject_name: str = "",
) -> Entry:
    """Add an entry about `subject` to the chain, inside the transaction of the act itself.

    The row at the head is locked until that transaction ends, so call it last: whoever holds the head waits for
    nobody, and no two acts can wait for each other. If it cannot write, it raises and the act does not happen.
    Values under a key that names a secret are masked.

    `act` is object and past participle (`application.submitted`); `before` and `after` hold plain JSON values.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.record outside of a transaction")
    last, previous = _head()
    context = current()
    entry = Entry(
        seq=last + 1, at=clock.now(), context=context.id, act=act, actor=by.id, actor_name=by.name[:120],
        hat=by.hat[:200], source=context.source[:64], object_type=subject._meta.label_lower,  # noqa: SLF001 - Django's way to a model's name
        object_id=str(subject.pk), object_name=(subject_name or str(subject))[:300], reason=str(reason),
        before=masked(before), after=masked(after), previous=previous,
    )  # fmt: skip
    if settings.JOURNAL_SM3:
        entry.sm3 = chain.sm3(entry)
    entry.sha256 = chain.sha256(entry)
    _append(entry)
    return entry


def _head() -> tuple[int, str]:
    """Number and hash of the last entry, locked. The first one ever makes the row; of two that try, one waits."""
    found = _held_head()
    if found is None:
        Head.objects.get_or_create(pk=1, defaults={"seq": 0, "sha256": chain.START})
        found = _held_head()
    return found or (0, chain.START)


def _held_head() -> tuple[int, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        found: tuple[int, str] | None = cursor.fetchone()
    return found


def _append(entry: Entry) -> None:
    """Write the entry and move the head to it: both or, with an error, neither."""
    values = [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [*values, entry.seq, entry.sha256])
    entry._state.adding, entry._state.db = False, connection.alias  # noqa: SLF001 - as after save()


def masked(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The same with secrets hidden, at any depth."""
    if values is None:
        return None
    return {str(key): MASK if _is_secret(str(key)) else _masked_value(value) for key, value in values.items()}


def _masked_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return masked(value)
    return [_masked_value(one) for one in value] if isinstance(value, (list, tuple)) else value


def _is_secret(key: str) -> bool:
    return any(word in key.lower() for word in _SECRET)
