"""One line of a report as the value its field asks for, or why it is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from greenlist.engine.application.values import BadValue, read_value
from greenlist.engine.decimals import show
from greenlist.engine.fields import Field
from greenlist.engine.messages import Message, say

from .marks import has_boxes, ticked

_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SPAN = re.compile(r"[至到~—]+|--|-(?=\s*\d{4}[-年/.])")


class NotTaken(ValueError):
    """A text that gives no value; `why` says what to do."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.code)
        self.why = why


def value_of(text: str, field: Field) -> Any:
    """A text as the statement of a field: text, list of texts, or number with its unit. Raises NotTaken."""
    if field.type == "enum":
        return choice(text, field.values)
    if field.type == "date":
        text = _SPAN.split(text.strip())[-1].strip() if field.id == "licence_valid_to" else text
        text = re.sub(r"\s+", "", text)
    given = _read(text, field)
    if given is None:
        return None
    if field.type == "list":
        return list(given.value)
    if field.type in {"number", "integer"}:
        return show(given.value)
    return given.value.isoformat() if hasattr(given.value, "isoformat") else given.value


def _read(text: str, field: Field) -> Any:
    try:
        given = read_value(text, field)
    except BadValue as bad:
        raise NotTaken(bad.message) from None
    return given[-1] if given else None


# Words for the options of a column that people write instead of them.
_WORDS = {
    "energy.direction": {"外购": "购入", "in": "购入", "外供": "输出", "外售": "输出", "out": "输出"},
    "pollutants.medium": {"废水": "水", "水污染物": "水", "废气": "气", "大气": "气", "大气污染物": "气"},
}


def worded(text: str, field: Field) -> Any:
    """A cell of words of a data table as its field asks. Raises NotTaken."""
    text = _WORDS.get(field.id, {}).get(text.lower(), text)
    if field.type == "enum" and not field.values and not has_boxes(text):
        return text
    value = value_of(text, field)
    if value in (None, "", []):
        raise NotTaken(say("reading.record_bare"))
    return value


def choice(text: str, values: Sequence[str]) -> str:
    """The one option that is ticked or written, as the field calls it. Raises NotTaken."""
    words = [text.strip()]
    if has_boxes(text):
        words = ticked(text)
        if not words:
            raise NotTaken(say("reading.no_tick"))
    # a box around a group (内资) may be ticked beside the one inside of it
    found = list(dict.fromkeys(option for word in words if (option := _option(word, values))))
    if len(found) > 1:
        raise NotTaken(say("reading.many_ticks", words=words))
    if not found:
        raise NotTaken(say("reading.choice_unknown", text="、".join(words)[:40], words=list(values)))
    return found[0]


def _option(word: str, values: Sequence[str]) -> str:
    bare = _bare(word)
    exact = next((value for value in values if _bare(value) == bare), "")
    if exact or len(bare) < 2:  # one sign is no option
        return exact
    inside = [value for value in values if bare in re.split(r"[()]", unicodedata.normalize("NFKC", value))]
    return inside[0] if len(inside) == 1 else ""


def _bare(word: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", word)).strip("()")


def industry_codes(text: str) -> list[str]:
    """Every four-digit code of a line, each once."""
    return list(dict.fromkeys(_CODE.findall(unicodedata.normalize("NFKC", text))))
