"""What the program says, by code, in Chinese first and English second.

A `Message` is a code with parameters; it stays data (JSON, tests, later translations) until `render`
turns it into a sentence. Each room keeps its sentences in a file of its own here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from greenlist.engine.decimals import brief

from . import (
    bundles,
    checks,
    commands,
    conditions,
    documents,
    dynamic,
    energy,
    filling,
    inputs,
    law,
    listings,
    lists,
    panel,
    papers,
    reading,
    receipts,
    scoring,
    screened,
    screening,
    screenings,
    site,
    summary,
    verdict,
)

Language = Literal["zh", "en"]

CATALOGUE: dict[str, tuple[str, str]] = {}
for room in (
    law,
    commands,
    inputs,
    scoring,
    conditions,
    energy,
    checks,
    documents,
    dynamic,
    summary,
    verdict,
    receipts,
    bundles,
    site,
    lists,
    listings,
    screening,
    screened,
    screenings,
    papers,
    filling,
    panel,
    reading,
):
    CATALOGUE.update(room.TEXTS)


@dataclass(slots=True)  # not frozen: results make them by the thousand, and freezing triples the cost
class Message:
    """One thing to say: `code` of the catalogue and the values its sentence names. Never changed once made."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return render(self)


def say(code: str, **params: Any) -> Message:
    """Make a message; `code` must stand in the catalogue (a test holds every call to it)."""
    return Message(code, params)


def render(message: Message, language: Language = "zh") -> str:
    """The sentence of a message in one language."""
    chinese, english = CATALOGUE[message.code]
    template = chinese if language == "zh" else english
    return template.format_map({name: _shown(value, language) for name, value in message.params.items()})


def _shown(value: Any, language: Language) -> str:
    if type(value) is str:  # most parameters are words already
        return value
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, Decimal):
        return brief(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(_shown(item, language) for item in value)
    return str(value)
