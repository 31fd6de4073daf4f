"""Where files are kept: by their content, below MEDIA_ROOT, never where a web server could reach them."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from .filechecks import FileRefused

MB = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that has arrived whole and is not kept yet. The path is gone once the block of `receive` ends."""

    path: Path
    sha256: str
    size: int  # bytes


class BlobStore(Protocol):
    """What a store of files by content must do; the local folder below is one, an object store could be another."""

    def keep(self, incoming: Incoming) -> None:
        """Keep a file under its hash, durably; the same bytes once."""

    def open(self, sha256: str) -> BinaryIO:
        """The file for reading. Raises FileNotFoundError, and ValueError for what is no hash."""


class LocalStore:
    """Files in a folder: `<first two of the hash>/<hash>`, readable by this program alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, incoming: Incoming) -> None:
        """Rename into place; readers see the whole file or none."""
        target = self._path(incoming.sha256)
        if target.is_file() and target.stat().st_size == incoming.size:
            return
        target.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        second = incoming.path.with_suffix(".kept")
        os.link(incoming.path, second)  # so that the caller's path stays its own to remove
        second.replace(target)
        _sync_folder(target.parent)

    def open(self, sha256: str) -> BinaryIO:
        """The file for reading; links are not followed."""
        return os.fdopen(os.open(self._path(sha256), os.O_RDONLY | os.O_NOFOLLOW), "rb")

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"no SHA-256: {sha256[:80]!r}")
        return self.root / sha256[:2] / sha256


def store() -> BlobStore:
    """The store in use. Raises ImproperlyConfigured where files would lie among the static ones."""
    return LocalStore(_root())


def open_blob(sha256: str) -> BinaryIO:
    """A kept file for reading. Raises FileNotFoundError, and ValueError for what is no hash."""
    return store().open(sha256)


@contextmanager
def receive(chunks: Iterable[bytes], *, most: int) -> Iterator[Incoming]:
    """Write a file to a temporary place while hashing it; it is removed when the block ends.

    Raises FileRefused as soon as more than `most` bytes have come, and for a file without any.
    """
    folder = _root() / "incoming"
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)  # 0600
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size = _copy(chunks, out, most)
        yield Incoming(path, sha256, size)
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def _copy(chunks: Iterable[bytes], out: BinaryIO, most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise FileRefused(
                _("文件超过 %(most)d MB 的上限；请压缩图片、降低扫描分辨率，或拆成几个文件后再传。")
                % {"most": most // MB}
            )
        digest.update(chunk)
        out.write(chunk)
    if not size:
        raise FileRefused(_("文件是空的；请确认选对了文件，重新上传。"))
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size


def sweep_incoming(*, older_than: float) -> int:
    """Remove what interrupted uploads left behind before the POSIX time `older_than`; how many files that were."""
    swept = 0
    for path in (_root() / "incoming").glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < older_than:
                path.unlink()
                swept += 1
    return swept


def _root() -> Path:
    root, static = Path(settings.MEDIA_ROOT).resolve(), Path(settings.STATIC_ROOT).resolve()
    if root.is_relative_to(static):
        raise ImproperlyConfigured(f"MEDIA_ROOT {root} lies below STATIC_ROOT; files handed in must not be served.")
    return root


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
