"""What a report says besides what would be stated: the same, left out, not read; and what a preview shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from greenlist.documents.report_reader import Draft, LeftText, Report, Taken, Unread, UnreadTable
from greenlist.engine.messages import Language, render, say

from .changes import Change
from .data import Data
from .report_rows import Placed

MOST_LEFT = 400  # of each list; how many more there are is told
MOST_TEXT = 4000  # characters of a chapter that is kept for looking up


def about_report(report: Report, draft: Draft, same: Sequence[Data], placed: Placed, language: Language) -> Data:
    """Everything for the page, as an upload keeps it."""
    left = [*draft.left, *placed.left]
    return {
        "title": report.title,
        "agency": report.agency,
        "same": list(same),
        "left": [_left(one, language) for one in left[:MOST_LEFT]],
        "more": max(0, len(left) - MOST_LEFT),
        "tables": [_table(one, language) for one in draft.tables[:MOST_LEFT]],
        "more_tables": max(0, len(draft.tables) - MOST_LEFT),
        "chapters": [_chapter(one, language) for one in draft.chapters],
        "rows": placed.names,
        "notes": {place: [render(one, language) for one in notes] for place, notes in placed.notes.items()},
    }


def told(one: Taken) -> Data:
    """One thing that the report says, with its place."""
    return {"label": one.label, "text": one.text[:200], "at": one.at}


def _left(one: Unread, language: Language) -> Data:
    return {"at": one.at, "text": one.text, "why": render(one.why, language)}


def _table(one: UnreadTable, language: Language) -> Data:
    caption = one.caption or render(say("reading.table_untitled"), language)
    return {
        "at": one.at, "caption": caption, "rows": one.rows, "head": "、".join(one.head),
        "why": render(one.why, language),
    }  # fmt: skip


def _chapter(one: LeftText, language: Language) -> Data:
    return {"title": one.title, "text": one.text[:MOST_TEXT], "at": one.at, "why": render(one.why, language)}


def dress_changes(changes: Iterable[Change], about: Data) -> None:
    """Make the lines of a preview ready to be looked at: the row that a cell belongs to, and what to check about it.

    What somebody filled in stays unless a person says otherwise.
    """
    rows, notes = about.get("rows", {}), about.get("notes", {})
    for one in changes:
        one.left = one.kind == "changed"
        row = rows.get(one.place.rpartition(".")[0])
        if row:
            one.label = _("%(row)s：%(label)s") % {"row": row, "label": one.label}
        one.notes += list(dict.fromkeys(note for place in (one.place, *one.gives) for note in notes.get(place, ())))
