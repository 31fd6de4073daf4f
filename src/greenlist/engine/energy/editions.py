"""Which edition of a quota standard is in force on a date (energy.md 3.2 and 7.1, 6).

A published edition that is not yet effective is never used. Where the edition in force is known by name
only, the answer is its name, so that the applicant is told which standard is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say

from .index import rows_named
from .inquiry import Inquiry

STANDARDS = "energy_quota_standards"
LEVELS = "energy_quota_levels"

_CODE = re.compile(r"^(?P<code>.*?\d)\s*(?:-\s*(?P<year>\d{4}))?$")


@dataclass(frozen=True, slots=True)
class InForce:
    """The edition that governs on the date. `beside`: other standards the next edition will replace too."""

    standard: str
    edition: str
    facts: tuple[AnyFact, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """GB 16780-2021."""
        return f"{self.standard}-{self.edition}"


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """What governs is not in the tables, or cannot be told; `reason` names what is missing.

    `first` True: the catalogue says that the only edition is a first one and not yet effective, so no
    standard governs at all.
    """

    reason: Message
    facts: tuple[AnyFact, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as the catalogue knows it; `begins` None where its first day in force is not known."""

    edition: str
    begins: date | None
    ends: date | None
    replaces: tuple[str, ...]
    first: bool
    row: Row

    @property
    def year(self) -> int:
        """The year in its name, 0 where it has none."""
        return int(self.edition) if self.edition.isdigit() else 0


def edition_in_force(standard: str, on: date, inquiry: Inquiry) -> InForce | NotLoaded:
    """The edition of `standard` ("GB 21256") that governs on a date."""
    editions = [e for e in known_editions(standard, inquiry) if e.ends is None or e.ends > on]
    started = [e for e in editions if e.begins is not None and e.begins <= on]
    undated = [e for e in editions if e.begins is None and e.year <= on.year]
    # A predecessor whose own first day is not known holds until the edition that replaces it begins.
    held = [e for e in undated if e.ends is not None]
    facts = inquiry.use(*(e.row.cite() for e in editions))
    governing = max(started or held, key=lambda e: (e.begins or date.min, e.year), default=None)
    doubtful = [e for e in undated if e.ends is None and (governing is None or e.year > governing.year)]
    if doubtful:
        names_of = [f"{standard}-{e.edition}" for e in doubtful]
        return NotLoaded(say("energy.effective_unknown", standards=names_of, on=on), facts)
    if governing is not None:
        return InForce(standard, governing.edition, facts, _beside(standard, governing, editions))
    coming = [e for e in editions if e.year > on.year or (e.begins is not None and e.begins > on)]
    if not coming:
        return NotLoaded(say("energy.standard_unknown", standard=standard), facts)
    return _coming(standard, min(coming, key=lambda e: (e.begins or date.max, e.year)), on, facts)


def _beside(standard: str, held: Edition, editions: list[Edition]) -> tuple[str, ...]:
    """What else is replaced together with a held predecessor: its rows may stand there."""
    name = f"{standard}-{held.edition}"
    later = [e for e in editions if name in e.replaces]
    return tuple(other for e in later for other in e.replaces if other != name)


def _coming(standard: str, coming: Edition, on: date, facts: tuple[AnyFact, ...]) -> NotLoaded:
    """Only a later edition is known: say what governs until it begins."""
    name, starts = f"{standard}-{coming.edition}", coming.begins or "—"
    if coming.first:
        return NotLoaded(say("energy.first_edition_coming", coming=name, starts=starts, on=on), facts, first=True)
    if coming.replaces:
        missing = list(coming.replaces)
        return NotLoaded(say("energy.predecessor_missing", missing=missing, coming=name, starts=starts, on=on), facts)
    return NotLoaded(say("energy.predecessor_unknown", coming=name, starts=starts, on=on), facts)


def known_editions(standard: str, inquiry: Inquiry) -> list[Edition]:
    """Every edition of a standard that the catalogue has."""
    return [_edition(row) for row in rows_named(inquiry.book, STANDARDS, "standard", standard)]


def _edition(row: Row) -> Edition:
    return Edition(
        row.text("edition"), row["effective_from"], row["effective_to"], names(row["replaces"]),
        row["first_edition"] is True, row,
    )  # fmt: skip


def names(cell: object) -> tuple[str, ...]:
    """The standards a `replaces` cell names."""
    parts = cell if isinstance(cell, tuple) else str(cell or "").split(";")
    return tuple(part.strip() for part in parts if part.strip())


def code_and_edition(name: str) -> tuple[str, str]:
    """Code and edition of a name: GB 21344-2015 is ("GB 21344", "2015"); '' where it names no edition."""
    match = _CODE.match(" ".join(name.replace("－", "-").split()))
    if match is None:
        return name.strip(), ""
    code = re.sub(r"^(GB(?:/T)?)\s*", r"\1 ", match["code"], flags=re.IGNORECASE).upper()
    return code, match["year"] or ""
