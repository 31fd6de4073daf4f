"""Application data taken apart: what stands at each place, who said it, in words that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from greenlist.engine.application.schema import TABLES

from .data import Data
from .models import Route, WitnessKind

MET = {"met": gettext_lazy("符合"), "not_met": gettext_lazy("不符合"), "unknown": gettext_lazy("未定")}
CLEAR = {"met": gettext_lazy("无此情形"), "not_met": gettext_lazy("有此情形"), "unknown": gettext_lazy("未查")}
IDENTITY = ("name", "type", "product", "title")  # columns by which a row is known again


@dataclass(frozen=True, slots=True)
class Said:
    """One witness of a value, as typed."""

    text: str
    witness: str = "claimed"
    evidence: str = ""
    reason: str = ""

    @property
    def who(self) -> str:
        """Who stands behind it."""
        return str(WitnessKind(self.witness).label) if self.witness in WitnessKind.values else self.witness


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands at one place of an application file; the last witness decides. `row` from 1 in tables."""

    place: str
    said: tuple[Said, ...]
    row: int = 0
    row_name: str = ""

    @property
    def text(self) -> str:
        """What decides, as typed."""
        return self.said[-1].text


def leaves(data: Data) -> dict[str, Leaf]:
    """Everything that stands in application data, by place, in the order of the file. Rows are numbered from 1."""
    found = {leaf.place: leaf for leaf in _leaves(data)}
    return {place: leaf for place, leaf in found.items() if leaf.said}


def _leaves(data: Data) -> Iterator[Leaf]:
    if route := data.get("route"):
        yield _plain("route", str(Route(route).label) if route in Route.values else str(route))
    for section in ("unit", "values", "declared"):
        for name, content in data.get(section, {}).items():
            yield Leaf(f"{section}.{name}", tuple(_witnesses(content)))
    for year, values in data.get("years", {}).items():
        for name, content in values.items():
            yield Leaf(f"years.{year}.{name}", tuple(_witnesses(content)))
    for table in TABLES:
        yield from _rows(table, data.get(table) or [])
    for name, content in data.get("conditions", {}).items():
        yield Leaf(f"conditions.{name}", (answer_said(content, exclusion=name.startswith("NEG")),))
    for name, content in data.get("judged", {}).items():
        yield Leaf(f"judged.{name}", (_judged(content),))
    for name, content in data.get("not_applicable", {}).items():
        yield _plain(f"not_applicable.{name}", _("不适用：%(reason)s") % {"reason": content})
    for name in data.get("chosen", []):
        yield _plain(f"chosen.{name}", _("选做"))
    if claimed := data.get("claimed_score"):
        yield Leaf("claimed_score", (_score(claimed),))
    for number, one in enumerate(data.get("tenants") or [], start=1):
        yield Leaf(f"tenants[{number}]", (_tenant(one),), number, str(one.get("name", "")))


def _plain(place: str, text: str) -> Leaf:
    return Leaf(place, (Said(text),))


def _rows(table: str, rows: list[Data]) -> Iterator[Leaf]:
    for number, row in enumerate(rows, start=1):
        name = row_name(row)
        for column, content in row.items():
            yield Leaf(f"{table}[{number}].{column}", tuple(_witnesses(content)), number, name)


def row_name(row: Mapping[str, Any]) -> str:
    """What a row is called: the first of its naming columns that is filled in, '' for none."""
    for column in IDENTITY:
        if column in row and (said := tuple(_witnesses(row[column]))):
            return said[-1].text
    return ""


def _witnesses(content: Any) -> Iterator[Said]:
    blocks = content if isinstance(content, list) and content and isinstance(content[0], dict) else [content]
    for block in blocks:
        if not isinstance(block, dict):
            yield Said(worded(block))
            continue
        text = f"{worded(block.get('value'))} {block.get('unit', '')}".strip()
        yield Said(text, block.get("witness", "claimed"), block.get("evidence", ""), block.get("reason", ""))


def worded(value: Any) -> str:
    """A plain value in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(worded(one) for one in value)
    return "" if value is None else str(value)


def answer_said(content: Any, *, exclusion: bool) -> Said:
    """The answer to a condition with its events, sources and proofs."""
    given = content if isinstance(content, dict) else {"answer": content}
    words = CLEAR if exclusion else MET
    answer = str(words.get(str(given.get("answer")), given.get("answer") or ""))
    events = [
        " ".join(worded(event.get(key)) for key in ("on", "kind", "grade", "document", "text") if event.get(key))
        for event in given.get("events") or []
    ]
    proofs = [one for one in given.get("proof") or [] if isinstance(one, dict)]
    asked = [" ".join(worded(one.get(key)) for key in ("source", "queried_on") if one.get(key)) for one in proofs]
    text = _("；").join(part for part in (answer, *events, *dict.fromkeys(asked)) if part)
    files = _("、").join(dict.fromkeys(str(one["file"]) for one in proofs if one.get("file")))
    return Said(text, evidence=files, reason=worded(given.get("reason")))


def _judged(content: Data) -> Said:
    points = _("%(points)s 分") % {"points": content["points"]} if content.get("points") not in (None, "") else ""
    answer = str(MET.get(str(content.get("answer")), "")) if content.get("answer") else ""
    text = _("；").join(part for part in (points, answer) if part)
    return Said(text, evidence=worded(content.get("evidence")), reason=worded(content.get("reason")))


def _score(content: Data) -> Said:
    years = [f"{year}：{total}" for year, total in (content.get("by_year") or {}).items()]
    text = _("；").join([_("%(points)s 分") % {"points": content.get("total", "")}, *years])
    return Said(text, evidence=worded(content.get("report")))


def _tenant(one: Data) -> Said:
    answers = one.get("conditions") or {}
    said = ngettext("%(count)d 项回答", "%(count)d 项回答", len(answers)) % {"count": len(answers)}
    hits = [
        name for name, content in answers.items() if isinstance(content, dict) and content.get("answer") == "not_met"
    ]
    hit = _("有情形：%(names)s") % {"names": _("、").join(hits)} if hits else ""
    return Said(_("；").join(part for part in (one.get("name", ""), one.get("uscc", ""), said, hit) if part))
