"""Where a figure comes from: a tree of formula, numbers, inputs with witness and evidence, and law facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from greenlist.engine.case import Given
from greenlist.engine.decimals import brief, show
from greenlist.engine.facts import AnyFact
from greenlist.engine.messages import Language, Message, render


@dataclass(slots=True)
class Trace:
    """One figure and what it was made of.

    `value` is before rounding (JSON adds `shown`, after it); `inputs` are the figures it was computed from (an
    input that was not handed in has value None), `facts` the facts of the law that were used. `witnesses` are all
    who stated the figure where there are several, the deciding one last; `reason` says why its word differs.
    """

    key: str
    label: str
    value: Any = None
    unit: str = ""
    formula: str = ""
    clause: str = ""
    witness: str = ""
    evidence: str = ""
    stated: str = ""
    reason: str = ""
    witnesses: tuple[Given, ...] = ()
    note: Message | None = None
    inputs: tuple[Trace, ...] = ()
    facts: tuple[AnyFact, ...] = ()

    def to_json(self, language: Language = "zh") -> dict[str, Any]:
        """The tree as JSON, empty parts left out; numbers are text so that no digit is lost."""
        out: dict[str, Any] = {"key": self.key, "label": self.label, "value": plain_value(self.value)}
        if isinstance(self.value, Decimal):
            out["shown"] = brief(self.value)
        for name in ("unit", "formula", "clause", "witness", "evidence", "stated", "reason"):
            text = getattr(self, name)
            if text:
                out[name] = text
        if self.formula and self.inputs:
            out["numbers"] = self.with_numbers()
        if self.witnesses:
            out["witnesses"] = [given_json(one) for one in self.witnesses]
        if self.note:
            out["note"] = render(self.note, language)
        if self.inputs:
            out["inputs"] = [one.to_json(language) for one in self.inputs]
        if self.facts:
            out["facts"] = [fact_json(fact) for fact in self.facts]
        return out

    def with_numbers(self) -> str:
        """The formula with the numbers in the places of the names."""
        return with_numbers(self.formula, {one.key: one.value for one in self.inputs})


_WORD = re.compile(r"'[^']*'|[A-Za-z_][\w.]*(?:\[-\d+\])?")


def with_numbers(formula: str, values: dict[str, Any]) -> str:
    """Replace the names of a formula by their values: a number, a list in brackets, ? where missing."""

    def put(match: re.Match[str]) -> str:
        key = match[0]
        return _short(values[key]) if key in values else key

    return _WORD.sub(put, formula)


def _short(value: Any) -> str:
    if value is None:
        return "?"
    if isinstance(value, Decimal):
        return brief(value) if value >= 0 else f"({brief(value)})"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_short(one) for one in value) + "]"
    return str(value)


def plain_value(value: Any) -> Any:
    """A value as JSON holds it: decimals as fixed-point text, dates as ISO text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        return show(value)
    if isinstance(value, (list, tuple)):
        return [plain_value(one) for one in value]
    return str(value)


_FACTS: dict[int, tuple[AnyFact, dict[str, Any]]] = {}
FACTS_KEPT = 20_000  # more than a law book holds


def fact_json(fact: AnyFact) -> dict[str, Any]:
    """A law fact for a result: id, value, mark, citation, and who confirmed it. Kept, for results share facts."""
    kept = _FACTS.get(id(fact))
    if kept is None or kept[0] is not fact:
        if len(_FACTS) >= FACTS_KEPT:
            _FACTS.clear()
        kept = _FACTS[id(fact)] = (fact, _fact_json(fact))
    return kept[1]


def _fact_json(fact: AnyFact) -> dict[str, Any]:
    out: dict[str, Any] = {
        "fact": fact.id,
        "value": plain_value(fact.value),
        "mark": str(fact.mark),
        "source": fact.source,
        "clause": fact.clause,
    }
    if fact.confirmed:
        out["confirmed"] = {
            "document": fact.confirmed.document, "by": fact.confirmed.by, "on": fact.confirmed.on.isoformat()
        }  # fmt: skip
    return out


def given_json(given: Given) -> dict[str, Any]:
    """One witness of a value: who, what, in which unit, on what evidence, why it differs."""
    out = {"witness": given.witness.value, "value": plain_value(given.value), "unit": given.unit}
    for name in ("stated", "evidence", "reason"):
        if text := getattr(given, name):
            out[name] = text
    return out


def walk(trace: dict[str, Any], depth: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """A trace tree in JSON form, node by node with its depth."""
    yield depth, trace
    for one in trace.get("inputs", ()):
        yield from walk(one, depth + 1)
