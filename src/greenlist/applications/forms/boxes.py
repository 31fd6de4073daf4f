"""One control for a value: which kind of control, what stands in it, which units it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.data import counted_in_row_unit
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections import Box
from greenlist.documents.form.draft import shown_unit, units_for
from greenlist.documents.form.layout import NO, OPEN_UNITS, YES
from greenlist.engine.fields import Field

from .reading import Read, plain_unit, read, text_of

Option = tuple[str, str, bool]  # value, words, chosen
LONG = frozenset({"简介", "简要", "经验", "内容", "亮点"})


@dataclass
class ShownBox:
    """A control. `widget`: number, text, long, date, select, ticks, file."""

    box: Box
    widget: str
    text: str
    heading: str
    read: Read
    options: list[Option] = field(default_factory=list)
    units: list[Option] = field(default_factory=list)  # to choose from; none: `unit_text` stands beside
    unit_text: str = ""
    free_unit: bool = False
    unit: str = ""
    problem: str = ""
    evidence: int | None = None

    @property
    def place(self) -> str:
        """The place, which is the control's name."""
        return self.box.place

    @property
    def id(self) -> str:
        """The id of the control."""
        return f"f-{self.box.place}"


def box_of(box: Box, desk: Desk, problems: Mapping[str, str], typed: Mapping[str, Any]) -> ShownBox:
    """A control as it stands now; `typed` holds what was typed and not taken, which stays in the control."""
    claim = desk.claim(box.place)
    content = claim.content if claim is not None else desk.initial.get(box.place)
    content = typed.get(box.place, content)
    unit = plain_unit(claim.unit, box.field) if claim is not None else ""
    shown = ShownBox(box, _widget(box, content), text_of(content), _heading(box), read(box, content, unit), unit=unit)
    shown.problem = problems.get(box.place, "")
    shown.evidence = desk.file_id(claim.evidence_id) if claim is not None else None
    shown.options = _options(box.field, content)
    _put_units(shown, box.field, unit)
    return shown


def _heading(box: Box) -> str:
    return _("%(year)d 年") % {"year": box.year} if box.year is not None else ""


def _widget(box: Box, content: Any) -> str:
    field_ = box.field
    if field_.type in {"number", "integer"}:
        return "number"
    if field_.type == "bool" or (field_.type == "enum" and field_.values):
        return "select"
    if field_.type == "date":
        return "date" if not content or _is_day(str(content)) else "text"
    if field_.type == "list":
        return "ticks" if field_.values else "long"
    if field_.type == "file":
        return "file"
    long = box.limit is not None or any(word in field_.label for word in LONG) or len(text_of(content)) > 60
    return "long" if long else "text"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _options(field_: Field, content: Any) -> list[Option]:
    words = (YES, NO) if field_.type == "bool" else field_.values
    if field_.type == "list":
        chosen = set(content) if isinstance(content, list) else set(text_of(content).replace("；", "\n").split("\n"))
        return [(word, word, word in chosen) for word in words]
    text = text_of(content)
    own = [] if text in {*words, ""} else [(text, text, True)]  # what cannot be read is kept, and marked
    return [*((word, word, word == text) for word in words), *own]


def _put_units(shown: ShownBox, field_: Field, unit: str) -> None:
    if shown.widget != "number":
        return
    if field_.table and counted_in_row_unit(field_) and not unit:
        return
    if field_.unit in OPEN_UNITS and field_.unit:
        shown.free_unit, shown.unit_text = True, OPEN_UNITS[field_.unit]
        return
    offered = [(plain_unit(name, field_), name) for name in units_for(field_.unit)]
    if unit and unit not in {value for value, _name in offered}:
        offered.append((unit, shown_unit(unit)))
    if len(offered) > 1:
        shown.units = [(value, name, value == unit) for value, name in offered]
    else:
        shown.unit_text = shown_unit(field_.unit)
