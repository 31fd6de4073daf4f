"""PDFs that act, hide, lie about themselves or never end: what they show goes in, what they do stays out."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from documents.awkward import encrypted, hostile, layered, looped, made, part, repeated, shapes
from greenlist.documents.cleaning import Cleaned, Cleaner, Fault
from greenlist.documents.package import Made

ACTS = ("/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/EF", "/EmbeddedFiles", "/URI", "/AcroForm", "/Annots")


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Made:
    parts = [part("evidence", "恶意.pdf", hostile()), part("evidence", "加密.pdf", encrypted()),
             part("evidence", "密码.pdf", encrypted("u")), part("evidence", "图层.pdf", layered()),
             part("evidence", "循环.pdf", looped())]  # fmt: skip
    return made(parts, tmp_path_factory.mktemp("hostile"))


def test_nothing_that_acts_is_left(bound: Made) -> None:
    with pikepdf.open(bound.volumes[0].path) as pdf:
        every = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
        keys = {key for one in every for key, _value in one.items()}
        kinds = {str(one.get("/S", "")) for one in every}
    assert keys.isdisjoint(ACTS)
    assert kinds.isdisjoint(ACTS)


def test_what_was_taken_out_is_told_and_what_was_seen_stays(bound: Made) -> None:
    (told,) = [one for one in bound.remarks if one.code == "active"]
    assert (told.title, told.detail) == ("恶意.pdf", "action,embedded,launch,script")
    text = PdfReader(bound.volumes[0].path).pages[1].extract_text()
    assert "hostile" in text
    assert "SEAL" in text  # the seal of a field is part of the page now


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_a_seal_stays_where_it_was_though_the_page_left_its_state_open(tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(hostile())
    with Cleaner() as cleaner:
        cleaner.pdf(source, target)
    told = subprocess.run(["pdftotext", "-bbox", str(target), "-"], check=True, capture_output=True, text=True).stdout
    (line,) = [one for one in told.splitlines() if ">SEAL<" in one]
    assert 305 < float(line.split('xMin="')[1].split('"')[0]) < 308


def test_encrypted_files_go_beside(bound: Made) -> None:
    assert [one.title for one in bound.beside] == ["加密.pdf", "密码.pdf"]
    assert [one.title for one in bound.remarks if one.code == "encrypted"] == ["加密.pdf", "密码.pdf"]


def test_a_layer_that_is_off_stays_off(bound: Made) -> None:
    with pikepdf.open(bound.volumes[0].path) as pdf:
        assert [str(one.Name) for one in pdf.Root.OCProperties.D.OFF] == ["底稿"]


def test_too_many_pages_go_beside_in_time(tmp_path: Path) -> None:
    started = time.monotonic()
    done = made([part("evidence", "万页.pdf", repeated(10_000))], tmp_path)
    assert [(one.code, one.title) for one in done.remarks] == [("too_many_pages", "万页.pdf")]
    assert time.monotonic() - started < 20


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(shapes())
    with Cleaner(seconds=0) as cleaner:
        cleaner._seconds = -source.stat().st_size / 1_000_000  # no time at all
        assert cleaner.pdf(source, target) == Fault("too_much")
        cleaner._seconds = 30
        told = cleaner.pdf(source, target)
    assert isinstance(told, Cleaned)
    assert told.pages == 10


@pytest.mark.long
def test_a_stream_that_unpacks_to_gigabytes_does_no_harm(tmp_path: Path) -> None:
    pdf, machine = pikepdf.Pdf.new(), zlib.compressobj(9)
    block = bytes(1 << 20)
    packed = machine.compress(block) + machine.flush(zlib.Z_FULL_FLUSH)
    packed += (machine.compress(block) + machine.flush(zlib.Z_FULL_FLUSH)) * 4000
    content = pikepdf.Stream(pdf, b"")
    content.write(packed, filter=pikepdf.Name.FlateDecode)
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842], Contents=content))))  # fmt: skip
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    pdf.save(source, compress_streams=False)
    started = time.monotonic()
    with Cleaner(seconds=3) as cleaner:
        told = cleaner.pdf(source, target)
    assert isinstance(told, Fault) or target.stat().st_size < 10_000_000
    assert time.monotonic() - started < 30


def test_mutated_files_never_stop_the_others(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311
    whole = hostile() + shapes()
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    with Cleaner(seconds=10) as cleaner:
        for _number in range(150):
            content = bytearray(dice.choice((whole, shapes(), hostile())) if _number % 50 == 0 else whole)
            for _change in range(dice.randint(1, 40)):
                content[dice.randrange(len(content))] = dice.randrange(256)
            if dice.random() < 0.3:
                del content[dice.randrange(len(content)) :]
            source.write_bytes(content or b"x")
            assert isinstance(cleaner.pdf(source, target), Cleaned | Fault)
        source.write_bytes(shapes())
        assert isinstance(cleaner.pdf(source, target), Cleaned)
