"""What a report would state: by the path in an application file, with where it stood; and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from greenlist.engine.fields import Fields
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.messages import Message

from .shape import Text, Unread

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing to be stated: its path, what is stated, the label and text of the report, and where they stood."""

    path: Path
    value: Any
    label: str
    text: str
    at: str
    unit: str = ""
    notes: tuple[Message, ...] = ()


@dataclass(slots=True)
class Draft:
    """What would be stated, and everything that is not: not understood, or with no place in an application.

    `chapters` are the texts of the report that an application has no line for.
    """

    taken: list[Taken] = field(default_factory=list)
    left: list[Unread] = field(default_factory=list)
    chapters: list[Text] = field(default_factory=list)

    def put(self, one: Taken) -> None:
        """Take one thing."""
        self.taken.append(one)

    def leave(self, at: str, text: str, why: Message) -> None:
        """Leave one thing out, with the reason."""
        self.left.append(Unread(at, text[:200], why))


@dataclass(frozen=True, slots=True)
class Asked:
    """What an application asks: the rule pack, the dictionary of fields, and the evaluation year."""

    pack: Pack
    fields: Fields
    year: int
    limits: Mapping[str, int]  # the most characters of texts of limited length, by field
    conditions: Mapping[str, str]  # names of the conditions that a person answers, by id
