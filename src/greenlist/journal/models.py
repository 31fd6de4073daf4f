"""What is kept of every act: one entry each, chained by hash, never changed or removed."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models


class Entry(models.Model):
    """One act. It names its actor and object in words as well, so that it outlives both.

    `sm3` is over `previous` and every other column in canonical form (`chain.py`) where the setting asks for it,
    '' otherwise; `sha256` is over the same and `sm3`. No column can be changed without a hash that tells.
    """

    seq = models.BigIntegerField(primary_key=True)  # 1, 2, 3 ... without gaps
    at = models.DateTimeField()
    context = models.UUIDField()  # one per request or command
    act = models.CharField(max_length=80)  # application.submitted
    actor = models.CharField(max_length=40, blank=True)  # id of the person, '' for the program itself
    actor_name = models.CharField(max_length=120)
    hat = models.CharField(max_length=200, blank=True)  # organisation and role at the time
    source = models.CharField(max_length=64, blank=True)  # network address
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    object_name = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    before: models.JSONField[Any, Any] = models.JSONField(null=True)
    after: models.JSONField[Any, Any] = models.JSONField(null=True)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=["object_type", "object_id", "seq"], name="journal_by_object"),
            models.Index(fields=["actor", "seq"], name="journal_by_actor"),
            models.Index(fields=["at"], name="journal_by_time"),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'pgtrigger: the journal is append-only';",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.object_name}"


class Head(models.Model):
    """Where the chain ends: one row, locked by whoever adds an entry. Shows when the last entries are gone."""

    seq = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="journal_one_head"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.sha256}"


class SpentKey(models.Model):
    """An idempotency key that was used, with the answer it got: the same key gets the same answer, once.

    `status` 0: its request is still at work. `body` None: the answer was too long, or a file, and was not kept.
    """

    key = models.CharField(max_length=64)
    person = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=300)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    messages: models.JSONField[Any, Any] = models.JSONField(default=list)  # what the next page tells: level, text
    body = models.BinaryField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "person"], name="journal_key_spent_once"),)
        indexes = (models.Index(fields=["at"], name="journal_key_age"),)

    def __str__(self) -> str:
        return f"{self.key} {self.path}"
