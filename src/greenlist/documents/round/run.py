"""Evaluate a whole round: files spread over the cores, results written as they come, then the ranking."""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from greenlist.engine.messages import Language, say
from greenlist.engine.problems import InputProblem
from greenlist.engine.ranking import rank

from .names import shown
from .output import make_room, remove_result, write_round
from .result import FailedFile, RoundResult, UnitResult
from .worker import Job, Outcome, evaluate_file, open_law, start

PARALLEL_FROM = 24  # below this, starting a second process costs more than it saves
Progress = Callable[[int, int], None]


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
    job = Job(overlays, policy_id, out, language)
    policy = open_law(job)
    if out is not None:
        make_room(out, force=force)
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


def _evaluated(files: list[Path], folders: list[str], job: Job, workers: int | None) -> Iterator[Outcome]:
    count = workers or min(os.cpu_count() or 1, 8)
    if count == 1 or len(files) < PARALLEL_FROM:
        yield from map(evaluate_file, files, folders)
        return
    fork = "fork" in multiprocessing.get_all_start_methods()  # forked workers have the law already
    context = multiprocessing.get_context("fork" if fork else None)
    with ProcessPoolExecutor(count, mp_context=context, initializer=start, initargs=(job,)) as pool:
        yield from pool.map(evaluate_file, files, folders, chunksize=16)


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
