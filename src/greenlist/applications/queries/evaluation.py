"""What people see of an evaluation: the score with its bars, and what is still to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from greenlist.applications.anchors import Anchors
from greenlist.applications.data import Data
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.evaluating import evaluate_data, user_language
from greenlist.applications.ledger import draft_data
from greenlist.applications.models import Application, Submission
from greenlist.applications.rules import applications
from greenlist.documents.form.subjects import TABLE_TITLES
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.messages import Language
from greenlist.parties.access import Hat
from greenlist.rounds.law import book_of

ZERO = Decimal(0)
COUNTED = frozenset({"done", "undetermined"})  # states of items that a score is made of


@dataclass
class Shown:
    """An evaluation as somebody looks at it: of a draft, or of a submitted version."""

    application: Application
    data: Data
    result: Data
    language: Language
    submission: Submission | None = None

    @cached_property
    def anchors(self) -> Anchors:
        """Links into the form."""
        return Anchors(self.application)

    @cached_property
    def pack(self) -> Pack:
        """The rule pack of the result."""
        return book_of(self.application.round).pack(self.data.get("pack") or self.application.pack_id)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of items and blocks by id, in the language of the page."""
        english = self.language == "en"
        items = [(one.id, one.name, one.name_en) for one in self.pack.items]
        blocks = [(one.id, one.name, one.name_en) for one in self.pack.blocks]
        return {key: name_en if english and name_en else name for key, name, name_en in (*items, *blocks)}

    @property
    def evaluated(self) -> bool:
        """False where the data or the law allowed no evaluation: the result holds problems alone."""
        return "verdict" in self.result

    @property
    def suffix(self) -> str:
        """What an address needs to stay with this version."""
        return f"?version={self.submission.number}" if self.submission else ""

    @property
    def facts_url(self) -> str:
        """Where the unconfirmed facts are listed, the list open."""
        kept = f"version={self.submission.number}&" if self.submission else ""
        return f"{reverse('result', kwargs={'pk': self.application.pk})}?{kept}facts=1#unconfirmed"


def shown_to(hat: Hat, application: Application, version: str | None) -> Shown:
    """The evaluation of `version`; without one the draft for who may read it, else the newest submission.

    At most ten queries for a draft, two for a submission. Raises Http404: no such version.
    """
    language = user_language()
    if version is None and applications.may(hat, "read draft", application):
        return _of_draft(application, language)
    submissions = application.submissions.order_by("-number")
    if version is not None:
        submissions = submissions.filter(number=int(version) if version.isdecimal() else 0)
    submission = submissions.first()
    if submission is None:
        raise Http404
    return Shown(application, submission.data, _in(language, application, submission), language, submission)


def _of_draft(application: Application, language: Language) -> Shown:
    data = draft_data(application)
    result: Data = refresh_evaluation(application=application, data=data).result
    if language == "en":
        result = evaluate_data(application.round, data, "en").result or result
    return Shown(application, data, result, language)


def _in(language: Language, application: Application, submission: Submission) -> Data:
    """The frozen result; in English the same result said again, where the law still gives the very same."""
    frozen: Data = submission.result
    if language == "zh":
        return frozen
    again = evaluate_data(application.round, submission.data, language).result
    same = again is not None and all(again[key] == frozen.get(key) for key in ("verdict", "standing", "policy"))
    return again if again is not None and same and again["score"]["total"] == frozen["score"]["total"] else frozen


@dataclass(frozen=True, slots=True)
class Bar:
    """A first-level block against its full marks; `full` None where the pack gives none."""

    id: str
    name: str
    points: Decimal
    full: Decimal | None
    done: int
    count: int

    @property
    def tone(self) -> str:
        """Amber while something of the block is open."""
        return "" if self.done == self.count else "warn"

    @property
    def shown(self) -> str:
        """The points for people."""
        return brief_points(self.points)

    @property
    def full_shown(self) -> str:
        """The full marks for people, '' without any."""
        return "" if self.full is None else brief_points(self.full)


def brief_points(points: Decimal) -> str:
    """Points with at most two decimals, the rest cut by rounding half up only for the eye."""
    text = f"{points:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bars_of(shown: Shown) -> list[Bar]:
    """The blocks in their order; partial sums while items are open, so that work shows at once."""
    items: dict[str, list[dict[str, Any]]] = {}
    for one in shown.result["indicators"]:
        if one["state"] in COUNTED:
            items.setdefault(one["block"], []).append(one)
    return [_bar(block.id, items[block.id], shown) for block in shown.pack.blocks if block.id in items]


def _bar(block: str, items: list[dict[str, Any]], shown: Shown) -> Bar:
    done = [one for one in items if one["state"] == "done"]
    whole = shown.result["score"]["level1"].get(block)
    most, earned = _full(items, shown), _sum(done, "points")
    weight = _weight(shown, block) if most else None
    if weight is not None and most:
        most, earned = weight, weight * earned / most
    points = earned if whole is None else Decimal(whole)
    return Bar(block, shown.names[block], points, most, len(done), len(items))


def _sum(items: list[dict[str, Any]], key: str) -> Decimal:
    return sum((Decimal(one[key]) for one in items if one[key]), ZERO)


