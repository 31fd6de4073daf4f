"""What an Office file may not carry: programs, foreign objects, links that fetch from outside, document types.

Everything is asked of the list of parts, the list of content types and the lists of relations, before any part of the
content is unpacked; only the search for document types reads the XML itself, in blocks.
"""

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

from greenlist.engine.guard import declares_entities
from greenlist.engine.messages import say

from .guard import UnreadableFile, open_archive

TYPES = "[Content_Types].xml"
MAX_LIST = 4 * 1024 * 1024  # bytes of one list of parts; real ones have some kilobytes
MAX_LISTS = 2_000
MAX_EMBEDDED = 32 * 1024 * 1024  # bytes of a workbook embedded in a document (the data of a chart)
MAX_DEPTH = 2
_MACRO_PART = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/[^/]*\.(?:bin|docm|xlsm|pptm|exe)$", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|activex|oleobject", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/[^/]*\.(?:docx|xlsx|pptx)$", re.IGNORECASE)
_XML = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


@contextmanager
def opened(source: Path | IO[bytes], name: str) -> Iterator[zipfile.ZipFile]:
    """The archive, held to its limits by its directory; what the block stumbles over is a damaged file.

    Raises:
        UnreadableFile.
    """
    try:
        with open_archive(source, name) as archive:
            yield archive
    except _BROKEN:
        raise UnreadableFile(say("documents.damaged_office", file=name)) from None


def check_contents(archive: zipfile.ZipFile, name: str, depth: int = 0) -> None:
    """Refuse a docx or xlsx with macros, controls, foreign objects or links to outside, or with a bomb inside.

    Raises:
        UnreadableFile: `documents.active_content`, `documents.links_outside`, `documents.damaged_office` or a limit.
    """
    if any(_MACRO_PART.search("/" + part) for part in archive.namelist()):
        raise UnreadableFile(say("documents.active_content", file=name))
    kinds = read_list(archive, TYPES, name)
    if any(_MACRO_TYPE.search(one.get("ContentType", "")) for one in kinds):
        raise UnreadableFile(say("documents.active_content", file=name))
    lists = [part for part in archive.namelist() if part.lower().endswith(".rels")]
    if len(lists) > MAX_LISTS:
        raise UnreadableFile(say("documents.damaged_office", file=name))
    for part in lists:
        _check_relations(read_list(archive, part, name), name)
    for part in archive.namelist():
        if _EMBEDDED.search("/" + part):
            _check_embedded(archive, part, name, depth)


def check_entities(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse document types and entities in any part that is XML. Raises UnreadableFile, BadZipFile."""
    for part in archive.namelist():
        if not _XML.search(part):
            continue
        with archive.open(part) as stream:
            if declares_entities(stream.read):
                raise UnreadableFile(say("documents.entities_office", file=name))


def read_list(archive: zipfile.ZipFile, part: str, name: str) -> Element:
    """A list of parts or relations. Raises UnreadableFile: missing, damaged, far too large, with a document type."""
    try:
        with archive.open(part) as stream:
            text = stream.read(MAX_LIST + 1)
        if len(text) > MAX_LIST:
            raise UnreadableFile(say("documents.damaged_office", file=name))
        root: Element = fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableFile(say("documents.entities_office", file=name)) from None
    except (KeyError, ParseError, UnicodeError, LookupError):
        raise UnreadableFile(say("documents.damaged_office", file=name)) from None
    return root


def _check_embedded(archive: zipfile.ZipFile, part: str, name: str, depth: int) -> None:
    if depth >= MAX_DEPTH or archive.getinfo(part).file_size > MAX_EMBEDDED:
        raise UnreadableFile(say("documents.active_content", file=name))
    with archive.open(part) as stream, opened(io.BytesIO(stream.read(MAX_EMBEDDED)), name) as inner:
        check_contents(inner, name, depth + 1)


def _check_relations(relations: Element, name: str) -> None:
    """Only hyperlinks may lead outside; a template, picture or object fetched from outside tells who opens the file."""
    for one in relations:
        if one.get("TargetMode", "").lower() == "external" and not one.get("Type", "").endswith("/hyperlink"):
            raise UnreadableFile(say("documents.links_outside", file=name))
