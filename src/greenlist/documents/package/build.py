"""Parts in, volumes out: made fit, laid into volumes, covered, numbered, bookmarked. Same parts, same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from greenlist.documents.cleaning import Cleaner

from .binding import Binding
from .cover import About, cover
from .laying import counts, laid, listed
from .pages import Item, Paged, Paging
from .parts import Listed, Part, Remark
from .volume import Sheet, Volume, part_of, write

ROUNDS = 6  # how often volumes are laid anew when what was written came out larger than what was measured


@dataclass(frozen=True, slots=True)
class Made:
    """The volumes, the parts that go beside them, every line of the cover, and what an officer should know."""

    volumes: tuple[Volume, ...]
    beside: tuple[Part, ...]
    listed: tuple[Listed, ...]
    remarks: tuple[Remark, ...]


def build(about: About, parts: Sequence[Part], binding: Binding, folder: Path) -> Made:
    """Merge the parts in their order into volumes in `folder`, of at most `binding.most` bytes each.

    Files of strangers are read by another process with limits (`cleaning`). A part larger than a volume is cut at its
    own bookmarks or pages; a single page that is larger is a volume of its own, with a remark. One page and the
    objects of one volume are in memory at a time.

    Raises:
        MissingGlyph: the policy's wording of page numbers has a character that the font lacks.
    """
    with Cleaner() as cleaner:
        found = Paging(binding, about.on, folder, cleaner).found(parts)
    weight = 1.0
    for _ in range(ROUNDS):
        volumes, cuts = laid(found.items, binding.most, weight)
        lines, written = _written(about, parts, volumes, binding, folder)
        swollen = [one.size for one, held in zip(written, volumes, strict=True) if not _alone(held)]
        if not swollen or max(swollen) <= binding.most:
            break
        weight *= max(swollen) / binding.most * 1.05
    over = [
        Remark("over_limit", held[0].parts[0].title)
        for one, held in zip(written, volumes, strict=True)
        if one.size > binding.most and held and isinstance(held[0], Paged)
    ]
    return Made(tuple(written), tuple(found.beside), tuple(lines), (*found.remarks, *cuts, *over))


def _alone(held: Sequence[Item]) -> bool:
    """Whether nothing can be moved out of a volume: it holds nothing, one page, or one file."""
    return len(held) == 0 or (len(held) == 1 and (not isinstance(held[0], Paged) or held[0].pages == 1))


def _written(
    about: About, parts: Sequence[Part], volumes: Sequence[Sequence[Item]], binding: Binding, folder: Path
) -> tuple[list[Listed], list[Volume]]:
    several = len(volumes)
    claims = [part_of(held, archival=binding.archival) for held in volumes]
    leaves = [1] * several
    for _ in range(3):  # the numbers on a cover may make it longer
        lines = list(listed(parts, volumes, leaves))
        fronts = [cover(about, lines, number, several, claims[number - 1]) for number in range(1, several + 1)]
        found = [_pages(front) for front in fronts]
        if found == leaves:
            break
        leaves = found
    sheets = _sheets(volumes, fronts, claims, counts(volumes, leaves), binding.page_numbers)
    return lines, [write(about, sheet, folder / f"volume-{sheet.number}.pdf") for sheet in sheets]


def _sheets(
    volumes: Sequence[Sequence[Item]], fronts: Sequence[bytes], claims: Sequence[str], pages: Sequence[int], words: str
) -> list[Sheet]:
    made, first, total = [], 1, sum(pages)
    for number, (held, front, claim, count) in enumerate(zip(volumes, fronts, claims, pages, strict=True), 1):
        known = {"{pages}": str(total), "{volume}": str(number), "{volumes}": str(len(volumes))}
        labels = tuple(_label(words, known | {"{page}": str(page)}) for page in range(first, first + count))
        made.append(Sheet(number, first, front, tuple(held), labels, claim))
        first += count
    return made


def _label(words: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        words = words.replace(name, value)
    return words


def _pages(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)
