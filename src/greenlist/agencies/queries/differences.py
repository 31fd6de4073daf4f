"""What the agency verified beside what the unit claimed, and what that does to the score."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from greenlist.applications.models import Application


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that was verified: as claimed, as verified, the difference. None: no number."""

    place: str
    label: str
    claimed: str
    verified: str
    unit: str = ""
    difference: Decimal | None = None
    percent: Decimal | None = None
    reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.claimed != self.verified


@dataclass(frozen=True, slots=True)
class Differences:
    """All of an application, and the score by claims alone and with what was verified. None: undetermined."""

    rows: tuple[Difference, ...] = field(default=())
    score_claimed: Decimal | None = None
    score_verified: Decimal | None = None


def differences(application: Application) -> Differences:
    """Claimed beside verified."""
    raise NotImplementedError
