"""Evaluate a whole round: files spread over the cores, results written as they come, then the ranking."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from greenlist.engine.case import Case, Kind
from greenlist.engine.evaluate import NotInRound, evaluate
from greenlist.engine.lawbook import LawBook, UnknownLaw
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Language, Message, say
from greenlist.engine.problems import InputProblem
from greenlist.engine.ranking import entry_of, rank
from greenlist.engine.report import as_json

from .inputs import read_case
from .names import RESULT_NAME, UNITS_NAME, shown
from .output import make_room, remove_result, to_json, write_round
from .result import FailedFile, RoundResult, UnitResult
from .rows import summary_row

PARALLEL_FROM = 24  # below this, starting a second process costs more than it saves
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Job:
    """What each worker needs once."""

    overlays: list[Path]
    policy_id: str
    out: Path | None
    language: Language


_WORKER: tuple[LawBook, Policy, _Job] | None = None


def run_round(
    files: list[Path], overlays: list[Path], policy_id: str, *, out: Path | None, force: bool = False,
    language: Language = "zh", progress: Progress | None = None, workers: int | None = None,
    missing: Sequence[InputProblem] = (),
) -> RoundResult:  # fmt: skip
    """Evaluate files under a policy; with `out`, write units/*/result.json, ranking.json and the 推荐汇总表.

    `missing` are paths asked for that are not there: they are listed with the files that failed.

    Raises:
        OutputExists: `out` already holds a round and `force` is not given.
        LawInvalid, UnknownLaw: the policy or a file it needs cannot be used.
        OSError: a result cannot be written.
    """
    book = LawBook(overlays)
    policy = book.policy(policy_id)
    if out is not None:
        make_room(out, force=force)
    job = _Job(overlays, policy_id, out, language)
    result = RoundResult(policy, out=out)
    result.failed += [FailedFile(problem.file, [problem]) for problem in missing]
    for count, (unit, failed) in enumerate(_evaluated(files, _folders(files), job, workers), 1):
        if unit is not None:
            result.units.append(unit)
        if failed is not None:
            result.failed.append(failed)
        if progress:
            progress(count, len(files))
    _refuse_twins(result)
    result.places = rank((unit.entry for unit in result.units), policy)
    if out is not None:
        write_round(result, out, language)
    return result


def _folders(files: list[Path]) -> list[str]:
    """A folder name for each file: its stem, numbered where the name is taken (whatever its case)."""
    taken: set[str] = set()
    names: list[str] = []
    for file in files:
        stem = re.sub(r"[^\w.-]+", "_", shown(Path(file.stem))).strip(".") or "unit"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


Outcome = tuple[UnitResult | None, FailedFile | None]


def _evaluated(files: list[Path], folders: list[str], job: _Job, workers: int | None) -> Iterator[Outcome]:
    count = workers or min(os.cpu_count() or 1, 8)
    if count == 1 or len(files) < PARALLEL_FROM:
        _start(job)
        yield from map(_one, files, folders)
        return
    with ProcessPoolExecutor(count, initializer=_start, initargs=(job,)) as pool:
        yield from pool.map(_one, files, folders, chunksize=16)


def _start(job: _Job) -> None:
    global _WORKER  # noqa: PLW0603 - one law book per worker process, opened once
    book = LawBook(job.overlays)
    _WORKER = (book, book.policy(job.policy_id), job)
    gc.set_threshold(100_000, 20, 100)  # results are trees: reference counting clears them as they go
    gc.freeze()  # the law stays for the whole round: no use in searching it for garbage again and again


def _one(path: Path, folder: str) -> Outcome:
    assert _WORKER is not None  # noqa: S101 - set by _start in this process
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
    target.write_bytes(to_json(body))
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


def _refuse_twins(result: RoundResult) -> None:
    """Two files for one USCC: which of them holds is for a person to say, so neither is ranked."""
    files: dict[str, list[str]] = {}
    for unit in result.units:
        files.setdefault(unit.entry.uscc, []).append(unit.file)
    kept: list[UnitResult] = []
    for unit in result.units:
        if not unit.entry.uscc or len(files[unit.entry.uscc]) == 1:
            kept.append(unit)
            continue
        message = say("input.uscc_twice", uscc=unit.entry.uscc, files=files[unit.entry.uscc])
        problem = InputProblem(unit.file, "unit.uscc", message, fatal=True)
        result.failed.append(FailedFile(unit.file, [*unit.problems, problem]))
        if result.out is not None and unit.result:
            remove_result(result.out / unit.result)
    result.units = kept
