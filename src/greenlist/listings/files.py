"""An uploaded list on its way to the reader: where it lies while it is read, its hash, its tables."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language

from greenlist.documents.guard import UnreadableFile
from greenlist.documents.sheets import read_tables
from greenlist.engine.messages import Language, render

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
    name = " ".join((upload.name or "").split())[-NAME_CHARS:] or "list"
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name if len(name.encode()) < 200 and "/" not in name else "list")
        with path.open("wb") as out:
            for chunk in upload.chunks():
                digest.update(chunk)
                out.write(chunk)
        try:
            reading = read_list(read_tables(path))
        except (UnreadableFile, NoList) as refused:
            raise ListRefused(render(refused.message, language()), "sheet") from None
    return Taken(name, digest.hexdigest(), reading)
