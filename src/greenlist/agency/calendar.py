"""What the visits of an agency say when they are laid side by side: leads, never verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from .facts import Lead, Visit


def leads(visits: Sequence[Visit]) -> list[Lead]:
    """What is worth looking at."""
    del visits
    return []
