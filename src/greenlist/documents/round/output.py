"""The files of a round: room for them, ranking.json, the rows of the 推荐汇总表."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from greenlist.documents.summary import SummaryRow, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.decimals import show
from greenlist.engine.evaluate import Verdict
from greenlist.engine.messages import Language, render, say
from greenlist.engine.ranking import Place

from .names import RANKING_NAME, RESULT_NAME, SUMMARY_NAME, UNITS_NAME, shown
from .result import RoundResult, UnitResult, counts


class OutputExists(Exception):
    """The output folder already holds a round; nothing is overwritten without --force."""

    def __init__(self, folder: Path) -> None:
        self.message = say("documents.output_exists", folder=shown(folder))
        super().__init__(str(self.message))


def make_room(out: Path, *, force: bool) -> None:
    """Make the folder; with `force` remove the results of an earlier round, and nothing else."""
    existing = [name for name in (UNITS_NAME, RANKING_NAME, SUMMARY_NAME) if (out / name).exists()]
    if existing and not force:
        raise OutputExists(out)
    out.mkdir(parents=True, exist_ok=True)
    for old in (out / UNITS_NAME).glob(f"*/{RESULT_NAME}"):
        remove_result(old)


def remove_result(path: Path) -> None:
    """Remove a unit's result, and its folder where nothing else lies in it."""
    path.unlink()
    if not any(path.parent.iterdir()):
        path.parent.rmdir()


def to_json(data: Any, *, indent: bool = True) -> bytes:
    """JSON as we write it: Chinese as it is, a newline at the end; results of units come without indentation."""
    return orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0))


def write_round(result: RoundResult, out: Path, language: Language) -> None:
    """Write ranking.json and the 推荐汇总表. Raises OSError where they cannot be written."""
    (out / RANKING_NAME).write_bytes(to_json(ranking_json(result, language)))
    write_summary(out / SUMMARY_NAME, result.policy, summary_rows(result))


def summary_rows(result: RoundResult) -> dict[Kind, list[SummaryRow]]:
    """The rows of the eligible units by kind, in order of rank."""
    by_entry = {id(unit.entry): unit for unit in result.units}
    rows: dict[Kind, list[SummaryRow]] = {}
    for kind, places in result.places.items():
        eligible = [place for place in places if place.entry.verdict is Verdict.ELIGIBLE]
        rows[kind] = [{"seq": n, **by_entry[id(place.entry)].row} for n, place in enumerate(eligible, 1)]
    return rows


def ranking_json(result: RoundResult, language: Language = "zh") -> dict[str, Any]:
    """The round as JSON: places by kind with reasons, counts, files that failed (docs/result.md)."""
    by_entry = {id(unit.entry): unit for unit in result.units}
    kinds = {
        kind.value: [_place_json(place, by_entry[id(place.entry)], language) for place in places]
        for kind, places in result.places.items()
    }
    return {
        "greenlist": 1,
        "policy": {"id": result.policy.id, "title": result.policy.title},
        "counts": counts(result),
        "kinds": kinds,
        "failed": [
            {"file": failed.file, "problems": [problem.text(language) for problem in failed.problems]}
            for failed in result.failed
        ],
    }


def _place_json(place: Place, unit: UnitResult, language: Language) -> dict[str, Any]:
    entry = place.entry
    return {
        "place": place.place,
        "name": entry.name,
        "uscc": entry.uscc,
        "verdict": entry.verdict.value,
        "standing": "trial" if unit.trial else "official",
        "priority": entry.tier.value,
        "score": None if entry.score is None else show(entry.score),
        "reason": render(place.reason, language),
        "reasons": [one if isinstance(one, str) else render(one, language) for one in entry.reasons],
        "file": unit.file,
        "result": unit.result,
    }
