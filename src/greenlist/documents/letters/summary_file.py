"""Reading the 推荐汇总表 of an evaluated round back: what the office sends is what stands in the workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from greenlist.documents.form.layout import KIND_NAMES
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.round.names import RANKING_NAME, SUMMARY_NAME
from greenlist.documents.sheets import Sheet, read_sheets
from greenlist.documents.summary import STAR
from greenlist.engine.case import Kind
from greenlist.engine.decimals import brief
from greenlist.engine.messages import say

from .recommending import Recommended

FIRST, NAME, RECOMMENDER = "序号", "单位名称", "推荐地区"


def read_round(folder: Path, recommender: str | None) -> tuple[dict[Kind, Recommended], str, bool]:
    """Units by kind, the policy of the round, and whether any result is a trial.

    With `recommender` only its units; without one, the workbook must hold the units of a single one.

    Raises:
        UnreadableFile: no evaluated round, a workbook without the columns needed, or several recommenders.
    """
    ranking = _ranking(folder / RANKING_NAME)
    sheets = {sheet.name: sheet for sheet in read_sheets(folder / SUMMARY_NAME)}
    units = {kind: _rows(sheets[name]) for kind in Kind if (name := KIND_NAMES[kind]) in sheets}
    known = sorted({row[RECOMMENDER] for rows in units.values() for row in rows})
    if recommender is None and len(known) > 1:
        raise UnreadableFile(say("papers.several_recommenders", known=known))
    if recommender is not None and recommender not in known:
        raise UnreadableFile(say("papers.no_such_recommender", name=recommender, known=known))
    wanted = {kind: [row for row in rows if recommender in (None, row[RECOMMENDER])] for kind, rows in units.items()}
    names = {row[NAME] for rows in wanted.values() for row in rows}
    trial = any(
        one["standing"] == "trial" for places in ranking["kinds"].values() for one in places if one["name"] in names
    )
    return {kind: _recommended(rows) for kind, rows in wanted.items()}, str(ranking["policy"]["id"]), trial


def _ranking(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(data, dict) and {"policy", "kinds"} <= data.keys():
            return data
    except (OSError, ValueError):
        pass
    raise UnreadableFile(say("papers.no_round", folder=str(path.parent)))


def _rows(sheet: Sheet) -> list[dict[str, str]]:
    at = next((place for place, row in enumerate(sheet.rows) if row and str(row[0]).removesuffix(STAR) == FIRST), None)
    head = [] if at is None else [str(cell).removesuffix(STAR) for cell in sheet.rows[at] if cell != ""]
    if at is None or not {NAME, RECOMMENDER} <= set(head):
        raise UnreadableFile(say("papers.summary_columns", sheet=sheet.name, columns=[FIRST, RECOMMENDER, NAME]))
    return list(_until_the_foot(sheet.rows[at + 1 :], head))


def _until_the_foot(rows: list[list[Any]], head: list[str]) -> Iterator[dict[str, str]]:
    for row in rows:
        cells = [_text(cell) for cell in row[: len(head)]]
        if not cells or not cells[0].isdigit():
            return  # remarks below the table
        yield dict(zip(head, [*cells, *[""] * (len(head) - len(cells))], strict=True))


def _text(cell: Any) -> str:
    return brief(Decimal(repr(cell)), separators=False) if isinstance(cell, float) else str(cell).strip()


def _recommended(rows: list[dict[str, str]]) -> Recommended:
    head = tuple(rows[0]) if rows else ()
    numbered = [row | {FIRST: str(number)} for number, row in enumerate(rows, 1)]
    return Recommended(tuple(row[NAME] for row in rows), head, tuple(tuple(row.values()) for row in numbered))
