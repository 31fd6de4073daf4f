"""The files an application names, and the digests of those that lie beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from greenlist.engine.case import Case, Given

ALL = "各项条件"  # one answer for all of them: `all` in the application file
Named = tuple[str, str, str]  # (file as stated, what it is for: field, item or condition, digest as stated)


def named_files(case: Case, file_fields: Collection[str]) -> Iterator[Named]:
    """Every file that is named; `file_fields` are the fields whose value is a file."""
    if case.claimed_score:
        yield case.claimed_score.report, "评价报告所载得分", case.claimed_score.sha256
    for stated in (case.values, *case.years.values()):
        for name, given in stated.items():
            yield from _of_values(name, given, is_file=name in file_fields)
    for table, rows in case.tables.items():
        for row in rows:
            for name, cell in row.items():
                yield from _of_values(f"{table}.{name}", (*cell.earlier, cell))
    for item, cell in case.declared.items():
        yield from _of_values(item, (*cell.earlier, cell))
    yield from ((judged.evidence, item, "") for item, judged in case.judged.items() if judged.evidence)
    yield from _of_answers(case)


def _of_values(name: str, given: tuple[Given, ...], *, is_file: bool = False) -> Iterator[Named]:
    for one in given:
        if one.evidence:
            yield one.evidence, name, ""
        if is_file and isinstance(one.value, str):
            yield one.value, name, ""


def _of_answers(case: Case) -> Iterator[Named]:
    for condition, answer in case.conditions.items():
        yield from ((proof.file, condition, proof.sha256) for proof in answer.proofs if proof.file)
    for tenant in case.tenants or ():
        for condition, answer in tenant.answers.items():
            use = f"{tenant.name} {ALL if condition == 'all' else condition}"
            yield from ((proof.file, use, proof.sha256) for proof in answer.proofs if proof.file)


def digests_of(case: Case, file_fields: Collection[str], folder: Path) -> dict[str, str]:
    """SHA-256 by the name stated, for every file that is there; nothing outside the folder is opened."""
    root = folder.resolve()
    found: dict[str, str] = {}
    for name in dict.fromkeys(file for file, _, _ in named_files(case, file_fields)):
        path = _inside(root, name)
        if path is not None:
            with path.open("rb") as stream:
                found[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found


def _inside(root: Path, name: str) -> Path | None:
    try:
        path = (root / name).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    except (OSError, ValueError):  # a name that is too long, or holds a zero byte
        return None
