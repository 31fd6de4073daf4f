"""Where a figure comes from, for the page that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from greenlist.applications.evaluating import evaluate_data
from greenlist.applications.pictures import Scale, scale_of
from greenlist.applications.words import witness_word
from greenlist.documents.form.declared_sheet import in_words
from greenlist.engine.case import WITNESS_ORDER
from greenlist.engine.decimals import brief

from .evaluation import Bar, Shown, bars_of, name_of
from .facts import FactRow, fact_rows, named, numbers_of
from .witnesses import Word, as_far_as, row_words, words_at

TOTALS = ("energy_total", "co2_total")
ORDER = [witness.value for witness in WITNESS_ORDER]
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Input:
    """One figure that another was made of. `url`: where it is filled in; `trace`: key of its own page, '' without."""

    key: str
    label: str
    value: Any = None
    unit: str = ""
    stated: str = ""
    words: list[Word] = field(default_factory=list)
    evidence: str = ""
    url: str = ""
    trace: str = ""
    formula: str = ""
    numbers: str = ""
    note: str = ""
    parts: list[Input] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """What comes out with the word of one witness, and of those before it."""

    who: str
    value: str
    points: str
    at: datetime | None


@dataclass
class Traced:
    """The page of one figure. `row` is the part of the result itself."""

    kind: str  # indicator | condition | total | score
    key: str
    name: str
    row: Node
    value: str = ""
    unit: str = ""
    points: str = ""
    full: str = ""
    note: str = ""
    words: str = ""
    numbers: str = ""
    how: str = ""
    scale: Scale | None = None
    inputs: list[Input] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def unconfirmed(self) -> int:
        """Facts that keep it a trial."""
        return sum(1 for one in self.facts if not one.settled)


def traced(shown: Shown, key: str) -> Traced:
    """The trace of an indicator, a condition, a total over energy lines (`energy_total`, `co2_total`) or the `score`.

    At most two queries. Raises Http404: the result has nothing of this name.
    """
    if not shown.evaluated:
        raise Http404
    if key == "score":
        return _score(shown)
    if key in TOTALS:
        return _total(shown, key)
    for part, make in (("indicators", _indicator), ("conditions", _condition)):
        found = next((one for one in shown.result[part] if one["id"] == key), None)
        if found is not None:
            return make(shown, found)
    raise Http404


def _indicator(shown: Shown, one: Node) -> Traced:
    node = one["trace"] or {}
    facts = node.get("facts", [])
    page = Traced("indicator", one["id"], shown.names.get(one["id"]) or str(one["name"]), one)
    page.value, page.unit, page.points, page.full = one["shown"], one["unit"], one["points_shown"], one["max"] or ""
    page.note, page.numbers = node.get("note", ""), signs(node.get("numbers", ""))
    page.words = in_words(node["formula"], shown.anchors.fields, shown.language) if "formula" in node else ""
    if one["value"] is not None:
        ends = numbers_of(facts)
        page.scale = scale_of(Decimal(one["value"]), ends.get("baseline"), ends.get("leading"), plain_unit(one["unit"]))
        page.how = _how(one, facts)
    page.facts = fact_rows(shown, facts)
    page.inputs = _inputs(shown, node.get("inputs", ())) or _judgement(shown, one, node)
    page.seen = _seen(shown, page)
    return page


def plain_unit(unit: str) -> str:
    """A unit, '' for the 1 that the law writes where there is none."""
    return "" if unit == "1" else unit


def signs(formula: str) -> str:
    """A formula with the signs people write."""
    return formula.replace("*", "×").replace("/", "÷").replace("==", "=")


def _how(one: Node, facts: list[Node]) -> str:
    """The way from the value to the points, with the numbers in it, where it is a plain one."""
    method, ends = named(facts, "method"), numbers_of(facts)
    if one["points"] is None or "leading" not in ends:
        return ""
    put = {"points": one["points_shown"], "value": one["shown"], "leading": brief(ends["leading"]), "max": one["max"]}
    if method == "ratio":
        if named(facts, "direction") == "down":
            return _("比值 = %(leading)s ÷ %(value)s = %(points)s") % put
        return _("比值 = %(value)s ÷ %(leading)s = %(points)s") % put
    if method not in {"linear", "counted"} or not one["max"]:
        return ""
    put["baseline"] = brief(ends.get("baseline", Decimal(0)))
    way = _("得分 = %(max)s ×（%(value)s − %(baseline)s）÷（%(leading)s − %(baseline)s）= %(points)s") % put
    return way + _("，不低于 0、不高于满分")


def _until(shown: Shown) -> datetime | None:
    return shown.submission.at if shown.submission else None


def _url(shown: Shown, key: str) -> str:
    """Where something is filled in; nowhere for a version that was handed in."""
    return "" if shown.submission else shown.anchors.url(key)


def _inputs(shown: Shown, nodes: list[Node]) -> list[Input]:
    places = {node["key"]: shown.anchors.places(node["key"]) for node in _walk(nodes)}
    every = {place for group in places.values() for place in group}
    words = words_at(shown.application, shown.data, every, _until(shown))
    said = {key: next((words[place] for place in group if place in words), []) for key, group in places.items()}
    return [_input(shown, node, said) for node in nodes]


def _walk(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.get("inputs", []))


def _input(shown: Shown, node: Node, said: dict[str, list[Word]]) -> Input:
    key = node["key"]
    known = shown.anchors.fields.by_id.get(key.partition("[")[0])
    formula = node.get("formula", "")
    return Input(
        key,
        name_of(shown, key) if known else node["label"],
        node.get("shown", node["value"]),
        plain_unit(node.get("unit", "")),
        node.get("stated", ""),
        said.get(key, []),
        node.get("evidence", ""),
        _url(shown, key),
        key if key in TOTALS else "",
        in_words(formula, shown.anchors.fields, shown.language) if "inputs" in node else formula,
        signs(node.get("numbers", "")),
        node.get("note", ""),
        [_input(shown, one, said) for one in node.get("inputs", ())],
    )


def _judgement(shown: Shown, one: Node, node: Node) -> list[Input]:
    """What a person judged, as the one thing the points were made of."""
    place = f"judged.{one['id']}"
    words = words_at(shown.application, shown.data, [place], _until(shown)).get(place, [])
    url = _url(shown, one["id"])
    if not words and not url:
        return []
    given = node.get("shown", node.get("value"))
    return [Input(place, _("评定"), given, words=words, evidence=node.get("evidence", ""), url=url)]


def _seen(shown: Shown, page: Traced) -> list[Seen]:
    """The figure as each witness saw it, where more than one said something about its inputs."""
    given = [word for one in page.inputs for part in (one, *one.parts) for word in part.words]
    spoke = [witness for witness in ORDER if any(word.witness == witness for word in given)]
    return [_as_seen_by(witness, shown, page, given) for witness in spoke] if len(spoke) > 1 else []


def _as_seen_by(witness: str, shown: Shown, page: Traced, given: list[Word]) -> Seen:
    data = as_far_as(shown.data, witness, ORDER)
    result = evaluate_data(shown.application.round, data, shown.language).result or {}
    item = next((one for one in result.get("indicators", ()) if one["id"] == page.key), None)
    newest = max((word.at for word in given if word.witness == witness and word.at), default=None)
    value, points = (item["shown"], item["points_shown"]) if item else ("", "")
    return Seen(witness_word(witness), value, points, newest)


def _condition(shown: Shown, one: Node) -> Traced:
    formula = str((one.get("trace") or {}).get("formula", ""))
    page = Traced("condition", one["id"], one["name"], one)
    page.words = in_words(formula, shown.anchors.fields, shown.language) if formula else ""
    page.facts = fact_rows(shown, one["facts"])
    place = f"conditions.{one['id']}"
    words = words_at(shown.application, shown.data, [place], _until(shown)).get(place, [])
    url = _url(shown, one["id"])
    if words or (url and not formula):
        page.inputs = [Input(place, _("答复"), words=words, url=url)]
    return page


def _total(shown: Shown, key: str) -> Traced:
    total = shown.result[key]
    name = _("综合能耗（由分品种能源折算）") if key == "energy_total" else _("二氧化碳排放（由分品种能源折算）")
    words = row_words(shown.application, "energy", "quantity", _until(shown))
    page = Traced("total", key, name, total | {"words": words, "url": _url(shown, "energy.quantity")})
    page.value, page.unit = ("" if total["value"] is None else brief(Decimal(total["value"]))), total["unit"]
    page.words = _("各品种（购入 − 外供）换算后的数量 × 折算系数，再相加")
    page.inputs = [_line(line, total["unit"]) for line in total["lines"]]
    open_facts = {fact["fact"]: fact for fact in shown.result["unconfirmed"]}
    page.facts = fact_rows(shown, (open_facts[fact] for fact in total["facts"] if fact in open_facts))
    return page


def _line(line: Node, unit: str) -> Input:
    sign = "−" if line["direction"] == "out" else ""
    converted, factor, amount = (_brief(line[key]) for key in ("converted", "factor", "amount"))
    return Input(
        f"energy[{line['line']}]",
        f"{line['medium']} {line['grade']}".strip(),
        amount,
        unit,
        f"{_brief(line['quantity'])} {line['unit']}",
        evidence=line["factor_set"],
        formula=f"{sign}{converted} {line['converted_unit']} × {factor} {line['factor_unit']}",
    )


def _brief(number: str | None) -> str:
    return "—" if number is None else brief(Decimal(number))


def _score(shown: Shown) -> Traced:
    score = shown.result["score"]
    page = Traced("score", "score", score["name"], score)
    page.value, page.full, page.bars = score["shown"], score["max"] or "", bars_of(shown)
    kinds = {
        "sum": _("总分 = 各项指标得分之和"),
        "weighted_blocks": _("总分 = 各一级指标得分率 × 权重，再相加"),
        "ratio_mean": _("指数 = 各项指标与引领值之比的平均 × 100"),
        "checklist": _("本标准只有要求，不计分"),
    }
    page.words = kinds[shown.pack.index.type]
    own = tuple(f"{shown.pack.id}/{part}." for part in ("index", "blocks", "choice_groups"))
    page.facts = fact_rows(shown, (one for one in shown.result["unconfirmed"] if str(one["fact"]).startswith(own)))
    return page
