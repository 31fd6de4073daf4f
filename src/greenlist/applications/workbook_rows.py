"""The new rows that an uploaded workbook would add to the tables of an application."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from greenlist.documents.report_reader import bare
from greenlist.engine.application.schema import TABLES

from .changes import Change
from .data import Data
from .domain.rows import MOST_ROWS
from .report_rows import Cells, Name, name_of, rows_alike, rows_since
from .row_order import cells_in_order
from .sections import question_of_place
from .words import said_in_words
from .workbook import rows_of
from .workbook_compared import Compared
from .workbook_words import with_unit


def new_rows(compared: Compared) -> Iterator[Change]:
    """A change for each row that is not there yet; refused where the table is full or the row came meanwhile."""
    rows = rows_of(compared.upload)
    since = rows_since(compared.standing, compared.upload.seen_rows)
    there = {table: len(keys) for table, keys in compared.standing.items()}
    for table in TABLES:
        keys = compared.upload.new_rows.get(table, [])
        full = there.get(table, 0) + len(keys) > MOST_ROWS
        for key in keys:
            cells = cells_in_order(compared.sections, table, rows[table][key])
            change = _row(compared, table, key, cells)
            if not change.refused and _came_since(since, table, cells):
                change.refused = _("读报告以后已添了同名的一行；请重新上传报告，与它比对。")
                change.gives = {}
            if full:
                change.refused = _("一个表最多 %(most)d 行；更多的请合并后再填。") % {"most": MOST_ROWS}
                change.gives = {}
            yield change


def _came_since(since: Mapping[Name, list[Cells]], table: str, cells: Mapping[str, Data]) -> bool:
    """Whether a row like a new one of a report was added after the report was read."""
    found = since.get((table, bare(name_of(table, cells))), ())
    return any(rows_alike(table, cells, one) for one in found)


def _row(compared: Compared, table: str, key: str, cells: Mapping[str, Data]) -> Change:
    first = next(iter(cells))
    change = Change(f"{table}.{key}", "", None, "row", compared.upload.cell(f"{table}.{key}.{first}"))
    told = []
    for name, block in cells.items():
        place = f"{table}.{key}.{name}"
        found = question_of_place(compared.sections, place)
        if found is None:
            compared.foreign.append(compared.upload.cell(place))
            continue
        change.section, question = found
        refused, said = compared.refused(place, compared.sayings.said(question, place, None, change.notes))
        change.refused = change.refused or refused
        change.gives[place] = said
        told.append(f"{question.label} {said_in_words(with_unit(question, place, block))}")
    change.label = _("%(table)s：%(row)s") % {
        "table": change.section.title if change.section else table, "row": said_in_words(cells[first])
    }  # fmt: skip
    change.then = _("；").join(told)
    change.gives = {} if change.refused else change.gives
    if not told:
        change.refused = _("本申报没有这张表。")
    return change
