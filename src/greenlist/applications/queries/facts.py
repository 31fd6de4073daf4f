"""Facts of the law as people read them: what they are about, where they are written, how well they are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.form.declared_sheet import in_words
from greenlist.engine.decimals import parse_decimal

from .evaluation import Shown

FORMULAS = ("formula", "check", "test", "leading", "baseline")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of the law: what it says, where it is written, how well it is known."""

    fact: str
    name: str
    item: str  # the indicator it belongs to, '' for none
    value: str
    mark: str
    source: str
    clause: str
    confirmed: dict[str, str] | None

    @property
    def settled(self) -> bool:
        """Whether a result may rest on it officially."""
        return self.mark == "published" or self.confirmed is not None


def fact_rows(shown: Shown, facts: Iterable[dict[str, Any]]) -> list[FactRow]:
    """Facts of a result with the titles of the documents behind them."""
    return [_row(shown, fact) for fact in facts]


def _row(shown: Shown, fact: dict[str, Any]) -> FactRow:
    owner, _slash, path = str(fact["fact"]).partition("/")
    source = shown.result["sources"].get(owner, {}).get(fact["source"], fact["source"])
    text = _text(fact["value"])
    if path.endswith(FORMULAS) and fact["value"] is not None:
        text = in_words(text, shown.anchors.fields, shown.language)
    item = shown.names.get(path.split(".")[1], "") if path.startswith("items.") else ""
    confirmed = fact.get("confirmed")
    return FactRow(fact["fact"], fact_name(path), item, text, fact["mark"], source, fact["clause"], confirmed)


def _text(value: Any) -> str:
    if value is None:
        return _("空缺")
    return _("、").join(map(_text, value)) if isinstance(value, list) else value_words().get(value, str(value))


def value_words() -> dict[object, str]:
    """The words that the law files use for values, as people say them."""
    return {
        "quantitative": _("定量"),
        "qualitative": _("定性"),
        "required": _("必选"),
        "optional": _("可选"),
        "yes_no": _("是/否"),
        "up": _("越大越好"),
        "down": _("越小越好"),
        "linear": _("线性比例"),
        "counted": _("按项数比例"),
        "proportional": _("按百分率"),
        "step": _("分档"),
        "range": _("分区间"),
        "ratio": _("与引领值之比"),
        "judged": _("人工评定"),
        "none": _("无"),
        True: _("是"),
        False: _("否"),
    }


def fact_name(path: str) -> str:
    """What a fact is about, by the end of its id; the id's own words where there are no better ones."""
    words = {
        "mode": _("类型"),
        "direction": _("方向"),
        "method": _("计分方法"),
        "formula": _("公式"),
        "leading": _("引领值"),
        "baseline": _("基准值"),
        "points": _("满分"),
        "weight": _("权重"),
        "steps": _("分档"),
        "sources": _("查询来源"),
        "window_years": _("年限"),
        "kinds": _("适用类别"),
        "check": _("判断式"),
        "test": _("判断式"),
        "divisor": _("除数"),
        "cap_ratio": _("比值上限"),
        "choose": _("选择项数"),
        "years": _("年数"),
        "weighting": _("加权方式"),
        "scope_park_members": _("是否查到园区内企业"),
        "covers_tenants": _("是否查到园区内企业"),
        "type": _("怎么判断"),
        "effect": _("影响"),
        "factor_set": _("折标系数"),
        "electricity": _("电力折算口径"),
        "benchmark_documents": _("能效标杆文件"),
        "benchmark_corrections": _("标杆值修正"),
        "aggregation": _("多产品怎么合并"),
        "tolerance": _("允许的差"),
        "keys": _("排序依据"),
        "industry_table": _("行业标准清单"),
        "industry_pack": _("行业标准"),
        "default": _("通用标准"),
        "index": _("总分算法"),
        "qualitative_scale": _("定性项怎么计"),
        "inverse_rule": _("越小越好的项怎么计"),
        "denominator": _("占比的分母"),
        "operator": _("比较方式"),
        "value": _("门槛"),
    }
    first, last = path.partition(".")[0], path.rpartition(".")[2]
    rules = {"gates", "requirements", "exclusion", "prerequisite"}
    return words.get(last, _("条件") if first in rules else _("表中的一行") if "." not in path else path)


def numbers_of(facts: Iterable[dict[str, Any]]) -> dict[str, Decimal]:
    """Leading and baseline value where they are plain numbers; the last named holds, for a band comes last."""
    numbers: dict[str, Decimal] = {}
    for fact in facts:
        name = str(fact["fact"]).rpartition(".")[2]
        number = parse_decimal(fact["value"]) if isinstance(fact["value"], str) else None
        if name in {"leading", "baseline"} and number is not None:
            numbers[name] = number
    return numbers


def named(facts: Iterable[dict[str, Any]], name: str) -> str:
    """The value of the fact whose id ends in `name`, '' without one."""
    return next((str(fact["value"]) for fact in facts if str(fact["fact"]).endswith(f".{name}")), "")
