"""CSV files: blocks of whole lines, decoded strictly, parsed in batches."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, islice
from pathlib import Path

from greenlist.engine.messages import Message, say

from .encodings import BOM
from .faults import NotInEncoding, Unreadable
from .rows import BATCH, Batch

BLOCK = 1024 * 1024
_MOST_LINE = 16 * 1024 * 1024  # bytes without a line break: no list
DELIMITERS = ",\t;|"


class TextTable:
    """The table of a text file. `seen` is told the bytes read so far."""

    name = ""

    def __init__(self, path: Path, encoding: str, delimiter: str, seen: Callable[[int], None], title: str = "") -> None:
        self.trouble: Message | None = None
        self.open_end = False
        self._path, self._encoding, self._delimiter, self._seen = path, encoding, delimiter, seen
        self._title = title or path.name

    def batches(self) -> Iterator[Batch]:
        """The rows from the top, blank lines included.

        Raises:
            NotInEncoding: a line is not text in this encoding.
            Unreadable: a line without end, or bytes that are no text.
        """
        lines = chain.from_iterable(io.StringIO(block, newline="\n") for block in self._blocks())
        reader = csv.reader(lines, delimiter=self._delimiter)
        while True:
            before = reader.line_num
            rows: list[list[str]] = []
            try:
                rows.extend(islice(reader, BATCH))
            except csv.Error:  # a cell larger than any: a quote was opened and never closed
                self.trouble = say("lists.quote_open", line=before + len(rows) + 1)
            if rows:
                yield Batch(_lines(rows, before, reader.line_num), rows)
            if len(rows) < BATCH or self.trouble:
                return

    def _blocks(self) -> Iterator[str]:
        """The text in blocks that end with a line."""
        line, done, rest = 1, 0, b""
        with self._path.open("rb") as stream:
            if stream.read(len(BOM)) != BOM:
                stream.seek(0)
            while piece := stream.read(BLOCK):
                done += len(piece)
                cut = piece.rfind(b"\n") + 1
                if not cut:
                    rest += piece
                    if len(rest) > _MOST_LINE:
                        raise Unreadable(say("lists.no_lines", file=self._title, line=line))
                    continue
                block, rest = rest + piece[:cut], piece[cut:]
                yield self._text(block, line)
                self._seen(done)
                line += block.count(b"\n")
        if rest:
            self.open_end = True
            yield self._text(rest, line)
        self._seen(done)

    def _text(self, block: bytes, line: int) -> str:
        if b"\0" in block:
            at = line + block.count(b"\n", 0, block.index(b"\0"))
            raise Unreadable(say("lists.not_text", file=self._title, line=at))
        try:
            text = block.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise NotInEncoding(line + block.count(b"\n", 0, error.start)) from None
        if "\r" in text and text.count("\r") != text.count("\r\n"):
            text = text.replace("\r\n", "\n").replace("\r", "\n" if "\n" not in text else " ")
        return text


def _lines(rows: list[list[str]], before: int, after: int) -> Sequence[int]:
    """The line each row begins on. Cells may hold line breaks; mostly they do not."""
    if after - before == len(rows):
        return range(before + 1, after + 1)
    spans = [1] * len(rows)
    text, row, at = "\0".join(map("".join, rows)), 0, 0  # no cell holds a NUL
    while (found := text.find("\n", at)) >= 0:
        row += text.count("\0", at, found)
        spans[row] += 1
        at = found + 1
    return list(accumulate(spans, initial=before + 1))[:-1]


def guess_delimiter(path: Path, encoding: str, score: Callable[[list[list[str]]], int]) -> str:
    """The delimiter under which the first rows look best; a comma where none does. Raises as `batches`."""
    best, most = ",", 0
    for delimiter in DELIMITERS:
        batch = next(TextTable(path, encoding, delimiter, lambda _: None).batches(), None)
        value = score(batch.rows) if batch else 0
        if value > most:
            best, most = delimiter, value
    return best
