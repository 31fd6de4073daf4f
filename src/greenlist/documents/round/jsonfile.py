"""JSON read as we need it: exact numbers, no key twice, nothing that is no plain data."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from greenlist.engine.decimals import parse_decimal
from greenlist.engine.messages import Message, say

_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class JsonProblem(Exception):
    """The text is not plain JSON; `line` is where (1-based, 0 where the parser does not say)."""

    def __init__(self, reason: Message, line: int = 0) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.line = line


def load_json(text: str) -> Any:
    """Plain data; numbers as int or Decimal, or as they stand where they are too long to be figures.

    Raises:
        JsonProblem: broken JSON, a key twice, NaN or Infinity, nesting too deep, half a character.
    """
    try:
        return json.loads(
            text, parse_int=_number, parse_float=_number, parse_constant=_constant, object_pairs_hook=_mapping
        )
    except json.JSONDecodeError as error:
        raise JsonProblem(say("input.json_syntax", column=error.colno), error.lineno) from None
    except RecursionError:
        raise JsonProblem(say("input.json_deep")) from None


def _number(text: str) -> int | Decimal | str:
    number = parse_decimal(text)
    if number is None:
        return text  # hundreds of digits: the reader of its field says what is expected
    return int(text) if text.lstrip("-").isdigit() else number


def _constant(word: str) -> NoReturn:
    raise JsonProblem(say("input.json_constant", word=word))


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key, value in pairs:
        if key in built:
            raise JsonProblem(say("input.json_twice", key=key))
        for word in (key, *(value if isinstance(value, list) else [value])):
            if isinstance(word, str) and _HALF_CHARACTER.search(word):
                raise JsonProblem(say("input.json_half", key=_HALF_CHARACTER.sub("?", key)))
        built[key] = value
    return built
