"""Whether a round makes batches now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from greenlist.engine import clock
from greenlist.paperwork.models import BatchHold
from greenlist.paperwork.rules.holds import holds
from greenlist.parties.access import Hat, Ruling
from greenlist.rounds import asides
from greenlist.rounds.models import Round


def hold_of(round_id: int) -> BatchHold | None:
    """The hold in force, None where batches are made. One query."""
    return in_force().filter(round=round_id).select_related("by").first()


def in_force() -> QuerySet[BatchHold]:
    """The holds that hold now."""
    return BatchHold.objects.filter(lifted_at=None, until__gt=clock.now())


@dataclass(frozen=True, slots=True)
class Shown:
    """What the round's page says of batches."""

    round: Round
    hold: BatchHold | None
    may: Ruling


def aside(round_: Round, hat: Hat | None) -> Shown | None:
    """The same for those who ask for batches or hold them. One query."""
    if not holds.concerns(hat):
        return None
    return Shown(round_, hold_of(round_.pk), holds.ruling(hat, round_))


def register() -> None:
    """Let the round's page show it."""
    asides.ASIDES["paperwork/_aside.html"] = aside
