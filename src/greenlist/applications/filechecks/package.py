"""Packed documents (docx, xlsx, ofd) by their directory and their lists of parts. Nothing else is unpacked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from greenlist.documents import office
from greenlist.documents.guard import UnreadableFile

from .refusal import FileRefused

MAIN_PART = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx", "OFD.xml": "ofd"}
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
        office.check_contents(archive, "")


def check_ofd(path: Path) -> None:
    """Refuse an OFD (GB/T 33190) that is a bomb or carries programs. Raises FileRefused."""
    with opened(path) as archive:
        if any(_RUNS.search(name) for name in archive.namelist()):
            raise FileRefused(_("OFD 文件里嵌有程序或脚本；请重新导出不带附件的 OFD 再传。"))


@contextmanager
def opened(source: Path | IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The archive, held to its limits by its directory. Raises FileRefused, also for what the block stumbles over."""
    refusal: FileRefused | None = None
    try:
        with office.opened(source, "") as archive:
            try:
                yield archive
            except FileRefused as refused:  # said already; a mere ValueError to the reader of archives
                refusal = refused
    except UnreadableFile as unreadable:
        raise FileRefused(_words(unreadable.message.code)) from None
    if refusal is not None:
        raise refusal


def _words(code: str) -> str:
    if code == "documents.encrypted":
        return _("文件设有打开密码，无法查验；请取消密码后再传。")
    if code == "documents.active_content":
        return _("文件含有宏、控件或嵌入对象；请删去后另存为不带宏的 .docx / .xlsx，或另存为 PDF 再传。")
    if code == "documents.links_outside":
        return _("文件链接到外部内容（模板、图片、对象或别的工作簿）；请断开链接（改为粘贴数值或嵌入图片）后再传。")
    if code in {"documents.damaged_office", "documents.entities_office"}:
        return _("文件已损坏或不完整，打不开；请用 Office 或 WPS 修复并另存后再传。")
    return _("文件解压后过大、部件过多或压缩比异常，未打开；请删去图片和多余内容，或另存为 PDF 后再传。")
