"""The law a round is bound to is kept whole, unpacked whole, and never trusted unseen."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.files import shipped_law
from greenlist.rounds.law import pack_law, unpack

ARCHIVE = pack_law([shipped_law()])
NAME = hashlib.sha256(ARCHIVE).hexdigest()


def test_the_same_files_give_the_same_bytes() -> None:
    assert pack_law([shipped_law()]) == ARCHIVE


def test_what_was_unpacked_is_the_law(tmp_path: Path) -> None:
    layers = unpack(ARCHIVE, NAME, tmp_path)
    kept = LawBook(layers[1:], base=layers[0])
    shipped = LawBook()
    assert kept.policy("jilin-2024")
    assert shipped.policy("jilin-2024")
    assert kept.hash_of("jilin-2024") == shipped.hash_of("jilin-2024")


def test_several_at_once_leave_one_whole_folder(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: unpack(ARCHIVE, NAME, tmp_path), range(16)))
    assert len({tuple(layers) for layers in found}) == 1
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_folder_that_was_tampered_with_is_made_anew(tmp_path: Path) -> None:
    layer = unpack(ARCHIVE, NAME, tmp_path)[0]
    policy = layer / "policies" / "jilin-2024.yaml"
    right = policy.read_bytes()
    policy.write_bytes(right.replace(b"2024-08-01", b"2024-12-01"))
    (layer / "policies" / "extra.yaml").write_text("greenlist: 1\n")
    assert (unpack(ARCHIVE, NAME, tmp_path)[0] / "policies" / "jilin-2024.yaml").read_bytes() == right
    assert not (layer / "policies" / "extra.yaml").exists()


def test_an_archive_under_a_wrong_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not hold"):
        unpack(ARCHIVE + b"\0", NAME, tmp_path)
    assert not list(tmp_path.iterdir())
