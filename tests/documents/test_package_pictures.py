"""Pictures as pages: upright, no larger than a page needs, two on a page where they lie across and the policy says."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from documents.awkward import made, part, photo
from greenlist.documents.cleaning import Cleaner, Fault, Picture

LONGEST = 2400


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    with Cleaner() as one:
        yield one  # type: ignore[misc]


def cleaned(cleaner: Cleaner, folder: Path, content: bytes) -> tuple[Picture | Fault, Path]:
    source, target = folder / "in", folder / "out"
    source.write_bytes(content)
    return cleaner.picture(source, target, LONGEST), target


@pytest.mark.parametrize("turned", range(1, 9))
def test_however_the_camera_was_held_it_stands_upright(turned: int, cleaner: Cleaner, tmp_path: Path) -> None:
    upright = Image.open(io.BytesIO(photo(80, 40, "PNG")))
    steps = {2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}
    stored = upright
    for step in steps.get(turned, []):
        stored = stored.transpose(Image.Transpose(step))
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = turned
    stored.save(out, "PNG", exif=exif)
    told, target = cleaned(cleaner, tmp_path, out.getvalue())
    assert told == Picture(80, 40)
    seen = Image.open(io.BytesIO(target.read_bytes()))
    assert seen.convert("L").tobytes() == upright.convert("L").tobytes()


def test_a_huge_one_is_made_smaller_and_a_fit_one_is_left_as_it_is(cleaner: Cleaner, tmp_path: Path) -> None:
    told, target = cleaned(cleaner, tmp_path, photo(9000, 6000))
    assert told == Picture(LONGEST, 1600)
    assert target.stat().st_size < 400_000
    fit = photo(1200, 900)
    told, target = cleaned(cleaner, tmp_path, fit)
    assert told == Picture(1200, 900)
    assert target.read_bytes() == fit


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("JPEG", "CMYK"), ("PNG", "1")]
)
def test_every_kind_becomes_plain(kind: str, mode: str, cleaner: Cleaner, tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "white").convert(mode).save(out, kind)
    told, target = cleaned(cleaner, tmp_path, out.getvalue())
    assert told == Picture(30, 20)
    assert Image.open(io.BytesIO(target.read_bytes())).mode in {"1", "L", "RGB"}


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", photo(300, 200)[:900], b"GIF89a"])
def test_what_is_none_is_said(content: bytes, cleaner: Cleaner, tmp_path: Path) -> None:
    assert cleaned(cleaner, tmp_path, content)[0] == Fault("unreadable")


def test_two_that_lie_across_share_a_page_and_order_is_kept(tmp_path: Path) -> None:
    across, tall = photo(160, 120), photo(120, 160)
    contents = [across, across, tall, across, tall]
    parts = [part("evidence", f"{number}.jpg", one, "image") for number, one in enumerate(contents)]
    two = made(parts, tmp_path, images_per_page=2)
    assert [one.page for one in two.listed] == [2, 2, 3, 4, 5]
    one = made(parts, tmp_path, images_per_page=1)
    assert [line.page for line in one.listed] == [2, 3, 4, 5, 6]
    with pikepdf.open(one.volumes[0].path) as pdf:
        lying = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    assert lying == [False, True, True, False, True, False]
