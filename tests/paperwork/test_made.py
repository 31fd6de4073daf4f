"""Files kept by what they were made from: found, made again, swept."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from greenlist.documents.filling import KINDS
from greenlist.documents.filling.samples import sample
from greenlist.documents.papers import FontSet
from greenlist.paperwork import made, printing
from greenlist.paperwork.jobs import sweep
from world import World, round_of

CONTENT = sample(KINDS["circular"])
KEY = "ab" * 32


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files" / "made"


def test_the_key_is_what_a_file_is_made_from() -> None:
    def key(content: Any = CONTENT, form: str = "pdf", fonts: FontSet | None = None, template: str = "") -> str:
        return made.key_of(content, form, fonts or FontSet(), template)

    other = [
        key(replace(CONTENT, number="另一号")), key(sample(KINDS["minutes"])), key(form="docx"), key(template="ab"),
        key(fonts=FontSet((Path("none.ttf"),))),
    ]  # fmt: skip
    assert len({key(), *other}) == 6
    assert key() == key(sample(KINDS["circular"]))


def test_another_release_of_the_writers_makes_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made.key_of(CONTENT, "pdf", FontSet())
    monkeypatch.setattr(made, "writers", lambda: "another")
    assert made.key_of(CONTENT, "pdf", FontSet()) != before


def test_kept_found_and_never_half(folder: Path) -> None:
    assert made.find(KEY) is None
    made.keep(KEY, b"content")
    assert made.find(KEY) == b"content"
    path = folder / "ab" / KEY
    path.write_bytes(path.read_bytes()[:-1])
    assert made.find(KEY) is None  # made again rather than handed out
    with pytest.raises(ZeroDivisionError), made.kept("cd" * 32):
        raise ZeroDivisionError
    assert not list((folder / "cd").iterdir())


def test_only_keys_are_paths() -> None:
    for key in ("../../etc/passwd", "AB" * 32, "", "ab"):
        with pytest.raises(ValueError, match="no key"):
            made.opened(key)


def test_swept_by_their_last_use(folder: Path) -> None:
    old, used = "01" * 32, "02" * 32
    beside = folder.parent / "01" / old  # a file handed in: of the same name, in the other folder
    beside.parent.mkdir(parents=True)
    beside.write_bytes(b"record")
    for key in (old, used):
        made.keep(key, b"x")
        os.utime(folder / key[:2] / key, (1, 1))
    assert made.find(used) == b"x"  # which counts as use
    sweep(timestamp=0)
    assert (made.there(old), made.there(used)) == (False, True)
    assert beside.is_file()
    assert made.sweep(older_than=time.time() + 60) == 1


@pytest.mark.django_db
def test_made_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    round_, calls = round_of(world), []
    real = printing.own_pdf
    monkeypatch.setattr(printing, "own_pdf", lambda *given: calls.append(1) or real(*given))
    first = printing.printed(CONTENT, "pdf", kind="circular", round_=round_)
    assert printing.printed(CONTENT, "pdf", kind="circular", round_=round_) == first
    assert len(calls) == 1
