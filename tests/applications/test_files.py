"""The store: whole files by their content, the same bytes once, nothing outside of its root."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob, receive, store, sweep_incoming

WORDS = b"words"
NAME = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def keep(*chunks: bytes) -> str:
    with receive(chunks, most=1000) as incoming:
        store().keep(incoming)
        return incoming.sha256


def every_file(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_hash_for_this_program_alone(root: Path) -> None:
    assert keep(b"wo", b"rds") == NAME
    path = root / NAME[:2] / NAME
    assert path.read_bytes() == WORDS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with open_blob(NAME) as stream:
        assert stream.read() == WORDS


def test_the_same_bytes_are_kept_once_and_nothing_is_left_behind(root: Path) -> None:
    keep(WORDS)
    keep(WORDS)
    assert [path.name for path in every_file(root)] == [NAME]


def test_a_half_written_copy_is_mended_by_the_next_upload(root: Path) -> None:
    keep(WORDS)
    (root / NAME[:2] / NAME).write_bytes(b"wo")
    keep(WORDS)
    assert (root / NAME[:2] / NAME).read_bytes() == WORDS


def test_a_file_that_grows_too_large_is_cut_off_while_it_arrives(root: Path) -> None:
    taken = []

    def endless() -> Iterator[bytes]:
        while True:
            taken.append(1)
            yield b"x" * 400

    with pytest.raises(FileRefused, match="上限"), receive(endless(), most=1000):
        pass
    assert len(taken) == 3
    assert every_file(root) == []


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileRefused, match="空"), receive([], most=1000):
        pass


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, f"{NAME}/../x", NAME + "\n", "%2e%2e"])
def test_what_is_no_hash_opens_nothing(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        open_blob(name)


def test_a_link_in_the_store_is_not_followed(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s")
    (root / NAME[:2]).mkdir(parents=True)
    (root / NAME[:2] / NAME).symlink_to(secret)
    with pytest.raises(OSError, match="symbolic"):
        open_blob(NAME)


def test_files_below_the_static_root_are_a_mistake_that_stops(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(ImproperlyConfigured, match="STATIC_ROOT"):
        store()


def test_what_a_cut_off_upload_left_is_swept_when_it_is_old(root: Path) -> None:
    keep(WORDS)
    old, new = root / "incoming" / "old", root / "incoming" / "new"
    old.write_bytes(b"1")
    new.write_bytes(b"2")
    os.utime(old, (1000, 1000))
    assert sweep_incoming(older_than=2000) == 1
    assert not old.exists()
    assert new.exists()
    assert (root / NAME[:2] / NAME).exists()
