"""Word and Excel files as pages by LibreOffice; whatever goes wrong there, the dossier is made."""

from __future__ import annotations

import io
import shutil
import stat
import time
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from documents.awkward import made, part
from greenlist.documents.package.office import converted

SOFFICE = shutil.which("soffice")


def word() -> bytes:
    out, document = io.BytesIO(), docx.Document()
    document.add_paragraph("这是一份证明。")
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    out, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["名册", 42, '=WEBSERVICE("http://127.0.0.1:9/")'])  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.long
def test_they_become_pages_and_repeat(tmp_path: Path) -> None:
    parts = [part("evidence", "证明.docx", word(), "office"), part("evidence", "名册.xlsx", excel(), "office"),
             part("evidence", "坏的.docx", b"PK no document", "office")]  # fmt: skip
    done = made(parts, tmp_path, office_files="convert", soffice=Path(str(SOFFICE)))
    assert [(one.code, one.title) for one in done.remarks if one.code != "not_archival"] == [
        ("converted", "证明.docx"), ("converted", "名册.xlsx"), ("not_converted", "坏的.docx")]  # fmt: skip
    assert [one.where for one in done.listed] == ["bound", "bound", "attached"]
    texts = [page.extract_text() for page in PdfReader(done.volumes[0].path).pages]
    assert "这是一份证明" in texts[1]
    assert "名册" in texts[2]


def script(folder: Path, body: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("body", ["exit 1", "exit 0", "sleep 60 & sleep 60", "kill -9 $$"])
def test_one_that_fails_or_hangs_gives_nothing_and_is_ended(body: str, tmp_path: Path) -> None:
    started = time.monotonic()
    assert converted(script(tmp_path, body), word(), "docx", tmp_path, seconds=1) is None
    assert time.monotonic() - started < 10


def test_it_gets_nothing_of_ours_to_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIST_SECRET_KEY", "secret")
    converted(script(tmp_path, f"env > {tmp_path}/known; ulimit -a > {tmp_path}/limits"), word(), "docx", tmp_path)
    known = (tmp_path / "known").read_text()
    assert "secret" not in known
    assert f"HOME={tmp_path}" in known
    (memory,) = [one for one in (tmp_path / "limits").read_text().splitlines() if "vmemory" in one or "virtual" in one]
    assert "unlimited" not in memory
    assert "DisableMacrosExecution" in (tmp_path / "profile/user/registrymodifications.xcu").read_text()


def test_without_libreoffice_they_travel_inside(tmp_path: Path) -> None:
    done = made([part("evidence", "证明.docx", word(), "office")], tmp_path, office_files="convert")
    assert [(one.code, one.title) for one in done.remarks] == [("not_converted", "证明.docx")]
    assert done.volumes[0].claim == "PDF/A-3b"
