"""A table of staff (.xlsx, .csv) read line by line: who can be taken, and of each other line what is wrong with it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenlist.agencies.identities import kept_identity
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.sheets import Sheet, read_tables
from greenlist.engine.messages import render
from greenlist.parties.domain import Refused

from .filing import StaffForm

MAX_BYTES = 5 * 1024 * 1024
MAX_LINES = 500
HEADER_LINES = 10  # the header stands in one of the first lines
COLUMNS: dict[str, tuple[str, ...]] = {  # the first spelling is that of the empty table
    "name": ("姓名",),
    "number": ("证件号码", "身份证号码", "身份证号", "身份证", "证件号"),
    "title": ("职称级别", "职称等级", "级别"),
    "title_name": ("职称名称", "职称"),
    "field": ("专业", "职称专业"),
    "certificate_no": ("证书编号", "职称证书编号"),
    "certificate_until": ("证书有效期至", "证书有效期"),
    "full_time": ("专职", "是否专职"),
    "insured_since": ("社保缴纳起始", "社保缴纳起始日期"),
    "kinds": ("能评价的类型", "评价类型"),
    "worked_at": ("近年任职过的其他单位", "任职单位"),
}
HEAD = tuple(spellings[0] for spellings in COLUMNS.values())
_BY_HEAD = {spelling: name for name, spellings in COLUMNS.items() for spelling in spellings}
_DAYS = {"certificate_until", "insured_since"}
_WORDS: dict[str, dict[str, str]] = {
    "title": {
        "": "none", "无": "none", "初级": "junior", "中级": "middle", "高级": "senior", "副高": "senior",
        "副高级": "senior", "正高": "senior", "正高级": "senior", "高级（含副高）": "senior",
    },
    "field": {"能源": "energy", "环境": "environment", "生态": "ecology", "系统评价": "systems", "其他": "other"},
    "full_time": {"是": "yes", "专职": "yes", "否": "no", "兼职": "no"},
    "kinds": {
        "绿色工厂": "factory", "工厂": "factory", "绿色工业园区": "park", "绿色园区": "park", "园区": "park",
        "绿色供应链管理企业": "supply_chain", "绿色供应链": "supply_chain", "供应链": "supply_chain",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not taken. `line` counts from 1, as in the sheet."""

    line: int
    name: str
    reasons: tuple[str, ...]


@dataclass(slots=True)
class StaffTable:
    """What a table holds."""

    people: list[tuple[dict[str, Any], str]] = field(default_factory=list)  # values, identity number
    refused: list[RefusedLine] = field(default_factory=list)


def read_staff(upload: UploadedFile[Any]) -> StaffTable:
    """Read a table; nothing of it is kept. Raises Refused: too large, damaged, no table, too many lines."""
    if (upload.size or 0) > MAX_BYTES:
        raise Refused(_("文件超过 %(most)d MB 的上限。") % {"most": MAX_BYTES // 1024 // 1024}, "sheet")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staff"
        path.write_bytes(upload.read())
        try:
            sheets = read_tables(path)
        except UnreadableFile as refused:
            english = (get_language() or "").startswith("en")
            raise Refused(render(refused.message, "en" if english else "zh"), "sheet") from None
    return _table(sheets)


def _table(sheets: Iterable[Sheet]) -> StaffTable:
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows[:HEADER_LINES]):
            heads = {place: _BY_HEAD[head] for place, cell in enumerate(cells) if (head := _plain(cell)) in _BY_HEAD}
            if "name" in heads.values():
                return _lines(sheet.rows[number + 1 :], number + 2, heads)
    raise Refused(_("没有找到列名“姓名”；第一行应为列名，可以下载空表照填。"), "sheet")


def _lines(rows: list[list[Any]], first: int, heads: Mapping[int, str]) -> StaffTable:
    table, seen = StaffTable(), {}  # type: ignore[var-annotated]
    filled = [(first + at, row) for at, row in enumerate(rows) if any(_plain(cell) for cell in row)]
    if len(filled) > MAX_LINES:
        raise Refused(_("人员超过 %(most)d 行；请只填从事绿色评价的人员。") % {"most": MAX_LINES}, "sheet")
    for line, cells in filled:
        form = StaffForm(_data(cells, heads))
        reasons = [f"{form[name].label}：{text}" for name, texts in form.errors.items() for text in texts]
        digest, _tail = kept_identity(form.cleaned_data.get("number") or "") if form.is_valid() else ("", "")
        if digest and digest in seen:
            reasons.append(_("证件号码与第 %(line)d 行相同。") % {"line": seen[digest]})
        if reasons:
            name = _plain(cells[next(at for at, head in heads.items() if head == "name")]) if cells else ""
            table.refused.append(RefusedLine(line, name, tuple(reasons)))
            continue
        if digest:
            seen[digest] = line
        values = dict(form.cleaned_data)
        table.people.append((values, values.pop("number") or ""))
    return table


def _data(cells: list[Any], heads: Mapping[int, str]) -> dict[str, Any]:
    """A line as the form takes it. A word that the form does not know stays as it is: the form says so."""
    data: dict[str, Any] = {"title": "none"}
    for place, name in heads.items():
        cell = cells[place] if place < len(cells) else ""
        text = _day(cell) if name in _DAYS else _plain(cell)
        if name == "kinds":
            data[name] = [_WORDS[name].get(one, one) for one in re.split(r"[、，,；;\s]+", text) if one]
        else:
            data[name] = _WORDS[name].get(text, text) if name in _WORDS else text
    return data


def _plain(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().lstrip("'")


def _day(cell: Any) -> str:
    """2030-01-05, however the cell holds it; what is no day stays, so that the form refuses it."""
    if isinstance(cell, (datetime, date)):
        return cell.strftime("%Y-%m-%d")
    found = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", _plain(cell))
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else _plain(cell)
