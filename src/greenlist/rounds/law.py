"""The law a round was opened with: kept whole in the database, read back as a LawBook."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from greenlist.engine import clock
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.files import shipped_law

from .models import LawEdition, Round

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_law(layers: list[Path]) -> bytes:
    """The layers of the law as one zip, the same bytes for the same files: layer number / path."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, layer in enumerate(layers):
            for path in sorted(layer.rglob("*")):
                if path.is_file() and path.suffix in {".yaml", ".yml", ".csv"}:
                    name = f"{number}/{path.relative_to(layer).as_posix()}"
                    archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def keep_law() -> LawEdition:
    """The law as it is installed now, kept under its hash; the same law is kept once."""
    archive = pack_law([shipped_law(), *settings.LAW_OVERLAYS])
    digest = hashlib.sha256(archive).hexdigest()
    edition, _ = LawEdition.objects.get_or_create(sha256=digest, defaults={"archive": archive, "kept_at": clock.now()})
    return edition


def book_of(round_: Round) -> LawBook:
    """The law book a round is bound to. Opened once per process and edition."""
    return _open(round_.law_id)


@lru_cache(maxsize=8)
def _open(edition_id: int) -> LawBook:
    edition = LawEdition.objects.get(pk=edition_id)
    archive = bytes(edition.archive)
    if hashlib.sha256(archive).hexdigest() != edition.sha256:
        raise ValueError(f"law edition {edition.sha256[:12]} does not hold what its name says")
    folder = Path(tempfile.gettempdir()) / "greenlist-law" / edition.sha256
    if not (folder / "complete").exists():
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            packed.extractall(folder)
        (folder / "complete").touch()
    layers = sorted(path for path in folder.iterdir() if path.is_dir())
    return LawBook(layers[1:], base=layers[0])
