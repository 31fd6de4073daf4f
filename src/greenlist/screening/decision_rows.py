"""Decisions written in a table: the sheet of records of 筛查结果.xlsx with its right-hand columns filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, get_args

from greenlist.engine.codes import normalise_uscc
from greenlist.engine.messages import CATALOGUE, Message, say
from greenlist.engine.problems import InputProblem

from .names import name_key
from .outcomes import Decision, Verdict
from .roster_rows import HEADER_ROWS, Table, cell_text, columns_of

COLUMNS = ("subject", "code", "condition", "verdict", "by", "on", "why", "document", "id", "digest")
NEEDED = ("subject", "condition", "verdict", "by", "on", "why", "id", "digest")
_HEADS = {
    key: tuple({"".join(text.split()).lower() for text in CATALOGUE[f"screened.col_{key}"]} | {key}) for key in COLUMNS
}
VERDICTS: dict[str, Verdict] = {
    word: verdict for verdict in get_args(Verdict) for word in (*CATALOGUE[f"screened.verdict_{verdict}"], verdict)
}


@dataclass(slots=True)
class Decisions:
    """The decisions of a file, and the rows that hold none that can be used."""

    decisions: list[Decision] = field(default_factory=list)
    problems: list[InputProblem] = field(default_factory=list)


def read_decisions(tables: Iterable[Table], file: str) -> Decisions:
    """Every row with a verdict. A row that lacks something is a fatal problem and is not used."""
    for table in tables:
        for row, cells in enumerate(table.rows[:HEADER_ROWS]):
            columns = columns_of(cells, _HEADS)
            if columns.keys() >= set(NEEDED):
                return _decisions(table, file, columns, row + 1)
    return Decisions(problems=[InputProblem(file, "", say("screened.decision_header"), fatal=True)])


def _decisions(table: Table, file: str, columns: dict[str, int], first: int) -> Decisions:
    read = Decisions()
    for row, cells in enumerate(table.rows[first:], first):
        texts = {key: cell_text(cells, column) for key, column in columns.items()}
        if not texts["verdict"]:
            continue
        day = _day(cells, columns["on"])
        fault = _fault(texts, day)
        if fault is not None or day is None:
            place = table.place(row, columns["verdict"])
            read.problems.append(InputProblem(file, place, fault or say("screened.decision_header"), fatal=True))
            continue
        read.decisions.append(_decision(texts, day))
    return read


def _fault(texts: dict[str, str], day: date | None) -> Message | None:
    lacking = [say(f"screened.col_{key}") for key in NEEDED if not texts[key]]
    if lacking:
        return say("screened.decision_lacks", what=lacking)
    if texts["verdict"] not in VERDICTS:
        words = [say(f"screened.verdict_{one}") for one in get_args(Verdict)]
        return say("screened.decision_word", word=texts["verdict"], words=words)
    return say("screened.decision_date", text=texts["on"]) if day is None else None


def _decision(texts: dict[str, str], day: date) -> Decision:
    return Decision(
        subject=normalise_uscc(texts.get("code", "")) or name_key(texts["subject"]),
        record=texts["id"],
        digest=texts["digest"],
        condition=texts["condition"],
        verdict=VERDICTS[texts["verdict"]],
        by=texts["by"],
        on=day,
        reason=texts["why"],
        document=texts.get("document", ""),
    )


def _day(cells: Sequence[Any], column: int) -> date | None:
    cell = cells[column] if column < len(cells) else ""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip().replace("/", "-").replace("年", "-").replace("月", "-").rstrip("日")
    parts = text.split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None
