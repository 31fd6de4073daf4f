"""What the shape of an application file expects at a place, in the user's words (never the validator's)."""

from __future__ import annotations

from typing import Any

from greenlist.engine.messages import Message, say

_WORDS = {
    "int": "whole", "decimal": "number", "date": "date", "string": "text", "list": "list", "dict": "block",
    "model": "block", "is": "number", "finite": "number",
}  # fmt: skip


def expected(detail: Any) -> Message:
    """The expectation behind one fault of pydantic's list: by its type and limits."""
    kind, limits = detail["type"], detail.get("ctx") or {}
    if "ge" in limits:
        return say("input.at_least", least=str(limits["ge"]))
    if "le" in limits:
        return say("input.at_most", most=str(limits["le"]))
    if kind in {"enum", "literal_error"}:
        return say("input.one_of", words=str(limits.get("expected", "")).replace("'", "").replace(" or ", ", "))
    return say(f"input.expects_{_WORDS.get(kind.partition('_')[0], 'other')}")


def shown(value: Any) -> str:
    """The start of what stands there."""
    return "" if value is None else str(value)[:60]
