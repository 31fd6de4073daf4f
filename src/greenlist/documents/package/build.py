"""Parts in, volumes out: measured, laid into volumes at part borders, covered, bookmarked. Same parts, same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter

from .cover import About, cover
from .pages import Paged, paged
from .parts import GROUPS, Listed, Part, Remark

COVER_BYTES = 400_000  # room kept in each volume for its cover
COVER_TITLE = "封面和目录"
ROUNDS = 6  # how often volumes are laid anew when what was written came out larger than what was read


@dataclass(frozen=True, slots=True)
class Volume:
    """One merged file."""

    number: int
    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Made:
    """The volumes, the parts that go beside them, every line of the cover, and what an officer should know."""

    volumes: tuple[Volume, ...]
    beside: tuple[Part, ...]
    listed: tuple[Listed, ...]
    remarks: tuple[Remark, ...]


def build(about: About, parts: Sequence[Part], most: int) -> Made:
    """Merge the parts in their order into volumes of at most `most` bytes each.

    A part is never cut: one that is larger by itself is a volume of its own, with a remark. Pages of one volume are
    in memory at a time.
    """
    found = [(part, paged(part, about.on)) for part in parts]
    bound = [one for _part, one in found if one is not None]
    beside = tuple(part for part, one in found if one is None)
    remarks = [Remark("not_a_page" if one.media == "other" else "unreadable", one.title) for one in beside]
    weight = 1.0
    for _ in range(ROUNDS):
        laid = _laid(bound, most, weight)
        listed, volumes = _written(about, parts, laid)
        swollen = [len(volume.content) for volume, held in zip(volumes, laid, strict=True) if len(held) > 1]
        if not swollen or max(swollen) <= most:
            break
        weight *= max(swollen) / most * 1.05
    over = [
        held[0].part.title for volume, held in zip(volumes, laid, strict=True) if held and len(volume.content) > most
    ]
    remarks += [Remark("over_limit", title) for title in over]
    return Made(tuple(volumes), beside, tuple(listed), tuple(remarks))


def _laid(bound: Sequence[Paged], most: int, weight: float) -> list[list[Paged]]:
    """Into volumes in order; `weight`: how much larger the parts are taken to be than they were read."""
    volumes: list[list[Paged]] = [[]]
    used = COVER_BYTES
    for one in bound:
        size = int(one.size * weight)
        if volumes[-1] and used + size > most:
            volumes.append([])
            used = COVER_BYTES
        volumes[-1].append(one)
        used += size
    return volumes


def _written(about: About, parts: Sequence[Part], laid: list[list[Paged]]) -> tuple[list[Listed], list[Volume]]:
    draft = list(_listed(parts, laid, 1))
    leaves = _pages(cover(about, draft, 1, len(laid)))
    listed = list(_listed(parts, laid, leaves))
    volumes = []
    for number, held in enumerate(laid, 1):
        front = cover(about, listed, number, len(laid))
        volumes.append(_volume(about, number, front, held))
    return listed, volumes


def _listed(parts: Sequence[Part], laid: list[list[Paged]], leaves: int) -> Iterator[Listed]:
    """The lines of the cover, `leaves` pages of which stand before the first part of each volume."""
    places: dict[int, tuple[int, int, int]] = {}
    for number, held in enumerate(laid, 1):
        page = leaves + 1
        for one in held:
            places[id(one.part)] = (number, page, one.pages)
            page += one.pages
    for number, part in enumerate(parts, 1):
        volume, page, pages = places.get(id(part), (0, 0, 0))
        yield Listed(number, part.group, part.title, part.sha256, part.size, volume, page, pages)


def _volume(about: About, number: int, front: bytes, held: Sequence[Paged]) -> Volume:
    writer = PdfWriter()
    writer.add_metadata({"/Title": about.title, "/Author": about.author, "/Producer": "greenlist"})
    writer.append(io.BytesIO(front), import_outline=False)
    writer.add_outline_item(title=COVER_TITLE, page_number=0)
    group, above = "", None
    several = {one.part.group for one in held if sum(other.part.group == one.part.group for other in held) > 1}
    for one in held:
        at = len(writer.pages)
        writer.append(io.BytesIO(one.content()), import_outline=False)
        if one.part.group not in several:
            writer.add_outline_item(title=one.part.title, page_number=at)
            continue
        if one.part.group != group:
            group = one.part.group
            above = writer.add_outline_item(title=GROUPS.get(group, group), page_number=at)
        writer.add_outline_item(title=one.part.title, page_number=at, parent=above)
    writer.page_mode = "/UseOutlines"
    out = io.BytesIO()
    writer.write(out)
    return Volume(number, out.getvalue(), len(writer.pages))


def _pages(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)
