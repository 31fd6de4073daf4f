"""A list as a file: Excel with strings only, CSV, JSON, and across landscape pages PDF and DOCX."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.documents.exports import csv_lines, workbook
from greenlist.documents.papers import Meta
from greenlist.documents.tables import FORMS as PAPERS
from greenlist.documents.tables import TablePaper, table_file
from greenlist.documents.tables.listing import MOST_PRINTED, listing
from greenlist.engine import clock

from .models import Change, Entry, GreenList

__all__ = ["FORMATS", "MOST_PRINTED", "XLSX", "as_json", "changes_of", "exported", "list_paper", "name_now", "titles"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json"} | PAPERS
HEAD = 5  # columns that say of which list a line is


def titles() -> list[str]:
    """The columns of a table."""
    return [
        _("类型"), _("序号"), _("地区"), _("名称"), _("现名称"), _("统一社会信用代码"), _("行业"), _("第三方机构"),
        _("状态"), _("状态日期"), _("依据"), _("级别"), _("批次或年度"), _("阶段"), _("公布日期"), _("文号"),
    ]  # fmt: skip


def exported(green_list: GreenList, entries: Sequence[Entry], form: str) -> Iterator[bytes]:
    """The file in pieces. `entries` with what became of them (queries.lists.with_changes)."""
    if form == "json":
        yield json.dumps(as_json(green_list, entries), ensure_ascii=False, indent=1).encode()
    elif form == "csv":
        yield from csv_lines(titles(), _rows(green_list, entries))
    elif form in PAPERS:
        yield table_file(list_paper(green_list, entries), form)
    else:
        yield workbook(titles(), _rows(green_list, entries), [False] * len(titles()))


def list_paper(green_list: GreenList, entries: Sequence[Entry]) -> TablePaper:
    """The list as a document, a part for each kind; what every line shares stands above. Chinese in any language."""
    with override("zh-hans"):
        heads, own = titles(), len(titles()) - HEAD
        rows: dict[str, list[list[str]]] = {}
        for row in _rows(green_list, entries):
            rows.setdefault(row[0], []).append(row[1:own])
        on = green_list.announced_on
        announced = f"{_('公布日期')}：{on.isoformat()}" if on else ""
        above = [green_list.document, announced, str(green_list.get_stage_display())]
        title = f"{green_list.get_level_display()}{_('绿色制造名单')}（{green_list.label}）"
        parts = [
            listing(f"{kind}（{len(some)}个）", heads[1:own], [_short(one) for one in some], above=[
                "　".join(one for one in above if one)])
            for kind, some in rows.items()
        ]  # fmt: skip
        day = on or green_list.at.astimezone(clock.SHANGHAI).date()
        return TablePaper(title, Meta(str(green_list.authority), title, day), tuple(parts) or (listing("", heads, []),))


def _short(row: list[str]) -> list[str]:
    """A line without a name that it still has."""
    return [*row[:3], "" if row[3] == row[2] else row[3], *row[4:]]


def _rows(green_list: GreenList, entries: Iterable[Entry]) -> Iterator[list[str]]:
    on = green_list.announced_on.isoformat() if green_list.announced_on else ""
    head = [
        str(green_list.get_level_display()), green_list.label, str(green_list.get_stage_display()), on,
        green_list.document,
    ]  # fmt: skip
    for one in entries:
        happened = changes_of(one)
        last = happened[-1] if happened else None
        since = last.announced_on.isoformat() if last and last.announced_on else ""
        yield [
            str(one.get_kind_display()), str(one.seq), one.region, one.name, name_now(one), one.uscc, one.industry,
            one.agency, str(one.get_status_display()), since, last.document if last else "", *head,
        ]  # fmt: skip


def changes_of(entry: Entry) -> list[Change]:
    """What became of a line, read with it (queries.lists.with_changes)."""
    return list(getattr(entry, "happened", ()))


def name_now(entry: Entry) -> str:
    """What a unit is called now: by the last renaming linked to its line."""
    renamed = [one.new_name for one in changes_of(entry) if one.what == "renamed"]
    return renamed[-1] if renamed else entry.name


def as_json(green_list: GreenList, entries: Iterable[Entry]) -> dict[str, Any]:
    """The list as data: dates as text, states by their codes, the row as printed beside."""
    return {
        "greenlist_list": 1,
        "level": green_list.level,
        "stage": green_list.stage,
        "batch": green_list.batch,
        "label": green_list.label,
        "year": green_list.year,
        "announced_on": green_list.announced_on.isoformat() if green_list.announced_on else None,
        "document": green_list.document,
        "mark": green_list.mark,
        "entries": [_entry(one) for one in entries],
    }


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "kind": one.kind, "seq": one.seq, "region": one.region, "region_printed": one.region_printed, "name": one.name,
        "name_now": name_now(one), "uscc": one.uscc, "industry": one.industry, "agency": one.agency,
        "status": one.status,
        "changes": [
            {
                "what": each.what, "name": each.name, "new_name": each.new_name, "document": each.document,
                "announced_on": each.announced_on.isoformat() if each.announced_on else None,
            }
            for each in changes_of(one)
        ],
        "printed": one.original,
    }  # fmt: skip
