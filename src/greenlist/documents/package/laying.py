"""Which parts go into which volume, and the number of every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .cutting import cut
from .pages import Attached, Item, Paged
from .parts import Listed, Part, Remark, Where

COVER_BYTES = 400_000  # room kept in each volume for its cover
STAMP_BYTES = 700  # of a page: its number, and the objects it takes
LEAST_ROOM = 100_000


def laid(items: Sequence[Item], most: int, weight: float) -> tuple[list[list[Item]], list[Remark]]:
    """Into volumes in order, with what is to be said; `weight`: how much larger parts are taken to be than measured."""
    room = max(int((most - COVER_BYTES) / weight), LEAST_ROOM)
    volumes: list[list[Item]] = [[]]
    remarks: list[Remark] = []
    used = 0
    for one in items:
        pieces: list[Item] = [one]
        if isinstance(one, Paged) and taken(one) > room and one.pages > 1:
            pieces = list(cut(one, room))
            remarks.append(Remark("cut", one.parts[0].title, str(len(pieces))))
        for piece in pieces:
            if volumes[-1] and used + taken(piece) > room:
                volumes.append([])
                used = 0
            volumes[-1].append(piece)
            used += taken(piece)
    return volumes, remarks


def taken(one: Item) -> int:
    """The bytes it takes in a volume."""
    return one.size + (one.pages * STAMP_BYTES if isinstance(one, Paged) else 0)


def listed(parts: Sequence[Part], volumes: Sequence[Sequence[Item]], leaves: Sequence[int]) -> Iterator[Listed]:
    """The lines of the cover; `leaves`: the pages of each volume's cover."""
    places: dict[int, tuple[Where, int, int, int, int]] = {}
    page = 1
    for number, (held, front) in enumerate(zip(volumes, leaves, strict=True), 1):
        page += front
        for one in held:
            if isinstance(one, Attached):
                places[id(one.part)] = ("attached", number, number, 0, 0)
                continue
            for part in one.parts:
                _where, volume, _until, first, count = places.get(id(part), ("bound", number, number, page, 0))
                places[id(part)] = ("bound", volume, number, first, count + one.pages)
            page += one.pages
    for number, part in enumerate(parts, 1):
        found = places.get(id(part), ("beside", 0, 0, 0, 0))
        yield Listed(number, part.group, part.title, part.sha256, part.size, *found)


def counts(volumes: Sequence[Sequence[Item]], leaves: Sequence[int]) -> list[int]:
    """How many pages each volume has."""
    return [
        front + sum(one.pages for one in held if isinstance(one, Paged))
        for held, front in zip(volumes, leaves, strict=True)
    ]
