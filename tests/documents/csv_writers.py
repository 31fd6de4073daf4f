"""Every writer of CSV in the program, by the place that begins one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from documents.payloads import rows_of
from greenlist.agencies.views import filing_items
from greenlist.cli.reading_back import _table
from greenlist.documents.exports import csv_lines
from greenlist.documents.report_reader.shape import Unread
from greenlist.engine.messages import say
from greenlist.journal.queries import _line
from greenlist.panels.views import expert_import
from greenlist.screening.imported import Report
from greenlist.screening.work import Told

Writer = Callable[[list[str], Path], str]


def lists(evil: list[str], _: Path) -> str:
    """The lists of every page."""
    return b"".join(csv_lines(["甲", "=乙"], rows_of(evil, 2))).decode("utf-8-sig")


def journal(evil: list[str], _: Path) -> str:
    """The journal, a line an entry."""
    return "".join(_line(list(row)) for row in rows_of(evil, 14))


def refused(evil: list[str], folder: Path) -> str:
    """Rows of a credit list that were not taken, as they stood there, with a reason that quotes them."""
    path = folder / "refused.csv"
    told = [
        Told(number, say("lists.workbook", reason=one), other) for number, (one, other) in enumerate(rows_of(evil, 2))
    ]
    with Report(path) as report:
        report.add(told[::2], told[1::2])
    return path.read_bytes().decode("utf-8-sig")


def unread(evil: list[str], _: Path) -> str:
    """What was not understood of filled reports."""
    left = [(file, Unread(at, text, say("lists.workbook", reason=at))) for file, at, text in rows_of(evil, 3)]
    return _table(left, "zh").decode("utf-8-sig")


def heads(_evil: list[str], _: Path) -> str:
    """The empty tables of staff and of experts: their heads are ours."""
    out = io.StringIO()
    csv.writer(out).writerows([filing_items.HEAD, expert_import.HEAD])
    return out.getvalue()


WRITERS: dict[str, Writer] = {
    "documents/exports.py:csv_lines": lists,
    "journal/queries.py:_line": journal,
    "screening/imported.py:Report._write": refused,
    "cli/reading_back.py:_table": unread,
    "agencies/views/filing_items.py:filing_staff_form": heads,
    "panels/views/expert_import.py:expert_table_form": heads,
}
NEVER_HANDED_OUT = {
    "screenings/snapshots.py:_written",  # the ledger for the screening itself: a quote would change a name
    "ops/demo/credit.py:_written",  # made-up lists, handed in by the demo
}
