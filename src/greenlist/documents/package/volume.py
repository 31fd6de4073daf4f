"""One volume written: cover, pages, bookmarks, numbers, files inside. Pages are read as they are written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Object, ObjectStreamMode, OutlineItem, Pdf

from greenlist.documents.cleaning.layers import keep_layers
from greenlist.documents.cleaning.tree import copied, set_pages

from .archive import CLAIMS, attach, describe, take_intent
from .cover import About
from .pages import Attached, Item, Paged
from .parts import GROUPS
from .stamp import stamp

COVER_TITLE = "封面和目录"
CONTINUED = "（续）"


@dataclass(frozen=True, slots=True)
class Volume:
    """One merged file on disk. `first`: the number of its first page. `claim`: PDF/A-2b, PDF/A-3b or ''."""

    number: int
    path: Path
    pages: int
    first: int
    size: int
    claim: str

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be written: the cover and what follows it, the labels of all pages ('' for none), PDF/A part."""

    number: int
    first: int
    cover: bytes
    held: tuple[Item, ...]
    labels: tuple[str, ...]
    part: str


def part_of(held: Sequence[Item], *, archival: bool) -> str:
    """The part of PDF/A that a volume may claim, '' for none."""
    if not archival or any(isinstance(one, Paged) and one.archival for one in held):
        return ""
    return "3" if any(isinstance(one, Attached) for one in held) else "2"


def write(about: About, sheet: Sheet, target: Path) -> Volume:
    """Write it; the same parts give the same bytes."""
    with ExitStack() as open_files, Pdf.new() as pdf:
        front = open_files.enter_context(pikepdf.open(io.BytesIO(sheet.cover)))
        pages = [copied(page, front, pdf) for page in front.pages]
        take_intent(pdf, front)
        outline = [OutlineItem(COVER_TITLE, 0), *_bound(pdf, pages, sheet.held, open_files)]
        set_pages(pdf, pages)
        if any(sheet.labels):
            stamp(pdf, sheet.labels, about.on)
        with pdf.open_outline() as tree:
            tree.root.extend(outline)
        attach(pdf, [one.part for one in sheet.held if isinstance(one, Attached)], about.on)
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        describe(pdf, about.title, about.author, sheet.part)
        pdf.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, min_version="1.7")
    return Volume(sheet.number, target, len(pages), sheet.first, target.stat().st_size, CLAIMS.get(sheet.part, ""))


def _bound(pdf: Pdf, pages: list[Object], held: Sequence[Item], open_files: ExitStack) -> list[OutlineItem]:
    """Append to the pages; hand back their bookmarks, the parts of a group with several below its name."""
    marks: list[OutlineItem] = []
    group, above = "", marks
    for one in held:
        if not isinstance(one, Paged):
            continue
        at = len(pages)
        source = open_files.enter_context(pikepdf.open(one.path))
        pages += [copied(page, source, pdf) for page in source.pages[one.first : one.first + one.pages]]
        keep_layers(source, pdf)
        if one.parts[0].group != group:
            group = one.parts[0].group
            above = marks
            if _several(held, group):
                marks.append(OutlineItem(GROUPS.get(group, group), at))
                above = marks[-1].children
        above += [OutlineItem(named(one, place), at) for place in range(len(one.parts))]
        _own(above[-1], one, at)
    return marks


def _several(held: Sequence[Item], group: str) -> bool:
    return sum(len(one.parts) for one in held if isinstance(one, Paged) and one.parts[0].group == group) > 1


def named(one: Paged, place: int = 0) -> str:
    """What a run of pages is called."""
    return one.parts[place].title + (CONTINUED if one.continued else "")


def _own(above: OutlineItem, one: Paged, at: int) -> None:
    """The bookmarks a part brought stay below its name."""
    into = above.children
    for title, page, depth in one.bookmarks:
        item = OutlineItem(title, at + page)
        (into[-1].children if depth and into else into).append(item)
