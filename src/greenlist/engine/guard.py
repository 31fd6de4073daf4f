"""Checks before a packed document is opened: is it a workbook, and will unpacking it do no harm."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .cells import NotCells, SheetScan, column_number
from .messages import Message, say

__all__ = [
    "Limits", "SheetScan", "UnreadableFile", "column_number", "declares_entities", "open_archive", "open_guarded",
]  # fmt: skip

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # container of .xls and of encrypted .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOK = "xl/workbook.xml"
_OTHERS = ("content.xml", "xl/workbook.bin")  # .ods and .xlsb, which a parser that guesses would open unlooked at
_CHUNK = 1024 * 1024
_PARTS, _DIRECTORY_SIZE = 4, 5  # of the record at the end of a zip
_OVERLAP = 512
_LONGEST_TAG = 64 * 1024  # bytes; those of workbooks have some hundred
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# How many texts a part says to hold. The parser believes it and sets the room aside at once, or ends the process.
_TEXTS = re.compile(rb"uniqueCount\s*=\s*[\"']([^\"']*)[\"']")
_LEAST_TEXT = 5  # bytes: <si/>
_LONGEST_COUNT = 12  # digits


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a packed document may be."""

    uncompressed: int  # bytes of all parts after unpacking
    grid: int  # rows times columns of one sheet: a lone value in XFD1048576 spans 17 thousand million
    columns: int = 16_384  # of one sheet
    entries: int = 2_000  # parts
    directory: int = 2 * 1024 * 1024  # bytes of the list of parts; 2,000 parts with long names need a quarter of it
    ratio: int = 200  # unpacked to packed size of one part; sheets of real data stay below 60
    ratio_from: int = 1024 * 1024  # parts smaller than this may compress as they like


class UnreadableFile(Exception):
    """A file that is not opened; `message` names it and says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def open_guarded(path: Path, limits: Limits, name: str = "") -> dict[str, SheetScan]:
    """Check a workbook before any parser sees it.

    Returns what was seen on the way, by part name of the sheet ("xl/worksheets/sheet1.xml"). `name` is what messages
    call the file.

    Raises:
        UnreadableFile: missing, not a workbook, .xls, encrypted, damaged, too large unpacked, or with a
            document type definition in its XML (entities).
    """
    name = name or path.name
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise UnreadableFile(say("documents.cannot_open", file=name, reason=error.strerror or str(error))) from None
    if head == _COMPOUND:
        raise UnreadableFile(_compound_message(path, name))
    try:
        with open_archive(path, name, limits) as archive:
            if WORKBOOK not in archive.NameToInfo or any(part in archive.NameToInfo for part in _OTHERS):
                raise UnreadableFile(say("documents.not_workbook", file=name))
            return dict(_scan(archive, name, limits))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        code = "documents.damaged" if head[:2] == b"PK" else "documents.not_workbook"
        raise UnreadableFile(say(code, file=name)) from None


def _compound_message(path: Path, name: str) -> Message:
    with path.open("rb") as stream:
        encrypted = any(_ENCRYPTED in block for block in _blocks(stream.read))
    return say("documents.encrypted" if encrypted else "documents.old_xls", file=name)


def _blocks(read: object) -> Iterator[bytes]:
    tail = b""
    while block := read(_CHUNK):  # type: ignore[operator]
        block = tail + block
        yield block
        begun = min(block.rfind(b"<"), len(block) - _OVERLAP)  # a tag may go on in the next
        tail = block[max(begun, len(block) - _LONGEST_TAG, 0) :]


@contextmanager
def open_archive(source: Path | IO[bytes], name: str, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open any packed document (.xlsx, .docx, .ofd), held to the limits by its directory alone; nothing is unpacked.

    Raises:
        UnreadableFile: too many parts, encrypted parts, too large unpacked or packed too tight.
        BadZipFile, NotImplementedError, OSError: damaged, or packed in a way unknown here.
    """
    with ExitStack() as stack:
        stream = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
        end = zipfile._EndRecData(stream)  # type: ignore[attr-defined]  # noqa: SLF001 - what ZipFile itself goes by
        if end and end[_DIRECTORY_SIZE] > limits.directory:  # before an object is made of each entry
            raise UnreadableFile(say("documents.too_many_parts", file=name, count=end[_PARTS], most=limits.entries))
        archive = stack.enter_context(zipfile.ZipFile(stream))
        _check_packing(archive, name, limits)
        yield archive


def _check_packing(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise UnreadableFile(say("documents.too_many_parts", file=name, count=len(entries), most=limits.entries))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableFile(say("documents.encrypted", file=name))
    total = sum(entry.file_size for entry in entries)
    if total > limits.uncompressed or any(_bomb(entry, limits) for entry in entries):
        most = limits.uncompressed // (1024 * 1024)
        raise UnreadableFile(say("documents.too_large", file=name, size=total // (1024 * 1024), most=most))


def _bomb(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    return entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1)


def declares_entities(read: object) -> bool:
    """Whether XML declares a document type or an entity, in whatever encoding. `read` gives it in blocks."""
    # UTF-16 would hide the words; without its zero bytes they show
    return any(_FORBIDDEN.search(block.replace(b"\0", b"") if b"\0" in block else block) for block in _blocks(read))


def _scan(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[tuple[str, SheetScan]]:
    """Unpack every part once, whatever its name: a sheet may hide behind any.

    A size that lies in the directory ends in a wrong checksum: BadZipFile.
    """
    for entry in archive.infolist():
        scan = SheetScan()
        with archive.open(entry) as part:
            for block in _blocks(part.read):
                # UTF-16 would hide the words; without its zero bytes they show
                shown = block.replace(b"\0", b"") if b"\0" in block else block
                if _FORBIDDEN.search(shown):
                    raise UnreadableFile(say("documents.entities", file=name))
                if any(not _may_hold(entry.file_size, said) for said in _TEXTS.findall(shown)):
                    raise UnreadableFile(say("documents.damaged", file=name))
                scan.note(shown)
                if (scan.sheet or b"uniqueCount" in shown) and _tag_goes_on(block):
                    raise UnreadableFile(say("documents.damaged", file=name))
        if scan.sheet and scan.odd:
            _walk(archive, entry, scan, name)
        if scan.columns > limits.columns:
            raise UnreadableFile(say("documents.too_many_columns", file=name, count=scan.columns, most=limits.columns))
        if scan.rows * scan.columns > limits.grid:
            raise UnreadableFile(say("documents.grid_too_large", file=name, rows=scan.rows, columns=scan.columns))
        yield entry.filename, scan


def _tag_goes_on(block: bytes) -> bool:
    """Whether a tag began so far back that the next block will not hold it whole."""
    return len(block) - block.rfind(b"<") > _LONGEST_TAG and block.rfind(b">") < block.rfind(b"<")


def _walk(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, scan: SheetScan, name: str) -> None:
    try:
        with archive.open(entry) as part:
            scan.walk(iter(lambda: part.read(_CHUNK), b""))
    except NotCells:
        raise UnreadableFile(say("documents.damaged", file=name)) from None


def _may_hold(size: int, said: bytes) -> bool:
    """Whether a part of so many bytes may hold as many texts as it says."""
    return said.isdigit() and len(said) < _LONGEST_COUNT and int(said) * _LEAST_TEXT <= size
