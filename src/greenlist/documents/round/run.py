"""Evaluate a whole round: files spread over the cores, results written as they come, then the ranking."""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from greenlist.documents.summary import SummaryRow, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.decimals import show
from greenlist.engine.evaluate import NotInRound, Verdict, evaluate
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Language, Message, render, say
from greenlist.engine.problems import InputProblem
from greenlist.engine.ranking import Entry, Place, entry_of, rank
from greenlist.engine.report import as_json

from .inputs import read_case
from .rows import summary_row

PARALLEL_FROM = 24  # below this, starting a second process costs more than it saves
SUMMARY_NAME = "推荐汇总表.xlsx"
Progress = Callable[[int, int], None]


class OutputExists(Exception):  # noqa: N818 - asked of the person, not a failure
    """The output folder already holds a round; nothing is overwritten without --force."""

    def __init__(self, folder: Path) -> None:
        self.message = say("documents.output_exists", folder=str(folder))
        super().__init__(str(self.message))


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
) -> RoundResult:  # fmt: skip
    """Evaluate files under a policy; with `out`, write units/*/result.json, ranking.json and the 推荐汇总表.

    Raises:
        OutputExists: `out` already holds a round and `force` is not given.
        LawInvalid, UnknownLaw: the policy or a file it needs cannot be used.
    """
    book = LawBook(overlays)
    policy = book.policy(policy_id)
    if out is not None:
        _make_room(out, force=force)
    job = _Job(overlays, policy_id, out, language)
    result = RoundResult(policy, out=out)
    folders = _folders(files)
    for count, (unit, failed) in enumerate(_evaluated(files, folders, job, workers), 1):
        if unit is not None:
            result.units.append(unit)
        if failed is not None:
            result.failed.append(failed)
        if progress:
            progress(count, len(files))
    _refuse_twins(result)
    result.places = rank((unit.entry for unit in result.units), policy)
    if out is not None:
        _write(result, out, language)
    return result


def _make_room(out: Path, *, force: bool) -> None:
    existing = [name for name in ("units", "ranking.json", SUMMARY_NAME) if (out / name).exists()]
    if existing and not force:
        raise OutputExists(out)
    if (out / "units").exists():
        shutil.rmtree(out / "units")
    out.mkdir(parents=True, exist_ok=True)


def _folders(files: list[Path]) -> list[str]:
    """A folder name for each file: its stem, numbered where stems repeat."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for file in files:
        stem = re.sub(r"[^\w.-]+", "_", file.stem) or "unit"
        seen[stem] += 1
        names.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
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
    gc.freeze()  # the law stays for the whole round: no use in searching it for garbage again and again


def _one(path: Path, folder: str) -> Outcome:
    assert _WORKER is not None  # noqa: S101 - set by _start in this process
    book, policy, job = _WORKER
    case, problems = read_case(path, book)
    if case is None:
        return None, FailedFile(str(path), problems)
    try:
        evaluation = evaluate(case, policy, book)
    except NotInRound as reason:
        return None, FailedFile(
            str(path), [*problems, InputProblem(str(path), "kind", reason.message, fatal=True)]
        )
    evaluation.problems = [problem.text(job.language) for problem in problems]
    body = as_json(evaluation, job.language)
    trial = body["standing"] == "trial"
    unit = UnitResult(str(path), entry_of(evaluation), summary_row(evaluation), trial, problems)
    if job.out is None:
        unit.body = body
        return unit, None
    target = job.out / "units" / folder / "result.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(to_json(body))
    unit.result = str(target.relative_to(job.out))
    return unit, None


def to_json(data: Any) -> bytes:
    """JSON as we write it: Chinese as it is, two spaces, a newline at the end."""
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


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
            shutil.rmtree((result.out / unit.result).parent)
    result.units = kept


# -- the round's files ----------------------------------------------------------------------------------------


def _write(result: RoundResult, out: Path, language: Language) -> None:
    (out / "ranking.json").write_bytes(to_json(ranking_json(result, language)))
    write_summary(out / SUMMARY_NAME, result.policy, summary_rows(result))


def summary_rows(result: RoundResult) -> dict[Kind, list[SummaryRow]]:
    """The rows of the eligible units by kind, in order of rank."""
    by_entry = {id(unit.entry): unit for unit in result.units}
    rows: dict[Kind, list[SummaryRow]] = {}
    for kind, places in result.places.items():
        eligible = [place for place in places if place.entry.verdict is Verdict.ELIGIBLE]
        rows[kind] = [{"seq": n, **by_entry[id(place.entry)].row} for n, place in enumerate(eligible, 1)]
    return rows


def ranking_json(result: RoundResult, language: Language = "zh") -> dict[str, Any]:
    """The round as JSON: places by kind with reasons, counts, files that failed (docs/result.md)."""
    by_entry = {id(unit.entry): unit for unit in result.units}
    kinds = {
        kind.value: [_place_json(place, by_entry[id(place.entry)], language) for place in places]
        for kind, places in result.places.items()
    }
    return {
        "greenlist": 1,
        "policy": {"id": result.policy.id, "title": result.policy.title},
        "counts": counts(result),
        "kinds": kinds,
        "failed": [
            {"file": failed.file, "problems": [problem.text(language) for problem in failed.problems]}
            for failed in result.failed
        ],
    }


def counts(result: RoundResult) -> dict[str, int]:
    """How many units came out how."""
    found = Counter(unit.entry.verdict.value for unit in result.units)
    return {verdict.value: found[verdict.value] for verdict in Verdict} | {"failed": len(result.failed)}


def _place_json(place: Place, unit: UnitResult, language: Language) -> dict[str, Any]:
    entry = place.entry
    return {
        "place": place.place,
        "name": entry.name,
        "uscc": entry.uscc,
        "verdict": entry.verdict.value,
        "standing": "trial" if unit.trial else "official",
        "priority": entry.tier.value,
        "score": None if entry.score is None else show(entry.score),
        "reason": render(place.reason, language),
        "reasons": [render(reason, language) for reason in entry.reasons],
        "file": unit.file,
        "result": unit.result,
    }


def all_problems(result: RoundResult) -> Iterator[tuple[str, Message]]:
    """Every problem of every file, for a command to print."""
    for failed in result.failed:
        for problem in failed.problems:
            yield f"{problem.file} {problem.place}".strip(), problem.message
    for unit in result.units:
        for problem in unit.problems:
            yield f"{problem.file} {problem.place}".strip(), problem.message
