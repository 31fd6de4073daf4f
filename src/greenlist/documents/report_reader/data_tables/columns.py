"""Headers of data tables: what the columns of products, energy, materials, pollutants and projects are called.

The first label of a column is that of the data dictionary, as our own forms print it; the others are met instead of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from greenlist.documents.report_reader.labels import plain

_UNITS = ("计量单位", "单位", "实物单位", "实物计量单位")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a data table is known: the column that names a row, those that make it a data table, words of its caption.

    `labels` by column. `near` say something less exact, which is told to whoever confirms. `common` labels mean
    nothing by themselves: the caption or another column must say which table it is; with `captioned` only the caption
    can. `computed` columns follow from others and are not taken.
    """

    names: str
    values: frozenset[str]
    words: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    near: Mapping[str, tuple[str, ...]]
    common: frozenset[str] = frozenset()
    computed: frozenset[str] = frozenset()
    captioned: bool = False


SHAPES: dict[str, Shape] = {
    "products": Shape(
        "name",
        frozenset({"qualified_output", "output_value", "energy", "co2", "water_intake", "unit_energy"}),
        ("产品",),
        {
            "name": ("产品名称", "产品", "主要产品", "主要产品名称", "产品种类", "名称", "品名"),
            "unit": ("产品计量单位", "产品单位", "产量单位", *_UNITS),
            "energy_limit_standard": ("适用的能耗限额标准", "能耗限额标准", "适用能耗限额标准"),
            "water_quota_standard": ("适用的用水定额标准", "用水定额标准", "适用用水定额标准"),
            "qualified_output": ("合格产品产量", "合格品产量", "合格产量"),
            "output_value": ("产品产值", "产值", "年产值"),
            "energy": ("产品综合能耗",),
            "energy_limit_lead": ("能耗限额1级值", "能耗限额1级", "限额1级值"),
            "energy_limit_base": ("能耗限额2级值", "能耗限额2级", "限额2级值"),
            "energy_level": ("能效水平",),
            "level_product": ("能效对标产品",),
            "level_route": ("能效对标工艺路线",),
            "level_indicator": ("能效对标指标",),
            "unit_energy": ("单位产品能耗申报值", "单位产品能耗", "单位产品综合能耗"),
            "is_main": ("是否主要产品",),
            "feedstock_included": ("是否含原料用能",),
            "co2": ("产品二氧化碳排放量",),
            "water_intake": ("产品取水量",),
            "water_quota_lead": ("用水定额先进值",),
            "water_quota_base": ("用水定额通用值",),
        },
        {
            "qualified_output": ("产量", "产品产量", "年产量", "实际产量"),
            "energy": ("综合能耗", "综合能源消费量", "能耗"),
            "co2": ("二氧化碳排放量", "碳排放量"),
            "water_intake": ("取水量", "取水总量"),
        },
        frozenset({
            "名称", "品名", "综合能耗", "综合能源消费量", "能耗", "二氧化碳排放量", "碳排放量", "取水量", "取水总量",
            "能效水平", *_UNITS,
        }),
    ),
    "energy": Shape(
        "type",
        frozenset({"quantity"}),
        ("能源", "能耗"),
        {
            "type": ("能源品种", "品种", "能源种类", "能源名称", "能源类型", "能源", "种类", "名称"),
            "grade": ("能源品级", "品级"),
            "quantity": (
                "能源消费量", "消费量", "实物量", "实物消费量", "能源消耗量", "实物消耗量", "消耗量", "年消费量",
                "年消耗量", "使用量", "用量", "数量",
            ),
            "unit": ("能源计量单位", *_UNITS),
            "direction": ("能源流向", "方向", "流向"),
            "factor": ("折标系数", "折标煤系数", "折标准煤系数", "折算系数"),
            "factor_source": ("折标系数来源", "系数来源"),
            "green_power": ("是否绿电",),
        },
        {},
        frozenset({"种类", "名称", "消耗量", "年消耗量", "使用量", "用量", "数量", "方向", "流向", *_UNITS}),
        frozenset({
            "系数", "系数依据", "折算量", "折标量", "折标煤量", "折标煤", "折标准煤", "折标准煤量", "标准煤量",
            "折合标准煤", "折合标准煤量",
        }),
    ),
    "materials": Shape(
        "name",
        frozenset({"quantity", "green_quantity"}),
        ("原材料", "原辅材料", "物料", "原料"),
        {
            "name": (
                "原材料名称", "原材料", "主要原材料", "主要原材料名称", "原辅材料名称", "原辅材料", "物料名称",
                "原料名称", "材料名称", "名称", "品名",
            ),
            "unit": ("原材料计量单位", "材料单位", *_UNITS),
            "product": ("原材料所属产品", "所属产品", "用于产品", "对应产品"),
            "quantity": (
                "主要原材料消耗量", "原材料消耗量", "消耗量", "年消耗量", "使用量", "用量", "年用量", "年使用量",
                "数量",
            ),
            "green_quantity": ("绿色物料使用量", "绿色物料用量"),
            "green_basis": ("绿色物料依据",),
        },
        {},
        frozenset({
            "名称", "品名", "所属产品", "对应产品", "消耗量", "年消耗量", "使用量", "用量", "年用量", "年使用量",
            "数量", *_UNITS,
        }),
    ),
    "pollutants": Shape(
        "name",
        frozenset({"generated", "discharged"}),
        ("污染物", "排放"),
        {
            "name": ("主要污染物", "污染物", "污染物名称", "主要污染物名称", "污染因子", "名称"),
            "medium": ("污染物介质", "介质"),
            "unit": ("污染物计量单位", "污染物单位", *_UNITS),
            "product": ("污染物所属产品", "所属产品", "对应产品"),
            "generated": ("主要污染物产生量", "污染物产生量", "产生量", "年产生量"),
            "discharged": ("主要污染物排放量", "污染物排放量", "排放量", "年排放量"),
        },
        {},
        frozenset({"名称", "产生量", "排放量", "年产生量", "年排放量", "所属产品", "对应产品", *_UNITS}),
    ),
    "projects": Shape(
        "name",
        frozenset({"investment", "done_on", "benefit"}),
        ("项目", "改造", "工程"),
        {
            "name": (
                "改造升级项目名称", "项目名称", "改造项目名称", "改造项目", "技改项目", "工程名称", "项目", "名称",
            ),
            "kind": ("改造升级项目类别", "项目类别", "项目类型", "类别", "类型"),
            "done_on": ("完成日期", "完成时间", "竣工日期", "竣工时间", "完工日期", "完工时间"),
            "investment": ("项目投资额", "投资额", "投资金额", "总投资", "投资", "项目投资"),
            "benefit": ("项目效益", "节能效益", "实施效果", "效益", "改造效果"),
        },
        {},
        frozenset({"项目", "名称", "类别", "类型", "完成时间", "完成日期"}),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label means in a table: its column; `near` and `common` as in `Shape`."""

    column: str
    near: bool
    common: bool


def meanings_of(shape: Shape) -> dict[str, Meaning]:
    """What each label means in a table."""
    found: dict[str, Meaning] = {}
    for near, labels in ((False, shape.labels), (True, shape.near)):
        for column, words in labels.items():
            for word in words:
                found.setdefault(plain(word), Meaning(column, near, word in shape.common))
    return found


MEANINGS: dict[str, dict[str, Meaning]] = {table: meanings_of(shape) for table, shape in SHAPES.items()}
"""What each label means, by table."""
