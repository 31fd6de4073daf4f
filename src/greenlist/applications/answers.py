"""Answers as people gave them, as the blocks of an application file; a part that cannot be read is left out and named.

The engine refuses a whole file for one date it cannot read. Here such a part stays as typed in its statement, is
marked beside its field, and does not reach the engine, so everything else is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from greenlist.engine.application.read import NUMBER
from greenlist.engine.application.values import BadValue, printable, read_value
from greenlist.engine.case import Scalar
from greenlist.engine.fields import Field
from greenlist.engine.messages import Message, say

Data = dict[str, Any]
DATE = Field("", "", "", (), "date", "", 0, "", "", ())
ANSWER_WORDS = frozenset({"met", "not_met", "unknown"})
EVENT_TEXTS = ("kind", "grade", "document", "text")
EVENT_DAYS = ("on", "cleared_on")


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of an answer that cannot be read: its path below the answer (proof.0.queried_on), what is expected."""

    part: str
    message: Message


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file handed in, as answers name it."""

    name: str
    sha256: str


@dataclass(slots=True)
class Reading:
    """An answer being read: `files` are those of the application by id, newest version."""

    files: Mapping[int, KeptFile] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def condition(self, content: Any) -> Data:
        """The answer to a condition: a block of `conditions` (docs/application.md)."""
        given = content if isinstance(content, dict) else {"answer": content}
        answer = _text(given.get("answer"))
        block: Data = {"answer": answer if answer in ANSWER_WORDS else "unknown"}
        block |= {key: text for key in ("sub", "reason", "by") if (text := _text(given.get(key)))}
        if proofs := list(self._proofs(given)):
            block["proof"] = proofs
        events = [event for number, one in enumerate(_list(given.get("events"))) if (event := self._event(number, one))]
        if events:
            block["events"] = events
        return block

    def _proofs(self, given: Data) -> Iterator[Data]:
        listed = given.get("proof")
        if isinstance(listed, str) and listed:
            listed = [{"file": listed, "source": given.get("source"), "queried_on": given.get("queried_on")}]
        for number, one in enumerate(_list(listed)):
            file = self.files.get(one["evidence"]) if isinstance(one.get("evidence"), int) else None
            name, sha256 = (file.name, file.sha256) if file else (_text(one.get("file")), _text(one.get("sha256")))
            day = self._date(f"proof.{number}.queried_on", one.get("queried_on"))
            if name or day:
                parts = {"file": name, "source": _text(one.get("source")), "queried_on": day, "sha256": sha256}
                yield {key: part for key, part in parts.items() if part}

    def _event(self, number: int, one: Data) -> Data:
        event: Data = {key: text for key in EVENT_TEXTS if (text := _text(one.get(key)))}
        for key in EVENT_DAYS:
            if day := self._date(f"events.{number}.{key}", one.get(key)):
                event[key] = day
        return event

    def judged(self, content: Any, evidence: str = "") -> Data:
        """A person's judgement: a block of `judged`; empty where nothing of it can be read."""
        given = content if isinstance(content, dict) else {}
        block: Data = {key: text for key in ("reason", "assessor") if (text := _text(given.get(key)))}
        if (points := self._number("points", given.get("points"))) is not None:
            block["points"] = str(points)
        if (answer := _text(given.get("answer"))) in ANSWER_WORDS:
            block["answer"] = answer
        if named := evidence or _text(given.get("evidence")):
            block["evidence"] = named
        return block

    def score(self, content: Any, evidence: str = "") -> Data | None:
        """The score of the signed report; None without a total, or without the report it stands in."""
        given = content if isinstance(content, dict) else {}
        total = self._number("total", given.get("total"))
        report = evidence or _text(given.get("report"))
        years = given.get("by_year") if isinstance(given.get("by_year"), dict) else {}
        by_year = {
            int(year): str(number)
            for year, typed in (years or {}).items()
            if str(year).isdigit() and (number := self._number(f"by_year.{year}", typed)) is not None
        }
        if total is None:
            if by_year:
                self.faults.append(Fault("total", say("documents.claimed_incomplete")))
            return None
        if not report:
            self.faults.append(Fault("report", say("documents.claimed_incomplete")))
            return None
        block: Data = {"total": str(total), "report": report}
        if sha256 := _text(given.get("sha256")):
            block["sha256"] = sha256
        return block | ({"by_year": by_year} if by_year else {})

    def _number(self, part: str, typed: Any) -> Decimal | None:
        value = self._read(part, typed, NUMBER)
        return value if isinstance(value, Decimal) else None

    def _date(self, part: str, typed: Any) -> str:
        value = self._read(part, typed, DATE)
        return value.isoformat() if isinstance(value, date) else ""

    def _read(self, part: str, typed: Any, asked: Field) -> Scalar | None:
        try:
            given = read_value(typed, asked)
        except BadValue as bad:
            self.faults.append(Fault(part, bad.message))
            return None
        return given[0].value if given else None


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else printable(str(value)).strip()


def _list(value: Any) -> list[Data]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
