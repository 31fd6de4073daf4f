"""The computation annex: every formula in words, with its numbers, and the result; energy lines with factors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from greenlist.documents.form.subjects import TABLE_TITLES
from greenlist.documents.papers import Block, Column, Formula, Paragraph, Table
from greenlist.engine.decimals import brief
from greenlist.engine.energy import EnergyTotal, LineTrace
from greenlist.engine.scoring import ItemResult
from greenlist.engine.scoring.result import State
from greenlist.engine.trace import Trace, with_numbers

from .subject import NONE, NOT_STATED, WITNESSES, Subject, back_words, said, shown, unit_words

_SIGNS = ((" * ", " × "), (" / ", " ÷ "), (" - ", " － "), (" + ", " ＋ "), (" == ", " ＝ "))
_WORDS = (
    ("sum(", "合计("), ("max(", "最大("), ("min(", "最小("), ("abs(", "绝对值("), ("count(", "计数("),
    (", where=", "，其中 "),
    (" if ", "，当 "), (" else ", "，否则 "), (" and ", " 且 "), (" or ", " 或 "), ("True", "是"), ("False", "否"),
)  # fmt: skip
_BACK = re.compile(r"\[-(\d+)\]$")
LISTED = 12  # values of a column that are written out; longer columns are counted


def computations(subject: Subject) -> list[Block]:
    """One entry for each figure that a formula gives."""
    found: list[Block] = [
        _formula(one, one.trace)
        for one in subject.evaluation.items
        if one.trace is not None and one.trace.formula and one.state is not State.NOT_CHOSEN
    ]
    return found or [Paragraph("本次评价没有用公式计算的指标。")]


def _formula(one: ItemResult, trace: Trace) -> Formula:
    labels: dict[str, Any] = {node.key: _label(node) for node in trace.inputs}
    return Formula(
        name=f"{one.id}　{trace.label if trace.label == one.name else f'{one.name}：{trace.label}'}",
        words=_printed(f"公式：{with_numbers(trace.formula, labels)}"),
        numbers=_printed(f"代入：{trace.with_numbers()}") if trace.inputs else "",
        result=_result(one, trace),
        clause=trace.clause or one.clause,
        inputs=tuple(_input(node) for node in trace.inputs),
    )


def _label(node: Trace) -> str:
    """What a figure is called; one of an earlier year says of which."""
    back = _BACK.search(node.key)
    return TABLE_TITLES.get(node.label, node.label) + back_words(back[1] if back else None)


def _printed(text: str) -> str:
    for plain, sign in (*_SIGNS, *_WORDS):
        text = text.replace(plain, sign)
    return re.sub(r"\s+", " ", text)


def _result(one: ItemResult, trace: Trace) -> str:
    if trace.value is None:
        return f"结果：未定。{said(one.reason or trace.note)}"
    figure = f"结果：{shown(trace.value, trace.unit)}"
    return figure + (f"，得 {brief(one.points)} 分" if one.points is not None else "")


def _input(node: Trace) -> str:
    parts = [WITNESSES_BY_NAME.get(node.witness, "")] if node.witness else []
    parts += [f"填报为 {unit_words(node.stated)}"] if node.stated else []
    parts += [f"佐证 {node.evidence}"] if node.evidence else []
    remark = f"（{'；'.join(part for part in parts if part)}）" if any(parts) else ""
    return f"{_label(node)} = {_value(node.value, node.unit)}{remark}"


WITNESSES_BY_NAME = {witness.value: word for witness, word in WITNESSES.items()}


def _value(value: Any, unit: str) -> str:
    if isinstance(value, (list, tuple)):
        if len(value) > LISTED:
            return f"共 {len(value)} 行"
        numbers = [brief(one) if isinstance(one, Decimal) else shown(one) or "?" for one in value]
        return f"{'、'.join(numbers)} {unit_words(unit)}".strip()
    return shown(value, unit) or NOT_STATED


def energy_lines(subject: Subject) -> list[Block]:
    """Energy and CO2 by line with the factors used; nothing where no line was handed in.

    Factors that the applicant states stand in columns of their own, with their source, where there are any.
    """
    energy, co2 = subject.evaluation.energy_total, subject.evaluation.co2_total
    stated = _stated_factors(subject)
    return [*_energy("综合能耗折算表", energy, stated), *_energy("二氧化碳排放折算表", co2, {})]


def _stated_factors(subject: Subject) -> dict[int, tuple[str, str]]:
    """The factor stated for a line and its source, by the number of the line."""
    rows = subject.case.tables.get("energy", ())
    return {
        number: (shown(factor.value, factor.unit), shown(source.value) if (source := row.get("factor_source")) else "")
        for number, row in enumerate(rows, 1)
        if (factor := row.get("factor")) is not None
    }


def _energy(caption: str, total: EnergyTotal, stated: Mapping[int, tuple[str, str]]) -> list[Block]:
    """`stated` are factors of the applicant with their source, by line."""
    if not total.lines:
        return []
    apart = any(line.line in stated for line in total.lines)
    heads = (
        Column("品种", 16), Column("方向", 9, "center"), Column("实物量", 19, "right"), Column("系数", 22, "right"),
        Column("系数依据", 26), *(_STATED if apart else ()),
        Column(f"折算量（{unit_words(total.unit)}）", 18, "right"),
    )  # fmt: skip
    rows = tuple(_line(line, stated.get(line.line, ("", "")) if apart else ()) for line in total.lines)
    words = f"合计：{brief(total.value)} {unit_words(total.unit)}" if total.value is not None else "合计未定。"
    return [Table(caption, heads, rows), Paragraph(words)]


def _line(line: LineTrace, stated: Sequence[str]) -> tuple[str, ...]:
    return (
        line.medium + (f"（{line.grade}）" if line.grade else ""), DIRECTIONS.get(line.direction, line.direction),
        shown(line.quantity, line.unit), shown(line.factor, line.factor_unit), line.factor_set or NONE,
        *(word or NONE for word in stated), brief(line.amount),
    )  # fmt: skip


# Called as the dictionary calls them, so that they are read back.
_STATED = (Column("折标系数（申报）", 21, "right"), Column("折标系数来源", 25))
DIRECTIONS = {"in": "购入", "out": "外供"}
