"""Hostile documents, each with the message it must meet: one table for every reader of packed files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from documents.report_docs import factory_2024, saved, with_parts

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLE_TYPE = (
    b'<Override PartName="/word/x.dat" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/></Types>'
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file that must not be opened, and the code of the message that says why."""

    name: str
    content: bytes
    code: str


def hostile_files() -> list[Hostile]:
    """Every kind of file that is refused before or while it is unpacked."""
    good = saved(factory_2024())
    changed = {
        "宏部件": (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "documents.active_content"),
        "宏类型": (_types(b"wordprocessingml.document.main", b"wordprocessingml.document.macroEnabled.main"),
                "documents.active_content"),
        "控件": (lambda parts: parts.update({"word/activeX/activeX1.xml": b"<a/>"}), "documents.active_content"),
        "OLE 对象": (lambda parts: parts.update({"word/embeddings/oleObject1.bin": b"x"}), "documents.active_content"),
        "OLE 类型": (_types(b"</Types>", _OLE_TYPE), "documents.active_content"),
        "远程模板": (_relation("attachedTemplate", "https://example.com/t.dotm"), "documents.links_outside"),
        "远程图片": (_relation("image", "file://server/share/a.png"), "documents.links_outside"),
        "远程对象": (_relation("oleObject", "http://example.com/a.bin"), "documents.links_outside"),
        "远程框架": (_relation("frame", "http://example.com/a.html"), "documents.links_outside"),
        "实体": (_main(b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>", replace=True),
               "documents.entities_office"),
        "外部实体": (_main(b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>"), "documents.entities_office"),
        "UTF-16 实体": (_utf16, "documents.entities_office"),
        "关系表里的实体": (_dtd_in(RELATIONS), "documents.entities_office"),
        "类型表里的实体": (_dtd_in(TYPES), "documents.entities_office"),
        "样式里的实体": (_dtd_in("word/styles.xml"), "documents.entities_office"),
        "压缩炸弹": (lambda parts: parts.update({"word/media/a.png": b"\0" * 30 * 1024 * 1024}), "documents.too_large"),
        "部件过多": (lambda parts: parts.update({f"p{n}.xml": b"" for n in range(2_001)}), "documents.too_many_parts"),
        "内嵌炸弹": (_embedded_bomb, "documents.too_large"),
        "层层内嵌": (_nested, "documents.active_content"),
        "太深": (_main(b"<w:body>" + b"<w:p>" * 500), "reading.too_long"),
        "没有正文": (lambda parts: parts.pop(MAIN), "reading.not_word"),
        "没有类型表": (lambda parts: parts.pop(TYPES), "documents.damaged_office"),
        "正文残缺": (lambda parts: parts.update({MAIN: parts[MAIN][:3000]}), "documents.damaged_office"),
    }  # fmt: skip
    files = [Hostile(name, with_parts(good, change), code) for name, (change, code) in changed.items()]  # type: ignore[arg-type]
    return [
        *files,
        Hostile("旧版", _COMPOUND + b"\0" * 600, "reading.old_doc"),
        Hostile("RTF", b"{\\rtf1 a}", "reading.old_doc"),
        Hostile("有密码", _COMPOUND + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "reading.encrypted"),
        Hostile("PDF", b"%PDF-1.7\n%", "reading.pdf"),
        Hostile("文本", "基本信息".encode(), "reading.not_word"),
        Hostile("空", b"", "reading.not_word"),
        Hostile("截断", good[: len(good) // 2], "documents.damaged_office"),
        Hostile("别的压缩包", _zip({"a.txt": b"a"}), "documents.damaged_office"),
        Hostile("加密部件", _encrypted(good), "documents.encrypted"),
    ]


def _types(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({TYPES: parts[TYPES].replace(old, new)})


def _relation(kind: str, target: str) -> Callable[[dict[str, bytes]], None]:
    one = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return lambda parts: parts.update({RELATIONS: parts[RELATIONS].replace(b"</Relationships>", one.encode())})


def _main(head: bytes, *, replace: bool = False) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        rest = parts[MAIN].split(b"?>", 1)[1]
        if head.startswith(b"<w:body>"):
            parts[MAIN] = parts[MAIN].replace(b"<w:body>", head, 1)
        else:
            parts[MAIN] = (head if replace else b"<?xml version='1.0'?>" + head) + rest

    return change


def _utf16(parts: dict[str, bytes]) -> None:
    text = parts[MAIN].decode().split("?>", 1)[1]
    parts[MAIN] = ("<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a [<!ENTITY b 'c'>]>" + text).encode("utf-16")


def _dtd_in(part: str) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({part: b"<?xml version='1.0'?><!DOCTYPE a>" + parts[part].split(b"?>", 1)[1]})


def _embedded_bomb(parts: dict[str, bytes]) -> None:
    parts["word/embeddings/a.xlsx"] = _zip({TYPES: b"<Types/>", "xl/a.xml": b"\0" * 30 * 1024 * 1024})


def _nested(parts: dict[str, bytes]) -> None:
    inner = _zip({TYPES: b"<Types/>"})
    for _ in range(3):
        inner = _zip({TYPES: b"<Types/>", "word/embeddings/a.docx": inner})
    parts["word/embeddings/a.docx"] = inner


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _encrypted(content: bytes) -> bytes:
    """The mark of a password at every entry, in the directory and before the parts."""
    data = bytearray(content)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)
