"""A DOCX as paragraphs and tables: read in one pass, bounded in size, depth and number, whatever the file holds.

Text that was struck out under change tracking, the fallback of drawings, codes of fields and the table of contents are
left out; boxes to tick come as □ and ☑.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from greenlist.documents.guard import UnreadableFile
from greenlist.documents.office import TYPES, check_contents, check_entities, opened, read_list
from greenlist.engine.messages import say

from .shape import Block
from .stream import Body, TooMuch
from .styles import heading_levels

MAX_MAIN = 48 * 1024 * 1024  # bytes of the text unpacked; a report of 300 pages has 5 MB
MAX_STYLES = 4 * 1024 * 1024
_BLOCK = 64 * 1024
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF, _RTF = b"%PDF", b"{\\rtf"


def read_word(path: Path, name: str = "") -> list[Block]:
    """The paragraphs and tables of a DOCX in their order.

    Raises:
        UnreadableFile: a .doc, .pdf or other file, one with a password, macros, objects, outside links or entities, a
            bomb, or damaged; the message says what to do.
    """
    name = name or path.name
    _check_head(path, name)
    with opened(path, name) as archive:
        check_contents(archive, name)
        main = _main_part(archive, name)
        check_entities(archive, name)
        levels = _levels(archive, name)
        return _body(archive, main, name, levels)


def _check_head(path: Path, name: str) -> None:
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
            hidden = head == _COMPOUND and _ENCRYPTED in stream.read(16 * 1024 * 1024)
    except OSError as error:
        raise UnreadableFile(say("documents.cannot_open", file=name, reason=error.strerror or "")) from None
    if head == _COMPOUND:
        raise UnreadableFile(say("reading.encrypted" if hidden else "reading.old_doc", file=name))
    if head[:4] == _PDF:
        raise UnreadableFile(say("reading.pdf", file=name))
    if head[:2] != b"PK":
        raise UnreadableFile(say("reading.old_doc" if head[:5] == _RTF else "reading.not_word", file=name))


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    """The part that holds the text: as the list of types says, else where Word puts it."""
    listed = [one.get("PartName", "").lstrip("/") for one in read_list(archive, TYPES, name) if _is_main(one)]
    main = next((part for part in [*listed, "word/document.xml"] if part in archive.NameToInfo), None)
    if main is None:
        raise UnreadableFile(say("reading.not_word", file=name))
    return main


def _is_main(one: Element) -> bool:
    return one.get("ContentType", "").strip() == _MAIN


def _levels(archive: zipfile.ZipFile, name: str) -> Mapping[str, int]:
    if "word/styles.xml" not in archive.NameToInfo or archive.getinfo("word/styles.xml").file_size > MAX_STYLES:
        return {}
    return heading_levels(read_list(archive, "word/styles.xml", name))


def _body(archive: zipfile.ZipFile, main: str, name: str, levels: Mapping[str, int]) -> list[Block]:
    if archive.getinfo(main).file_size > MAX_MAIN:
        raise UnreadableFile(say("reading.too_long", file=name))
    body = Body(levels)
    parser = XMLParser(target=body, forbid_dtd=True)  # type: ignore[no-untyped-call]
    try:
        with archive.open(main) as stream:
            while block := stream.read(_BLOCK):
                parser.feed(block)
        parser.close()
    except TooMuch:
        raise UnreadableFile(say("reading.too_long", file=name)) from None
    except DefusedXmlException:
        raise UnreadableFile(say("documents.entities_office", file=name)) from None
    except (ParseError, UnicodeError, LookupError, zipfile.BadZipFile, zlib.error, EOFError):
        raise UnreadableFile(say("documents.damaged_office", file=name)) from None
    return body.blocks
