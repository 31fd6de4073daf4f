"""The law a round was opened with: kept whole in the database, read back as a LawBook."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from greenlist.engine import clock
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.files import shipped_law

from .models import LawEdition, Round

LAW_FILES = frozenset({".yaml", ".yml", ".csv"})
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_law(layers: list[Path]) -> bytes:
    """The layers of the law as one zip, the same bytes for the same files: layer number / path."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, layer in enumerate(layers):
            for path in sorted(layer.rglob("*")):
                if path.is_file() and path.suffix in LAW_FILES:
                    name = f"{number}/{path.relative_to(layer).as_posix()}"
                    archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def keep_law() -> LawEdition:
    """The law as it is installed now, kept under its hash; the same law is kept once."""
    installed = _installed_now()
    edition, _ = LawEdition.objects.get_or_create(
        sha256=installed.sha256, defaults={"archive": installed.archive, "kept_at": clock.now()}
    )
    return edition


def book_of(round_: Round) -> LawBook:
    """The law book a round is bound to. Opened once per process and edition; what came to the law later is open."""
    return _open(round_.law_id)


@lru_cache(maxsize=8)
def _open(edition_id: int) -> LawBook:
    edition = LawEdition.objects.get(pk=edition_id)
    book = _books.get(edition.sha256)
    if book is None:
        layers = unpack(bytes(edition.archive), edition.sha256, settings.DATA / "law")
        book = _books[edition.sha256] = LawBook(layers[1:], base=layers[0], kept=True)
    return book


_books: dict[str, LawBook] = {}  # by hash: what was read of a book serves every row that holds the same law


def unpack(archive: bytes, sha256: str, below: Path) -> list[Path]:
    """The layers of a kept archive as folders, in their order. Several processes may do this at once.

    A folder appears under its name only when it is whole; one whose files are not those of the archive is made anew.
    Raises ValueError where the archive does not hold what its name says.
    """
    if hashlib.sha256(archive).hexdigest() != sha256:
        raise ValueError(f"law edition {sha256[:12]} does not hold what its name says")
    folder = below / sha256
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        if folder.exists() and not _holds(folder, packed):
            folder.rename(Path(tempfile.mkdtemp(prefix="spoilt-", dir=below)) / sha256)
        if not folder.exists():
            _extract(packed, folder)
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _extract(packed: zipfile.ZipFile, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(prefix="unpacking-", dir=folder.parent))
    packed.extractall(made)
    try:
        made.rename(folder)
    except OSError:  # another process was first; its folder holds the same
        shutil.rmtree(made)
        if not _holds(folder, packed):
            raise


def _holds(folder: Path, packed: zipfile.ZipFile) -> bool:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if names != set(packed.namelist()):
        return False
    return all((folder / name).read_bytes() == packed.read(name) for name in names)


def installed_law() -> tuple[str, LawBook]:
    """The law as it is installed now: the hash it would be kept under, and the book. Nothing is kept."""
    installed = _installed_now()
    return installed.sha256, installed.book


@dataclass(frozen=True, slots=True)
class _Installed:
    """The law in the files: packed, its hash, the book."""

    archive: bytes
    sha256: str
    book: LawBook


def _installed_now() -> _Installed:
    layers = (shipped_law(), *settings.LAW_OVERLAYS)
    return _installed(layers, _state_of(layers))


def _state_of(layers: tuple[Path, ...]) -> tuple[tuple[str, int, int], ...]:
    """The files of the law, each with size and time of change: reading and packing them takes far longer."""
    found = ((path, path.stat()) for layer in layers for path in sorted(layer.rglob("*")) if path.suffix in LAW_FILES)
    return tuple((str(path), about.st_size, about.st_mtime_ns) for path, about in found)


@lru_cache(maxsize=1)
def _installed(layers: tuple[Path, ...], _state: tuple[tuple[str, int, int], ...]) -> _Installed:
    archive = pack_law([*layers])
    return _Installed(archive, hashlib.sha256(archive).hexdigest(), LawBook(layers[1:], base=layers[0]))
