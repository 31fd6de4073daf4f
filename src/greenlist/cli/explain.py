"""`greenlist explain`: where a figure of a result comes from, down to formula, input, evidence and clause."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from greenlist.cli.common import Lang, LangOption, console, fail
from greenlist.engine.case import Witness
from greenlist.engine.messages import Language, render, say
from greenlist.engine.trace import walk

EXAMPLES = """\b
例 Examples:
  greenlist explain out/units/park-01-good
  greenlist explain out/units/park-01-good EG1
"""
PARTS = {"unit", "policy", "pack", "score", "conditions", "indicators", "findings", "unconfirmed", "problems"}
ANSWERS = {"met": "✓", "not_met": "✗", "undetermined": "?"}
MARKS = {"published": ("原文", "published"), "secondary": ("转述", "secondary"), "unverified": ("待核", "unverified")}


def explain_command(
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="result.json")],
    indicator: Annotated[
        str | None, typer.Argument(help="指标、条件或检查的编号 / id of an indicator or condition")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """解释一个数怎么来的 / Explain where a figure comes from."""
    language = lang.language
    data = _load(result, language)
    if not as_json:
        _entitle({name: part for name, part in data.items() if name != "sources"}, data.get("sources", {}))
    if indicator is None:
        _summary(data, language) if not as_json else _dump(data)
        return
    found = _find(data, indicator)
    if found is None:
        known = list(dict.fromkeys(one.get("id") or one["check"] for one in _parts(data)))
        fail(say("input.no_such_indicator", id=indicator, known=known), language)
    if as_json:
        _dump(found)
    elif "state" in found:
        _indicator(found, language)
    elif "check" in found:
        _finding(found, language)
    else:
        _condition(found, language)


def _load(path: Path, language: Language) -> dict[str, Any]:
    path = path / "result.json" if path.is_dir() else path
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        fail(f"{path}: {render(say('input.cannot_open', reason=error.strerror or str(error)), language)}")
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not data.keys() >= PARTS:
        fail(say("input.not_result", file=str(path)), language)
    return data


def _dump(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _parts(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [*data["indicators"], *data["conditions"], *data["findings"]]


def _find(data: dict[str, Any], wanted: str) -> dict[str, Any] | None:
    return next((one for one in _parts(data) if wanted in (one.get("id"), one.get("name"), one.get("check"))), None)


def _summary(data: dict[str, Any], language: Language) -> None:
    unit, pack, score = data["unit"], data["pack"], data["score"]
    console.print(f"{unit['name']}  {unit['uscc']}", style="bold")
    console.print(f"{data['policy']['title']} · {pack['title']} ({pack['doc_no'] or pack['id']})")
    console.print(render(say(f"documents.verdict_{data['verdict']}"), language) + " · "
                  + render(say(f"documents.standing_{data['standing']}"), language))  # fmt: skip
    for reason in data["verdict_reasons"]:
        console.print(f"  - {reason}")
    console.print(
        f"{score['name'] or render(say('scoring.key_score'), language)}: {score['shown'] or '—'}  {score['reason']}"
    )
    if data["claimed_score"]:
        claimed = data["claimed_score"]
        console.print(render(say("documents.claimed", total=claimed["total"], report=claimed["report"]), language))
    console.print()
    for one in data["conditions"]:
        advice = "" if one["gate"] else render(say("documents.no_gate"), language)
        console.print(f"  {ANSWERS[one['answer']]} {one['id']:<10} {one['name']}{advice}：{one['reason']}")
    console.print()
    for one in data["indicators"]:
        console.print(
            f"  {one['id']:<10} {one['name']}  {_value(one)}  {_points(one, language)}  {one['reason']}".rstrip()
        )
    _energy(data["energy_level"], language)
    for one in data["findings"]:
        _finding(one, language)
    for problem in data["problems"]:
        console.print(f"  ! {problem}")
    _unconfirmed(data["unconfirmed"], language)


def _energy(level: dict[str, Any], language: Language) -> None:
    if level["outcome"] == "NOT_APPLICABLE":
        return
    console.print(
        "\n" + render(say("documents.energy_level", outcome=level["outcome"], reason=level["reason"]), language)
    )
    for row in level["rows"]:
        limits = ", ".join(f"{name} {limit}" for name, limit in row["limits"].items())
        console.print(
            f"  {row['product']} {row['indicator']} {row['value'] or '—'} {row['unit']}  [{limits}]  {row['reason']}"
        )


def _finding(one: dict[str, Any], language: Language) -> None:
    severity = render(say(f"documents.severity_{one['severity']}"), language)
    console.print(f"  ! {one['check']} [{severity}] {one['place']}: {one['message']}")
    if one["way_out"]:
        console.print(f"    {one['way_out']}")
    if one["rule"]:
        console.print(f"    § {_fact(one['rule'], language)}")


def _unconfirmed(facts: list[dict[str, Any]], language: Language) -> None:
    if facts:
        console.print("\n" + render(say("documents.unconfirmed", count=len(facts)), language), style="yellow")
        for fact in facts:
            console.print(f"  {_fact(fact, language)}")


def _fact(fact: dict[str, Any], language: Language) -> str:
    mark = MARKS[fact["mark"]][0 if language == "zh" else 1]
    value = render(say("documents.open_value"), language) if fact["value"] is None else _plain(fact["value"], language)
    confirmed = f" ✓ {fact['confirmed']['by']} {fact['confirmed']['document']}" if "confirmed" in fact else ""
    source = fact.get("source_title", fact["source"])
    return f"{fact['fact']} = {value}  [{mark}] {source} {fact['clause']}{confirmed}"


def _entitle(node: Any, sources: dict[str, dict[str, str]]) -> None:
    """Give every law fact in a result the title of its document, for people."""
    if isinstance(node, dict):
        if "fact" in node and "source" in node:
            owner = sources.get(str(node["fact"]).partition("/")[0], {})
            node["source_title"] = owner.get(node["source"], node["source"])
        for part in node.values():
            _entitle(part, sources)
    elif isinstance(node, list):
        for part in node:
            _entitle(part, sources)


def _plain(value: Any, language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(map(str, value)) if isinstance(value, list) else str(value)


def _unit(unit: str) -> str:
    return "" if unit == "1" else unit  # 1 is how the law files write "no unit"


def _indicator(one: dict[str, Any], language: Language) -> None:
    console.print(f"{one['id']} {one['name']}", style="bold")
    text = say("documents.value_and_points", value=_value(one), points=_points(one, language), clause=one["clause"])
    console.print(render(text, language))
    if one["reason"]:
        console.print(one["reason"])
    for depth, node in walk(one["trace"]) if one["trace"] else ():
        _node(node, "  " * (depth + 1), language)


def _value(one: dict[str, Any]) -> str:
    return f"{one['shown']} {_unit(one['unit'])}".strip() if one["value"] is not None else "—"


def _points(one: dict[str, Any], language: Language) -> str:
    if one["points"] is None:
        return "—"
    code = "documents.points_of" if one["max"] is not None else "documents.ratio_of"
    return render(say(code, points=one["points_shown"], max=one["max"]), language)


def _who(node: dict[str, Any], language: Language) -> str:
    """Who stands behind a value, in words."""
    witness = node.get("witness", "")
    return render(say(f"documents.witness_{witness}"), language) if witness in set(Witness) else str(witness)


def _node(node: dict[str, Any], indent: str, language: Language) -> None:
    missing = render(say("documents.missing_value"), language)
    value = missing if node["value"] is None else node.get("shown", node["value"])
    parts = [_unit(node.get("unit", "")), node.get("stated", ""), _who(node, language), node.get("evidence", "")]
    tail = " · ".join(part for part in parts if part)
    console.print(f"{indent}{node['label']} {node['key']} = {value} {tail}".rstrip())
    for one in node.get("witnesses", ()):
        said = (
            f"{one['value']} {_unit(one['unit'])}".strip(),
            *(one.get(key, "") for key in ("stated", "evidence", "reason")),
        )
        console.print(f"{indent}  - {_who(one, language)}: " + " · ".join(part for part in said if part))
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
    proof = render(
        say("documents.proof", clause=one["clause"], proof=one["proof"] or ["—"], day=one["queried_on"] or "—"),
        language,
    )
    console.print(proof)
    for subject in one.get("subjects", ()):
        console.print(f"  - {subject}")
    for fact in one["facts"]:
        console.print(f"  § {_fact(fact, language)}")
