"""Parts as pages: each made fit on disk, or attached, or left to go beside; with what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from greenlist.documents.cleaning import Cleaned, Cleaner, Fault, Picture

from .binding import Binding
from .office import SUFFIXES, converted
from .parts import Code, Part, Remark
from .pictures import LONGEST, picture_page

Mark = tuple[str, int, int]  # a bookmark: title, page from 0, depth from 0


@dataclass(frozen=True, slots=True)
class Paged:
    """A run of pages in a file: a part, a piece of a long one, or the pictures that share a page.

    `archival` is '' where nothing speaks against PDF/A, else the reason (`cleaning/archival.py`).
    """

    parts: tuple[Part, ...]
    path: Path
    pages: int
    size: int
    bookmarks: tuple[Mark, ...] = ()
    archival: str = ""
    first: int = 0  # of the file's pages, from 0
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A part that travels inside a volume as a file."""

    part: Part

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return self.part.size


Item = Paged | Attached


@dataclass
class Found:
    """The parts as they can go, in order."""

    items: list[Item] = field(default_factory=list)
    beside: list[Part] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


class Paging:
    """Makes parts fit, one after another, into the folder `room`."""

    def __init__(self, binding: Binding, on: date, room: Path, cleaner: Cleaner) -> None:
        self._binding, self._on, self._room, self._cleaner = binding, on, room, cleaner
        self._found = Found()
        self._number = 0

    def found(self, parts: Sequence[Part]) -> Found:
        """All parts."""
        for run in _runs(parts, self._binding.images_per_page):
            if run[0].media == "image":
                self._pictures(run)
            else:
                self._part(run[0])
        return self._found

    def _part(self, part: Part) -> None:
        if part.media == "pdf":
            self._pdf(part, self._kept(part))
        elif self._binding.office_files == "beside":
            self._aside(part, "not_a_page")
        else:
            self._office(part)

    def _office(self, part: Part) -> None:
        """Converted where the policy says so and LibreOffice can, else inside the volume as a file."""
        code: Code = "attached"
        if self._binding.office_files == "convert":
            made, code = self._converted(part), "not_converted"
            if made is not None and self._pdf(part, made, ours=True):
                self._remark("converted", part)
                return
        self._found.items.append(Attached(part))
        self._remark(code, part)

    def _converted(self, part: Part) -> Path | None:
        suffix = PurePosixPath(part.name or part.title).suffix.lstrip(".").lower()
        if self._binding.soffice is None or part.media != "office" or suffix not in SUFFIXES:
            return None
        return converted(self._binding.soffice, part.open(), suffix, self._room)

    def _pdf(self, part: Part, source: Path, *, ours: bool = False) -> bool:
        """Add a PDF; one that is at fault goes beside, unless it is `ours`: made by a converter."""
        target = self._new("pdf")
        told = self._cleaner.pdf(source, target)
        source.unlink()
        if isinstance(told, Fault):
            if not ours:
                self._aside(part, told.code)
            return False
        self._add((part,), target, told)
        if told.removed and not ours:
            self._remark("active", part, ",".join(told.removed))
        return True

    def _add(self, parts: tuple[Part, ...], path: Path, told: Cleaned) -> None:
        self._found.items.append(
            Paged(parts, path, told.pages, path.stat().st_size, told.bookmarks, told.archival)
        )  # fmt: skip
        if told.archival and self._binding.archival:
            self._remark("not_archival", parts[0], told.archival)

    def _pictures(self, run: Sequence[Part]) -> None:
        """Pictures that follow each other; two of them that lie across share a page where the policy says two."""
        waiting: list[tuple[Part, Path, Picture]] = []
        for part in run:
            source, target = self._kept(part), self._new("picture")
            told = self._cleaner.picture(source, target, LONGEST)
            source.unlink()
            if isinstance(told, Fault):
                self._aside(part, told.code)
                continue
            if waiting and (told.height > told.width or len(waiting) == self._binding.images_per_page):
                self._page(waiting)
                waiting = []
            waiting.append((part, target, told))
            if told.height > told.width:
                self._page(waiting)
                waiting = []
        if waiting:
            self._page(waiting)

    def _page(self, pictures: Sequence[tuple[Part, Path, Picture]]) -> None:
        """One page of pictures; those that typst refuses go beside."""
        parts = tuple(part for part, _file, _told in pictures)
        across = len(pictures) == 1 and pictures[0][2].width > pictures[0][2].height
        across = across and self._binding.images_per_page == 1
        source = self._new("pdf")
        try:
            made = picture_page(
                [one for _p, one, _t in pictures], [one.title for one in parts], self._on, across=across
            )
        except Exception:  # noqa: BLE001 - a picture that another library took for one
            for part in parts:
                self._aside(part, "unreadable")
            return
        source.write_bytes(made)
        target = self._new("pdf")
        told = self._cleaner.pdf(source, target)
        source.unlink()
        if isinstance(told, Cleaned):
            self._add(parts, target, told)
        else:
            for part in parts:
                self._aside(part, told.code)

    def _aside(self, part: Part, code: str) -> None:
        self._found.beside.append(part)
        self._remark(code, part)

    def _remark(self, code: str, part: Part, detail: str = "") -> None:
        self._found.remarks.append(Remark(code, part.title, detail))  # type: ignore[arg-type]

    def _kept(self, part: Part) -> Path:
        path = self._new("part")
        path.write_bytes(part.open())
        return path

    def _new(self, suffix: str) -> Path:
        self._number += 1
        return self._room / f"{self._number:05d}.{suffix}"


def _runs(parts: Sequence[Part], together: int) -> Iterator[list[Part]]:
    """Pictures of one group that follow each other, and every other part by itself."""
    run: list[Part] = []
    for part in parts:
        if run and not (together > 1 and part.media == "image" == run[0].media and part.group == run[0].group):
            yield run
            run = []
        run.append(part)
    if run:
        yield run
