"""A bundle written: files in their order under a sealed manifest. The same files and manifest are the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SM3, Hash

from .sealing import seal
from .sm2 import Sm2Key
from .verify_bundle import CHUNK, MANIFEST, VERSION, add_entry, canonical, unsafe


class Source(Protocol):
    """Where the bytes of one file come from."""

    def open(self) -> BinaryIO:
        """The file for reading, from its beginning."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file of bytes at hand."""

    content: bytes

    def open(self) -> BinaryIO:
        """The bytes as a stream."""
        return io.BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a bundle. Raises ValueError for a path that could do harm where it is unpacked."""

    path: str
    source: Source

    def __post_init__(self) -> None:
        if unsafe(self.path) or self.path == MANIFEST:
            raise ValueError(f"no name for a file of a bundle: {self.path!r}")


def write_bundle(
    out: Path, members: Iterable[Member], about: dict[str, Any], key: Ed25519PrivateKey, sm2: Sm2Key | None = None
) -> dict[str, Any]:
    """Write a bundle whole or not at all; its sealed manifest. `about`: what the manifest says besides the files.

    Files are read twice, once for their digests and once into the zip; one that changed in between is an error.
    Raises ValueError for two members of one path, OSError where a file cannot be read or written.
    """
    held = list(members)
    if len({one.path.casefold() for one in held}) != len(held):
        raise ValueError("two files of a bundle have one name")
    files = [_entry(one) for one in held]
    manifest = seal({"greenlist_bundle": VERSION, **about, "files": files}, key, sm2)
    with _whole(out) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        written = canonical(manifest)
        add_entry(archive, MANIFEST, len(written), io.BytesIO(written))
        for one, entry in zip(held, files, strict=True):
            with one.source.open() as source:
                add_entry(archive, one.path, entry["size"], source)
    return manifest


def _entry(member: Member) -> dict[str, Any]:
    sha256, sm3, size = hashlib.sha256(), Hash(SM3()), 0  # SM3: GB/T 32905-2016
    with member.source.open() as stream:
        while block := stream.read(CHUNK):
            sha256.update(block)
            sm3.update(block)
            size += len(block)
    return {"path": member.path, "size": size, "sha256": sha256.hexdigest(), "sm3": sm3.finalize().hex()}


@contextmanager
def _whole(out: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when it is complete."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}-")
    made = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        made.replace(out)
    finally:
        made.unlink(missing_ok=True)
