"""Overlay folders of a few lines, the shipped files with one thing broken, and what the check says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook, LawInvalid, LawProblem, shipped_law
from greenlist.engine.lawbook.check import check_book

HEAD = """\
greenlist: 1
pack: small
title: 小表
kind: factory
source: here
sources:
  here: {title: 某通知, date: 2024-01-02}
"""
INDEX = "index: {type: sum, name: 总分, mark: published, clause: 一, total: 10}\n"
BLOCKS = "blocks:\n  - {id: A, name: 甲, mark: published, clause: 一, points: 10}\n"
ITEM = """\
  - id: A1
    name: 废水回用率
    block: A
    mark: published
    clause: 表1 第1项
    mode: quantitative
    direction: up
    unit: "%"
    formula: water_reuse / (water_intake + water_reuse) * 100
    points: 10
    leading: 90
    baseline: 60
    method: linear
"""
SMALL = HEAD + INDEX + BLOCKS + "items:\n" + ITEM


@dataclass(frozen=True)
class Told:
    """A problem as its reader sees it: file below the folder, line, key, sentence."""

    file: str
    line: int
    key: str
    code: str
    text: str


def write_law(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files of an overlay under `folder`, as they are; returns `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def shipped(name: str) -> str:
    """The text of a shipped law file."""
    return (shipped_law() / name).read_text(encoding="utf-8")


def broken(name: str, old: str, new: str) -> dict[str, str]:
    """A shipped file with the first `old` put as `new`."""
    text = shipped(name)
    assert old in text, f"{name} no longer holds {old}"
    return {name: text.replace(old, new, 1)}


def line_of(text: str, part: str) -> int:
    """The 1-based line on which `part` first stands."""
    assert part in text, part
    return text[: text.index(part)].count("\n") + 1


def check(*folders: Path) -> list[Told]:
    """What `greenlist law check` finds with the folders laid over the shipped law."""
    try:
        book = LawBook(folders)
        problems = check_book(book, fields_of(book).unit_of)
    except LawInvalid as invalid:
        problems = invalid.problems
    return [told(problem, folders) for problem in problems]


def told(problem: LawProblem, folders: tuple[Path, ...]) -> Told:
    """A problem with its file named below its folder."""
    path = Path(problem.file)
    root = next((folder for folder in folders if path.is_relative_to(folder)), None)
    name = path.relative_to(root).as_posix() if root else path.name
    return Told(name, problem.line, problem.key, problem.message.code, problem.text())
