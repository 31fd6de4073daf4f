"""The parts of a template that are filled, as Jinja sees them, and everything in the file that must not be there."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from docxtpl.template import DocxTemplate

from greenlist.documents.guard import UnreadableFile, open_archive

from .problems import Unfit, unfit

Filled = Any  # docxtpl.DocxTemplate, whose methods are not annotated
MOST = 5 * 1024 * 1024  # bytes of the file; a page of an office with its emblem has some ten thousand
MOST_XML = 12 * 1024 * 1024  # of all its XML; ours have 100 KB
MOST_PART = 3 * 1024 * 1024  # of one part that is filled
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ACTIVE = re.compile(r"vbaproject|vbadata|/activex|/embeddings/|/afchunk|\.(?:bin|exe|js|vbs|hta|dll)$", re.IGNORECASE)
_ACTIVE_TYPE = re.compile(r"macroenabled|vbaproject|activex|oleobject|ms-word\.attachedtoolbars", re.IGNORECASE)
_FETCHING = re.compile(  # fields that bring something in when they are updated
    r"\b(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DATABASE|MACROBUTTON|AUTOTEXT|RD)\b", re.IGNORECASE
)
_CODE = re.compile(r"<w:instrText[^>]*>([^<]*)</w:instrText>|<w:fldSimple[^>]*\bw:instr=\"([^\"]*)\"")
_TAGS = re.compile(r"<[^>]*>")
_PLACEHOLDER = re.compile(r"\{\{|\{%|\{#")
FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml$")


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is filled: what people call it, its XML as Jinja reads it, whether it is the body."""

    label: str
    source: str
    body: bool = False

    def paragraph(self, line: int) -> str:
        """The text of the paragraph on a line of the source, which has one paragraph a line."""
        lines = self.source.split("\n")
        return " ".join(_TAGS.sub("", lines[line - 1]).split()) if 0 < line <= len(lines) else ""

    def place(self, line: int) -> str:
        """Where that is, in words."""
        return f"{self.label}第 {max(line - 1, 1)} 段“{shortened(self.paragraph(line))}”"


def shortened(text: str, most: int = 40) -> str:
    """A text that fits into a sentence."""
    return text if len(text) <= most else f"{text[:most]}…"


def look_over(content: bytes) -> None:
    """Refuse a file that is no plain DOCX: too large, with macros, objects, links to outside, entities, live fields.

    Raises Unfit.
    """
    if len(content) > MOST:
        raise unfit("filling.too_large", most=MOST // 1024 // 1024)
    try:
        with open_archive(io.BytesIO(content), "") as archive:
            _look_over(archive)
    except UnreadableFile as fault:
        raise unfit("filling.bomb") from fault
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as fault:
        raise unfit("filling.damaged") from fault


def _look_over(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise unfit("filling.not_docx")
    if len(set(names)) != len(names) or any(_odd(name) for name in names):
        raise unfit("filling.damaged")
    if any(_ACTIVE.search("/" + name) for name in names):
        raise unfit("filling.active")
    if sum(archive.getinfo(name).file_size for name in names if _is_xml(name)) > MOST_XML:
        raise unfit("filling.bomb")
    for name in names:
        if _is_xml(name):
            _look_at(name, archive.read(name))


def _odd(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _look_at(name: str, content: bytes) -> None:
    if _DECLARED.search(content.replace(b"\0", b"")):  # UTF-16 would hide the words
        raise unfit("filling.entities")
    if FILLED.match(name) and len(content) > MOST_PART:
        raise unfit("filling.bomb")
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, UnicodeError, LookupError, ValueError) as fault:
        raise unfit("filling.damaged") from fault
    if name == "[Content_Types].xml" and any(_ACTIVE_TYPE.search(one.get("ContentType", "")) for one in root):
        raise unfit("filling.active")
    if name.endswith(".rels"):
        for one in root:
            if one.get("TargetMode", "").lower() == "external":
                raise unfit("filling.external", target=shortened(one.get("Target", "")))


def parts_of(template: Filled) -> Iterator[Part]:
    """The parts that are filled, in the order they are filled. `template` has its document open."""
    yield Part("正文", _source(template, template.get_xml()), body=True)
    seen: set[int] = set()
    for label, uri in (("页眉", template.HEADER_URI), ("页脚", template.FOOTER_URI)):
        for _key, part in template.get_headers_footers(uri):
            if id(part) not in seen:
                seen.add(id(part))
                yield Part(label, _source(template, template.get_part_xml(part)))
    for part in template.docx.part.package.iter_parts():
        if str(part.content_type).endswith("wordprocessingml.footnotes+xml"):
            yield Part("脚注", _source(template, part.blob.decode("utf-8")))
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield Part("文件属性", str(getattr(template.docx.core_properties, name) or ""))


def _source(template: Filled, xml: str) -> str:
    """The XML as docxtpl hands it to Jinja, with one paragraph a line."""
    patched = str(template.patch_xml(xml)).replace("\n", " ")
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", patched)


def unfilled(content: bytes) -> Iterator[str]:
    """The parts with a placeholder that nobody fills: endnotes, comments, text boxes of charts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.startswith("word/") or not name.endswith(".xml") or FILLED.match(name):
                continue
            if _PLACEHOLDER.search(_TAGS.sub("", archive.read(name).decode("utf-8", "replace"))):
                yield name


def fetching(content: bytes) -> str:
    """The code of a field that would fetch something from outside, '' without one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                xml = archive.read(name).decode("utf-8", "replace")
                code = "".join(one or other for one, other in _CODE.findall(xml))
                if found := _FETCHING.search(code):
                    return found[0].upper()
    return ""


def opened(content: bytes) -> Filled:
    """A template with its document open. Raises Unfit."""
    try:
        template: Filled = DocxTemplate(io.BytesIO(content))
        template.init_docx()
        template.render_init()
    except Unfit:
        raise
    except Exception as fault:  # python-docx meets a damaged file with whatever comes
        raise unfit("filling.damaged") from fault
    return template
