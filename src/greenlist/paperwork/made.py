"""Files we made ourselves, kept by the digest of what they were made from: found again, or made again.

They lie in a folder of their own, apart from the files handed in: what is swept here is nobody's record.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

import greenlist.documents
from greenlist.documents.filling.kinds import Content
from greenlist.documents.papers import FontSet
from greenlist.documents.papers.glyphs import FACES, FONTS

_PRIVATE = 0o700
_DIGEST = hashlib.sha256().digest_size
_LIBRARIES = ("typst", "python-docx", "docxtpl", "jinja2", "lxml")
_WRITERS = ("papers", "letters", "filling")  # rooms of `documents` that lay a content out


def key_of(content: Content, form: str, fonts: FontSet, template: str = "") -> str:
    """What a file is made from: the content, the form, our writers, the fonts, the template by its hash."""
    digest = hashlib.sha256()
    for part in (repr(content), form, writers(), _fonts(fonts), template):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def writers() -> str:
    """A digest of the writers and their libraries: another release makes its files anew."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    for room in _WRITERS:
        for path in sorted((Path(greenlist.documents.__file__).parent / room).rglob("*")):
            if path.suffix in {".py", ".typ"}:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _fonts(fonts: FontSet) -> str:
    files = [*(FONTS / face for face in FACES), *fonts.extra]
    return " ".join(hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else str(path) for path in files)


def find(key: str) -> bytes | None:
    """A kept file, None where it is not there or not whole; it counts as used today."""
    try:
        with opened(key) as stream:
            head, content = stream.read(_DIGEST), stream.read()
    except FileNotFoundError:
        return None
    if hashlib.sha256(content).digest() != head:
        return None
    os.utime(_path(key))
    return content


def keep(key: str, content: bytes) -> None:
    """Keep a file; readers see the whole of it or none."""
    with kept(key) as out:
        out.write(hashlib.sha256(content).digest())
        out.write(content)


@contextmanager
def kept(key: str) -> Iterator[BinaryIO]:
    """A file being written, in its place when the block ends without a fault."""
    target = _path(key)
    target.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        Path(name).replace(target)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def opened(key: str) -> BinaryIO:
    """A kept file as it lies there. Raises FileNotFoundError."""
    return _path(key).open("rb")


def there(key: str) -> bool:
    """Whether a file is kept."""
    return bool(key) and _path(key).is_file()


def sweep(*, older_than: float) -> int:
    """Remove what was not used since the POSIX time `older_than`; how many files that were."""
    swept = 0
    for path in _root().glob("??/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < older_than:
                path.unlink()
                swept += 1
    return swept


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "made"


def _path(key: str) -> Path:
    if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
        raise ValueError(f"no key: {key[:80]!r}")
    return _root() / key[:2] / key
