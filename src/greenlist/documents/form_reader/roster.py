"""A roster of a park's enterprises: the sheet of the form, or any sheet or CSV file with a header row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenlist.documents.form.layout import TENANTS
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.sheets import Sheet, read_tables
from greenlist.engine.messages import say
from greenlist.engine.problems import InputProblem

from .answers import read_tenants
from .cells import Reading
from .section import Section, find_section

HEADER_ROWS = 10  # the header stands in one of the first rows
_HEADS = {
    "name": ("企业名称", "单位名称", "名称", "企业", "name"),
    "uscc": ("统一社会信用代码", "信用代码", "社会信用代码", "uscc"),
    "queried_on": ("查询日期", "日期", "queried_on"),
    "reason": ("备注", "说明", "reason"),
}


@dataclass(slots=True)
class RosterData:
    """The enterprises of a roster as in an application file, the cell of each, and what is wrong."""

    tenants: list[dict[str, Any]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    problems: list[InputProblem] = field(default_factory=list)


def read_roster(path: Path, conditions: Mapping[str, str], *, origin: str = "") -> RosterData:
    """Read a roster (.xlsx, or .csv in UTF-8 or GB18030). `conditions`: names of the exclusion conditions by id.

    A file that holds no roster gives one fatal problem. Never raises for what is in the file.
    """
    reading = Reading(origin or path.name)
    try:
        sheets = read_tables(path)
    except UnreadableFile as unreadable:
        reading.report("", unreadable.message, fatal=True)
        return RosterData(problems=reading.problems)
    section = next((found for sheet in sheets if (found := _section(sheet, conditions)) is not None), None)
    if section is None:
        reading.report("", say("documents.roster_header"), fatal=True)
        return RosterData(problems=reading.problems)
    read_tenants(reading, section)
    tenants = reading.data.get("tenants") or []
    cells = [reading.places.get(("tenants", number, "name"), "") for number in range(len(tenants))]
    return RosterData(tenants, cells, reading.problems)


def _section(sheet: Sheet, conditions: Mapping[str, str]) -> Section | None:
    marked = find_section(sheet)
    if marked is not None:
        return marked if marked.name == TENANTS else None
    for row, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        columns = _columns(cells, conditions)
        if "name" in columns:
            return Section(TENANTS, sheet, columns, -1, row + 1)
    return None


def _columns(cells: Iterable[Any], conditions: Mapping[str, str]) -> dict[str, int]:
    by_name = {name: key for key, name in conditions.items()}
    columns: dict[str, int] = {}
    for position, cell in enumerate(cells):
        if isinstance(cell, str) and (key := _key(cell.strip(), by_name)):
            columns.setdefault(key, position)
    return columns


def _key(head: str, by_name: Mapping[str, str]) -> str:
    plain = re.sub(r"\s+", "", head)
    for key, words in _HEADS.items():
        if plain.lower() in words:
            return key
    if plain.startswith("凭证文件"):
        return f"proof.{plain.removeprefix('凭证文件').lstrip('：:')}"
    if plain in by_name:
        return f"cond.{by_name[plain]}"
    named = next((key for key in sorted(by_name.values(), key=len, reverse=True) if plain.startswith(key)), "")
    return f"cond.{named}" if named else ""
