"""The rows of the ranking workbook. What a person must stay out of is named, and its figures are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from greenlist.applications.models import WitnessKind
from greenlist.engine.decimals import parse_decimal
from greenlist.panel.results import State
from greenlist.panels.models import ScoreSheet
from greenlist.panels.queries.results import CaseReview, reviews_among
from greenlist.parties.models import Person

from .models import Batch, Line, Stage
from .queries.meeting import city_positions, own_cases
from .queries.meeting_figures import Figures, figures_of
from .queries.witness_values import PointRow, ValueRow, points_by_witness, values_by_witness
from .record_rows import Part, Row, lines_in_order, parts_of

Cell = str | int | Decimal | None
ASIDE = "回避"
STATES = {
    State.AGREEING: "一致", State.MIXED: "有差异", State.CONFLICTING: "分歧大", State.INCOMPLETE: "未评完",
    State.OPEN: "待判断",
}  # fmt: skip
WITNESSES = {
    WitnessKind.CLAIMED: "申报", WitnessKind.VERIFIED: "第三方核查", WitnessKind.CHECKED: "市级核查",
    WitnessKind.JUDGED: "专家评审", WitnessKind.DECIDED: "省级审定",
}  # fmt: skip
_UNIT = {"名次": 6.0, "单位名称": 28.0, "统一社会信用代码": 21.0}
_OFFICES = (WitnessKind.CLAIMED, WitnessKind.VERIFIED, WitnessKind.CHECKED)  # who has spoken when a city selects


def witnesses_at(*, experts: bool) -> dict[WitnessKind, str]:
    """Whose words a list tells: what experts and the province say is the province's."""
    return {one: word for one, word in WITNESSES.items() if experts or one in _OFFICES}


def value_heads(*, experts: bool) -> dict[str, float]:
    """The columns of the values with their widths."""
    told = dict.fromkeys(witnesses_at(experts=experts).values(), 14.0)
    return _UNIT | {"数据项": 28.0, "位置": 24.0, "单位": 12.0} | told | {"不同的理由": 44.0}


def case_heads(breaks: Sequence[str], *, experts: bool) -> dict[str, float]:
    """The columns of the ranking with their widths."""
    judged = {"专家平均分": 10.0, "专家极差": 9.0, "已评/应评": 9.0, "一致程度": 10.0, "专家意见": 18.0, "省定分": 9.0}
    return (
        {"名次": 6.0, "按规则名次": 8.0, "类型": 14.0, "市（州）": 12.0} | dict(list(_UNIT.items())[1:])
        | {"行业代码": 9.0, "第三方机构": 24.0, "优先推荐": 10.0, "申报分": 9.0, "第三方核查分": 10.0, "市核分": 9.0}
        | (judged if experts else {}) | {"据以排序的得分": 11.0}
        | dict.fromkeys(breaks, 12.0)
        | {"不同的理由": 40.0, "评价结果": 9.0, "筛查结果": 12.0, "征求意见结果": 30.0, "市（州）名次": 9.0,
           "处理意见": 10.0, "理由": 30.0, "排序说明": 34.0, "次序调整": 26.0, "未通过的条件": 30.0}
    )  # fmt: skip


def item_heads(*, experts: bool) -> dict[str, float]:
    """The columns of the items with their widths."""
    judged = {"专家平均": 10.0, "专家极差": 10.0, "专家人数": 9.0, "专家的理由": 44.0}
    return _UNIT | {
        "编号": 12.0, "指标": 34.0, "指标值": 14.0, "单位": 12.0, "满分": 8.0, "提交版得分": 11.0,
        "据以决定的得分": 13.0,
    } | (judged if experts else {})  # fmt: skip


