"""The page numbers stamped on pages of every size and turn: at the foot as the page is looked at, upright, as text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from documents.awkward import made, ours, pages, part, shapes
from greenlist.documents.cleaning.boxes import visible_box
from greenlist.documents.package import PAGES, Made, Volume
from greenlist.documents.package.stamp import HEIGHT, WIDTH

NUMBERS = 13  # cover, report, shapes, receipt


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Made:
    parts = [
        part("report", "报告", ours()),
        part("evidence", "各种页面.pdf", shapes()),
        part("receipt", "回执", ours()),
    ]
    return made(parts, tmp_path_factory.mktemp("stamps"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_page_says_which_it_is(bound: Made) -> None:
    reader = PdfReader(bound.volumes[0].path)
    texts = [squeezed(page.extract_text()) for page in reader.pages]
    assert len(texts) == NUMBERS
    assert [number for number, text in enumerate(texts, 1) if f"第{number}页共{NUMBERS}页" in text] == [*range(1, 14)]


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed")
def test_it_stands_in_the_middle_of_the_foot_however_a_page_lies(tmp_path: Path) -> None:
    """As people look at it: what differs from the same page without its number lies low, in the middle, in one line."""
    parts = [part("evidence", "各种页面.pdf", shapes())]
    seen = [_seen(made(parts, tmp_path, page_numbers=words).volumes[0], tmp_path) for words in (PAGES, "")]
    for number, (stamped, bare) in enumerate(zip(*seen, strict=True), 1):
        box = ImageChops.difference(stamped, bare).getbbox()
        assert box is not None, number
        left, top, right, bottom = box
        wide, tall = stamped.size
        assert top > tall * 0.8, number
        assert bottom < tall, number
        assert abs((left + right) / 2 - wide / 2) <= 3, number
        assert right - left > 4 * (bottom - top), number


def _seen(volume: Volume, room: Path) -> list[Image.Image]:
    """The pages as pictures, without the cover."""
    stem = room / f"seen-{volume.size}"
    subprocess.run(["pdftoppm", "-r", "72", "-f", "2", "-gray", str(volume.path), str(stem)], check=True)
    return [Image.open(one) for one in sorted(room.glob(f"{stem.name}-*.pgm"))]


def test_it_never_leaves_the_page_and_grows_with_the_sheet(bound: Made) -> None:
    scales = []
    with pikepdf.open(bound.volumes[0].path) as pdf:
        for page in pdf.pages:
            words = [float(one) for one in page.Contents[-1].read_bytes().decode().split()[2:8]]
            left, low, right, high = visible_box(page)
            for across, up in ((0, 0), (WIDTH, HEIGHT)):
                assert left <= words[0] * across + words[2] * up + words[4] <= right
                assert low <= words[1] * across + words[3] * up + words[5] <= high
            scales.append(max(abs(one) for one in words[:4]))
    assert scales[2:8] == pytest.approx([1, 1, 1, 1, 1, 0.672], abs=0.01)  # A4 in any turn; a cropped page
    assert scales[8] == pytest.approx(4, abs=0.01)  # A0
    assert scales[9] == pytest.approx(0.25, abs=0.01)  # a label


def test_numbers_run_on_through_volumes(tmp_path: Path) -> None:
    parts = [part("evidence", f"{name}.pdf", pages(2, 200_000)) for name in "甲乙"]
    first, second = made(parts, tmp_path, most=900_000, page_numbers="{page}/{pages} 卷{volume}/{volumes}").volumes
    assert squeezed(PdfReader(first.path).pages[-1].extract_text()).endswith("3/6卷1/2")
    assert "4/6卷2/2" in squeezed(PdfReader(second.path).pages[0].extract_text())


def test_a_policy_may_want_none(tmp_path: Path) -> None:
    (volume,) = made([part("receipt", "回执", ours())], tmp_path, page_numbers="").volumes
    assert not any("共2页" in squeezed(page.extract_text()) for page in PdfReader(volume.path).pages)
