"""A table of experts (.xlsx, .csv) read line by line: who can be taken, and of each other line what is wrong."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from greenlist.documents.guard import UnreadableFile
from greenlist.documents.sheets import Sheet, read_tables
from greenlist.panels.law import divisions
from greenlist.panels.reasons import said
from greenlist.parties.domain import Refused
from greenlist.parties.models import Person

from .experts import ProfileForm

MAX_BYTES = 5 * 1024 * 1024
MAX_LINES = 1000
HEADER_LINES = 10  # the header stands in one of the first lines
COLUMNS: dict[str, tuple[str, ...]] = {  # the first spelling is that of the empty table
    "name": ("姓名", "专家姓名"),
    "login": ("登录名", "账号"),
    "title": ("职称", "职称名称"),
    "employer": ("工作单位", "单位", "所在单位"),
    "employer_uscc": ("工作单位统一社会信用代码", "统一社会信用代码", "单位代码"),
    "kinds": ("可评类别", "评审类别", "类别"),
    "fields_": ("专业领域", "熟悉行业", "行业代码", "专业"),
    "most_cases": ("最多评审份数", "最多份数"),
}
HEAD = tuple(spellings[0] for spellings in COLUMNS.values())
_BY_HEAD = {spelling: name for name, spellings in COLUMNS.items() for spelling in spellings}
_KINDS = {
    "绿色工厂": "factory", "工厂": "factory", "绿色工业园区": "park", "绿色园区": "park", "园区": "park",
    "绿色供应链管理企业": "supply_chain", "绿色供应链": "supply_chain", "供应链": "supply_chain",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]?(\d{2})(?:\d{0,2})\D*")

Read = dict[str, Any]  # {"lines": [{line, person, values}], "refused": [{line, name, reasons}]}


def read_experts(upload: UploadedFile[Any], people: Iterable[Person]) -> Read:
    """Read a table against the people who have the hat of an expert. Plain data, kept while it is looked at.

    Raises Refused: too large, damaged, no table, too many lines.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise Refused(_("文件超过 %(most)d MB 的上限。") % {"most": MAX_BYTES // 1024 // 1024}, "sheet")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "experts"
        path.write_bytes(upload.read())
        try:
            sheets = read_tables(path)
        except UnreadableFile as refused:
            raise Refused(said(refused.message), "sheet") from None
    return _table(sheets, list(people))


def _table(sheets: Iterable[Sheet], people: list[Person]) -> Read:
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows[:HEADER_LINES]):
            heads = {place: _BY_HEAD[head] for place, cell in enumerate(cells) if (head := _plain(cell)) in _BY_HEAD}
            if {"name", "employer", "kinds"} <= set(heads.values()):
                return _lines(sheet.rows[number + 1 :], number + 2, heads, people)
    raise Refused(_("没有找到列名“姓名”“工作单位”和“可评类别”；可以下载空表照填。"), "sheet")


def _lines(rows: list[list[Any]], first: int, heads: Mapping[int, str], people: list[Person]) -> Read:
    filled = [(first + at, row) for at, row in enumerate(rows) if any(_plain(cell) for cell in row)]
    if len(filled) > MAX_LINES:
        raise Refused(_("专家超过 %(most)d 行；请分几个文件导入。") % {"most": MAX_LINES}, "sheet")
    by_login, by_name = {one.login.lower(): one for one in people}, defaultdict(list)
    for one in people:
        by_name[one.name].append(one)
    table: Read = {"lines": [], "refused": []}
    seen: dict[int, int] = {}
    for line, cells in filled:
        data = _data(cells, heads)
        person, why = _person(data, by_login, by_name)
        form = ProfileForm(data)
        reasons = [f"{form[name].label}：{text}" for name, texts in form.errors.items() for text in texts]
        reasons += [_("行业代码“%(code)s”不存在。") % {"code": one} for one in data["unknown"]]
        reasons += [why] if why else []
        if person is not None and person.pk in seen:
            reasons.append(_("与第 %(line)d 行是同一个人。") % {"line": seen[person.pk]})
        if reasons or person is None:
            table["refused"].append({"line": line, "name": data.get("name", ""), "reasons": reasons})
            continue
        seen[person.pk] = line
        values = {name: value for name, value in form.values.items() if _there(name, heads)}
        table["lines"].append({"line": line, "person": person.pk, "values": values})
    return table


def _there(name: str, heads: Mapping[int, str]) -> bool:
    """Whether the table has the column; what it has not stays as it is in the register."""
    return (f"{name}_" if name == "fields" else name) in heads.values()


def _person(data: Mapping[str, Any], by_login: Mapping[str, Person], by_name: Mapping[str, list[Person]]) -> Any:
    """Who is meant, or why it cannot be said."""
    login, name = str(data.get("login", "")).lower(), str(data.get("name", ""))
    if login:
        found = by_login.get(login)
        if found is None:
            return None, _("没有登录名为“%(login)s”的专家账号；请先由安全管理员邀请。") % {"login": login}
        return (found, "") if found.name == name else (None, _("这个登录名是“%(name)s”的。") % {"name": found.name})
    named = by_name.get(name, [])
    if len(named) > 1:
        return None, _("有 %(count)d 位同名的专家，请填写登录名。") % {"count": len(named)}
    return (named[0], "") if named else (None, _("没有叫这个名字的专家账号；请先由安全管理员邀请。"))


def _data(cells: list[Any], heads: Mapping[int, str]) -> dict[str, Any]:
    """A line as the form takes it. A word that the form does not know stays as it is: the form says so."""
    data: dict[str, Any] = {"unknown": []}
    for place, name in heads.items():
        text = _plain(cells[place]) if place < len(cells) else ""
        if name == "kinds":
            data[name] = [_KINDS.get(one, one) for one in re.split(r"[、，,；;\s]+", text) if one]
        elif name == "fields_":
            codes = [_division(one) for one in re.split(r"[、，,；;\s]+", text) if one]
            data[name] = sorted({one for one in codes if one in divisions()})
            data["unknown"] = [one for one in codes if one not in divisions()]
        else:
            data[name] = text
    return data


def _division(text: str) -> str:
    """The two digits of 13, C13, 1391 or 13农副食品加工业; a name of the table is its code."""
    found = _CODE.fullmatch(text.upper())
    if found:
        return found[1]
    return next((code for code, name in divisions().items() if name == text), text)


def _plain(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().lstrip("'")
