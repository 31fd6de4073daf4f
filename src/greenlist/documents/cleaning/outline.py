"""The bookmarks of a PDF: two levels of them, which page each leads to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

MOST, DEPTH, LENGTH = 500, 2, 120
Mark = tuple[str, int, int]  # title, page from 0, depth from 0


def bookmarks(pdf: Pdf) -> list[Mark]:
    """Those that lead to a page of it, in their order. A broken outline has none: the pages are what matters."""
    try:
        root = pdf.Root.get(Name.Outlines)
        if not isinstance(root, Dictionary):
            return []
        return list(islice(_level(pdf, root, _Places(pdf), 0, set()), MOST))
    except (ValueError, TypeError, AttributeError, RuntimeError):
        return []


class _Places:
    """From a destination to the number of its page."""

    def __init__(self, pdf: Pdf) -> None:
        self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = pdf.Root.get(Name.Names)
        tree = names.get(Name.Dests) if isinstance(names, Dictionary) else None
        self._named = NameTree(tree) if isinstance(tree, Dictionary) and tree.is_indirect else {}
        self._old = pdf.Root.get(Name.Dests)

    def number(self, item: Dictionary) -> int | None:
        """The page an item of the outline leads to, from 0."""
        action = item.get(Name.A)
        place = item.get(Name.Dest)
        if place is None and isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo:
            place = action.get(Name.D)
        place = self._looked_up(place)
        if isinstance(place, Dictionary):
            place = place.get(Name.D)
        if not isinstance(place, Array) or not len(place) or not isinstance(place[0], Dictionary):
            return None
        return self._numbers.get(place[0].objgen)

    def _looked_up(self, place: Object | None) -> Object | None:
        if isinstance(place, String):
            return self._named.get(str(place))
        if isinstance(place, Name) and isinstance(self._old, Dictionary):
            return self._old.get(place)
        return place


def _level(pdf: Pdf, above: Dictionary, places: _Places, depth: int, seen: set[tuple[int, int]]) -> Iterator[Mark]:
    item = above.get(Name.First)
    while isinstance(item, Dictionary) and item.objgen not in seen and len(seen) < MOST * 10:
        seen.add(item.objgen)
        title, number = _title(item), places.number(item)
        if title and number is not None:
            yield title, number, depth
        if depth + 1 < DEPTH:
            yield from _level(pdf, item, places, depth + 1, seen)
        item = item.get(Name.Next)


def _title(item: Dictionary) -> str:
    title = "".join(one if one.isprintable() else " " for one in str(item.get(Name.Title, "")))
    return " ".join(title.split())[:LENGTH]
