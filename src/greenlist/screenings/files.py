"""Where list files and what was read from them lie: below DATA/lists, one folder per authority."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction

from .models import ListFile

MB = 1024 * 1024
_PRIVATE_FOLDER = 0o700
_PIECE = 4 * MB


@dataclass(frozen=True, slots=True)
class Kept:
    """A list file as it was kept."""

    sha256: str
    size: int  # bytes


def folder_of(authority: Jurisdiction) -> Path:
    """The lists of an authority."""
    return Path(settings.DATA) / "lists" / authority.code


def private(folder: Path) -> Path:
    """The folder, and the one of the authority above it, made for this program alone."""
    for one in (folder.parent, folder):
        one.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    return folder


def upload_of(list_file: ListFile) -> Path:
    """The file as it was handed in."""
    return _incoming(list_file.authority) / list_file.sha256


def parquet_of(list_file: ListFile) -> Path:
    """What was read from it."""
    day = list_file.as_of.isoformat() if list_file.as_of else "undated"
    return folder_of(list_file.authority) / list_file.source / f"{list_file.sha256[:16]}-{day}.parquet"


def refused_of(list_file: ListFile) -> Path:
    """The rows that were refused, as CSV; there only where some were."""
    return parquet_of(list_file).with_name(f"{list_file.sha256}.refused.csv")


def keep_upload(authority: Jurisdiction, path: Path) -> Kept:
    """Copy a file to its place, readable by this program alone; the same bytes once.

    Raises Refused: empty, or larger than the setting allows.
    """
    folder = private(_incoming(authority))
    handle, name = tempfile.mkstemp(dir=folder, prefix="part-")  # 0600
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            kept = _copy(path, out)
        part.replace(folder / kept.sha256)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return kept


def _copy(path: Path, out: BinaryIO) -> Kept:
    digest, size, most = hashlib.sha256(), 0, settings.LIST_MAX_MB * MB
    with path.open("rb") as source:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > most:
                raise Refused(
                    _("文件超过 %(most)d MB 的上限；请拆成几个文件，或由运维人员调高上限。") % {"most": most // MB},
                    "file",
                )
            digest.update(piece)
            out.write(piece)
    if not size:
        raise Refused(_("文件是空的；请确认选对了文件，重新上传。"), "file")
    out.flush()
    os.fsync(out.fileno())
    return Kept(digest.hexdigest(), size)


def _incoming(authority: Jurisdiction) -> Path:
    return folder_of(authority) / "incoming"
