"""The one verb of the journal: record an act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction

from greenlist.engine import clock

from . import chain
from .context import Actor, current
from .models import Entry, Head

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
    head = _head()
    context = current()
    entry = Entry(
        seq=head.seq + 1, at=clock.now(), context=context.id, act=act, actor=by.id, actor_name=by.name[:120],
        hat=by.hat[:200], source=context.source[:64], object_type=subject._meta.label_lower,  # noqa: SLF001 - Django's way to a model's name
        object_id=str(subject.pk), object_name=(subject_name or str(subject))[:300], reason=str(reason),
        before=masked(before), after=masked(after), previous=head.sha256,
    )  # fmt: skip
    if settings.JOURNAL_SM3:
        entry.sm3 = chain.sm3(entry)
    entry.sha256 = chain.sha256(entry)
    entry.save(force_insert=True)
    Head.objects.filter(pk=1).update(seq=entry.seq, sha256=entry.sha256)
    return entry


def _head() -> Head:
    """The end of the chain, locked. The first entry ever makes it; of two that try, one waits for the other."""
    held = Head.objects.select_for_update()
    head = held.filter(pk=1).first()
    if head is None:
        Head.objects.get_or_create(pk=1, defaults={"seq": 0, "sha256": chain.START})
        head = held.get(pk=1)
    return head


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
