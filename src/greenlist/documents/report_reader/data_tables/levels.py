"""The table of energy levels (能效水平对照表) as rows of products: what was stated for them, not what was computed.

Our own report marks each value: stated (申报), computed (计算) or corrected (修正后). Those that people type carry no
mark and are measured values; in one that looks like ours and has none either is possible, and it is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from greenlist.documents.report_reader.shape import Report, Said
from greenlist.documents.report_reader.typed import NotTaken
from greenlist.engine.messages import say
from greenlist.engine.units import known, parse

from .columns import Shape, meanings_of
from .quantities import LONGEST_UNIT, figure_in, unit_text

KIND, TABLE = "levels", "products"
LEVELS = Shape(
    "name",
    frozenset({"unit_energy"}),
    ("能效", "能耗限额", "能耗对标", "单位产品能耗", "单位产品综合能耗"),
    {
        "name": ("产品名称", "产品", "主要产品", "主要产品名称"),
        "level_indicator": ("能效对标指标", "指标", "指标名称", "对标指标", "能效指标", "能耗指标"),
        "level_route": ("能效对标工艺路线", "工艺路线", "对标工艺"),
        "unit": ("单位", "计量单位", "指标单位"),
        "unit_energy": ("实际值", "实测值", "实际水平", "企业实际值", "企业实际水平", "实际能耗"),
        "energy_limit_standard": (
            "适用的能耗限额标准", "能耗限额标准", "标准", "标准代号", "标准号", "依据标准", "适用标准", "对标标准",
            "执行标准", "标准依据", "限额标准",
        ),
    },
    {},
    computed=frozenset({
        "结论", "结果", "判定", "判定结果", "对标结果", "对标结论", "是否达标", "达到水平", "能效水平", "标准值",
        "限额值", "限定值", "标杆水平", "基准水平", "标杆值", "基准值", "先进值", "准入值", "1级", "2级", "3级",
        "1级值", "2级值", "3级值",
    }),
    captioned=True,
)  # fmt: skip
LEVELS_MEAN = meanings_of(LEVELS)
OWN_HEADS = ("产品", "指标", "实际值", "标准", "结论")  # of our report
STATED, COMPUTED, CORRECTED = "申报", "计算", "修正后"
_MARKED = re.compile(rf"(.+?)\s*[(（]({STATED}|{COMPUTED}|{CORRECTED})[)）]")
_CODE = re.compile(r"(?<![A-Z])(?:GB|DB\d{2}/?)\s*\d{1,6}(?:\.\d+)?(?:[-—–]\d{4})?", re.IGNORECASE)  # binding ones
_ENERGY = frozenset({"energy", "electricity", "heat"})
_OF_ENERGY = frozenset({"reading.level_computed", "reading.level_unmarked"})  # left, but the row is one of energy


def product_cells(name: str, cells: Sequence[Said], labels: Sequence[str], at: str, report: Report) -> list[Said]:
    """What a row says of a product, nothing where it holds no value of energy; what is left out is noted.

    `labels` are the headers of the table, `at` is the place of the row.
    """
    unit = next((unit_text(one.text) for one in cells if one.column == "unit"), "")
    values = [one for one in cells if one.column == "unit_energy"]
    found: list[Said] = []
    of_energy = False
    for value in values:
        try:
            found.append(_stated(value, unit, own=tuple(labels) == OWN_HEADS))
            of_energy = True
        except NotTaken as not_taken:
            of_energy |= not_taken.why.code in _OF_ENERGY
            report.miss(value.at, f"{name} {value.label}：{value.text}", not_taken.why)
    if not values:
        report.miss(at, name, say("reading.level_no_value"))
    rest = [one for one in cells if one.column not in {"unit", "unit_energy"}]
    return [*_with_code(rest, report), *found] if of_energy else []


def _stated(value: Said, unit: str, *, own: bool) -> Said:
    """The value that was stated, with its unit. Raises NotTaken where none was, or it does not show."""
    parts = [part.strip() for part in re.split("[；;]", value.text) if part.strip()]
    marked = [(found[2], found[1]) if (found := _MARKED.fullmatch(part)) else ("", part) for part in parts]
    by_mark = {mark: _of_energy(replace(value, text=text), unit) for mark, text in marked}
    if ("" in by_mark and (own or len(marked) > 1)) or len(by_mark) < len(marked):
        raise NotTaken(say("reading.level_unmarked"))
    if not by_mark.keys() & {"", STATED}:
        raise NotTaken(say("reading.level_computed"))
    return by_mark[STATED] if STATED in by_mark else replace(by_mark[""], near=True)


def _of_energy(value: Said, unit: str) -> Said:
    """A value with the unit beside it, of its header or of its row. Raises NotTaken for no energy per something."""
    written = figure_in(value.text)[1] or value.unit or unit
    if not written:
        raise NotTaken(say("reading.record_unit_missing", own="kgce/t"))
    powers = dict(parse(written).dimensions) if known(written) else {}
    if not any(powers.get(name) == 1 for name in _ENERGY) or min(powers.values()) > 0:
        raise NotTaken(say("reading.level_unit", unit=written[:LONGEST_UNIT]))
    return replace(value, unit=written)


def _with_code(cells: Sequence[Said], report: Report) -> Iterator[Said]:
    """The cells of a row; of its standard just the code."""
    for said in cells:
        codes = _CODE.findall(unicodedata.normalize("NFKC", said.text))
        if said.column != "energy_limit_standard":
            yield said
        elif len(codes) == 1:
            yield replace(said, text=codes[0])
        else:
            report.miss(said.at, f"{said.label}：{said.text}", say("reading.level_standard"))
