"""All documents at once: both forms say the same, a word processor opens them with as many pages, their pictures."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from documents.bound import dossier
from documents.every import PDFTOPPM, SHOTS, document, names, workbooks
from documents.paper_texts import docx_text, pdf_text, squeezed

UNSEEN = frozenset({"作者", "主题", "题名", "版记"})  # properties of the file; a letter's foot is set in two pieces
SOFFICE = shutil.which("soffice")


def parts_of(text: str) -> list[str]:
    return [part for line in text.split("\n") if (part := squeezed(line))]


@pytest.mark.parametrize("name", names())
@pytest.mark.long
def test_both_forms_say_every_text(name: str) -> None:
    one = document(name)
    written = docx_text(one.docx)
    printed = pdf_text(one.pdf).replace("\u200b", "")
    letters = {character: printed.count(character) for character in set(printed)}
    for where, text in one.texts():
        if where in UNSEEN:
            continue
        for part in parts_of(text):
            assert part in written, (where, part)
            # a text in a cell is broken into lines, and a page may end in it: its characters are looked for
            assert part in printed or all(letters.get(character, 0) for character in part), (where, part)


@pytest.mark.parametrize("name", names())
@pytest.mark.long
def test_nothing_is_printed_that_no_text_says(name: str) -> None:
    one = document(name)
    said = set("".join(squeezed(text) for _, text in one.texts()))
    around = set("—0123456789表图（）：、文件签发人附抄送，。印☐□■%/. ") | set("续")
    assert not {character for character in pdf_text(one.pdf) if character not in said | around} - set("\u200b"), name


# -- a word processor ----------------------------------------------------------------------------------------------


def pages_of(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


@pytest.mark.long
def test_a_word_processor_opens_all_of_them_with_as_many_pages(tmp_path: Path) -> None:
    if SOFFICE is None:
        pytest.skip("no LibreOffice on this machine (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)")
    for number, name in enumerate(names()):
        (tmp_path / f"{number}.docx").write_bytes(document(name).docx)
    for number, content in enumerate(workbooks().values()):
        (tmp_path / f"book{number}.xlsx").write_bytes(content)
    out = tmp_path / "out"
    files = sorted([*tmp_path.glob("*.docx"), *tmp_path.glob("*.xlsx")])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    assert {one.stem for one in out.glob("*.pdf")} == {one.stem for one in files}
    counts = {
        name: (pages_of(document(name).pdf), pages_of((out / f"{number}.pdf").read_bytes()))
        for number, name in enumerate(names())
    }
    # a page more or less; of long reports one in twenty, for the faces of the standard are not on this machine
    off = {name: (ours, its) for name, (ours, its) in counts.items() if abs(ours - its) > max(1, ours // 20)}
    assert off == {}


# -- pictures ------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_pictures_of_every_page(tmp_path: Path) -> None:
    """Saved in shots/documents, for people to look at; a page that came out empty is told here."""
    if PDFTOPPM is None:
        pytest.skip("no pdftoppm on this machine (Debian: apt install poppler-utils)")
    SHOTS.mkdir(parents=True, exist_ok=True)
    bound = {f"合订本-第{number}册": content for number, content in enumerate(dossier(), 1)}
    for name, content in ({name: document(name).pdf for name in names()} | bound).items():
        for old in SHOTS.glob(f"{name}-*.png"):
            old.unlink()
        path = tmp_path / "one.pdf"
        path.write_bytes(content)
        command = [PDFTOPPM, "-r", "70", "-png", str(path), str(SHOTS / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shots = list(SHOTS.glob(f"{name}-*.png"))
        assert len(shots) == pages_of(content)
        assert [shot.name for shot in shots if blank(shot)] == []


def blank(shot: Path) -> bool:
    """Whether a picture is of one colour: a page that came out empty."""
    with Image.open(shot) as picture:
        low, high = picture.convert("L").getextrema()
    return low == high
