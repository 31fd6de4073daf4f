"""Checks before a packed document is opened: is it a workbook, and will unpacking it do no harm."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from .messages import Message, say

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # container of .xls and of encrypted .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1024 * 1024
_PARTS, _DIRECTORY_SIZE = 4, 5  # of the record at the end of a zip
_OVERLAP = 512
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# How many texts a part says to hold. The parser believes it and sets the room aside at once, or ends the process.
_TEXTS = re.compile(rb"uniqueCount\s*=\s*[\"']([^\"']*)[\"']")
_LEAST_TEXT = 5  # bytes: <si/>
_LONGEST_COUNT = 12  # digits
# Cells that hold something; empty ones end in "/>". The whole block goes through the matcher at once: a loop
# over every cell of a form would cost more than parsing it.
_OPEN = rb'<(?:\w+:)?+c\s(?:[^<>r]|\Br)*?\br\s*=\s*["\']([A-Za-z]{1,3})(\d{1,7})["\']'
_FILLED = re.compile(_OPEN + rb"[^<>/]*+>")
_ERROR = re.compile(rb'<(?:\w+:)?+c\s(?=[^<>]*\bt\s*=\s*["\']e)[^<>]*?\br\s*=\s*["\']([A-Za-z]{1,3})(\d{1,7})["\']')
# A formula without a stored result: written by a program, never opened in Excel. An empty text is one.
_UNSAVED = re.compile(
    rb'<c\s(?![^<>]*\bt="str")[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)


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


@dataclass(slots=True)
class SheetScan:
    """What the XML of one sheet showed: rows and columns it spans, error cells, formulas without a result."""

    rows: int = 0
    columns: int = 0
    errors: set[tuple[int, int]] = field(default_factory=set)
    unsaved: set[tuple[int, int]] = field(default_factory=set)


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
            if "xl/workbook.xml" not in archive.NameToInfo:
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
        yield tail + block
        tail = block[-_OVERLAP:]


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
                _note_cells(block, scan)
        if scan.columns > limits.columns:
            raise UnreadableFile(say("documents.too_many_columns", file=name, count=scan.columns, most=limits.columns))
        if scan.rows * scan.columns > limits.grid:
            raise UnreadableFile(say("documents.grid_too_large", file=name, rows=scan.rows, columns=scan.columns))
        yield entry.filename, scan


def _may_hold(size: int, said: bytes) -> bool:
    """Whether a part of so many bytes may hold as many texts as it says."""
    return said.isdigit() and len(said) < _LONGEST_COUNT and int(said) * _LEAST_TEXT <= size


def _note_cells(block: bytes, scan: SheetScan) -> None:
    filled = _FILLED.findall(block)
    if filled:
        letters, numbers = zip(*filled, strict=True)
        scan.rows = max(scan.rows, *map(int, set(numbers)))
        scan.columns = max(scan.columns, *(column_number(name.decode()) + 1 for name in set(letters)))
    if b"#" in block:  # every error value begins with it
        scan.errors |= {_cell(*found) for found in _ERROR.findall(block)}
    if b"<f" in block:
        scan.unsaved |= {_cell(*found) for found in _UNSAVED.findall(block)}


def _cell(letters: bytes, number: bytes) -> tuple[int, int]:
    return int(number) - 1, column_number(letters.decode())


def column_number(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
