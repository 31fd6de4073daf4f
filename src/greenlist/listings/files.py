"""An uploaded list on its way to the reader: where it lies while it is read, its hash, its tables."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language

from greenlist.documents.guard import UnreadableFile
from greenlist.documents.sheets import read_tables
from greenlist.engine.messages import Language, render
from greenlist.screening.roster import gather
from greenlist.screening.roster_rows import read_entries
from greenlist.screening.subjects import Subject

from .domain import ListRefused
from .reading import NoList, read_list
from .rows import Reading

NAME_CHARS = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it was read."""

    name: str
    sha256: str
    reading: Reading


def language() -> Language:
    """The language of the page that is being made, as messages name it."""
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def take_file(upload: UploadedFile[Any]) -> Taken:
    """Read an upload; nothing of it is kept but what was read. Raises ListRefused: no list, damaged, a bomb."""
    with _laid_down(upload) as (path, name, sha256):
        try:
            reading = read_list(read_tables(path))
        except (UnreadableFile, NoList) as refused:
            raise ListRefused(render(refused.message, language()), "sheet") from None
    return Taken(name, sha256, reading)


def take_roster(upload: UploadedFile[Any]) -> tuple[list[Subject], list[str]]:
    """The enterprises of an uploaded roster, each once, and what is wrong with its rows. Nothing is kept.

    Raises ListRefused: no roster, damaged, a bomb.
    """
    with _laid_down(upload) as (path, name, _sha256):
        try:
            entries, problems = read_entries(read_tables(path), name)
        except UnreadableFile as refused:
            raise ListRefused(render(refused.message, language()), "sheet") from None
    roster = gather(entries, language=language())
    told = [f"{one.place} {render(one.message, language())}".strip() for one in (*problems, *roster.problems)]
    if not roster.subjects:
        raise ListRefused("；".join(told[:1]), "sheet")
    return roster.subjects, told


@contextmanager
def _laid_down(upload: UploadedFile[Any]) -> Iterator[tuple[Path, str, str]]:
    """An upload as a file while it is read: where it lies, its name, its sha256."""
    name = " ".join((upload.name or "").split())[-NAME_CHARS:] or "list"
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name if len(name.encode()) < 200 and "/" not in name else "list")
        with path.open("wb") as out:
            for chunk in upload.chunks():
                digest.update(chunk)
                out.write(chunk)
        yield path, name, digest.hexdigest()
