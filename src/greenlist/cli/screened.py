"""What `greenlist screen` shows: the units with what decides each, the lists, what no list can answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table

from greenlist.cli.common import console
from greenlist.documents.screening_rows import GRAVITY, deciding
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.engine.lawbook.schema.policy import ExclusionCondition
from greenlist.engine.messages import Language, render, say
from greenlist.screening.rules import rules_of

SHOWN_ROWS = 100  # of the units on the screen; the files hold all
SHOWN_REASONS = 2  # of a unit
SHOWN_CHARS = 160  # of a reason
MARKS = {"hit": "✗", "candidate": "!", "undetermined": "?", "clear": "✓"}
Data = Mapping[str, Any]


def show_screening(data: Data, title: str, words: Mapping[str, str], language: Language) -> None:
    """Print a screening: lists first, then units, then the counts."""
    console.print(render(say("screened.title", policy=title, as_of=data["as_of"]), language), style="bold")
    console.print(_sources(data["sources"], words, language))
    console.print(_units(data["units"], language))
    counted = Counter(unit["outcome"] for unit in data["units"])
    console.print(render(say("screened.counts", **{key: counted[key] for key in GRAVITY}), language))
    if data["not_screened"]:
        ids = [one["id"] for one in data["not_screened"]]
        console.print(render(say("screened.not_screened", conditions=ids), language), style="yellow")


def words_of(book: LawBook, policy: str, language: Language) -> dict[str, str]:
    """The names of the screened conditions and of the sources by id. A part of a condition names its sources too."""
    rules = rules_of(book, policy)
    conditions = {one.id: _name(one, language) for one in rules.policy.exclusion.conditions}
    sources = {key: _name(one, language) for key, one in rules.sources.items()}
    words = conditions | sources
    for rule in rules.conditions:
        if rule.id != rule.condition:
            inside = [sources[key] for key in rule.feeds]
            words[rule.id] = render(say("screened.part_of", whole=conditions[rule.condition], inside=inside), language)
    return words


def _name(one: ListSource | ExclusionCondition, language: Language) -> str:
    return one.name if language == "zh" or not one.name_en else one.name_en


def _table(title: str, heads: Sequence[str], language: Language) -> Table:
    table = Table(
        title=render(say(f"screened.{title}"), language), box=box.SIMPLE_HEAD, title_justify="left", expand=False
    )
    for head in heads:
        words = render(say(f"screened.head_{head}"), language)
        table.add_column(words, justify="right" if head == "rows" else "left", overflow="fold")
    return table


def _sources(sources: Sequence[Data], words: Mapping[str, str], language: Language) -> Table:
    table = _table("sources_title", ("source", "file", "date", "rows", "trouble"), language)
    for one in sources:
        unknown = render(say("screened.date_unknown"), language) if one["file"] else "—"
        table.add_row(
            words.get(one["id"], one["id"]),
            one["file"] or "—",
            one["snapshot"] or unknown,
            "—" if one["rows"] is None else f"{one['rows']:,}",
            one["trouble"] or "",
            style="yellow" if one["trouble"] else "",
        )
    return table


def _units(units: Sequence[Data], language: Language) -> Table:
    table = _table("units_title", ("unit", "code", "outcome", "decides"), language)
    for unit in units[:SHOWN_ROWS]:
        outcome = unit["outcome"]
        word = render(say(f"screened.outcome_{outcome}"), language)
        table.add_row(unit["name"], unit["uscc"] or "—", f"{MARKS[outcome]} {word}", _why(unit, language))
    if len(units) > SHOWN_ROWS:
        table.caption = render(say("screened.rows_more", count=len(units) - SHOWN_ROWS), language)
    return table


def _why(unit: Data, language: Language) -> str:
    found = deciding(unit)
    lines = [
        render(say("screened.unit_decides", condition=one["id"], reason=_short(one["reason"])), language)
        for one in found[:SHOWN_REASONS]
    ]
    text = "\n".join(lines)
    more = len(found) - len(lines)
    return render(say("screened.and_more", text=text, count=more), language) if more else text


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}…"
