"""A paper as PDF, with typst and the bundled font; the same paper gives the same bytes."""

from __future__ import annotations

import atexit
import json
import logging
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache, partial
from os import cpu_count, getpid
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Lock
from typing import Any

import orjson
import typst

from greenlist.engine.messages import say

from .content import Paper
from .glyphs import FONTS, FontSet, UnusableFont
from .plain import plain

LAYOUT = Path(__file__).with_name("paper.typ")
AT_ONCE = (cpu_count() or 1) + 2  # more than processors: a paper is laid out by several threads, and waits between
log = logging.getLogger(__name__)
_one_at_a_time = Lock()  # a compiler answers questions about the paper it set last


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and the printed page number of each heading in order."""

    content: bytes
    pages: tuple[int, ...]


def pdf(paper: Paper, fonts: FontSet | None = None) -> bytes:
    """The PDF of a paper.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    return typeset(paper, fonts).content


def typeset(paper: Paper, fonts: FontSet | None = None) -> Typeset:
    """The PDF of a paper with the pages of its headings, which the DOCX shows until Word lays it out.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    fonts = fonts or FontSet()
    fonts.check(paper.texts())
    with _presses(fonts, getpid()).taken() as press:
        return _run(press, plain(paper), paper.meta.on, fonts)


def typeset_all(papers: Sequence[Paper], fonts: FontSet | None = None) -> list[Typeset]:
    """The PDF of each paper, in order, on every processor: as `typeset` one by one, sooner.

    Raises:
        MissingGlyph, UnusableFont: of the first paper at fault, see `FontSet.check`.
    """
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(partial(typeset, fonts=fonts), papers))


def run_layout(layout: Path, data: dict[str, Any], on: date, fonts: FontSet) -> Typeset:
    """Run one of our layouts over checked data. `on` is the time written into the file."""
    _tell(layout, fonts)
    inputs = {"paper": json.dumps(data | {"fonts": fonts.families}, ensure_ascii=False)}
    with _one_at_a_time:
        return _made(_compiler(layout, fonts), on, sys_inputs=inputs)


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler whose one source never changes and reads the data of each paper from a file beside it.

    Given as input of the compiler the data would be part of everything typst remembers, and it would remember nothing
    from one paper to the next; so it takes the labels, forms and rules that papers share as laid out already.
    """

    compiler: typst.Compiler
    data: Path


class _Presses:
    """The presses of one set of fonts: each prints one paper at a time, and another is opened while all are busy."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._free: LifoQueue[_Press] = LifoQueue()
        self._places = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def taken(self) -> Iterator[_Press]:
        """A press to oneself; waits for one where as many as may are busy."""
        with self._places:
            try:
                press = self._free.get_nowait()
            except Empty:
                press = _opened_press(self._fonts)
            try:
                yield press
            finally:
                self._free.put(press)


def _run(press: _Press, data: dict[str, Any], on: date, fonts: FontSet) -> Typeset:
    _tell(LAYOUT, fonts)
    with press.data.open("r+b") as file:  # emptied first it would be put on the disk before we go on
        file.write(orjson.dumps(data | {"fonts": fonts.families}))
        file.truncate()
    return _made(press.compiler, on)


def _made(compiler: typst.Compiler, on: date, **inputs: Any) -> Typeset:
    stamp = int(datetime.combine(on, time(), UTC).timestamp())
    made = compiler.compile(format="pdf", timestamp=stamp, pdf_standards=["a-2b"], **inputs)
    pages = json.loads(compiler.query("<pages>", field="value", one=True))
    if not isinstance(made, bytes):
        raise TypeError(pages)
    return Typeset(made, tuple(pages))


def _tell(layout: Path, fonts: FontSet) -> None:
    log.info("fonts of the standard replaced by %s in %s", fonts.families[0], layout.name)


@lru_cache(maxsize=4)
def _presses(fonts: FontSet, _process: int) -> _Presses:
    """The presses of this process: one that was forked may not write into the folders of the other."""
    return _Presses(fonts)


def _opened_press(fonts: FontSet) -> _Press:
    folder = scratch("greenlist-paper-")
    shutil.copyfile(LAYOUT, folder / LAYOUT.name)
    main = folder / "main.typ"
    main.write_text(f'#import "{LAYOUT.name}": printed\n#printed(json("data.json"))\n', encoding="utf-8")
    data = folder / "data.json"
    data.touch()
    return _Press(_opened(main, fonts), data)


@lru_cache(maxsize=4)
def _compiler(layout: Path, fonts: FontSet) -> typst.Compiler:
    """One compiler for each layout and set of fonts; opening the fonts costs more than a page."""
    return _opened(layout, fonts)


def _opened(source: Path, fonts: FontSet) -> typst.Compiler:
    folders = font_folders(fonts)
    taken = {font.family for font in typst.Fonts(font_paths=folders, include_system_fonts=False).fonts()}
    if not taken.issuperset(fonts.families):  # else its characters would be left out without a word
        raise UnusableFont(say("papers.font_unusable", file="、".join(path.name for path in fonts.extra)))
    return typst.Compiler(input=str(source), root=str(source.parent), font_paths=folders, ignore_system_fonts=True)


def font_folders(fonts: FontSet) -> list[str]:
    """Where typst finds the fonts of a set."""
    return [str(FONTS), *_folder_of(fonts.extra)]


@lru_cache(maxsize=4)
def _folder_of(files: tuple[Path, ...]) -> list[str]:
    """A folder with nothing but these fonts: typst looks into folders, and passes over a file without a word.

    It stays until the program ends, for typst opens a font when it first needs it.
    """
    if not files:
        return []
    folder = scratch("greenlist-fonts-")
    for number, file in enumerate(files):
        shutil.copyfile(file, folder / f"{number}{file.suffix}")
    return [str(folder)]


def scratch(prefix: str) -> Path:
    """A folder that stays until the program ends; a process forked meanwhile leaves it to the one that made it."""
    folder, maker = Path(tempfile.mkdtemp(prefix=prefix)), getpid()
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if getpid() == maker else None)
    return folder
