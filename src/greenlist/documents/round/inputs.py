"""Application files: which there are, and one of them into a case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from greenlist.documents.form_reader import read_form
from greenlist.documents.guard import UnreadableFile
from greenlist.engine.application import read_application
from greenlist.engine.case import Case
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.reasons import yaml_reason
from greenlist.engine.messages import Message, say
from greenlist.engine.problems import InputProblem
from greenlist.engine.yamlfile import Lines, YamlProblem, load_yaml

from .jsonfile import JsonProblem, load_json
from .names import is_output, shown

TEXT_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
BOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls"})
MAX_TEXT_BYTES = 32 * 1024 * 1024  # a roster of ten thousand tenants is 2 MB


def application_files(paths: Iterable[Path]) -> tuple[list[Path], list[InputProblem]]:
    """The application files under `paths` (files, or folders searched through), each once, in order of name.

    Results of an earlier round that lie in a folder are passed over.
    """
    found: dict[Path, Path] = {}
    problems: list[InputProblem] = []
    for path in sorted(paths):
        if path.is_dir():
            for file in _inside(path):
                found.setdefault(file.resolve(), file)
        elif path.is_file():
            found.setdefault(path.resolve(), path)
        else:
            problems.append(InputProblem(shown(path), "", say("input.no_such_file"), fatal=True))
    return sorted(found.values()), problems


def _inside(folder: Path) -> Iterator[Path]:
    wanted = TEXT_SUFFIXES | BOOK_SUFFIXES
    for path in sorted(folder.rglob("*")):
        hidden = path.name.startswith(("~$", "."))  # ~$ is what Excel leaves beside an open workbook
        if path.suffix.lower() in wanted and not hidden and path.is_file() and not is_output(path):
            yield path


def read_case(path: Path, book: LawBook) -> tuple[Case | None, list[InputProblem]]:
    """One file into a case, with every problem of the file named by line, key, or sheet and cell."""
    suffix = path.suffix.lower()
    if suffix not in TEXT_SUFFIXES | BOOK_SUFFIXES:
        return None, [_fatal(path, say("input.suffix", suffixes=sorted(TEXT_SUFFIXES | {".xlsx"})))]
    try:
        return _read_workbook(path, book) if suffix in BOOK_SUFFIXES else _read_text(path, book)
    except OSError as error:
        return None, [_fatal(path, say("input.cannot_open", reason=error.strerror or str(error)))]


def _fatal(path: Path, message: Message, place: str = "") -> InputProblem:
    return InputProblem(shown(path), place, message, fatal=True)


def _read_workbook(path: Path, book: LawBook) -> tuple[Case | None, list[InputProblem]]:
    try:
        form = read_form(path, book)
    except UnreadableFile as unreadable:
        return None, [_fatal(path, unreadable.message)]
    if any(problem.fatal for problem in form.problems):
        return None, form.problems
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    case, problems = read_application(form.data, fields_of(book), origin=shown(path), places=form.places, sha256=digest)
    return case, [*form.problems, *problems]


def _read_text(path: Path, book: LawBook) -> tuple[Case | None, list[InputProblem]]:
    if path.stat().st_size > MAX_TEXT_BYTES:
        return None, [_fatal(path, say("input.file_large", most=MAX_TEXT_BYTES // 1024 // 1024))]
    content = path.read_bytes()
    problems: list[InputProblem] = []
    text, remark = _decode(content)
    if text is None:
        return None, [_fatal(path, say("input.encoding"))]
    if remark:
        problems.append(InputProblem(shown(path), "", remark))
    data, lines, fault = _parse(path, text)
    if fault is not None:
        return None, [*problems, fault]
    places = LinePlaces(lines)
    case, found = read_application(
        data, fields_of(book), origin=shown(path), places=places, sha256=hashlib.sha256(content).hexdigest()
    )
    return case, [*problems, *found]


class LinePlaces:
    """Where a path of a text file stands, in words; worked out only for the paths that are asked for."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def get(self, path: tuple[str | int, ...], /) -> str | None:
        """Line and path, None for a path that is not in the file."""
        line = self._lines.get(path)
        return None if line is None else f"第 {line} 行 {'.'.join(str(key) for key in path)}"


def _decode(content: bytes) -> tuple[str | None, Message | None]:
    """UTF-8 with or without BOM; GB18030 is read too and remarked on. No text of either holds a zero byte."""
    if b"\0" in content:
        return None, None
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("gb18030"), say("input.read_as_gb18030")
    except UnicodeDecodeError:
        return None, None


def _parse(path: Path, text: str) -> tuple[Any, Lines, InputProblem | None]:
    try:
        if path.suffix.lower() == ".json":
            return load_json(text), {}, None
        data, lines = load_yaml(text)
    except JsonProblem as problem:
        place = f"第 {problem.line} 行" if problem.line else ""
        return None, {}, _fatal(path, say("input.not_json", reason=problem.reason), place)
    except YamlProblem as problem:
        message = say("input.not_yaml", reason=yaml_reason(problem.reason))
        return None, {}, _fatal(path, message, f"第 {problem.line} 行")
    return data, lines, None
