"""Sentences kept as data: a message with its parameters as JSON, said again in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from greenlist.engine.messages import Language, Message, render


def kept(message: Message) -> dict[str, Any]:
    """A message as JSON."""
    return {"code": message.code, "params": {name: _kept(one) for name, one in message.params.items()}}


def _kept(value: Any) -> Any:
    if isinstance(value, Message):
        return kept(value)
    return {"number": format(value, "f")} if isinstance(value, Decimal) else value


def said(data: Mapping[str, Any], language: Language) -> str:
    """The sentence, '' where none was kept."""
    return render(_message(data), language) if data else ""


def _message(data: Mapping[str, Any]) -> Message:
    return Message(data["code"], {name: _read(one) for name, one in data["params"].items()})


def _read(value: Any) -> Any:
    if isinstance(value, dict) and "code" in value:
        return _message(value)
    return Decimal(value["number"]) if isinstance(value, dict) else value
