"""What in a filing a person must look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from greenlist.engine.lawbook.schema.policy import AgencyConditions

from .facts import ElsewhereFiled, Filed, Remark


def remarks(
    filed: Filed, *, on: date, elsewhere: Sequence[ElsewhereFiled] = (), rule: AgencyConditions | None = None
) -> tuple[Remark, ...]:
    """The remarks on a filing, by code, then in the order of the list."""
    del filed, on, elsewhere, rule
    return ()
