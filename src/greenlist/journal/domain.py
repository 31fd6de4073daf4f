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

_SECRET = ("password", "token", "secret", "recovery", "totp")
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

    The row at the head is locked until that transaction ends, so call it last. If it cannot write, it raises
    and the act does not happen. Keys that name a secret are masked.

    `act` is object and past participle (`application.submitted`); `before` and `after` hold plain JSON values.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.record outside of a transaction")
    head = Head.objects.select_for_update().filter(pk=1).first() or Head(pk=1, seq=0, sha256=chain.START)
    context = current()
    entry = Entry(
        seq=head.seq + 1, at=clock.now(), context=context.id, act=act, actor=by.id, actor_name=by.name[:120],
        hat=by.hat[:200], source=context.source[:64], object_type=subject._meta.label_lower,  # noqa: SLF001 - Django's way to a model's name
        object_id=str(subject.pk), object_name=(subject_name or str(subject))[:300], reason=reason,
        before=masked(before), after=masked(after), previous=head.sha256,
    )  # fmt: skip
    entry.sha256 = chain.sha256(entry)
    if settings.JOURNAL_SM3:
        entry.sm3 = chain.sm3(entry)
    entry.save(force_insert=True)
    head.seq, head.sha256 = entry.seq, entry.sha256
    head.save()
    return entry


def masked(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The same with secrets hidden, at any depth."""
    if values is None:
        return None
    return {key: MASK if _is_secret(key) else _masked_value(value) for key, value in values.items()}


def _masked_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return masked(value)
    return [_masked_value(one) for one in value] if isinstance(value, list) else value


def _is_secret(key: str) -> bool:
    return any(word in key.lower() for word in _SECRET)
