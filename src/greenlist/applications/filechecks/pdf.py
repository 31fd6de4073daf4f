"""PDF without opening it: names of scripts, actions, attachments and encryption, wherever they may hide.

A PDF names everything dangerous by a name object (ISO 32000-1, 7.3.5): /JavaScript, /Launch, /EmbeddedFile ...
They stand in the file itself or inside packed object streams (7.5.7), which are inflated within a limit. Whatever
cannot be looked into is refused, so that nothing hides there.
"""

from __future__ import annotations

import mmap
import re
import zlib
from pathlib import Path
from typing import cast

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from .refusal import FileRefused

MAX_INFLATED = 64 * 1024 * 1024  # bytes of all object streams together; a large report has about one hundredth
MAX_PARSED = 64 * 1024 * 1024  # bytes; larger files are looked through, but not parsed
_DICTIONARY = 4096  # bytes before and after its type in which the dictionary of a stream must stand


def _name(word: str) -> bytes:
    """A pattern for a name object; each letter may be written as #xx."""
    return b"".join(b"(?:%c|#%02x|#%02X)" % (ord(c), ord(c), ord(c)) for c in word)


_END = rb"(?=[\s\0/<>\[\]()%{}]|\Z)"
_FORBIDDEN = re.compile(
    b"/(?:(?P<encrypted>%b)|(?P<script>%b)|(?P<embedded>%b))%b"
    % (
        _name("Encrypt"),
        b"|".join(_name(word) for word in ("JavaScript", "Launch", "XFA", "RichMedia")),
        b"|".join(_name(word) for word in ("EmbeddedFiles", "EmbeddedFile")),
        _END,
    )
)
_OBJECT_STREAM = re.compile(b"/" + _name("ObjStm") + _END)
_STREAM = re.compile(rb"stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
_FILTER = re.compile(rb"/Filter\b")
_PLAIN_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode|/Fl|\[\s*(?:/FlateDecode|/Fl)\s*\])\s*(?=[/>])")
_PREDICTOR = re.compile(rb"/Predictor\s+(?!1\b)")


def check_pdf(path: Path) -> None:
    """Refuse a PDF that is encrypted, runs something, carries other files, or does not open.

    Raises FileRefused.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        _look_for_names(content)
        left = MAX_INFLATED
        for found in _OBJECT_STREAM.finditer(content):
            inflated = _inflate(content, found.start(), left)
            left -= len(inflated)
            _look_for_names(inflated)
    if path.stat().st_size <= MAX_PARSED:
        _open(path)


def _look_for_names(content: bytes | mmap.mmap) -> None:
    found = _FORBIDDEN.search(content)
    if found is None:
        return
    if found["encrypted"]:
        raise FileRefused(_("PDF 设有密码或权限限制，无法查验；请打开后“打印为 PDF”，另存一份不加密的再传。"))
    if found["script"]:
        raise FileRefused(_("PDF 含有脚本或可执行的动作；请打开后“打印为 PDF”，另存一份再传。"))
    raise FileRefused(_("PDF 里还嵌有其他文件；请把嵌入的文件单独上传，正文“打印为 PDF”后再传。"))


def _inflate(content: mmap.mmap, at: int, left: int) -> bytes:
    """What one packed object stream holds. Raises FileRefused where it is not packed in the plain way."""
    start = _STREAM.search(content, at, at + _DICTIONARY)
    if start is None:
        return b""  # the word stands in a text; a stream's dictionary ends where the stream begins
    before = max(content.rfind(b"obj", max(0, at - _DICTIONARY), at), 0)
    dictionary = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content[before : start.start()])
    if not _FILTER.search(dictionary):
        return b""  # not packed: looked at with the rest of the file
    if not _PLAIN_FLATE.search(dictionary) or _PREDICTOR.search(dictionary):
        raise _opaque()
    machine = zlib.decompressobj()
    try:
        inflated = machine.decompress(content[start.end() : start.end() + left], left)
    except zlib.error:
        raise _opaque() from None
    if not machine.eof:
        raise _opaque()
    return inflated


def _opaque() -> FileRefused:
    return FileRefused(_("PDF 的内部结构无法查验；请打开后“打印为 PDF”，另存一份再传。"))


def _open(path: Path) -> None:
    """Whether it is a PDF that opens: a page tree with pages. Every error of the parser is the file's fault."""
    try:
        with path.open("rb") as stream:
            reader = PdfReader(stream, strict=False)
            tree = cast("DictionaryObject", reader.root_object["/Pages"])
            pages = int(str(tree["/Count"]))
    except Exception:  # noqa: BLE001 - a parser fed by strangers raises anything
        pages = 0
    if pages < 1:
        raise FileRefused(_("PDF 已损坏或不完整，打不开；请重新导出后再传。"))
