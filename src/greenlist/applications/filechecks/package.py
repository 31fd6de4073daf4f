"""Packed documents (docx, xlsx, ofd) by their directory and their lists of parts. Nothing else is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from greenlist.documents.guard import UnreadableFile, open_archive

from .refusal import FileRefused

MAIN_PART = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx", "OFD.xml": "ofd"}
MAX_LIST = 4 * 1024 * 1024  # bytes of one list of parts; real ones have some kilobytes
MAX_LISTS = 2_000
MAX_EMBEDDED = 32 * 1024 * 1024  # bytes of a workbook embedded in a document (the data of a chart)
MAX_DEPTH = 2
_MACRO_PART = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/[^/]*\.(?:bin|docm|xlsm|pptm|exe)$", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|activex|oleobject", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/[^/]*\.(?:docx|xlsx|pptx)$", re.IGNORECASE)
_RUNS = re.compile(r"\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr|jar|sh|msi|hta|lnk)$", re.IGNORECASE)


def packed_kind(path: Path) -> str:
    """What a packed document is by its main part: docx, xlsx, pptx, ofd, or a mere zip. Raises FileRefused."""
    with opened(path) as archive:
        return next((kind for part, kind in MAIN_PART.items() if part in archive.NameToInfo), "zip")


def check_office(path: Path) -> None:
    """Refuse a docx or xlsx with macros, controls, foreign objects or links to outside, or one that is a bomb.

    Raises FileRefused.
    """
    with opened(path) as archive:
        _check_office(archive, 0)


def check_ofd(path: Path) -> None:
    """Refuse an OFD (GB/T 33190) that is a bomb or carries programs. Raises FileRefused."""
    with opened(path) as archive:
        if any(_RUNS.search(name) for name in archive.namelist()):
            raise FileRefused(_("OFD 文件里嵌有程序或脚本；请重新导出不带附件的 OFD 再传。"))


@contextmanager
def opened(source: Path | IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The archive, held to its limits by its directory. Raises FileRefused, also for what the block stumbles over."""
    try:
        with open_archive(source, "") as archive:
            yield archive
    except UnreadableFile as refused:
        raise FileRefused(_limits(refused.message.code)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as fault:
        if isinstance(fault, FileRefused):
            raise
        raise _damaged() from None


def _limits(code: str) -> str:
    if code == "documents.encrypted":
        return _("文件设有打开密码，无法查验；请取消密码后再传。")
    return _("文件解压后过大、部件过多或压缩比异常，未打开；请删去图片和多余内容，或另存为 PDF 后再传。")


def _check_office(archive: zipfile.ZipFile, depth: int) -> None:
    names = ["/" + name for name in archive.namelist()]
    if any(_MACRO_PART.search(name) for name in names):
        raise _active()
    kinds = _read_list(archive, "[Content_Types].xml")
    if any(_MACRO_TYPE.search(one.get("ContentType", "")) for one in kinds):
        raise _active()
    lists = [name for name in archive.namelist() if name.lower().endswith(".rels")]
    if len(lists) > MAX_LISTS:
        raise _damaged()
    for name in lists:
        _check_relations(_read_list(archive, name))
    for name in archive.namelist():
        if _EMBEDDED.search("/" + name):
            _check_embedded(archive, name, depth)


def _check_embedded(archive: zipfile.ZipFile, name: str, depth: int) -> None:
    if depth >= MAX_DEPTH or archive.getinfo(name).file_size > MAX_EMBEDDED:
        raise _active()
    with archive.open(name) as part, opened(io.BytesIO(part.read(MAX_EMBEDDED))) as inner:
        _check_office(inner, depth + 1)


def _check_relations(relations: Element) -> None:
    """Only hyperlinks may lead outside; a template, picture or object fetched from outside tells who opens the file."""
    for one in relations:
        if one.get("TargetMode", "").lower() == "external" and not one.get("Type", "").endswith("/hyperlink"):
            raise FileRefused(
                _("文件链接到外部内容（模板、图片、对象或别的工作簿）；请断开链接（改为粘贴数值或嵌入图片）后再传。")
            )


def _read_list(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        with archive.open(name) as part:
            text = part.read(MAX_LIST + 1)
        if len(text) > MAX_LIST:
            raise _damaged()
        root: Element = fromstring(text, forbid_dtd=True)
    except (KeyError, ParseError, DefusedXmlException, UnicodeError, LookupError):
        raise _damaged() from None
    return root


def _active() -> FileRefused:
    return FileRefused(_("文件含有宏、控件或嵌入对象；请删去后另存为不带宏的 .docx / .xlsx，或另存为 PDF 再传。"))


def _damaged() -> FileRefused:
    return FileRefused(_("文件已损坏或不完整，打不开；请用 Office 或 WPS 修复并另存后再传。"))
