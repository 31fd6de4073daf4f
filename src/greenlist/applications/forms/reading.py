"""How the engine reads what was typed: said beside the field at once, so that nobody is surprised later."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.models import Statement
from greenlist.applications.sections import Box
from greenlist.documents.form.draft import shown_unit
from greenlist.documents.form.layout import NO, YES
from greenlist.engine.application.values import BadValue, read_value
from greenlist.engine.case import Given
from greenlist.engine.decimals import brief
from greenlist.engine.fields import Field

from .words import told


@dataclass(frozen=True, slots=True)
class Read:
    """`problem`: why it cannot be taken as it stands ('' where it can). `shown`: how it is read, where that differs."""

    problem: str = ""
    shown: str = ""


NOTHING = Read()


def read(box: Box, content: Any, unit: str) -> Read:
    """How the content of a box is read."""
    if content is None:
        return NOTHING
    try:
        given = read_value({"value": content, "unit": unit} if unit else content, box.field)
    except BadValue as bad:
        return Read(problem=told(bad.message, box.field.unit))
    if not given:
        return NOTHING
    return Read(_too_long(box, content), _as_read(content, given[-1], box.field))


def _too_long(box: Box, content: Any) -> str:
    """Texts of limited length are counted without blanks (CHK-19)."""
    length = len("".join(str(content).split()))
    if box.limit is None or length <= box.limit:
        return ""
    return _("已写 %(length)d 字，最多 %(most)d 字，请压缩。") % {"length": length, "most": box.limit}


def _as_read(content: Any, given: Given, field: Field) -> str:
    if isinstance(given.value, Decimal):
        if str(content).isascii() and not given.stated:
            return ""  # digits read as anybody reads them
        return f"{brief(given.value)} {shown_unit(given.unit)}".strip()
    if field.type == "date" and str(given.value) != str(content).strip():
        return str(given.value)
    return ""


def text_of(content: Any) -> str:
    """Content as it stands in a control; '' for nothing."""
    if content is None:
        return ""
    if isinstance(content, bool):
        return YES if content else NO
    if isinstance(content, list):
        return "\n".join(str(one) for one in content)
    return str(content)


def plain_unit(unit: str, field: Field) -> str:
    """A unit in plain letters; '' for the field's own, so that one unit has one spelling."""
    plain = unit.replace("³", "3").replace("²", "2").replace("₂", "2").strip()
    return "" if plain == field.unit else plain


def said_to_people(one: Statement, field: Field | None) -> str:
    """What a statement says, in one line with its unit."""
    if isinstance(one.content, dict):
        return _("（见内容）")
    counted = field is not None and field.type in {"number", "integer"}
    unit = shown_unit(one.unit or field.unit) if field is not None and counted else ""
    text = text_of(one.content).replace("\n", "；") or _("（空）")
    return f"{text} {unit}".strip()
