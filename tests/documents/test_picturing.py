"""Pages of a template's trial as pictures: drawn from the PDF of LibreOffice, and nothing where that fails."""

from __future__ import annotations

import io
import shutil
import stat
from pathlib import Path

import pytest
from PIL import Image

from documents.test_letter_geometry import letter
from greenlist.documents import drawing
from greenlist.documents.drawing import DENSITY, drawn
from greenlist.documents.filling.kinds import KINDS
from greenlist.documents.filling.picturing import pictured
from greenlist.documents.filling.samples import sample
from greenlist.documents.filling.writers import own_docx
from greenlist.documents.letters.pdf import letter_pdf

SOFFICE = shutil.which("soffice")


def office(folder: Path, body: str) -> Path:
    """Stands in for LibreOffice: a script that is called as it is."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def sizes(pages: tuple[bytes, ...]) -> list[tuple[int, int]]:
    return [Image.open(io.BytesIO(one)).size for one in pages]


def test_every_page_is_a_picture_of_its_shape(tmp_path: Path) -> None:
    laid = tmp_path / "office.pdf"
    laid.write_bytes(letter_pdf(letter("consulting")))
    found = drawn(laid, tmp_path)
    assert found is not None
    assert found.total == len(found.pages) == 3
    tall, wide = round(297 / 25.4 * DENSITY), round(210 / 25.4 * DENSITY)
    for size, wanted in zip(sizes(found.pages), [(wide, tall), (wide, tall), (tall, wide)], strict=True):
        assert size == pytest.approx(wanted, abs=2)
    colours = Image.open(io.BytesIO(found.pages[0])).convert("RGB").getcolors(1_000_000) or []
    assert next(count for count, colour in colours if colour == (230, 0, 18)) > 1000  # the head: no empty page


def test_of_a_long_one_only_the_first_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST", 2)
    laid = tmp_path / "office.pdf"
    laid.write_bytes(letter_pdf(letter("consulting")))
    assert drawing._draw(laid, tmp_path) == 3
    assert sorted(one.name for one in tmp_path.glob("*.png")) == ["1.png", "2.png"]


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_what_cannot_be_drawn_gives_nothing(content: bytes, tmp_path: Path) -> None:
    laid = tmp_path / "office.pdf"
    laid.write_bytes(content)
    assert drawn(laid, tmp_path) is None


@pytest.mark.parametrize("body", ["exit 1", "sleep 60", 'echo none > "$PWD/office.pdf"'])
def test_an_office_that_fails_gives_nothing(body: str, tmp_path: Path) -> None:
    docx = own_docx(sample(KINDS["circular"]))
    assert pictured(docx, office(tmp_path, body), seconds=1) is None


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.long
def test_libreoffice_lays_a_sample_out() -> None:
    found = pictured(own_docx(sample(KINDS["consultation_letter"])), Path(str(SOFFICE)))
    assert found is not None
    assert found.total >= 2
    assert sizes(found.pages)[0][0] < sizes(found.pages)[0][1]
