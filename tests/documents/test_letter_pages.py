"""Letters in 信函格式 have as many pages in a word processor as in the PDF, with and without copies."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.test_letter_geometry import COPIES, letter
from greenlist.documents.filling import KINDS
from greenlist.documents.filling.fill import fill
from greenlist.documents.filling.samples import sample
from greenlist.documents.filling.starting import starting
from greenlist.documents.letters import Clause, Letter
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf

SOFFICE = shutil.which("soffice")
LONG = (*COPIES, *(f"示例市示例{one}区工业和信息化局" for one in "甲乙丙丁戊"))
HOW_MANY = {"none": (), "one": COPIES[:1], "some": COPIES, "many": LONG}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine (Debian: libreoffice-writer-nogui)"),
]


def pages_in_a_word_processor(documents: dict[str, bytes], folder: Path) -> dict[str, int]:
    """How many pages each DOCX has, by name."""
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in documents]
    command = [str(SOFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {name: len(PdfReader(folder / f"{name}.pdf").pages) for name in documents}


def pages_of_ours(letters: dict[str, Letter]) -> dict[str, int]:
    return {name: len(PdfReader(io.BytesIO(letter_pdf(one))).pages) for name, one in letters.items()}


def with_copies(one: Letter, name: str) -> dict[str, Letter]:
    return {f"{name}-{much}": replace(one, copies=copies) for much, copies in HOW_MANY.items()}


def of_lines(count: int, title: int) -> Letter:
    """A letter to a unit of so many full lines, under a title of so many lines."""
    body = (Clause("国" * (28 * count - 2)), Clause("特此通知。"))
    return replace(letter("outcome"), title="\n".join(["关于示例结果的通知"] * title), body=body)


@pytest.mark.parametrize("kind", ["outcome", "consulting"])
def test_as_it_is_written(kind: str, tmp_path: Path) -> None:
    letters = with_copies(letter(kind), kind)
    ours = pages_of_ours(letters)
    assert pages_in_a_word_processor({name: letter_docx(one) for name, one in letters.items()}, tmp_path) == ours
    if kind == "outcome":  # what this is about: the copies stay on the page of the text
        assert (ours["outcome-none"], ours["outcome-some"]) == (1, 1)


@pytest.mark.parametrize("title", [2, 3, 4])
def test_around_the_end_of_a_page(title: int, tmp_path: Path) -> None:
    letters: dict[str, Letter] = {}
    for count in (4, 5, 6, 7, 8, 21, 22, 23, 24):
        letters |= with_copies(of_lines(count, title), f"lines-{count}")
    ours = pages_of_ours(letters)
    assert set(ours.values()) >= {1, 2}
    assert pages_in_a_word_processor({name: letter_docx(one) for name, one in letters.items()}, tmp_path) == ours


def test_three_pages_of_text_before_the_attachment(tmp_path: Path) -> None:
    """The copies come on the next page, be it even or odd."""
    one = letter("consulting")
    letters = with_copies(replace(one, body=(*one.body[:-1], *[Clause("国" * 28 * 3)] * 5, one.body[-1])), "asking")
    ours = pages_of_ours(letters)
    assert ours["asking-some"] == ours["asking-none"] + 1 == 5
    assert pages_in_a_word_processor({name: letter_docx(one) for name, one in letters.items()}, tmp_path) == ours


@pytest.mark.parametrize("kind", ["consultation_letter", "outcome_letter"])
def test_the_starting_template_has_as_many(kind: str, tmp_path: Path) -> None:
    one = sample(KINDS[kind])
    assert isinstance(one, Letter)
    letters, template = with_copies(one, kind), starting(KINDS[kind])
    filled = {name: fill(template, one) for name, one in letters.items()}
    assert pages_in_a_word_processor(filled, tmp_path) == pages_of_ours(letters)
