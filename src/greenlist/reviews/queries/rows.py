"""One line of the formal check: something the program found, or something a person must say a word about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]
DecidedBy = Literal["program", "person"]
ORDER: dict[str, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A line. `id` is stable within a version; `answer` is what a person said: fine, fault, unclear, '' for nothing.

    `decided_by` person with `must`: the version cannot be accepted while it has no answer.
    """

    id: str  # kind:what, e.g. finding:CHK-12@water_intake, condition:PE1, file:<sha256>
    group: str  # a key of `GROUPS` (queries/checking.py)
    severity: Severity
    text: str
    place: str = ""  # on the form, or a section; '' where no page asks for it
    decided_by: DecidedBy = "program"
    answer: str = ""
    note: str = ""  # of the answer
    must: bool = False
    number: str = ""  # CHK-12, NEG-1, PE1
    hint: str = ""  # what to do about it, or on what clause it rests
    details: tuple[str, ...] = ()
    file: int | None = None  # Evidence to open
    carried: bool = False  # answered of an earlier version, where the same stood; to be said again
    answered_by: str = ""

    @property
    def open(self) -> bool:
        """Whether it keeps the version from being accepted."""
        return self.must and (not self.answer or self.carried)

    @property
    def as_data(self) -> dict[str, Any]:
        """As the record keeps it."""
        return {
            "id": self.id, "group": self.group, "severity": self.severity, "text": self.text, "place": self.place,
            "decided_by": self.decided_by, "answer": "" if self.carried else self.answer, "note": self.note,
            "must": self.must, "number": self.number, "hint": self.hint, "details": list(self.details),
            "file": self.file, "answered_by": self.answered_by,
        }  # fmt: skip

    @classmethod
    def of(cls, data: dict[str, Any]) -> CheckRow:
        """The line as a record keeps it."""
        return cls(**(data | {"details": tuple(data["details"])}))
