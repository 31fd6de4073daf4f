"""Numbers of an application that the agency has not looked at yet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from greenlist.applications.models import Application, WitnessKind
from greenlist.applications.queries.evidence import Places
from greenlist.applications.sections import question_of_place, sections_of
from greenlist.engine.application.schema import TABLES

_NUMBERS = ("values", "years", *TABLES)


@dataclass(frozen=True, slots=True)
class Unverified:
    """How many claimed numbers nobody verified, and the name of the first."""

    count: int = 0
    first: str = ""


def unverified(application: Application) -> Unverified:
    """Claimed numbers without a verified value beside them; one confirmed as claimed has one. One query."""
    rows = application.statements.filter(current=True, content__isnull=False).order_by("pk")
    stated = list(rows.values_list("place", "witness", "content"))
    verified = {place for place, witness, _content in stated if witness == WitnessKind.VERIFIED}
    claimed = [
        place for place, witness, content in stated if witness == WitnessKind.CLAIMED and _number(place, content)
    ]
    sections = sections_of(application)
    left = [place for place in claimed if place not in verified and question_of_place(sections, place) is not None]
    return Unverified(len(left), Places(application).use(left[0]).label) if left else Unverified()


def _number(place: str, content: Any) -> bool:
    """Whether a number stands there, as typed."""
    if place.split(".", 1)[0] not in _NUMBERS:
        return False
    try:
        Decimal(str(content).replace(",", ""))
    except InvalidOperation:
        return False
    return True
