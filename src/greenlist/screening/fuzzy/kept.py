"""The index of a snapshot's names, kept beside its Parquet file."""

from __future__ import annotations

import os
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from greenlist.screening.database import database

from .index import NameIndex, build_index
from .tokens import Ints

_NAMES = """
SELECT DISTINCT key FROM (
    SELECT name_key AS key FROM read_parquet($path) UNION ALL SELECT former_key FROM read_parquet($path)
) WHERE key <> ''
"""


def index_of(parquet: Path, threshold: int) -> NameIndex:
    """The index of all names and former names in the file, read from beside it or built and kept there.

    What is kept holds for one threshold and one state of the file (size and time of change). It is only a shortcut:
    whatever is wrong with it, or with the folder, it is built again.
    """
    beside = parquet.with_name(f"{parquet.name}.fuzzy.npz")
    about = parquet.stat()
    stamp = np.array([threshold, about.st_size, about.st_mtime_ns])
    kept = _kept(beside, stamp)
    if kept is not None:
        return kept
    with database() as connection:
        names = connection.execute(_NAMES, {"path": str(parquet)}).fetchnumpy()["key"].tolist()
    index = build_index(names, threshold)
    with suppress(OSError):  # a folder that may only be read, a full disk
        _keep(index, beside, stamp)
    return index


def _kept(beside: Path, stamp: Ints) -> NameIndex | None:
    try:
        with beside.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if arrays["stamp"].tolist() != stamp.tolist():
                return None
            return NameIndex.of(arrays)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _keep(index: NameIndex, beside: Path, stamp: Ints) -> None:
    """Written aside and moved into its place, so that nobody reads half of it."""
    handle, aside = tempfile.mkstemp(prefix=f".{beside.name}.", dir=beside.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, stamp=stamp, **index.arrays())
        Path(aside).replace(beside)
    finally:
        Path(aside).unlink(missing_ok=True)
