"""Answers in their one plain form, however they were written: so that equal answers are equal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

PROOF_PARTS = ("evidence", "file", "source", "queried_on")
JUDGED_PARTS = ("points", "answer", "reason", "assessor", "evidence")  # evidence: a name, of a file not handed in yet
SCORE_PARTS = ("total", "report", "sha256")
EVENT_PARTS = ("kind", "on", "grade", "document", "cleared_on", "text")


def plain_condition(content: Any) -> dict[str, Any] | None:
    """An answer in its one plain form: empty parts left out, each proof with its own date; None for no answer."""
    given = content if isinstance(content, dict) else {}
    listed = given.get("proof")
    if isinstance(listed, str) and listed:
        listed = [{"file": listed, "source": given.get("source"), "queried_on": given.get("queried_on")}]
    proofs = [_filled(one, PROOF_PARTS) for one in listed or ()] if isinstance(listed, list) else []
    events = [_filled(one, EVENT_PARTS) for one in given.get("events") or ()]
    plain = _texts(given, ("answer", "sub", "reason", "by"))
    if plain.get("answer") == "unknown" and len(plain) == 1:
        plain = {}
    lists = {"proof": [one for one in proofs if set(one) - {"source"}], "events": [one for one in events if one]}
    parts = plain | {key: listed for key, listed in lists.items() if listed}
    return {"answer": "unknown"} | parts if parts else None


def _filled(one: dict[str, Any], parts: tuple[str, ...]) -> dict[str, Any]:
    return {part: one[part] for part in parts if one.get(part)}


def _texts(given: dict[str, Any], parts: tuple[str, ...]) -> dict[str, str]:
    """The parts as texts; zero is one, empty is none."""
    texts = {
        part: str(given[part]).strip() for part in parts if isinstance(given.get(part), (str, int, float, Decimal))
    }
    return {part: text for part, text in texts.items() if text}


def plain_judged(content: Any) -> dict[str, Any]:
    """A judgement in its one plain form."""
    given = content if isinstance(content, dict) else {}
    plain = _texts(given, JUDGED_PARTS)
    return {} if plain == {"answer": "unknown"} else plain


def plain_score(content: Any) -> dict[str, Any]:
    """A claimed score in its one plain form."""
    given = content if isinstance(content, dict) else {}
    by_year = given.get("by_year") if isinstance(given.get("by_year"), dict) else {}
    years = _texts({str(year): value for year, value in (by_year or {}).items()}, tuple(map(str, by_year or ())))
    plain = _texts(given, SCORE_PARTS)
    return plain | ({"by_year": years} if years else {})
