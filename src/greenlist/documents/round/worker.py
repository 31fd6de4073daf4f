"""One worker process of a round: its law book, opened once, and one file after another."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path

from greenlist.engine.case import Case, Kind
from greenlist.engine.evaluate import NotInRound, evaluate
from greenlist.engine.lawbook import LawBook, UnknownLaw
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Language, Message, say
from greenlist.engine.problems import InputProblem
from greenlist.engine.ranking import entry_of
from greenlist.engine.report import as_json

from .inputs import read_case
from .names import RESULT_NAME, UNITS_NAME, shown
from .output import to_json
from .result import FailedFile, UnitResult
from .rows import summary_row

Outcome = tuple[UnitResult | None, FailedFile | None]


@dataclass(slots=True)
class Job:
    """What each worker needs once."""

    overlays: list[Path]
    policy_id: str
    out: Path | None
    language: Language


_WORKER: tuple[LawBook, Policy, Job] | None = None


def open_law(job: Job) -> Policy:
    """Open the law book of a round in this process; forked workers inherit it. Raises LawInvalid, UnknownLaw."""
    global _WORKER  # noqa: PLW0603 - one law book per process, opened once for each round
    book = LawBook(job.overlays)
    policy = book.policy(job.policy_id)
    _WORKER = (book, policy, job)
    return policy


def start(job: Job) -> None:
    """Make a worker process ready."""
    if _WORKER is None or _WORKER[2] != job:
        open_law(job)
    gc.set_threshold(100_000, 20, 100)  # results are trees: reference counting clears them as they go
    gc.freeze()  # the law stays for the whole round: no use in searching it for garbage again and again


def evaluate_file(path: Path, folder: str) -> Outcome:
    """Read, evaluate and write one file; a file at fault fails alone."""
    assert _WORKER is not None  # noqa: S101 - set by open_law in this process
    book, policy, job = _WORKER
    case, problems = read_case(path, book)
    if case is None:
        return None, FailedFile(shown(path), problems)
    fault = _pinned_fault(case, book)
    if fault is not None:
        return None, FailedFile(shown(path), [*problems, InputProblem(shown(path), "pack", fault, fatal=True)])
    try:
        evaluation = evaluate(case, policy, book)
    except NotInRound as reason:
        problem = InputProblem(shown(path), "kind", reason.message, fatal=True)
        return None, FailedFile(shown(path), [*problems, problem])
    evaluation.problems = [problem.text(job.language) for problem in problems]
    body = as_json(evaluation, job.language)
    trial = body["standing"] == "trial"
    unit = UnitResult(shown(path), entry_of(evaluation), summary_row(evaluation), trial, problems)
    if job.out is None:
        unit.body = body
        return unit, None
    target = job.out / UNITS_NAME / folder / RESULT_NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(to_json(body, indent=False))  # a third smaller; `greenlist explain` is for people
    unit.result = target.relative_to(job.out).as_posix()
    return unit, None


def _pinned_fault(case: Case, book: LawBook) -> Message | None:
    """Why the pack that an application pins cannot evaluate it: its own fault, not the round's."""
    if case.pack is None:
        return None
    try:
        kind = book.pack(case.pack).kind
    except UnknownLaw as unknown:
        return unknown.message
    if kind is case.kind:
        return None
    return say("input.pack_other_kind", pack=case.pack, kind=_kind(kind), asked=_kind(case.kind))


def _kind(kind: Kind) -> Message:
    return say(f"documents.kind_{kind.value}")