@dataclass(frozen=True)
class Witnesses:
    """Everything the workbook tells; `own` are the cases of whoever asks, `experts`: their points are told."""

    batch: Batch
    lines: Mapping[int, Line]
    parts: Sequence[Part]
    figures: Mapping[int, Figures]
    reviews: Mapping[int, CaseReview]
    places: Mapping[int, int]
    own: Mapping[int, str]
    values: Sequence[ValueRow]
    reasons: Mapping[int, Sequence[str]]
    experts: bool

    def points(self) -> Iterator[PointRow]:
        """The items, read a hundred cases at a time."""
        open_ = [one for one in self.lines.values() if one.application_id not in self.own]
        return points_by_witness(open_, experts=self.experts)

    @cached_property
    def cases(self) -> Mapping[int, Line]:
        """The line of each application."""
        return {one.application_id: one for one in self.lines.values()}


def witnesses_of(batch: Batch, person: Person) -> Witnesses:
    """What a list knows of its cases. The same queries however long it is, but for the items."""
    lines = lines_in_order(batch)
    cases = [one.application for one in lines]
    own = own_cases(person, cases)
    experts = batch.stage == Stage.MEETING  # what experts found is the province's
    told = list(witnesses_at(experts=experts))
    values = values_by_witness(batch.round, [one for one in cases if one.pk not in own], told)
    reasons: dict[int, list[str]] = defaultdict(list)
    for one in values:
        reasons[one.application] += [f"{one.label}（{why}）" for why in one.reasons]
    return Witnesses(
        batch, {one.pk: one for one in lines}, parts_of(batch, lines), figures_of(lines),
        reviews_among({one.pk: batch.round_id for one in cases}) if experts else {},
        city_positions(batch, cases) if experts else {}, own, values, reasons, experts,
    )  # fmt: skip


def case_row(found: Witnesses, row: Row) -> list[Cell]:
    """A unit with what every witness scores it."""
    line = found.lines[row.line]
    case, own = line.application_id, line.application_id in found.own
    figures = Figures() if own else found.figures[line.pk]
    scores: list[Cell] = [_number(figures.claimed), _number(figures.verified), _number(figures.checked)]
    return [
        row.position, int(row.place) if row.place.isdecimal() else row.place, str(line.application.get_kind_display()),
        row.where, row.name, row.uscc, row.industry, row.agency, row.tier, *scores,
        *((*_experts(found.reviews[case], own=own), _number(figures.decided)) if found.experts else ()), row.score,
        *row.keys, ASIDE if own else "；".join(found.reasons.get(case, ())), row.verdict, row.screened, row.consulted,
        found.places.get(case, row.position if not found.experts else None), row.outcome, row.reason, row.why,
        row.moved, row.stopped,
    ]  # fmt: skip


def _experts(review: CaseReview, *, own: bool) -> list[Cell]:
    if own:
        return [None, None, "", ASIDE, ""]
    advice = "，".join(f"{ScoreSheet.Advice(one).label} {count}" for one, count in review.advice.items())
    return [review.mean, review.spread, f"{review.signed}/{review.needed}", STATES[State(review.state)], advice]


def value_row(found: Witnesses, one: ValueRow) -> list[Cell]:
    """One value by witness."""
    said = [one.said.get(witness.value) for witness in witnesses_at(experts=found.experts)]
    return [*_named(found, one.application), one.label, one.place, one.unit, *said, "；".join(one.reasons)]


def item_row(found: Witnesses, one: PointRow) -> list[Cell]:
    """One item of the standard by witness."""
    experts: list[Cell] = [one.mean, one.spread, len(one.judged) or None, "；".join(one.reasons)]
    return [
        *_named(found, one.application), one.id, one.name, one.value, one.unit, one.max, one.submitted, one.deciding,
        *(experts if found.experts else ()),
    ]  # fmt: skip


def _named(found: Witnesses, application: int) -> list[Cell]:
    line = found.cases[application]
    return [line.position, line.application.unit.name, line.application.unit.uscc]


def _number(text: str) -> Cell:
    number = parse_decimal(text) if text else None
    return number if number is not None else text or None
