"""Types by content, and what is refused before anything is unpacked."""

import struct
import zipfile
from pathlib import Path

import pytest

from applications import papers
from greenlist.applications.filechecks import FileRefused, image, pdf
from greenlist.applications.filetypes import ACCEPTED, NAME_CHARS, clean_name, identify, inspect
from greenlist.documents import limits, office


def look(folder: Path, name: str, content: bytes, allowed: frozenset[str] = ACCEPTED) -> str:
    path = folder / "incoming"
    path.write_bytes(content)
    return inspect(path, name, allowed).id


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("报告.pdf", papers.pdf(), "pdf"),
        ("报告.PDF", papers.pdf(), "pdf"),
        ("a.png", papers.png(), "png"),
        ("a.jpg", papers.jpeg(), "jpg"),
        ("a.JPEG", papers.jpeg(), "jpg"),
        ("a.docx", papers.docx(), "docx"),
        ("a.xlsx", papers.xlsx(), "xlsx"),
        ("a.ofd", papers.ofd(), "ofd"),
        ("links.docx", papers.docx(links=papers.HYPERLINK), "docx"),
        ("chart.docx", papers.docx({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": papers.xlsx()}), "docx"),
    ],
)
def test_what_it_is_and_may_be(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    assert look(tmp_path, name, content) == kind


LIES_ABOUT_SIZE = papers.packed({"xl/workbook.xml": b"a" * 3_000_000}).replace(
    struct.pack("<I", 3_000_000), struct.pack("<I", 3_000)
)
BOMB = papers.docx({"word/media/a.bin": b"\0" * (20 * 1024 * 1024)})
MANY = papers.docx({f"p{n}": "" for n in range(limits.MAX_ENTRIES)})
HIDDEN_SCRIPT = papers.object_stream(b"4 0 << /S /JavaScript /JS (app.alert) >>")
ATTACHMENT = b"<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream"

REFUSED = {
    "executable": ("a.pdf", b"MZ\x90\0" + b"\0" * 60, "无法识别"),
    "text": ("a.txt", b"hello", "无法识别"),
    "html named pdf": ("a.pdf", b"<html><script>1</script>", "无法识别"),
    "one byte": ("a.pdf", b"%", "无法识别"),
    "png named pdf": ("a.pdf", papers.png(), "PNG"),
    "pdf without extension": ("report", papers.pdf(), "扩展名"),
    "docx named xlsx": ("a.xlsx", papers.docx(), "Word"),
    "gif": ("a.gif", b"GIF89a" + b"\0" * 20, "PNG 或 JPG"),
    "tiff": ("a.tif", b"II*\0" + b"\0" * 20, "PDF 或 JPG"),
    "zip": ("a.zip", papers.packed({"a.txt": "x"}), "解压后逐个上传"),
    "rar": ("a.rar", b"Rar!\x1a\x07\0" + b"\0" * 9, "解压后逐个上传"),
    "pptx": ("a.pptx", papers.packed({"ppt/presentation.xml": "<p/>"}), "PowerPoint"),
    "old or encrypted office": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "取消密码"),
    "cut zip": ("a.docx", papers.docx()[:300], "已损坏"),
    "zip of nothing": ("a.docx", b"PK\x05\x06" + b"\0" * 18, "压缩包"),
    "macro part": ("a.docx", papers.docx({"word/vbaProject.bin": b"x"}), "宏"),
    "macro type": ("a.docx", papers.docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "宏"),
    "activex": ("a.docx", papers.docx({"word/activeX/activeX1.xml": "<a/>"}), "控件"),
    "ole object": ("a.docx", papers.docx({"word/embeddings/oleObject1.bin": b"x"}), "嵌入对象"),
    "macro in embedded workbook": (
        "a.docx",
        papers.docx({"word/embeddings/a.xlsx": papers.xlsx({"xl/vbaProject.bin": b"x"})}),
        "宏",
    ),
    "broken embedded workbook": ("a.docx", papers.docx({"word/embeddings/a.xlsx": b"no zip"}), "已损坏"),
    "remote template": ("a.docx", papers.docx(links=papers.TEMPLATE), "断开链接"),
    "broken list of parts": ("a.docx", papers.docx({"word/_rels/x.rels": "<a"}), "已损坏"),
    "entities in list of parts": ("a.docx", papers.docx({"x.rels": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "已损坏"),
    "no list of types": ("a.xlsx", papers.packed({"xl/workbook.xml": "<w/>"}), "已损坏"),
    "bomb": ("a.docx", BOMB, "压缩比异常"),
    "many parts": ("a.docx", MANY, "部件过多"),
    "program in ofd": ("a.ofd", papers.ofd({"Doc_0/Attachs/a.EXE": b"MZ"}), "程序"),
    "pdf encrypted": ("a.pdf", papers.pdf(b"<< /Filter /Standard >>", trailer=b"/Encrypt 4 0 R"), "密码"),
    "pdf script": ("a.pdf", papers.pdf(b"<< /S /JavaScript /JS (x) >>", trailer=b"/OpenAction 4 0 R"), "脚本"),
    "pdf script disguised": ("a.pdf", papers.pdf(b"<< /S /J#61vaScr#69pt /JS (x) >>"), "脚本"),
    "pdf launch": ("a.pdf", papers.pdf(b"<< /S /Launch /F (cmd.exe) >>"), "脚本"),
    "pdf attachment": ("a.pdf", papers.pdf(ATTACHMENT), "嵌有其他文件"),
    "pdf script packed": ("a.pdf", papers.pdf(HIDDEN_SCRIPT), "脚本"),
    "pdf packed strangely": ("a.pdf", papers.pdf(papers.object_stream(b"x", b"/Filter /LZWDecode")), "无法查验"),
    "pdf packed twice": ("a.pdf", papers.pdf(papers.object_stream(b"x", b"/Filter [/FlateDecode /Fl]")), "无法查验"),
    "pdf filter elsewhere": ("a.pdf", papers.pdf(papers.object_stream(b"x", b"/F#69lter 9 0 R")), "无法查验"),
    "pdf predicted": (
        "a.pdf",
        papers.pdf(papers.object_stream(b"x", b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>")),
        "无法查验",
    ),
    "pdf of nothing": ("a.pdf", b"%PDF-1.4\n%%EOF", "已损坏"),
    "pdf cut": ("a.pdf", papers.pdf()[:80], "已损坏"),
    "png of nothing": ("a.png", b"\x89PNG\r\n\x1a\n", "已损坏"),
    "png bomb": ("a.png", papers.png(60_000, 60_000), "像素"),
    "jpeg bomb": ("a.jpg", papers.jpeg(65_000, 65_000), "像素"),
    "jpeg without frame": ("a.jpg", b"\xff\xd8\xff\xe0\0\x10" + b"\0" * 30, "已损坏"),
    "jpeg without size": ("a.jpg", papers.jpeg(0, 5), "已损坏"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_why_and_what_to_do(tmp_path: Path, case: str) -> None:
    name, content, words = REFUSED[case]
    with pytest.raises(FileRefused, match=words):
        look(tmp_path, name, content)


def test_only_types_of_the_policy_are_taken(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="可以上传：PDF"):
        look(tmp_path, "a.docx", papers.docx(), frozenset({"pdf"}))


def test_a_list_of_parts_that_is_itself_a_bomb_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.documents.guard.MAX_DIRECTORY", 100)
    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", None)  # what would make an object of each entry
    with pytest.raises(FileRefused, match="部件过多"):
        look(tmp_path, "a.docx", papers.docx())


def test_an_object_stream_that_inflates_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_INFLATED", 1000)
    with pytest.raises(FileRefused, match="无法查验"):
        look(tmp_path, "a.pdf", papers.pdf(papers.object_stream(b" " * 5000)))


def test_a_large_list_of_relations_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_LIST", 100)
    with pytest.raises(FileRefused, match="已损坏"):
        look(tmp_path, "a.docx", papers.docx())


def test_a_pdf_that_only_speaks_of_scripts_passes(tmp_path: Path) -> None:
    assert look(tmp_path, "a.pdf", papers.pdf(text="JavaScript /JavaScripts /Launcher")) == "pdf"


def test_the_limit_of_pixels_lets_a_large_scan_pass() -> None:
    assert image.MAX_PIXELS > 7016 * 9921  # A4 at 850 dpi


def test_a_name_with_a_path_or_marks_is_cleaned() -> None:
    assert clean_name("..\\..\\C:\\报告.pdf") == "报告.pdf"
    assert clean_name("/etc/passwd") == "passwd"
    assert clean_name("a\u202efdp.exe\0.pdf") == "afdp.exe.pdf"
    assert clean_name("...") == "未命名"
    assert clean_name("a\r\nSet-Cookie: x.pdf") == "aSet-Cookie: x.pdf"


def test_a_huge_name_keeps_its_extension() -> None:
    assert clean_name("长" * 500 + ".docx") == "长" * (NAME_CHARS - 5) + ".docx"
    assert len(clean_name("长" * 500)) == NAME_CHARS


def test_nothing_known_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"plain")
    assert identify(path) is None
