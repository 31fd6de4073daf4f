"""Indicator tables with claimed and computed values, the score as bars, three years as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenlist.documents.papers import Bar, Bars, Block, Column, Line, Lines, Paragraph, Table
from greenlist.engine.case import Given
from greenlist.engine.decimals import brief, show
from greenlist.engine.scoring import ItemResult
from greenlist.engine.scoring.result import State

from .subject import NONE, NOT_STATED, WITNESSES, Subject, said, score_words, shown, unit_words

STATES = {State.UNDETERMINED: "未定", State.NOT_APPLICABLE: "不适用", State.NOT_CHOSEN: "未选"}
ORIGINS = {"computed": "计算", "declared": "填报", "judged": "评定"}
PLACES = 2


def block_table(subject: Subject, name: str, items: Sequence[ItemResult]) -> list[Block]:
    """The indicators of one first-level group."""
    ratio = subject.evaluation.pack.index.type == "ratio_mean"
    columns = (
        Column("编号", 11, "center"), Column("指标", 24), Column("单位", 13, "center"), Column("申报值", 11, "right"),
        Column("计算值", 15, "right"), Column("引领值" if ratio else "满分", 11, "right"),
        Column("得分", 11, "right"), Column("说明", 28),
    )  # fmt: skip
    rows = [_row(subject, one, ratio=ratio) for one in items]
    return [Table(f"{name}指标表（{subject.case.evaluation_year}年）", columns, tuple(rows))]


def _row(subject: Subject, one: ItemResult, *, ratio: bool) -> tuple[str, ...]:
    declared = subject.case.declared.get(one.id)
    full = _leading(one) if ratio else _number(one.max)
    computed = brief(one.value) if one.value is not None and one.origin != "declared" else NONE
    state = STATES.get(one.state, ORIGINS.get(one.origin, ""))
    judged = subject.case.judged.get(one.id)
    reason = said(one.reason) or (judged.reason if judged and one.origin == "judged" else "")
    words = f"{state}：{reason}" if reason else state
    return (
        one.id, one.name, unit_words(one.unit) or NONE, shown(declared.value) if declared else NONE, computed,
        full, _number(one.points), words,
    )  # fmt: skip


def _leading(one: ItemResult) -> str:
    facts = [*one.facts, *(one.trace.facts if one.trace else ())]
    values = [fact.value for fact in facts if fact.id.endswith(".leading")]
    return brief(values[0]) if values and isinstance(values[0], Decimal) else NONE


def _number(value: Decimal | None) -> str:
    return NONE if value is None else brief(value)


def score(subject: Subject) -> list[Block]:
    """The total, and the first-level groups as bars against full marks."""
    evaluation = subject.evaluation
    if evaluation.score.total is None:
        words = score_words(subject)
        why = said(evaluation.score.reason)
        head = f"报告得分：{words}。" if words else "得分未定。"
        return [Paragraph(head + why)]
    name = evaluation.score.name or "总分"
    full = f"（满分 {brief(evaluation.score.max)}）" if evaluation.score.max is not None else ""
    blocks: list[Block] = [Paragraph(f"{name}：{evaluation.score.shown}{full}。")]
    bars = tuple(_bars(subject))
    return [*blocks, Bars("一级指标得分", bars)] if bars else blocks


def _bars(subject: Subject) -> Iterator[Bar]:
    """With full marks a bar is a share of them; an index without any is drawn against its greatest group."""
    evaluation = subject.evaluation
    full = {block.id: _full(subject, block.id) for block in evaluation.pack.blocks}
    known = [points for points in evaluation.score.level1.values() if points is not None]
    greatest = max(known, default=Decimal(0))
    for block in evaluation.pack.blocks:
        points, most = evaluation.score.level1.get(block.id), full[block.id]
        words = "未定" if points is None else show(points, places=PLACES)
        words += f" / {brief(most)}" if most else ""
        base = most or greatest
        yield Bar(block.name, points / base if points is not None and base else None, words)


def _full(subject: Subject, block_id: str) -> Decimal | None:
    """Full marks of a group: its weight where groups are weighted, else the sum of its items."""
    block = next(one for one in subject.evaluation.pack.blocks if one.id == block_id)
    if subject.evaluation.pack.index.type == "weighted_blocks":
        return block.weight.value if block.weight else None
    marks = [one.max for one in subject.evaluation.items if one.block == block_id and one.max is not None]
    return sum(marks, Decimal(0)) if marks else None


def years(subject: Subject) -> list[Block]:
    """The yearly scores: a line for each figure that is known, and the table 第1年 to 第3年."""
    by_year = subject.evaluation.score.by_year
    if not by_year:
        return [Paragraph("所用规则没有逐年得分。", "note")]
    names = tuple(f"{year}年" for year in by_year)
    words = tuple(NONE if total is None else show(total, places=PLACES) for total in by_year.values())
    label = subject.evaluation.score.name or "得分"
    heads = tuple(Column(f"第{number}年（{name}）", 30, "center") for number, name in enumerate(names, 1))
    blocks: list[Block] = [Table("近三年评价得分", heads, (words,))]
    blocks.append(Lines(f"近三年{label}", names, (Line(label, tuple(by_year.values()), words),)))
    claimed = subject.case.claimed_score
    if claimed and claimed.by_year:
        stated = "；".join(f"{year}年 {brief(total)}" for year, total in sorted(claimed.by_year.items()))
        blocks.append(Paragraph(f"报告所载逐年得分：{stated}。"))
    return blocks


def witnesses(subject: Subject) -> list[Block]:
    """Figures that several stated, side by side; nothing where each was stated by one."""
    rows = [row for place, given in _several(subject) for row in _witness_rows(place, given)]
    if not rows:
        return []
    heads = (
        Column("项目", 26), Column("提供者", 10, "center"), Column("数值", 18, "right"), Column("佐证", 22),
        Column("理由", 24),
    )  # fmt: skip
    return [Table("申报值与核查值对照表（以后面的为准）", heads, tuple(rows))]


def _several(subject: Subject) -> Iterator[tuple[str, tuple[Given, ...]]]:
    case, label = subject.case, subject.fields.by_id
    for name, given in case.values.items():
        yield label[name].label, given
    for year, stated in sorted(case.years.items()):
        for name, given in stated.items():
            yield f"{label[name].label}（{year}年）", given
    for item, one in case.declared.items():
        yield item, (*one.earlier, one)


def _witness_rows(place: str, given: tuple[Given, ...]) -> list[tuple[str, ...]]:
    if len(given) < 2:
        return []
    return [
        (
            place,
            WITNESSES[one.witness],
            shown(one.value, one.unit) or NOT_STATED,
            one.evidence or NONE,
            one.reason or NONE,
        )
        for one in given
    ]
