"""Files of an overlay that nothing reads: a misspelt folder must not pass for a good one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.errors import LawProblem
from greenlist.engine.lawbook.files import FOLDERS, FORMS, LISTS
from greenlist.engine.lawbook.records import CONFIRMATIONS
from greenlist.engine.messages import say

_SUFFIXES = {".yaml", ".yml", ".csv", ".json"}


def check_strays(book: LawBook) -> list[LawProblem]:
    """A problem for each file that looks like law and lies where no law is read."""
    return [
        LawProblem(str(path), 1, str(path.relative_to(layer)), say("law.file_stray"))
        for layer in book.layers[1:]
        for path in _law_like(layer)
        if not _is_read(book, path.relative_to(layer))
    ]


def _law_like(layer: Path) -> Iterator[Path]:
    return (path for path in sorted(layer.glob("*/*")) + sorted(layer.glob("*.*")) if path.suffix in _SUFFIXES)


def _is_read(book: LawBook, name: Path) -> bool:
    if str(name) == CONFIRMATIONS or name in (Path("tables", "index.yaml"), LISTS):
        return True
    if name.parent == Path("tables"):
        return any(info.file == name.name for info in book.index.tables.values())
    return name.suffix == ".yaml" and str(name.parent) in {*FOLDERS.values(), FORMS}
