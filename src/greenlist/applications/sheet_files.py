"""An uploaded workbook or list on its way to a reader: size, type and content are looked at before it is opened."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from greenlist.documents.form.layout import NO, YES
from greenlist.documents.guard import UnreadableFile, open_guarded
from greenlist.engine.decimals import show
from greenlist.engine.messages import render

from .evaluating import user_language
from .filechecks import FileRefused
from .filechecks.package import check_office
from .files import receive
from .filetypes import clean_name

MAX_BYTES = 20 * 1024 * 1024  # a filled form is below 1 MB, a roster of 10,000 enterprises below 2


class NotThisForm(ValueError):
    """A file that cannot be taken at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may be read: where it lies while it is looked at, what it is called, its hash."""

    path: Path
    name: str
    sha256: str


@contextmanager
def incoming(upload: UploadedFile[Any], *, texts: bool = False, word: bool = False) -> Iterator[Incoming]:
    """An upload under its own name in a folder of its own; a workbook has passed every check. Gone afterwards.

    `texts`: a text file (CSV) may come too. `word`: its reader looks at it before it opens it.

    Raises:
        NotThisForm: empty, too large, damaged, encrypted, an old .xls, a bomb, with macros or foreign objects.
    """
    name = clean_name(upload.name or "")
    try:
        with tempfile.TemporaryDirectory() as folder, receive(upload.chunks(), most=MAX_BYTES) as kept:
            path = Path(folder) / (name if len(name.encode()) < 200 else "upload")
            shutil.move(kept.path, path)
            if not word and (not texts or _packed(path)):
                open_guarded(path)
                check_office(path)
            yield Incoming(path, name, kept.sha256)
    except UnreadableFile as refused:
        raise NotThisForm(render(refused.message, user_language())) from None
    except FileRefused as refused:
        raise NotThisForm(str(refused)) from None


def _packed(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(4)
    return head[:2] in {b"PK", b"MZ"} or head == b"\xd0\xcf\x11\xe0"


def plain(value: Any) -> Any:
    """As JSON and statements keep it: numbers and days as text, yes and no as the form writes them."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return show(value)
    return value.isoformat() if isinstance(value, date) else value
