"""What a file is: by its first bytes, never by its name; and whether its name agrees."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .filechecks import FileRefused
from .filechecks.image import check_jpeg, check_png
from .filechecks.package import check_ofd, check_office, packed_kind
from .filechecks.pdf import check_pdf

NAME_CHARS = 200  # models.Evidence.name
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class FileType:
    """A format by content. `check` looks for harm; types without one are known and refused by name."""

    id: str
    label: str | Promise
    media_type: str
    suffixes: tuple[str, ...]
    check: Callable[[Path], None] | None = None
    viewable: bool = False  # a browser shows it without help


TYPES = {
    one.id: one
    for one in (
        FileType("pdf", "PDF", "application/pdf", ("pdf",), check_pdf, viewable=True),
        FileType("png", "PNG", "image/png", ("png",), check_png, viewable=True),
        FileType("jpg", "JPG", "image/jpeg", ("jpg", "jpeg"), check_jpeg, viewable=True),
        FileType("docx", "Word（.docx）", f"{_OFFICE}wordprocessingml.document", ("docx",), check_office),
        FileType("xlsx", "Excel（.xlsx）", f"{_OFFICE}spreadsheetml.sheet", ("xlsx",), check_office),
        FileType("ofd", "OFD", "application/ofd", ("ofd",), check_ofd),
        FileType("pptx", "PowerPoint（.pptx）", f"{_OFFICE}presentationml.presentation", ("pptx",)),
        FileType("ole", gettext_lazy("旧版 Office 文件或加密的 Office 文件"), "application/x-ole-storage", ()),
        FileType("zip", gettext_lazy("压缩包"), "application/zip", ("zip",)),
        FileType("rar", gettext_lazy("压缩包"), "application/vnd.rar", ("rar",)),
        FileType("7z", gettext_lazy("压缩包"), "application/x-7z-compressed", ("7z",)),
        FileType("gif", "GIF", "image/gif", ("gif",)),
        FileType("tiff", "TIFF", "image/tiff", ("tif", "tiff")),
    )
}
ACCEPTED = frozenset(one.id for one in TYPES.values() if one.check)  # what a policy may allow
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
_WAY_OUT = {
    "ole": gettext_lazy("请取消密码，用 Office 或 WPS 另存为 .docx / .xlsx，或另存为 PDF 再传。"),
    "zip": gettext_lazy("请解压后逐个上传。"),
    "rar": gettext_lazy("请解压后逐个上传。"),
    "7z": gettext_lazy("请解压后逐个上传。"),
    "gif": gettext_lazy("请另存为 PNG 或 JPG 再传。"),
    "tiff": gettext_lazy("请另存为 PDF 或 JPG 再传。"),
}


def inspect(path: Path, name: str, allowed: Collection[str]) -> FileType:
    """The type of a file that may be kept: allowed, named as what it is, and harmless.

    Raises FileRefused.
    """
    kind = identify(path)
    if kind is None or kind.check is None or kind.id not in allowed:
        raise FileRefused(_not_accepted(kind, allowed))
    suffix = PurePosixPath(name).suffix.lstrip(".").lower()
    if suffix not in kind.suffixes:
        raise FileRefused(
            _("文件内容是 %(kind)s，与文件名不符；请核对，确是这个文件时把扩展名改为 .%(suffix)s 再传。")
            % {"kind": kind.label, "suffix": kind.suffixes[0]}
        )
    kind.check(path)
    return kind


def identify(path: Path) -> FileType | None:
    """The format by its first bytes, for packed documents by their main part. None: none that is known here."""
    with path.open("rb") as stream:
        head = stream.read(16)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return TYPES[kind]
    return TYPES[packed_kind(path)] if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None


def _not_accepted(kind: FileType | None, allowed: Collection[str]) -> str:
    accepted = "、".join(str(TYPES[one].label) for one in TYPES if one in allowed)
    what = kind.label if kind else _("无法识别的文件")
    way_out = _WAY_OUT.get(kind.id) if kind else None
    return _("不接受这种文件（%(what)s）。%(way_out)s可以上传：%(accepted)s。") % {
        "what": what, "way_out": way_out or "", "accepted": accepted,
    }  # fmt: skip


def type_of(media_type: str) -> FileType | None:
    """The type that a kept file has."""
    return next((one for one in TYPES.values() if one.media_type == media_type), None)


def clean_name(given: str) -> str:
    """A file name as it may be shown: last part of any path, no control or direction marks, not too long.

    The extension is kept when the rest is cut.
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFC", "".join(c for c in last if unicodedata.category(c)[0] != "C"))
    plain = " ".join(plain.split()).lstrip(".") or _("未命名")
    stem, dot, suffix = plain.rpartition(".")
    if not stem or len(suffix) > 10:
        return plain[:NAME_CHARS]
    return stem[: NAME_CHARS - len(suffix) - 1] + dot + suffix
