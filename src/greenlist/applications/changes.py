"""What a workbook or another application would change: one line per place, and what each would state."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .data import digest_of
from .domain.stating import Said
from .models import Statement
from .sections import Question, Section
from .sections.shapes import Words


@dataclass
class Change:
    """One line of a preview. `gives` is what would be stated, by place; nothing where `refused` says why."""

    place: str
    label: str
    section: Section | None
    kind: str  # new | changed | row
    cell: str = ""
    now: str = ""
    then: str = ""
    who: str = ""
    at: datetime | None = None
    notes: list[str] = field(default_factory=list)
    refused: str | Promise = ""
    gives: dict[str, Said] = field(default_factory=dict)
    base: int = 0  # the statement that stands there now
    touched: bool = False  # stated by somebody since the preview that the user saw
    left: bool = False  # left out unless the user says otherwise

    @property
    def word(self) -> str:
        """The word on its tag."""
        if self.refused:
            return _("不采用")
        return {"new": _("新填"), "changed": _("改动"), "row": _("新行")}[self.kind]

    @property
    def tone(self) -> str:
        """Class of its tag."""
        if self.refused:
            return "tag-mute"
        return "tag-warn" if self.kind == "changed" else "tag-ok"


def seal(changes: Iterable[Change]) -> str:
    """A digest over what would be taken and what it was compared with: the same only while both stand."""
    return digest_of(
        [
            [one.place, one.base, {place: _plain(said) for place, said in one.gives.items()}]
            for one in changes
            if not one.refused
        ]
    )


def _plain(said: Said) -> list[Any]:
    return [said.content, said.unit, said.reason, said.evidence.pk if said.evidence else None, said.page]


def label_of(question: Question, place: str) -> str:
    """A place as people call it: the question, with the year where it asks for several."""
    boxes = getattr(question, "boxes", ())
    box = next((one for one in boxes if one.place == place), None)
    if place.startswith("not_applicable."):
        return _("%(label)s（不适用的理由）") % {"label": question.label}
    if place.startswith("chosen."):
        names: dict[str, Words] = {f"chosen.{item}": name for item, name in getattr(question, "members", ())}
        return _("选用 %(label)s") % {"label": names.get(place, place)}
    if box is not None and box.year is not None and len(boxes) > 1:
        return _("%(label)s %(year)d 年") % {"label": question.label, "year": box.year}
    return str(question.label)


def stood(change: Change, statement: Statement | None) -> Change:
    """The change with who stated what stands there now."""
    if statement is not None:
        change.base = statement.pk
        if statement.content is not None:
            change.who, change.at = statement.by.name, statement.at
    return change


def seen_of(changes: Iterable[Change]) -> str:
    """The statements that stand while a preview is looked at, for its form to send back."""
    return json.dumps({one.place: one.base for one in changes if not one.refused}, separators=(",", ":"))


def mark_touched(changes: Iterable[Change], seen: str) -> list[Change]:
    """Mark what was stated since a preview that sent `seen`; gives the marked ones, none where it is unreadable."""
    try:
        bases = json.loads(seen)
    except ValueError:
        return []
    if not isinstance(bases, dict):
        return []
    marked = [one for one in changes if one.place in bases and bases[one.place] != one.base]
    for one in marked:
        one.touched = True
    return marked