def _weight(shown: Shown, block: str) -> Decimal | None:
    """The share of a block in a pack that weighs its blocks, None in any other."""
    if shown.pack.index.type != "weighted_blocks":
        return None
    weights = {one.id: one.weight.value if one.weight else None for one in shown.pack.blocks}
    return weights.get(block)


def _full(items: list[dict[str, Any]], shown: Shown) -> Decimal | None:
    if shown.pack.index.type == "ratio_mean":  # one for each indicator that reaches its leading value
        return Decimal(len(items))
    known = [Decimal(one["max"]) for one in items if one["max"]]
    return sum(known, ZERO) if known and len(known) == len(items) else None


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that keeps the result open or wrong: what, the way out, where."""

    kind: str  # error | missing | answer | review | note
    text: str
    way_out: str = ""
    url: str = ""
    trace: str = ""  # key of the page that says more

    @property
    def word(self) -> str:
        """The word on its tag."""
        words = {"error": _("错误"), "missing": _("缺项"), "answer": _("待答"), "review": _("须说明")}
        return words.get(self.kind, _("提示"))

    @property
    def tone(self) -> str:
        """Class of its tag."""
        return {"error": "tag-bad", "note": "tag-info"}.get(self.kind, "tag-warn")


@dataclass(frozen=True, slots=True)
class Panel:
    """The evaluation beside the form."""

    total: str
    full: str
    name: str
    partial: bool  # the sum so far, for something is still open
    reason: str
    bars: list[Bar]
    items_done: int
    items: int
    todo: list[Todo] = field(default_factory=list)
    notes: list[Todo] = field(default_factory=list)
    unconfirmed: int = 0


FIRST_TODO = 8  # shown at once; the rest opens on demand


def panel_of(shown: Shown) -> Panel:
    """Score, bars and what is still to do. No query of its own."""
    every = list(todo_of(shown))
    todo = [one for one in every if one.kind != "note"]
    notes = [one for one in every if one.kind == "note"]
    if not shown.evaluated:
        return Panel("", "", "", partial=False, reason="", bars=[], items_done=0, items=0, todo=todo)
    score, bars = shown.result["score"], bars_of(shown)
    partial = score["total"] is None and shown.pack.index.type in {"sum", "weighted_blocks"} and bool(bars)
    total = brief_points(sum((bar.points for bar in bars), ZERO)) if partial else score["shown"]
    return Panel(
        total, score["max"] or "", score["name"], partial, score["reason"], bars, sum(bar.done for bar in bars),
        sum(bar.count for bar in bars), todo, notes, len(shown.result["unconfirmed"]),
    )  # fmt: skip


def todo_of(shown: Shown) -> Iterator[Todo]:
    """What is wrong first, then what is missing, then what must be explained, then what is good to know."""
    yield from (Todo("error", problem) for problem in shown.result.get("problems", ()))
    if not shown.evaluated:
        return
    yield from _conditions(shown, "not_met", "error")
    yield from _findings(shown, "error", "error")
    yield from _missing(shown)
    yield from _conditions(shown, "undetermined", "answer")
    yield from _findings(shown, "warning", "review")
    yield from _findings(shown, "info", "note")


def _conditions(shown: Shown, answer: str, kind: str) -> Iterator[Todo]:
    for one in shown.result["conditions"]:
        if one["gate"] and one["answer"] == answer:
            name = one["name"] if one["id"].islower() else f"{one['id']} {one['name']}"
            yield Todo(kind, f"{name}{_('：')}{one['reason']}", url=shown.anchors.url(one["id"]), trace=one["id"])


def _findings(shown: Shown, severity: str, kind: str) -> Iterator[Todo]:
    for one in shown.result["findings"]:
        if one["severity"] == severity:
            yield Todo(kind, one["message"], one["way_out"], shown.anchors.url(one["place"]))


def _missing(shown: Shown) -> Iterator[Todo]:
    for one in shown.result["indicators"]:
        if one["state"] != "undetermined":
            continue
        absent = missing_inputs(one)
        names = _("、").join(name_of(shown, key) for key in absent)
        text = _("缺%(inputs)s") % {"inputs": names} if absent else one["reason"]
        url = next((found for key in (*absent, one["id"]) if (found := shown.anchors.url(key))), "")
        yield Todo("missing", f"{shown.names.get(one['id'], one['name'])}{_('：')}{text}", url=url, trace=one["id"])


def missing_inputs(indicator: Data) -> list[str]:
    """The keys of the inputs of an indicator that nobody stated."""
    trace = indicator["trace"] or {}
    return [node["key"] for node in trace.get("inputs", ()) if node["value"] is None and "inputs" not in node]


def name_of(shown: Shown, key: str) -> str:
    """An input as people call it, in the language of the page, with the year where it is another one."""
    plain, _bracket, back = key.partition("[")
    known = shown.anchors.fields.by_id.get(plain)
    if known is None:
        return TABLE_TITLES.get(plain, plain)
    label = known.label_en if shown.language == "en" and known.label_en else known.label
    if not back:
        return label
    year = shown.application.evaluation_year + int(back.rstrip("]"))
    return _("%(year)d 年%(label)s") % {"year": year, "label": label}
