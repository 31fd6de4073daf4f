"""What other rooms know of a listed unit. They stand above this one and put their answer here when the site starts.

Each answers only what the hat may see; '' and None are "nothing that you may see".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from greenlist.documents.dynamic import Seen
from greenlist.engine.case import Case
from greenlist.parties.access import Hat


@dataclass(frozen=True, slots=True)
class LastCase:
    """The data of the last application handed in, and its receipt in words."""

    case: Case
    source: str


@dataclass(frozen=True, slots=True)
class LastScreening:
    """The newest screening: its day, and what it found."""

    on: date
    seen: tuple[Seen, ...]


CaseOf = Callable[[Hat | None, str, str], LastCase | None]  # hat, code of the unit, kind
ScreeningOf = Callable[[Hat | None, str], LastScreening | None]  # hat, code of the unit
CASES: list[CaseOf] = []
SCREENINGS: list[ScreeningOf] = []


def last_case(hat: Hat | None, uscc: str, kind: str) -> LastCase | None:
    """What the unit handed in last; None without a code, for only a code says that it is the same unit."""
    found = (ask(hat, uscc, kind) for ask in CASES) if uscc else ()
    return next((one for one in found if one is not None), None)


def last_screening(hat: Hat | None, uscc: str) -> LastScreening | None:
    """What screening found last; None without a code."""
    found = (ask(hat, uscc) for ask in SCREENINGS) if uscc else ()
    return next((one for one in found if one is not None), None)
