"""The result of one unit as JSON (docs/result.md describes it; docs/schemas/result.json is its schema).

Numbers are text in fixed point so that no digit is lost. No clock time stands in it: the same input under the
same law gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from greenlist.engine.case import Case, Given
from greenlist.engine.decimals import brief, show
from greenlist.engine.evaluate import Evaluation
from greenlist.engine.messages import Language, Message, render
from greenlist.engine.outcome import ConditionResult, EnergyLevel, Finding, LevelResult
from greenlist.engine.scoring import ItemResult, Score
from greenlist.engine.trace import fact_json, given_json, plain_value

VERSION = 1


def as_json(evaluation: Evaluation, language: Language = "zh") -> dict[str, Any]:
    """Everything about one unit, ready for `json.dumps`."""
    case, policy, pack = evaluation.case, evaluation.policy, evaluation.pack
    return {
        "greenlist": VERSION,
        "unit": _unit(case),
        "policy": {"id": policy.id, "title": policy.title, "hash": evaluation.policy_hash},
        "pack": {
            "id": pack.id,
            "title": pack.title,
            "doc_no": pack.doc_no,
            "hash": evaluation.pack_hash,
            "chosen_because": render(evaluation.standard.reason, language),
        },
        "standing": evaluation.standing.value,
        "verdict": evaluation.verdict.value,
        "verdict_reasons": [render(reason, language) for reason in evaluation.verdict_reasons],
        "score": _score(evaluation.score, language),
        "claimed_score": _claimed(case),
        "ranking_score": {
            "value": plain_value(evaluation.ranking_score), "from": evaluation.ranking_score_from
        },
        "priority": {
            "tier": evaluation.priority.tier.value,
            "rules": [
                {"id": one.id, "name": one.name, "clause": one.clause, "answer": one.answer.value,
                 "reason": render(one.reason, language)}
                for one in evaluation.priority.answers
            ],
        },
        "energy_level": _energy(evaluation.energy, language),
        "energy_total": evaluation.energy_total.as_json(language),
        "co2_total": evaluation.co2_total.as_json(language),
        "conditions": [_condition(one, language) for one in evaluation.conditions],
        "indicators": [_item(one, language) for one in evaluation.items],
        "findings": [_finding(one, language) for one in evaluation.findings],
        "witnesses": list(_witnesses(case)),
        "unconfirmed": [fact_json(fact) for fact in evaluation.unconfirmed],
        "sources": evaluation.sources,
        "problems": evaluation.problems,
    }  # fmt: skip


def _unit(case: Case) -> dict[str, Any]:
    known = ("name", "uscc", "industry4", "region", "recommender", "city", "county", "agency")
    unit = {key: plain_value(case.unit[key]) for key in known if key in case.unit}
    return unit | {
        "name": case.name,
        "uscc": case.uscc,
        "kind": case.kind.value,
        "evaluation_year": case.evaluation_year,
        "route": case.route.value if case.route else None,
        "file": case.origin,
        "sha256": case.sha256,
    }


def _witnesses(case: Case) -> Iterator[dict[str, Any]]:
    """Every value that several stated, where it stands, and all of them in order, the deciding one last."""
    stated = {f"values.{name}": given for name, given in case.values.items()}
    for year, fields in sorted(case.years.items()):
        stated |= {f"years.{year}.{name}": given for name, given in fields.items()}
    for table, rows in case.tables.items():
        for number, row in enumerate(rows, start=1):
            stated |= {f"{table}[{number}].{name}": _with_earlier(cell) for name, cell in row.items()}
    stated |= {f"declared.{item}": _with_earlier(given) for item, given in case.declared.items()}
    for place, given in stated.items():
        if len(given) > 1:
            yield {"place": place, "given": [given_json(one) for one in given]}


def _with_earlier(given: Given) -> tuple[Given, ...]:
    return (*given.earlier, given)


def _said(value: Any, language: Language) -> Any:
    """Plain data with the messages in it said."""
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, dict):
        return {key: _said(one, language) for key, one in value.items()}
    return value


def _claimed(case: Case) -> dict[str, Any] | None:
    claimed = case.claimed_score
    if claimed is None:
        return None
    return {
        "total": show(claimed.total), "report": claimed.report, "sha256": claimed.sha256,
        "by_year": {str(year): show(total) for year, total in claimed.by_year.items()},
    }  # fmt: skip


def _score(score: Score, language: Language) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": score.name,
        "total": plain_value(score.total),
        "shown": score.shown,
        "max": plain_value(score.max),
        "level1": {block: plain_value(points) for block, points in score.level1.items()},
        "reason": render(score.reason, language) if score.reason else "",
    }
    if score.by_year:
        out["by_year"] = {str(year): plain_value(total) for year, total in score.by_year.items()}
    if score.stars is not None:
        out["stars"] = score.stars
    if score.bonus is not None:
        out["bonus"] = plain_value(score.bonus)
    return out


def _item(one: ItemResult, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "block": one.block,
        "clause": one.clause,
        "state": one.state.value,
        "value": plain_value(one.value),
        "shown": "" if one.value is None else brief(one.value),
        "unit": one.unit,
        "points": plain_value(one.points),
        "points_shown": "" if one.points is None else brief(one.points),
        "max": plain_value(one.max),
        "origin": one.origin,
        "reason": render(one.reason, language) if one.reason else "",
        "trace": one.trace.to_json(language) if one.trace else None,
    }


def _condition(one: ConditionResult, language: Language) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": one.id,
        "group": one.group,
        "name": _said(one.name, language),
        "answer": one.answer.value,
        "gate": one.gate,
        "reason": render(one.reason, language),
        "clause": one.clause,
        "proof": list(one.proof),
        "queried_on": one.queried_on.isoformat() if one.queried_on else None,
        "facts": [fact_json(fact) for fact in one.facts],
    }
    if one.subjects:
        out["subjects"] = list(one.subjects)
    if one.trace:
        out["trace"] = _said(one.trace, language)
    return out


def _finding(one: Finding, language: Language) -> dict[str, Any]:
    return {
        "check": one.check,
        "severity": one.severity.value,
        "place": one.place,
        "message": render(one.message, language),
        "way_out": render(one.way_out, language) if one.way_out else "",
        "values": one.values,
        "rule": fact_json(one.fact) if one.fact else None,
    }


def _energy(level: EnergyLevel, language: Language) -> dict[str, Any]:
    return {
        "outcome": level.outcome.value,
        "tier": level.tier.value,
        "reason": render(level.reason, language),
        "rows": [_level(row, language) for row in level.rows],
    }


def _level(row: LevelResult, language: Language) -> dict[str, Any]:
    return {
        "product": row.product,
        "path": row.path,
        "outcome": row.outcome.value,
        "reason": render(row.reason, language),
        "standard": row.standard,
        "row": row.row,
        "indicator": row.indicator,
        "unit": row.unit,
        "value": plain_value(row.value),
        "claimed": plain_value(row.claimed),
        "recomputed": plain_value(row.recomputed),
        "limits": {name: show(limit) for name, limit in row.limits.items()},
        "printed_limits": {name: show(limit) for name, limit in row.printed_limits.items()},
        "reached": list(row.reached),
        "flags": list(row.flags),
        "facts": [fact_json(fact) for fact in row.facts],
    }
