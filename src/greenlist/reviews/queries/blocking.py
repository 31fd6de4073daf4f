"""Exclusion conditions that may stop an application, and the stops there were."""

from __future__ import annotations

from greenlist.applications.models import Application
from greenlist.reviews.models import Block
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round


def conditions_of(round_: Round) -> dict[str, str]:
    """The exclusion conditions of a round's policy: id and what people call it."""
    policy = book_of(round_).policy(round_.policy_id)
    return {one.id: one.name for one in policy.exclusion.conditions}


def blocks_of(application: Application) -> list[Block]:
    """Every stop of an application, the newest first. One query."""
    return list(application.blocks.select_related("by", "ended_by"))
