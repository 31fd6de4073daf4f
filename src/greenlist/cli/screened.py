"""What `greenlist screen` shows: the lists, the units with what decides each, what no list can answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table

from greenlist.cli.common import console
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.engine.lawbook.schema.policy import ExclusionCondition
from greenlist.engine.messages import Language, Message, render, say
from greenlist.screening.outcomes import ConditionAnswer, Outcome, Ruling, Screening, UnitAnswer
from greenlist.screening.report import gravest, sources_data
from greenlist.screening.rules import rules_of

SHOWN_ROWS = 100  # of the units on the screen; the files hold all
SHOWN_CONDITIONS = 3  # of a unit
SHOWN_CHARS = 110  # of what decides a condition
MARKS = {"hit": "✗", "candidate": "!", "undetermined": "?", "clear": "✓"}
_PLAIN = {"screening.event_counts", "screening.state_counts"}  # effects that the outcome says already
Words = Mapping[str, str]


def show_screening(screening: Screening, title: str, words: Words, language: Language) -> None:
    """Print a screening: lists first, then units, then the counts. `words`: names of conditions and sources."""
    console.print(render(say("screened.title", policy=title, as_of=screening.as_of), language), style="bold")
    console.print(_sources(sources_data(screening.sources, language), words, language))
    console.print(_units(screening.units, words, language))
    counted = Counter(unit.outcome for unit in screening.units)
    numbers = {outcome.value: counted[outcome] for outcome in Outcome}
    console.print(render(say("screened.counts", **numbers), language))
    if screening.not_screened:
        ids = [one.id for one in screening.not_screened]
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


def _sources(sources: Sequence[Mapping[str, Any]], words: Words, language: Language) -> Table:
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


def _units(units: Sequence[UnitAnswer], words: Words, language: Language) -> Table:
    table = _table("units_title", ("unit", "code", "outcome", "decides"), language)
    gravest_first = sorted(units, key=lambda unit: -unit.outcome.gravity)
    for unit in units if len(units) <= SHOWN_ROWS else gravest_first[:SHOWN_ROWS]:
        outcome = render(say(f"screened.outcome_{unit.outcome.value}"), language)
        told = f"{MARKS[unit.outcome.value]} {outcome}"
        table.add_row(unit.subject.name, unit.subject.uscc or "—", told, _why(unit, words, language))
    if len(units) > SHOWN_ROWS:
        table.caption = render(say("screened.rows_more", count=len(units) - SHOWN_ROWS), language)
    return table


def _why(unit: UnitAnswer, words: Words, language: Language) -> str:
    """The conditions that make the outcome, short: the whole reasons stand in the files."""
    found = [one for one in unit.conditions if one.outcome is unit.outcome is not Outcome.CLEAR]
    lines = [
        render(say("screened.unit_decides", condition=one.id, reason=_decides(one, words, language)), language)
        for one in found[:SHOWN_CONDITIONS]
    ]
    if more := len(found) - len(lines):
        lines.append(render(say("screened.and_more", count=more), language))
    return "\n".join(lines)


def _decides(condition: ConditionAnswer, words: Words, language: Language) -> str:
    place = gravest(condition)
    if place is None:
        said = [_short(one) for one in condition.reasons]
    else:
        said = [_of_ruling(condition.rulings[place], words)]
    text = render(say("screened.joined", parts=said), language)
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}…"


def _of_ruling(ruling: Ruling, words: Words) -> Message:
    """The list, number and day of the record, how they met, and what it means where the outcome does not say it."""
    record = ruling.match.record
    facts = [str(one) for one in (record.doc_no, record.dated_on or record.ended_on) if one]
    decides = say(
        "screened.decides",
        how=say(f"screened.how_{ruling.match.how}"),
        source=words.get(record.source, record.source),
        facts=facts or [record.name],
    )
    effect = _short(ruling.reason)
    return decides if effect.code in _PLAIN else say("screened.and_means", found=decides, effect=effect)


def _short(reason: Message) -> Message:
    """What a reason comes to, without the record that stands beside it or the enterprise that is an example."""
    params = reason.params
    if reason.code in {"screening.ruling", "screening.confirm_first"}:
        return _short(params["effect"])
    if reason.code == "conditions.and":  # where it lies in the window, and then what is in doubt
        return _short(params["second"])
    if isinstance(params.get("first"), Message):  # a decision after it
        return Message(reason.code, params | {"first": _short(params["first"])})
    if reason.code == "screening.tenants":
        return say("screened.tenants", **{key: params[key] for key in ("total", "count", "outcome", "names")})
    return reason
