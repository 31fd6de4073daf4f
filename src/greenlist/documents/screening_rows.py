"""The rows of 筛查结果.xlsx: units, records, lists and what was not screened, as cells by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from greenlist.engine.messages import Language, render, say

Data = Mapping[str, Any]
GRAVITY = ("hit", "candidate", "undetermined", "clear")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells by column key, and the formats of those that do not look as their column does."""

    cells: dict[str, Any]
    formats: dict[str, str] = field(default_factory=dict)
    muted: bool = False


def condition_ids(data: Data) -> list[str]:
    """Every condition that was screened, in the order of the policy."""
    return list(dict.fromkeys(one["id"] for unit in data["units"] for one in unit["conditions"]))


def deciding(unit: Data) -> list[Data]:
    """The conditions that make a unit's outcome, none where it is clear."""
    return [one for one in unit["conditions"] if one["outcome"] == unit["outcome"] != "clear"]


def unit_rows(data: Data, words: Mapping[str, str], language: Language) -> Iterator[Row]:
    """A row per unit: outcome, why, and the outcome of each condition."""
    for number, unit in enumerate(data["units"], 1):
        outcomes = {one["id"]: one["outcome"] for one in unit["conditions"]}
        why = [
            render(say("screened.unit_decides", condition=_named(one["id"], words), reason=one["reason"]), language)
            for one in deciding(unit)
        ]
        cells = {"number": number, "unit": unit["name"], "code": unit["uscc"], "decides": "\n".join(why)}
        cells |= {"outcome": _outcome(unit["outcome"], language), "tenants": _tenants(unit, language)}
        cells |= {id_: _outcome(outcome, language) for id_, outcome in outcomes.items()}
        yield Row(cells, {"outcome": unit["outcome"], **outcomes})


def _tenants(unit: Data, language: Language) -> str:
    if not unit["tenants"]:
        return ""
    counted = Counter(one["outcome"] for one in unit["tenants"])
    numbers = {outcome: counted[outcome] for outcome in GRAVITY[:3]}
    return render(say("screened.tenants_counted", total=len(unit["tenants"]), **numbers), language)


def finding_rows(data: Data, words: Mapping[str, str], language: Language) -> Iterator[Row]:
    """A row per ruling, of units and of tenants; what does not count stands below everything that does."""
    found = [
        (unit, subject, condition, ruling)
        for unit in data["units"]
        for subject in (unit, *unit["tenants"])
        for condition in subject["conditions"]
        for ruling in condition["rulings"]
    ]
    for unit, subject, condition, ruling in sorted(found, key=lambda one: one[3]["history"]):
        yield _finding(unit, subject, condition, ruling, words, language)


def _finding(
    unit: Data, subject: Data, condition: Data, ruling: Data, words: Mapping[str, str], language: Language
) -> Row:  # fmt: skip
    record, decision = ruling["record"], ruling["decision"] or {}
    cells = {
        "unit": unit["name"], "subject": subject["name"], "code": subject["uscc"], "condition": condition["id"],
        "outcome": _say("history", language) if ruling["history"] else _outcome(ruling["outcome"], language),
        "reason": _lines([ruling["reason"], _differing(ruling), condition["clause"]]),
        "verdict": _say(f"verdict_{decision['verdict']}", language) if decision else "", "by": decision.get("by"),
        "on": decision.get("on"), "why": decision.get("reason"), "document": decision.get("document"),
        "from": words.get(ruling["source"]) or ruling["source"], "date": ruling["snapshot"],
        "line": record["line"] or None,  # what a person looked up stands in no file
        "how": _say(f"how_{ruling['how']}", language), "score": float(ruling["score"]) if ruling["score"] else None,
        "listed": record["name"], "listed_code": record["uscc"], "dated_on": record["dated_on"],
        "ended_on": record["ended_on"], "window": _window(ruling, language), "doc_no": record["doc_no"],
        "category": record["category"], "cause": record["reason"], "authority": record["authority"],
        "amount": float(record["amount"]) if record["amount"] else None,
        "original": orjson.dumps(record["original"]).decode(), "id": record["id"], "digest": record["digest"],
    }  # fmt: skip
    return Row(cells, {} if ruling["history"] else {"outcome": ruling["outcome"]}, muted=ruling["history"])


def source_rows(data: Data, words: Mapping[str, str]) -> Iterator[Row]:
    """A row per file of a source."""
    for one in data["sources"]:
        cells = {"source": one["id"], "source_name": words.get(one["id"], ""), "file": one["file"]}
        cells |= {"date": one["snapshot"], "rows": one["rows"], "trouble": one["trouble"], "sha": one["sha256"]}
        yield Row(cells)


def open_rows(data: Data, remarks: Sequence[tuple[str, str]], words: Mapping[str, str]) -> Iterator[Row]:
    """A row per condition, file or row of a roster that was not screened."""
    for one in data["not_screened"]:
        yield Row({"what": _named(one["id"], words), "why_not": one["reason"]})
    for what, cause in remarks:
        yield Row({"what": what, "why_not": cause})


def _named(id_: str, words: Mapping[str, str]) -> str:
    return f"{id_} {words[id_]}" if words.get(id_) else id_


def _say(code: str, language: Language) -> str:
    return render(say(f"screened.{code}"), language)


def _outcome(outcome: str, language: Language) -> str:
    return _say(f"outcome_{outcome}", language)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _window(ruling: Data, language: Language) -> str:
    window = ruling["window"]
    return render(say("screened.window", start=window["from"], end=window["to"]), language) if window else ""


def _differing(ruling: Data) -> str:
    """Two similar names as one."""
    return "".join(_piece(one) for one in ruling["differences"])


def _piece(piece: Data) -> str:
    """A piece that only the unit's name has in [-…-], one that only the record's has in {+…+}."""
    return {"unit": "[-{}-]", "record": "{{+{}+}}"}.get(piece["where"], "{}").format(piece["text"])
