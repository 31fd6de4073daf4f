"""Every value of the cases of a list by witness, and what each item of the standard scores by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from greenlist.applications.leaves import MET
from greenlist.applications.models import Application, Statement, Submission, WitnessKind
from greenlist.decisions.models import Line
from greenlist.documents.form.draft import shown_unit
from greenlist.engine.application.values import BadValue, read_value
from greenlist.engine.decimals import ARITHMETIC, parse_decimal
from greenlist.engine.fields import Field, Fields, fields_of
from greenlist.panels.models import ItemScore
from greenlist.reviews.queries.results import deciding_results
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

from .results import newest_versions

Said = Decimal | str
NUMBERS = frozenset({"number", "integer"})
AT_ONCE = 100  # applications whose results are in memory
_FIGURES = Q(place="claimed_score")
for _start in ("values.", "years.", "declared.", "judged."):
    _FIGURES |= Q(place__startswith=_start)


@dataclass(slots=True)
class ValueRow:
    """One place of one application: what each witness says there, in `unit`, and why a later one differs."""

    application: int
    place: str
    label: str
    unit: str
    said: dict[str, Said] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PointRow:
    """One item of the standard: its value; its points as handed in, in the result that decides, by experts."""

    application: int
    id: str
    name: str
    value: Said | None
    unit: str
    max: Decimal | None
    submitted: Decimal | None
    deciding: Decimal | None
    judged: tuple[Decimal, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def mean(self) -> Decimal | None:
        """Of the experts' points."""
        if not self.judged:
            return None
        total = ARITHMETIC.divide(sum(self.judged, Decimal(0)), Decimal(len(self.judged)))
        return total.quantize(Decimal("0.01"))

    @property
    def spread(self) -> Decimal | None:
        """The widest difference of two experts."""
        return max(self.judged) - min(self.judged) if self.judged else None


def values_by_witness(round_: Round, cases: Sequence[Application], witnesses: Sequence[WitnessKind]) -> list[ValueRow]:
    """Figures and judgements of these cases, and every other place where somebody beside the unit said something.

    In the order of the cases, then of the data dictionary. One query.
    """
    fields = fields_of(book_of(round_))
    rows = Statement.objects.filter(application__in=[one.pk for one in cases], current=True, content__isnull=False)
    rows = rows.filter(witness__in=witnesses)
    told = rows.filter(_FIGURES | ~Q(witness=WitnessKind.CLAIMED)).order_by("place", "pk")
    found: dict[tuple[int, str], ValueRow] = {}
    for case, place, witness, content, unit, reason in told.values_list(
        "application", "place", "witness", "content", "unit", "reason"
    ):
        row = found.get((case, place))
        if row is None:
            row = found[case, place] = _row(case, place, fields)
        row.said[witness] = _said(content, unit, fields.by_id.get(_name(place)))
        if reason:
            row.reasons.append(f"{WitnessKind(witness).label}：{reason}")
    order = {one.pk: number for number, one in enumerate(cases)}
    known = {name: number for number, name in enumerate(fields.by_id)}
    return sorted(
        found.values(), key=lambda one: (order[one.application], known.get(_name(one.place), len(known)), one.place)
    )


def _name(place: str) -> str:
    """The field of the dictionary that a place holds: of a year's value without the year, of a cell without the row."""
    section, _dot, rest = place.partition(".")
    if section == "years":
        return rest.partition(".")[2]
    if section in {"values", "unit", "narrative"}:
        return rest
    column = rest.rpartition(".")[2]
    return f"{section}.{column}"


def _row(case: int, place: str, fields: Fields) -> ValueRow:
    known = fields.by_id.get(_name(place))
    section, _dot, rest = place.partition(".")
    label = known.label if known else "报告总分" if place == "claimed_score" else rest or place
    if section == "years":
        label = f"{label}（{rest.partition('.')[0]}年）"
    elif known and "." in known.id:
        label = f"{label}（{rest.partition('.')[0]}）"
    return ValueRow(case, place, label, shown_unit(known.unit) if known and known.unit else "")


def _said(content: Any, unit: str, known: Field | None) -> Said:
    """A figure as a number in the unit of its field, else words."""
    if known is not None and known.type in NUMBERS:
        try:
            given = read_value({"value": content, "unit": unit} if unit else content, known)
        except BadValue:
            given = ()
        if given and isinstance(given[-1].value, Decimal):
            return given[-1].value
    if isinstance(content, dict):
        return _answer(content)
    if isinstance(content, list):
        return "、".join(str(one) for one in content)
    return f"{content} {unit}".strip()


def _answer(content: Mapping[str, Any]) -> Said:
    points = content.get("points", content.get("total"))
    number = parse_decimal(str(points)) if points not in (None, "") else None
    if number is not None:
        return number
    answer = str(content.get("answer") or "")
    return str(MET.get(answer, answer))


def points_by_witness(lines: Sequence[Line], *, experts: bool) -> Iterator[PointRow]:
    """Every item of every case in the order of the lines; `experts`: with what they gave. Two queries,
    and three for each hundred cases.
    """
    cases = [one.application for one in lines]
    judged = _judged(cases) if experts else {}
    for first in range(0, len(lines), AT_ONCE):
        some = lines[first : first + AT_ONCE]
        frozen = dict(Submission.objects.filter(pk__in=[one.submission_id for one in some]).values_list("pk", "result"))
        deciding = deciding_results([one.application for one in some], only=("indicators",))
        for line in some:
            handed_in = {one["id"]: one for one in (frozen.get(line.submission_id) or {}).get("indicators") or ()}
            for item in deciding.get(line.application_id, {}).get("indicators") or ():
                given = judged.get((line.application_id, item["id"]), [])
                yield _item(line.application_id, item, handed_in.get(item["id"], {}), given)


def _item(
    case: int, item: Mapping[str, Any], handed_in: Mapping[str, Any], given: Sequence[tuple[Decimal, str]]
) -> PointRow:
    value = item.get("value")
    number = parse_decimal(str(value)) if value not in (None, "") else None
    return PointRow(
        case, str(item["id"]), str(item.get("name") or ""), number if number is not None else _words(item),
        shown_unit(str(item.get("unit") or "")) if item.get("unit") else "", _decimal(item.get("max")),
        _decimal(handed_in.get("points")), _decimal(item.get("points")), tuple(points for points, _why in given),
        tuple(why for _points, why in given if why),
    )  # fmt: skip


def _words(item: Mapping[str, Any]) -> str | None:
    return str(item["shown"]) if item.get("shown") not in (None, "") else None


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else parse_decimal(str(value))


def _judged(cases: Sequence[Application]) -> dict[tuple[int, str], list[tuple[Decimal, str]]]:
    """By case and item the points of every signed sheet about the newest version, with their reasons. Two queries."""
    newest = {case: version for case, (version, _county) in newest_versions(cases).items()}
    mine = {"sheet__assignment__application__in": list(newest), "sheet__assignment__ended_at": None}
    rows = ItemScore.objects.filter(**mine, sheet__signed_at__isnull=False).order_by("sheet__assignment", "pk")
    found: dict[tuple[int, str], list[tuple[Decimal, str]]] = defaultdict(list)
    for case, version, item, points, reason in rows.values_list(
        "sheet__assignment__application", "sheet__submission", "item", "points", "reason"
    ):
        if newest[case] == version:
            found[case, item].append((points, reason))
    return found
