"""How an agency and an applicant are related: what they declare, what their data show, what the law makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.engine.lawbook.schema.policy import AgencyRelations

from .facts import Body, Relation


@dataclass(frozen=True, slots=True)
class Declared:
    """What one of the two sides declares; `until` None: it still lasts."""

    sort: str  # a key of AgencyRelations
    detail: str = ""
    until: date | None = None


def relations(
    agency: Body,
    unit: Body,
    rule: AgencyRelations,
    *,
    declared: Sequence[Declared],
    worked_at: Mapping[str, Sequence[str]],
    on: date,
) -> tuple[Relation, ...]:
    """Every relation in the order of the law, declared ones first. `worked_at`: somebody's name -> earlier employers."""
    del agency, unit, rule, declared, worked_at, on
    return ()
