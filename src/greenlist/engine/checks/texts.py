"""Sentences of the catalogue with their blanks filled.

A blank is the name of a value that the check hands over, or a formula over the case: {energy_total},
{sum(products.energy)}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from greenlist.engine.decimals import grouped, round_half_up
from greenlist.engine.formula import Scope, Undetermined, compile_formula
from greenlist.engine.messages import Language, Message, render, say

from .catalogue import Words

_BLANK = re.compile(r"\{([^{}]+)\}")
_UNKNOWN = "—"
_DIGITS_SHOWN = 6  # significant digits of a computed figure in a sentence


def blanks(text: str) -> list[str]:
    """What stands between braces in a sentence."""
    return _BLANK.findall(text)


def finding_message(texts: tuple[str, str], values: Mapping[str, Any], scope: Scope) -> Message:
    """A sentence in both languages as one message."""
    chinese, english = fill(texts[0], values, scope, "zh"), fill(texts[1], values, scope, "en")
    return say("checks.finding", zh=chinese, en=english)


def fill(text: str, values: Mapping[str, Any], scope: Scope, language: Language) -> str:
    """One sentence with its blanks filled."""
    return _BLANK.sub(lambda found: shown(_answer(found.group(1), values, scope), language), text)


def _answer(blank: str, values: Mapping[str, Any], scope: Scope) -> Any:
    if blank in values:
        return values[blank]
    try:
        return compile_formula(blank).value(scope)
    except Undetermined:
        return _UNKNOWN


def shown(value: Any, language: Language) -> str:
    """A value as people read it."""
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, Words):
        return value.zh if language == "zh" else value.en
    if isinstance(value, bool):
        return {"zh": "是" if value else "否", "en": "yes" if value else "no"}[language]
    if isinstance(value, Decimal):
        return grouped(_trimmed(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(shown(item, language) for item in value)
    return str(value)


def _trimmed(number: Decimal) -> Decimal:
    places = _DIGITS_SHOWN - 1 - number.adjusted() if number else 0
    exponent = number.as_tuple().exponent
    long = isinstance(exponent, int) and -exponent > max(places, 2)
    return round_half_up(number, max(places, 2)) if long else number
