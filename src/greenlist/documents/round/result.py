"""What a round gives: units with their places, and files that gave no unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenlist.documents.summary import SummaryRow
from greenlist.engine.case import Kind
from greenlist.engine.evaluate import Verdict
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message
from greenlist.engine.problems import InputProblem
from greenlist.engine.ranking import Entry, Place

REMARKS = frozenset({"input.read_as_gb18030", "documents.pack_changed"})  # said, but nothing was left out


@dataclass(slots=True)
class UnitResult:
    """One evaluated unit: what ranking and the summary table need, and where its result is."""

    file: str
    entry: Entry
    row: SummaryRow
    trial: bool
    problems: list[InputProblem]
    result: str = ""  # path of result.json below the output folder
    body: dict[str, Any] | None = None  # the result itself where nothing is written


@dataclass(slots=True)
class FailedFile:
    """A file that gave no unit, with the reasons."""

    file: str
    problems: list[InputProblem]


@dataclass(slots=True)
class RoundResult:
    """A round: units by file, places by kind, files that failed."""

    policy: Policy
    units: list[UnitResult] = field(default_factory=list)
    places: dict[Kind, list[Place]] = field(default_factory=dict)
    failed: list[FailedFile] = field(default_factory=list)
    out: Path | None = None

    @property
    def complete(self) -> bool:
        """Whether every file gave a unit and every value of it was taken."""
        problems = (problem for unit in self.units for problem in unit.problems)
        return not self.failed and all(problem.message.code in REMARKS for problem in problems)


def counts(result: RoundResult) -> dict[str, int]:
    """How many units came out how."""
    found = Counter(unit.entry.verdict.value for unit in result.units)
    return {verdict.value: found[verdict.value] for verdict in Verdict} | {"failed": len(result.failed)}


def all_problems(result: RoundResult) -> Iterator[tuple[str, Message]]:
    """Every problem of every file, for a command to print."""
    holders: list[FailedFile | UnitResult] = [*result.failed, *result.units]
    for problem in (problem for holder in holders for problem in holder.problems):
        yield f"{problem.file} {problem.place}".strip(), problem.message
