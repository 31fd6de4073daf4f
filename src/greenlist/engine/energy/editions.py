"""Which edition of a quota standard is in force on a date (energy.md 3.2 and 7.1, 6).

A published edition that is not yet effective is never used. Where the edition in force is known by name
only, the answer is its name, so that the applicant is told which standard is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say

from .inquiry import Inquiry

STANDARDS = "energy_quota_standards"
LEVELS = "energy_quota_levels"

_NAME = re.compile(r"^(?:GB(?:/T)?\s*)?(?P<numbers>[\d./]+)-(?P<year>\d{4})$")
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
    """One edition as the catalogue or the level table knows it."""

    edition: str
    effective: date | None
    replaces: tuple[str, ...]
    first: bool
    row: Row

    @property
    def year(self) -> int:
        """The year in its name."""
        return int(self.edition) if self.edition.isdigit() else 0


def edition_in_force(standard: str, on: date, inquiry: Inquiry) -> InForce | NotLoaded:
    """The edition of `standard` ("GB 21256") that governs on a date."""
    editions = known_editions(standard, inquiry)
    started = [e for e in editions if e.effective is not None and e.effective <= on]
    future = [e for e in editions if (e.effective > on if e.effective else e.year > on.year)]
    undated = [e for e in editions if e.effective is None and e.year <= on.year]
    facts = inquiry.use(*(e.row.cite() for e in editions))
    if started:
        return _newest(standard, started, undated, facts)
    if future:
        return _before(standard, future, undated, on, facts)
    names = [f"{standard}-{e.edition}" for e in undated] or [standard]
    return NotLoaded(say("energy.effective_unknown", standards=names, on=on), facts)


def _newest(
    standard: str, started: list[Edition], undated: list[Edition], facts: tuple[AnyFact, ...]
) -> InForce | NotLoaded:
    newest = max(started, key=lambda e: (e.effective or date.min, e.year))
    doubtful = [f"{standard}-{e.edition}" for e in undated if e.year > newest.year]
    if doubtful:
        return NotLoaded(say("energy.edition_doubtful", standards=doubtful), facts)
    return InForce(standard, newest.edition, facts)


def _before(
    standard: str, future: list[Edition], undated: list[Edition], on: date, facts: tuple[AnyFact, ...]
) -> InForce | NotLoaded:
    coming = min(future, key=lambda e: (e.effective or date.max, e.year))
    if undated:  # its own date is not known, but it holds until the edition that replaces it begins
        held = max(undated, key=lambda e: e.year)
        beside = tuple(name for name in coming.replaces if name != f"{standard}-{held.edition}")
        return InForce(standard, held.edition, facts, beside)
    starts = coming.effective.isoformat() if coming.effective else "—"
    name = f"{standard}-{coming.edition}"
    if coming.replaces:
        missing = list(coming.replaces)
        return NotLoaded(
            say("energy.predecessor_missing", missing=missing, coming=name, starts=starts, on=on), facts
        )
    if coming.first:
        return NotLoaded(say("energy.first_edition_coming", coming=name, starts=starts, on=on), facts, first=True)
    return NotLoaded(say("energy.predecessor_unknown", coming=name, starts=starts, on=on), facts)


def known_editions(standard: str, inquiry: Inquiry) -> list[Edition]:
    """Every edition of a standard: those of the catalogue, and those that only the level table has."""
    found: dict[str, Edition] = {}
    for row in inquiry.book.table(STANDARDS).rows:
        if row.text("standard") == standard:
            found[row.text("edition")] = _edition(row)
    for row in inquiry.book.table(LEVELS).rows:
        if row.text("standard") == standard:
            found.setdefault(row.text("edition"), _edition(row))
    return list(found.values())


def _edition(row: Row) -> Edition:
    replaces = names(row["replaces"])
    first = row["first_edition"] is True or "first edition" in row.text("note")
    return Edition(row.text("edition"), row["effective_from"], replaces, first, row)


def names(cell: object) -> tuple[str, ...]:
    """Standards named in a `replaces` cell, one by one: "GB 29138/29139-2012" are two."""
    parts: Iterable[str] = cell if isinstance(cell, tuple) else re.split("[,;、，；]", str(cell or ""))
    out: list[str] = []
    for part in (part.strip() for part in parts):
        match = _NAME.match(part)
        if match is None:
            out += [part] if part else []
            continue
        out += [f"GB {number}-{match['year']}" for number in match["numbers"].split("/")]
    return tuple(out)


def code_and_edition(name: str) -> tuple[str, str]:
    """"GB 21344-2015" -> ("GB 21344", "2015"); the edition is '' where the name has none."""
    match = _CODE.match(" ".join(name.replace("－", "-").split()))
    if match is None:
        return name.strip(), ""
    code = re.sub(r"^(GB(?:/T)?)\s*", r"\1 ", match["code"], flags=re.IGNORECASE).upper()
    return code, match["year"] or ""
