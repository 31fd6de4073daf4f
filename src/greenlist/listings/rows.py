"""What was read of a list file: sections, rows, faults; and the same as plain JSON while a person looks at it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from greenlist.engine.messages import Message


@dataclass(slots=True)
class Row:
    """One line of a list as printed. `seq` 0: the file prints no number."""

    line: int  # of the sheet, from 1
    seq: int
    name: str
    region: str = ""
    industry: str = ""
    agency: str = ""
    uscc: str = ""  # valid, or ''
    kind: str = ""  # where the row itself says it
    batch: int | None = None
    new_name: str = ""
    original: dict[str, str] = field(default_factory=dict)  # header -> cell


@dataclass(slots=True)
class Section:
    """Rows under one header. `kind`: what title, header or rows suggest; a person confirms it."""

    sheet: str
    title: str
    header: list[str]
    columns: dict[str, int]
    kind: str
    doubts: list[Message] = field(default_factory=list)  # why the suggestion may be wrong
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Fault:
    """What is wrong at a line. `taken`: the row is taken all the same."""

    sheet: str
    line: int
    name: str
    reason: Message
    taken: bool


@dataclass(slots=True)
class Reading:
    """A whole file."""

    sections: list[Section] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows can be taken."""
        return sum(len(one.rows) for one in self.sections)


def as_data(reading: Reading) -> dict[str, Any]:
    """The same as plain JSON."""
    return asdict(reading)


def from_data(data: dict[str, Any]) -> Reading:
    """What `as_data` wrote."""
    sections = [
        Section(**{
            **one,
            "doubts": [Message(**doubt) for doubt in one["doubts"]],
            "rows": [Row(**row) for row in one["rows"]],
        })
        for one in data["sections"]
    ]  # fmt: skip
    faults = [Fault(**{**one, "reason": _message(one["reason"])}) for one in data["faults"]]
    return Reading(sections, faults)


def _message(data: dict[str, Any]) -> Message:
    """A message whose parameters may be messages again."""
    params = {
        key: _message(value) if isinstance(value, dict) and set(value) == {"code", "params"} else value
        for key, value in data["params"].items()
    }
    return Message(data["code"], params)
