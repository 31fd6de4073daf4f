"""What a volume says of itself: PDF/A only where every part allows it, and then what the standard wants of it.

No validator for PDF/A-2 can be had here; these tests look at the structure.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from documents.awkward import made, ours, part, photo, shapes
from greenlist.documents.package import Volume

SAYS = b'<x xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2"/>'


def facts(volume: Volume) -> dict[str, object]:
    with pikepdf.open(volume.path) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        every = [one for one in pdf.objects if isinstance(one, Dictionary | Stream)]
        fonts = [one for one in every if str(one.get("/Subtype", "")) in {"/Type1", "/TrueType", "/CIDFontType2"}]
        return {
            "part": re.findall(r"<pdfaid:part>(.)<", metadata),
            "title": [*re.findall(r'x-default">(.*?)<', metadata), str(pdf.docinfo["/Title"])],
            "plain": b"<pdfaid" in volume.content or b"<dc:title" in volume.content,  # metadata is not packed
            "intents": [str(one.S) for one in pdf.Root.get(Name.OutputIntents, [])],
            "bare": [one for one in fonts if Name.FontDescriptor not in one],
            "encrypted": pdf.is_encrypted, "id": Name.ID in pdf.trailer, "version": pdf.pdf_version,
            "files": {name: bytes(pdf.attachments[name].get_file().read_bytes()) for name in pdf.attachments},
            "related": [str(one.AFRelationship) for one in pdf.Root.get(Name.AF, [])],
        }  # fmt: skip


def test_ours_and_pictures_are_pdf_a_2b(tmp_path: Path) -> None:
    parts = [part("report", "报告", ours()), part("evidence", "照片.jpg", photo(400, 300), "image"),
             part("evidence", "透明.png", photo(40, 30, "PNG", mode="RGBA"), "image")]  # fmt: skip
    (volume,) = made(parts, tmp_path).volumes
    told = facts(volume)
    assert volume.claim == "PDF/A-2b"
    assert told | {"part": ["2"], "intents": ["/GTS_PDFA1"], "bare": [], "encrypted": False, "id": True} == told
    assert told["title"] == ["示例工厂申报材料"] * 2
    assert told["plain"]
    with pikepdf.open(volume.path) as pdf:
        assert not [one for one in pdf.objects if isinstance(one, Stream) and "/SMask" in one]


def test_a_file_of_strangers_takes_the_claim_away_and_is_named(tmp_path: Path) -> None:
    done = made([part("report", "报告", ours()), part("evidence", "普通.pdf", shapes())], tmp_path)
    assert done.volumes[0].claim == ""
    assert facts(done.volumes[0])["part"] == []
    assert [(one.code, one.title, one.detail) for one in done.remarks] == [("not_archival", "普通.pdf", "no_claim")]


def test_a_claim_that_is_not_true_is_not_believed(tmp_path: Path) -> None:
    false = tmp_path / "false.pdf"
    with pikepdf.open(io.BytesIO(shapes())) as pdf:
        pdf.Root.Metadata = pdf.make_stream(
            b'<x xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2"/>', Type=Name.Metadata, Subtype=Name.XML
        )
        pdf.save(false, fix_metadata_version=False)
    done = made([part("evidence", "自称.pdf", false.read_bytes())], tmp_path)
    assert [(one.code, one.detail) for one in done.remarks] == [("not_archival", "font")]


def test_files_inside_make_it_3b_and_come_out_as_they_went_in(tmp_path: Path) -> None:
    parts = [part("report", "报告", ours()), part("evidence", "名册.xlsx", b"PK-sheet", "office"),
             part("evidence", "版式.ofd", b"PK-ofd", "other")]  # fmt: skip
    done = made(parts, tmp_path, office_files="attach")
    told = facts(done.volumes[0])
    assert (done.volumes[0].claim, told["part"]) == ("PDF/A-3b", ["3"])
    assert told["files"] == {"0001 名册.xlsx": b"PK-sheet", "0002 版式.ofd": b"PK-ofd"}
    assert told["related"] == ["/Supplement"] * 2
    assert [(one.where, one.volume) for one in done.listed] == [("bound", 1), ("attached", 1), ("attached", 1)]
    assert {one.code for one in done.remarks} == {"attached"}
    assert not done.beside


@pytest.mark.parametrize("archival", [True, False])
def test_a_policy_may_claim_nothing(archival: bool, tmp_path: Path) -> None:
    done = made([part("report", "报告", ours())], tmp_path, archival=archival)
    assert done.volumes[0].claim == ("PDF/A-2b" if archival else "")
    assert done.remarks == ()
