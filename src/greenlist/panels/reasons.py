"""Sentences kept as data, said again in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language

from greenlist.engine.messages import Language, Message, render


def kept(message: Message) -> dict[str, Any]:
    """A message as JSON."""
    return {"code": message.code, "params": {name: _kept(one) for name, one in message.params.items()}}


def _kept(value: Any) -> Any:
    if isinstance(value, Message):
        return kept(value)
    return value.isoformat() if isinstance(value, date) else value


def message(data: Mapping[str, Any]) -> Message:
    """What `kept` wrote."""
    params = {name: message(one) if isinstance(one, dict) else one for name, one in data["params"].items()}
    return Message(data["code"], params)


def language() -> Language:
    """That of the page."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def said(given: Message) -> str:
    """A message in the language of the page."""
    return render(given, language())
