"""A change of an uploaded workbook in words, both sides of it."""

from __future__ import annotations

from typing import Any

from greenlist.documents.form.layout import OPEN_UNITS

from .sections import Question
from .words import said_in_words


def both_in_words(question: Question, place: str, now: Any, new: Any) -> tuple[str, str]:
    """Both sides in words: of an answer the parts that differ, of a figure with its unit."""
    if isinstance(now, dict) and isinstance(new, dict) and "value" not in new:
        differ = [key for key in {**now, **new} if now.get(key) != new.get(key)]
        now, new = ({key: one[key] for key in differ if key in one} for one in (now, new))
    return said_in_words(with_unit(question, place, now)), said_in_words(with_unit(question, place, new))


def with_unit(question: Question, place: str, block: Any) -> Any:
    """A figure in its field's own unit says so."""
    box = next((one for one in getattr(question, "boxes", ()) if one.place == place), None)
    plain = isinstance(block, dict) and "value" in block and "unit" not in block
    if box is None or not plain or box.field.type not in {"number", "integer"} or box.field.unit in OPEN_UNITS:
        return block
    return block | {"unit": box.field.unit}
