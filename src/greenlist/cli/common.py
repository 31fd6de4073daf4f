"""What the commands share: consoles, options, and how a fault is told."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from greenlist.engine.lawbook import LawBook, LawInvalid, UnknownLaw
from greenlist.engine.lawbook.book import law_message
from greenlist.engine.messages import Language, Message, render, say

WIDTH = 120  # of tables that are not printed to a terminal
console = Console(
    soft_wrap=True, highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else WIDTH
)
console_err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)
EXIT_INPUT = 2
QUIET_SECONDS = 1.0  # work shorter than this needs no bar


class Lang(StrEnum):
    """The language of messages."""

    ZH = "zh"
    EN = "en"

    @property
    def language(self) -> Language:
        """The same as the engine names it."""
        return "zh" if self is Lang.ZH else "en"


LawOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--law",
        help="叠加在随附规则之上的规则文件夹，可多次给出 / folder laid over the shipped law",
        exists=True,
        file_okay=False,
    ),
]
LangOption = Annotated[Lang, typer.Option("--lang", help="文字语言 / language of messages")]


def fail(message: Message | str, language: Language = "zh") -> NoReturn:
    """Tell a fault of the input and leave with 2."""
    text = message if isinstance(message, str) else render(message, language)
    console_err.print(text, style="red")
    raise typer.Exit(EXIT_INPUT)


@contextmanager
def law_faults(language: Language) -> Iterator[None]:
    """Turn faults of law files into messages and exit 2."""
    try:
        yield
    except (LawInvalid, UnknownLaw) as error:
        for message in law_message(error):
            console_err.print(render(message, language), style="red")
        raise typer.Exit(EXIT_INPUT) from None


@contextmanager
def write_faults(language: Language) -> Iterator[None]:
    """Turn a file that cannot be written into a message and exit 2."""
    try:
        yield
    except OSError as error:
        fail(say("input.cannot_write", file=str(error.filename or ""), reason=error.strerror or str(error)), language)


def open_book(overlays: list[Path] | None) -> LawBook:
    """The shipped law with the overlays of the command."""
    return LawBook(overlays or [])


@contextmanager
def bar(label: str, *, in_bytes: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr that appears once the work has taken a second."""
    started = time.monotonic()
    count: ProgressColumn = DownloadColumn() if in_bytes else MofNCompleteColumn()
    columns = (TextColumn(label), BarColumn(), count, TimeRemainingColumn())
    progress = Progress(*columns, console=console_err, transient=True)
    task = progress.add_task(label, total=None)
    shown = False

    def step(done: int, total: int) -> None:
        nonlocal shown
        if not shown and console_err.is_terminal and time.monotonic() - started > QUIET_SECONDS:
            progress.start()
            shown = True
        progress.update(task, completed=done, total=total)

    try:
        yield step
    finally:
        if shown:
            progress.stop()
