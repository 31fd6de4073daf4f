"""`greenlist explain`: where a figure of a result comes from, down to formula, input, evidence and clause."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from greenlist.cli.common import Lang, LangOption, console, fail
from greenlist.engine.messages import Language, render, say
from greenlist.engine.trace import walk

EXAMPLES = """
例 Examples:  greenlist explain out/units/示例机械/result.json
  |  greenlist explain out/units/示例机械/result.json C1-07
"""
ANSWERS = {"met": "✓", "not_met": "✗", "undetermined": "?"}
MARKS = {"published": ("原文", "published"), "secondary": ("转述", "secondary"), "unverified": ("待核", "unverified")}


def explain_command(
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="result.json")],
    indicator: Annotated[str | None, typer.Argument(help="指标、条件或检查的编号 / id of an indicator or condition")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """解释一个数怎么来的 / Explain where a figure comes from."""
    language = lang.language
    data = _load(result, language)
    if indicator is None:
        _summary(data, language) if not as_json else _dump(data)
        return
    found = _find(data, indicator)
    if found is None:
        known = [one["id"] for one in (*data["indicators"], *data["conditions"])]
        fail(say("input.no_such_indicator", id=indicator, known=known), language)
    if as_json:
        _dump(found)
    elif "state" in found:
        _indicator(found, language)
    else:
        _condition(found, language)


def _load(path: Path, language: Language) -> dict[str, Any]:
    path = path / "result.json" if path.is_dir() else path
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        fail(say("input.not_result", file=str(path), reason=str(error)), language)
    if not isinstance(data, dict) or "indicators" not in data:
        fail(say("input.not_result", file=str(path), reason="indicators"), language)
    return data


def _dump(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _find(data: dict[str, Any], wanted: str) -> dict[str, Any] | None:
    for one in (*data["indicators"], *data["conditions"]):
        if one["id"] == wanted or one["name"] == wanted:
            return dict(one)
    return None


def _summary(data: dict[str, Any], language: Language) -> None:
    unit, pack, score = data["unit"], data["pack"], data["score"]
    console.print(f"{unit['name']}  {unit['uscc']}", style="bold")
    console.print(f"{data['policy']['title']} · {pack['title']} ({pack['doc_no'] or pack['id']})")
    console.print(render(say(f"documents.verdict_{data['verdict']}"), language) + " · "
                  + render(say(f"documents.standing_{data['standing']}"), language))  # fmt: skip
    for reason in data["verdict_reasons"]:
        console.print(f"  - {reason}")
    console.print(f"{score['name'] or render(say('scoring.key_score'), language)}: {score['shown'] or '—'}  {score['reason']}")
    if data["claimed_score"]:
        claimed = data["claimed_score"]
        console.print(render(say("documents.claimed", total=claimed["total"], report=claimed["report"]), language))
    console.print()
    for one in data["conditions"]:
        console.print(f"  {ANSWERS[one['answer']]} {one['id']:<10} {one['name']}：{one['reason']}")
    console.print()
    for one in data["indicators"]:
        console.print(f"  {one['id']:<10} {one['name']}  {_value(one)}  {_points(one, language)}  {one['reason']}".rstrip())
    for one in data["findings"]:
        console.print(f"  ! {one['check']} [{one['severity']}] {one['place']}: {one['message']} {one['way_out']}")
    _unconfirmed(data["unconfirmed"], language)


def _unconfirmed(facts: list[dict[str, Any]], language: Language) -> None:
    if facts:
        console.print("\n" + render(say("documents.unconfirmed", count=len(facts)), language), style="yellow")
        for fact in facts:
            console.print(f"  {_fact(fact, language)}")


def _fact(fact: dict[str, Any], language: Language) -> str:
    mark = MARKS[fact["mark"]][0 if language == "zh" else 1]
    value = render(say("documents.open_value"), language) if fact["value"] is None else fact["value"]
    confirmed = f" ✓ {fact['confirmed']['by']} {fact['confirmed']['document']}" if "confirmed" in fact else ""
    return f"{fact['fact']} = {value}  [{mark}] {fact['source']} {fact['clause']}{confirmed}"


def _indicator(one: dict[str, Any], language: Language) -> None:
    console.print(f"{one['id']} {one['name']}", style="bold")
    text = say("documents.value_and_points", value=_value(one), points=_points(one, language), clause=one["clause"])
    console.print(render(text, language))
    if one["reason"]:
        console.print(one["reason"])
    for depth, node in walk(one["trace"]) if one["trace"] else ():
        _node(node, "  " * (depth + 1), language)


def _value(one: dict[str, Any]) -> str:
    return f"{one['shown']} {one['unit']}".strip() if one["value"] is not None else "—"


def _points(one: dict[str, Any], language: Language) -> str:
    if one["points"] is None:
        return "—"
    code = "documents.points_of" if one["max"] is not None else "documents.ratio_of"
    return render(say(code, points=one["points_shown"], max=one["max"]), language)


def _node(node: dict[str, Any], indent: str, language: Language) -> None:
    missing = render(say("documents.missing_value"), language)
    value = missing if node["value"] is None else node.get("shown", node["value"])
    parts = [node.get("unit", ""), node.get("stated", ""), node.get("witness", ""), node.get("evidence", "")]
    tail = " · ".join(part for part in parts if part)
    console.print(f"{indent}{node['label']} {node['key']} = {value} {tail}".rstrip())
    if "formula" in node:
        console.print(f"{indent}  = {node['formula']}")
    if "numbers" in node:
        console.print(f"{indent}  = {node['numbers']}")
    if "note" in node:
        console.print(f"{indent}  {node['note']}")
    for fact in node.get("facts", ()):
        console.print(f"{indent}  § {_fact(fact, language)}")


def _condition(one: dict[str, Any], language: Language) -> None:
    console.print(f"{ANSWERS[one['answer']]} {one['id']} {one['name']}", style="bold")
    console.print(one["reason"])
    proof = render(say("documents.proof", clause=one["clause"], proof=one["proof"] or ["—"], day=one["queried_on"] or "—"), language)
    console.print(proof)
    for subject in one.get("subjects", ()):
        console.print(f"  - {subject}")
    for fact in one["facts"]:
        console.print(f"  § {_fact(fact, language)}")
