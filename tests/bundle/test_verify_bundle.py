"""Any flipped byte, missing, added or renamed file is found and named; the script runs by itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.bundle import verify_bundle as module
from greenlist.bundle.verify_bundle import Fault, fingerprint_of, verify_bundle
from greenlist.bundle.writing import Member, Text

from .made import KEY, bundle, contents, journal_line, rewritten

OWN = fingerprint_of(KEY.public_key())
FOLDER = "applications/JL2024-000001-1"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("bundle"))


def test_a_bundle_is_whole_and_by_whom(whole: Path) -> None:
    verdict = verify_bundle(whole, OWN)
    assert verdict.faults == []
    assert verdict.fingerprint == OWN
    assert [one["path"] for one in verdict.manifest["files"]] == list(contents())


def test_the_same_files_are_the_same_bytes(tmp_path: Path, whole: Path) -> None:
    assert bundle(tmp_path).read_bytes() == whole.read_bytes()


def test_another_key_is_told(whole: Path) -> None:
    assert verify_bundle(whole, "0" * 64).faults == [Fault("key", OWN)]


def test_every_flipped_byte_is_found(whole: Path, tmp_path: Path) -> None:
    content = bytearray(whole.read_bytes())
    path = tmp_path / "flipped.zip"
    for place in range(0, len(content), 5):
        content[place] ^= 1 << (place % 8)
        path.write_bytes(content)
        assert verify_bundle(path).faults, place
        content[place] ^= 1 << (place % 8)


@given(st.data())
def test_any_change_to_any_bytes_is_found(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = whole.read_bytes()
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    new = data.draw(st.binary(max_size=40))
    changed = content[:start] + new + content[end:]
    path = tmp_path_factory.getbasetemp() / "any.zip"
    path.write_bytes(changed)
    assert bool(verify_bundle(path).faults) == (changed != content)


@pytest.mark.parametrize(
    ("change", "names", "fault"),
    [
        ({"index.html": b"<p>x</p>"}, {}, Fault("changed", "index.html")),
        ({"index.html": None}, {}, Fault("missing", "index.html")),
        ({"more.txt": b"more"}, {}, Fault("added", "more.txt")),
        ({}, {"index.html": "start.html"}, Fault("renamed", "index.html → start.html")),
        ({}, {f"{FOLDER}/files/证明.pdf": f"{FOLDER}/files/别的.pdf"},
         Fault("renamed", f"{FOLDER}/files/证明.pdf → {FOLDER}/files/别的.pdf")),
        ({"../outside": b"x"}, {}, Fault("name", "'../outside'")),
        ({"bundle.json": b"{}"}, {}, Fault("manifest")),
    ],
)  # fmt: skip
def test_what_was_done_is_named(
    whole: Path, tmp_path: Path, change: dict[str, bytes | None], names: dict[str, str], fault: Fault
) -> None:
    here = Path(shutil.copy(whole, tmp_path))
    assert verify_bundle(rewritten(here, change, names)).faults == [fault]


def test_a_file_packed_anew_is_named(whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "packed.zip"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for one in before.namelist():
            after.writestr(one, before.read(one))
    assert {one.code for one in verify_bundle(out).faults} == {"packed"}


def test_bytes_behind_the_zip_are_found(whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "longer.zip"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.infolist():
            after.writestr(one, before.read(one))
        after.comment = b"a word"
    assert verify_bundle(out).faults == [Fault("container")]


def test_a_receipt_that_does_not_fit_is_named(tmp_path: Path) -> None:
    files = contents() | {
        f"{FOLDER}/application.json": b'{"kind":"park"}'
    }  # sealed by who made the bundle, not by the receipt
    assert verify_bundle(bundle(tmp_path, files)).faults == [Fault("receipt", f"{FOLDER}/receipt.json")]


def test_a_file_the_receipt_does_not_know_is_named(tmp_path: Path) -> None:
    files = contents() | {f"{FOLDER}/files/多出.pdf": b"%PDF"}
    assert verify_bundle(bundle(tmp_path, files)).faults == [Fault("receipt", f"{FOLDER}/receipt.json")]


def test_an_entry_of_the_journal_that_was_changed_is_named(tmp_path: Path) -> None:
    line = journal_line("application.submitted").replace(b"submitted", b"withdrawn")
    files = contents() | {"journal.jsonl": journal_line("application.started") + line}
    assert verify_bundle(bundle(tmp_path, files)).faults == [Fault("journal", "journal.jsonl 2")]


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_bundle_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert [one.code for one in verify_bundle(path).faults] in (["unreadable"], ["manifest"])


@pytest.mark.parametrize("name", ["../x", "/x", "a/../b", "a//b", "a\\b", "c:x", "", "bundle.json"])
def test_no_bundle_holds_a_name_that_does_harm(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        Member(name, Text(b""))


def test_every_fault_has_its_words_in_both_languages() -> None:
    for code, (chinese, english) in module.TEXTS.items():
        assert Fault(code, "x").text("zh")
        assert Fault(code, "x").text("en")
        assert ("{path}" in chinese) == ("{path}" in english)


def test_the_script_runs_by_itself(whole: Path, tmp_path: Path) -> None:
    source = Path(str(module.__file__))
    assert len(source.read_text(encoding="utf-8").splitlines()) < 300
    script = Path(shutil.copy(source, tmp_path))
    command = [sys.executable, "-I", str(script), str(whole)]  # -I: nothing beside the library and packages
    good = subprocess.run([*command, "--key", OWN], capture_output=True, text=True, check=False)
    assert (good.returncode, OWN in good.stdout) == (0, True)
    bad = subprocess.run([*command, "--key", "0" * 64], capture_output=True, text=True, check=False)
    assert (bad.returncode, "another key" in bad.stdout) == (2, True)
    assert "from greenlist" not in source.read_text(encoding="utf-8")
