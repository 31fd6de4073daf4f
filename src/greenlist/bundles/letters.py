"""The letters of cities in a bundle: what a province needs to take in what it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from greenlist.applications.freezing import clock_text
from greenlist.applications.models import Submission
from greenlist.documents.letters.copies import LONGEST
from greenlist.recommendations.models import Recommendation, RecommendedUnit

FILE = "recommendations.json"
S = Recommendation.State


def letters_of(handed: Sequence[Submission]) -> list[dict[str, Any]]:
    """The letters with which applications of a bundle went to the province, as data. Two queries."""
    digests = {one.application_id: one.digest for one in handed}
    rows = RecommendedUnit.objects.filter(
        application__in=digests, went=True, recommendation__state=S.SENT,
        recommendation__level=Recommendation.Level.CITY,
    )  # fmt: skip
    letters: dict[int, dict[str, Any]] = {}
    for one in rows.select_related("recommendation__place", "recommendation__sent_by").order_by(
        "recommendation_id", "pk"
    ):
        letter = letters.setdefault(one.recommendation_id, _letter(one.recommendation))
        unit = {"receipt": digests[one.application_id], "position": one.position, "row": one.row, "basis": one.basis}
        letter["units"].append(unit)
    return list(letters.values())


def _letter(held: Recommendation) -> dict[str, Any]:
    return {
        "place": held.place.code, "number": held.letter_no,
        "on": held.letter_on.isoformat() if held.letter_on else None,
        "signer": held.signer, "text": held.text, "consulted": held.consulted, "digest": held.digest,
        "due_on": held.due_on.isoformat() if held.due_on else None,
        "sent_at": clock_text(held.sent_at) if held.sent_at else None,
        "sent_by": held.sent_by.name if held.sent_by else "", "copies": list(held.copies),
        "printed_by": held.printed_by, "printed_on": held.printed_on.isoformat() if held.printed_on else None,
        "units": [],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitOf:
    """A unit of a letter, named by the receipt of the version that went."""

    receipt: str
    position: int
    row: dict[str, Any]
    basis: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LetterOf:
    """A letter as a bundle tells of it."""

    place: str
    number: str
    on: date | None
    signer: str
    text: str
    consulted: str
    digest: str
    due_on: date | None
    sent_at: datetime
    sent_by: str
    units: tuple[UnitOf, ...]
    copies: tuple[str, ...] = ()  # who gets a copy; with the two below the foot of the letter
    printed_by: str = ""
    printed_on: date | None = None


def read_letters(found: Any) -> list[LetterOf]:
    """The letters of a bundle. Raises ValueError, KeyError, TypeError for what is none."""
    return [_read(one) for one in found or ()]


def _read(one: dict[str, Any]) -> LetterOf:
    units = tuple(UnitOf(str(u["receipt"]), int(u["position"]), dict(u["row"]), dict(u["basis"])) for u in one["units"])
    return LetterOf(
        str(one["place"]), str(one["number"])[:60], _day(one["on"]), str(one["signer"])[:60], str(one["text"]),
        str(one["consulted"]), str(one["digest"])[:64], _day(one["due_on"]), datetime.fromisoformat(one["sent_at"]),
        str(one["sent_by"])[:60], units, tuple(str(name) for name in one.get("copies") or ()),
        str(one.get("printed_by") or "")[:LONGEST], _day(one.get("printed_on")),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def letter_for(letters: Iterable[LetterOf], receipt: str) -> tuple[LetterOf, UnitOf] | None:
    """The last letter that a version went with; of two of the same second the one that stands later."""
    found = [(letter, unit) for letter in letters for unit in letter.units if unit.receipt == receipt]
    return max(reversed(found), key=lambda pair: pair[0].sent_at) if found else None
