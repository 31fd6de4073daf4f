"""The demo's folder: its own, marked, one demo at a time; nobody else's files are touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlist.ops.demo.folder import MARK, Folder, InUse, NoDemoFolder


def test_it_is_made_with_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new" / "demo")
    with folder.held():
        key = folder.secret_key()
        assert len(key) > 60
        assert (folder.path / "secret-key").stat().st_mode & 0o777 == 0o600
        folder.completed()
    with folder.held():
        assert folder.secret_key() == key


def test_a_first_start_that_broke_off_starts_over(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with folder.held():
        (folder.postgres / "PG_VERSION").touch()
    with folder.held():
        assert list(folder.postgres.iterdir()) == []
        (folder.postgres / "PG_VERSION").touch()
        folder.completed()
    with folder.held():
        assert (folder.postgres / "PG_VERSION").exists()


def test_a_second_demo_is_kept_out(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with folder.held(), pytest.raises(InUse), Folder(tmp_path).held():
        pass


@pytest.mark.parametrize("reset", [True, False])
def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, reset: bool) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(NoDemoFolder), Folder(tmp_path).held(reset=reset):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(NoDemoFolder), Folder(tmp_path / "thesis.txt").held():
        pass


def test_starting_over_removes_what_the_demo_made_and_nothing_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with folder.held():
        key = folder.secret_key()
        (folder.path / "files" / "a.pdf").touch()
        (folder.path / "notes.txt").touch()
        folder.completed()
    with folder.held(reset=True):
        assert folder.secret_key() != key
        assert list((folder.path / "files").iterdir()) == []
        assert (folder.path / "notes.txt").exists()
        assert (folder.path / MARK).exists()
