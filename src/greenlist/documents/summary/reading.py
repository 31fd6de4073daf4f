"""The 推荐汇总表 of an evaluated round read back, as an office may have worked over it in Excel."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from greenlist.documents.form.layout import KIND_NAMES
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.round.names import RANKING_NAME, SUMMARY_NAME
from greenlist.documents.sheets import Sheet, read_sheets
from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema.policy import Policy, SummaryColumn
from greenlist.engine.messages import say

from .columns import STANDING, STAR, Cell, SummaryRow, columns_for

FIRST = "序号"


def read_summary(folder: Path, policies: Callable[[str], Policy]) -> tuple[Policy, dict[Kind, list[SummaryRow]]]:
    """The policy of the round in a folder and the rows of its table by kind; `policies` opens a policy by its id.

    Raises:
        UnreadableFile: no evaluated round, or a sheet without the columns of its policy.
        UnknownLaw: the policy is not known here.
    """
    ranking = _ranking(folder / RANKING_NAME)
    policy = policies(str(ranking["policy"]["id"]))
    sheets = {sheet.name: sheet for sheet in read_sheets(folder / SUMMARY_NAME)}
    kinds = [kind for kind in Kind if KIND_NAMES[kind] in sheets]
    trials = {one["name"] for places in ranking["kinds"].values() for one in places if one["standing"] == "trial"}
    rows = {kind: _rows(sheets[KIND_NAMES[kind]], columns_for(policy, kind), trials) for kind in kinds}
    return policy, rows


def _ranking(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(data, dict) and {"policy", "kinds"} <= data.keys():
            return data
    except (OSError, ValueError):
        pass
    raise UnreadableFile(say("papers.no_round", folder=str(path.parent)))


def _rows(sheet: Sheet, columns: list[SummaryColumn], trials: set[str]) -> list[SummaryRow]:
    named = {column.title: column for column in columns}
    heads = [[str(cell).removesuffix(STAR).strip() for cell in row] for row in sheet.rows]
    at = next((place for place, head in enumerate(heads) if FIRST in head), None)
    if at is None or not set(named) <= set(heads[at]):
        raise UnreadableFile(say("papers.summary_columns", sheet=sheet.name, columns=list(named)))
    places = {named[title].value: place for place, title in enumerate(heads[at]) if title in named}
    found: list[SummaryRow] = []
    for row in sheet.rows[at + 1 :]:
        cells = {name: _cell(row[place] if place < len(row) else "") for name, place in places.items()}
        if sum(cell not in (None, "") for cell in cells.values()) <= 1:  # a remark below the table, or nothing
            break
        standing = "trial" if cells.get("name") in trials else "official"
        found.append({**cells, STANDING: standing})
    return found


def _cell(cell: Any) -> Cell:
    """A number as what it was written as, everything else as text."""
    if isinstance(cell, bool) or cell is None:
        return None if cell is None else str(cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    return cell if isinstance(cell, int) else str(cell)
