"""The folder of a demo: its database, its files, its key. Marked, so that no other folder is ever emptied."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".greenlist-demo"
_KEY = "secret-key"
_COMPLETE = "complete"
_ROOMS = ("postgres", "files", "static", "log")
_ALSO_MADE = ("law", "receipt-key.pem")  # by the site, when first needed


class NoDemoFolder(Exception):
    """A folder that holds something else."""


class InUse(Exception):
    """A demo runs on this folder already."""


class Folder:
    """Where one demo keeps everything. `with folder.held(): ...` keeps a second one out."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().resolve()

    @property
    def postgres(self) -> Path:
        """The database server's own folder."""
        return self.path / "postgres"

    @property
    def log(self) -> Path:
        """What server and worker write down."""
        return self.path / "log"

    @contextmanager
    def held(self, *, reset: bool = False) -> Iterator[None]:
        """Make the folder where it is missing, empty it for `reset`, and keep it for this process alone.

        A demo whose first start broke off before it was `completed` starts over.

        Raises NoDemoFolder (it holds something else; nothing was touched), InUse, OSError.
        """
        self._check()
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / MARK).open("a+") as mark:
            try:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InUse from None
            if reset or not (self.path / _COMPLETE).exists():
                self._empty()
            for room in _ROOMS:
                (self.path / room).mkdir(exist_ok=True)
            yield

    def secret_key(self) -> str:
        """The key of this demo, made once; nobody but its owner may read the file."""
        file = self.path / _KEY
        if not file.exists():
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(secrets.token_urlsafe(64))
        return file.read_text()

    def completed(self) -> None:
        """Say that the demo is whole: from now on its data are kept."""
        (self.path / _COMPLETE).touch()

    def _check(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise NoDemoFolder
        if self.path.is_dir() and not (self.path / MARK).is_file() and any(self.path.iterdir()):
            raise NoDemoFolder

    def _empty(self) -> None:
        """Remove what a demo made, and nothing somebody put beside it."""
        for name in (_COMPLETE, _KEY, *_ROOMS, *_ALSO_MADE):
            path = self.path / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
