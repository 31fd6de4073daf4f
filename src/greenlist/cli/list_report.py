"""What the reading of a list brought, for a person and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rich import box
from rich.table import Table

from greenlist.cli.common import console
from greenlist.engine.messages import Language, render, say
from greenlist.screening.importing import Imported, Refusal

SHOWN_ROWS = 50  # refused rows on the screen


def report_data(read: Imported, language: Language) -> dict[str, Any]:
    """The report as JSON."""
    snapshot = read.snapshot
    return {
        "source": snapshot.source,
        "file": snapshot.file,
        "sha256": snapshot.sha256,
        "snapshot": snapshot.as_of,
        "taken": read.taken,
        "refused": read.refused,
        "passed_over": read.passed_over,
        "noted": read.noted,
        "complete": snapshot.complete,
        "trouble": snapshot.trouble or None,
        "refusals": _rows(read.refusals, language),
        "notes": _rows(read.notes, language),
    }


def _rows(refusals: Sequence[Refusal], language: Language) -> list[dict[str, Any]]:
    return [{"line": one.line, "reason": render(one.reason, language)} for one in refusals]


def show_report(read: Imported, language: Language) -> None:
    """The report for a person."""
    snapshot = read.snapshot
    show_counts(
        snapshot.file, snapshot.as_of, language,
        taken=read.taken, refused=read.refused, passed_over=read.passed_over,
    )  # fmt: skip
    show_rows("screened.refused_rows", _rows(read.refusals, language), read.refused, language)
    if read.noted:
        console.print(render(say("screened.list_noted", count=f"{read.noted:,}"), language), style="yellow")
    show_rows("screened.noted_rows", _rows(read.notes, language), read.noted, language)
    if snapshot.trouble:
        console.print(snapshot.trouble, style="yellow")


def show_counts(file: str, as_of: date | None, language: Language, **counts: int) -> None:
    """The first lines of a report: the file, its day, and how many rows went where."""
    day = as_of or say("screened.date_unknown")
    console.print(render(say("screened.list_read", file=file, date=day), language), style="bold")
    shown = {name: f"{count:,}" for name, count in counts.items()}
    console.print(render(say("screened.list_counts", **shown), language))
    if as_of is None:
        console.print(render(say("screened.list_undated"), language), style="yellow")


def show_rows(title: str, rows: Sequence[Mapping[str, Any]], count: int, language: Language) -> None:
    """Rows with a reason each, the first ones of `count`."""
    if not rows:
        return
    table = Table(title=render(say(title), language), box=box.SIMPLE_HEAD, title_justify="left", expand=False)
    for head in ("line", "reason"):
        table.add_column(render(say(f"screened.head_{head}"), language), overflow="fold")
    for one in rows[:SHOWN_ROWS]:
        table.add_row(str(one["line"]), one["reason"])
    if count > SHOWN_ROWS:
        table.caption = render(say("screened.refused_more", count=count - SHOWN_ROWS), language)
    console.print(table)
