"""A part that is larger than a volume cut at its own bookmarks, else between its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from .pages import Paged

A_PAGE = 400  # bytes of its own
WORTH = 2  # a piece ends at a bookmark if it is at least one in so many of what a volume takes


def cut(one: Paged, room: int) -> list[Paged]:
    """Pieces of at most `room` bytes each, as far as pages allow; the first keeps the name, the others continue it."""
    with pikepdf.open(one.path) as pdf:
        starts = list(_starts(pdf, {page for _title, page, _depth in one.bookmarks}, room))
    ends = [*starts, (one.pages, 0)]
    return [_piece(one, start, end, size) for (start, size), (end, _size) in pairwise(ends)]


def _piece(one: Paged, start: int, end: int, size: int) -> Paged:
    marks = tuple((title, page - start, depth) for title, page, depth in one.bookmarks if start <= page < end)
    return replace(one, first=start, pages=end - start, size=size, continued=start > 0, bookmarks=marks)


def _starts(pdf: pikepdf.Pdf, marked: set[int], room: int) -> Iterator[tuple[int, int]]:
    """Where each piece begins, and its bytes."""
    start, count = 0, len(pdf.pages)
    while start < count:
        end, size, at_mark = start, 0, (0, 0)
        seen: set[tuple[int, int]] = set()
        while end < count:
            more = A_PAGE + _bytes(pdf.pages[end].obj, seen)
            if end > start and size + more > room:
                break
            if end in marked and end > start and size * WORTH >= room:
                at_mark = (end, size)
            size, end = size + more, end + 1
        if end < count and at_mark[0]:
            end, size = at_mark
        yield start, size
        start = end


def _bytes(page: Object, seen: set[tuple[int, int]]) -> int:
    """What a page brings that the pages before it have not; without recursion, for files nest as they like."""
    size, waiting = 0, [page]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, (Dictionary, Array, Stream)):
            continue
        if one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, Array):
            waiting += list(one)
            continue
        size += int(one.get("/Length", 0)) if isinstance(one, Stream) else 0
        waiting += [value for key, value in one.items() if key != "/Parent"]
    return size
