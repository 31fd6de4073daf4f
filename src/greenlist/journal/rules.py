"""Who may read the journal: the audit administrator, and nobody else."""

from __future__ import annotations

from typing import Protocol

from django.db.models import QuerySet

from .context import Actor
from .models import Entry

READER = "audit_admin"  # parties.models.Role.AUDIT_ADMIN; this floor knows nothing of parties


class Wearer(Protocol):
    """What this floor needs to know of a hat (parties.access.Hat)."""

    @property
    def role(self) -> str: ...  # noqa: D102 - see the hat

    @property
    def actor(self) -> Actor: ...  # noqa: D102 - see the hat


class JournalAccess:
    """The one answer about entries."""

    def visible(self, hat: Wearer | None) -> QuerySet[Entry]:
        """The entries a hat may see: all, or none."""
        return Entry.objects.all() if self.may(hat, "see") else Entry.objects.none()

    def may(self, hat: Wearer | None, act: str, row: Entry | None = None) -> bool:  # noqa: ARG002 - all rows are alike
        """Acts: see, export, verify. There is none that changes."""
        return hat is not None and hat.role == READER and act in {"see", "export", "verify"}


journal = JournalAccess()
