"""Rows of the 推荐汇总表 for tests: one that nobody would send back, and many of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.documents.summary import SummaryRow
from greenlist.engine.codes import check_character


def code(number: int) -> str:
    first17 = f"91220101MA0Y{number:05d}"
    return first17 + check_character(first17)


def clean(number: int = 1, **cells: Any) -> SummaryRow:
    """A row with every cell as it should be."""
    row: SummaryRow = {
        "seq": number, "recommender": "长春市工业和信息化局", "name": f"示例精密机械制造第{number}有限公司",
        "uscc": code(number),
        "industry4": "3110", "route": "第三方", "agency": "示例节能环保技术评价中心有限公司",
        "standard": "GB/T 36132-2018", "score": Decimal("86.25"), "province_list": "2023 吉工信示例〔2023〕1号 已公布",
        "consultation": "生态环境、应急、市场监管均无意见", "contact": "欧阳示例", "phone": "0431-88900000", "note": "",
        "main_products": "汽车零部件、精密铸件", "energy_level": "先进值；单位产品综合能耗 0.3521 tce/t",
        "park_level": "国家级",
        "va_share": Decimal("61.02"), "green_factories": 12, "green_factory_share": Decimal("30.5"),
        "three_year_scores": "80.5 / 82 / 85", "indicator_system": "汽车", "supplier_green_factories": 3,
        "epr_pilot": "否",
    }  # fmt: skip
    return row | cells


def many(count: int) -> list[SummaryRow]:
    """So many clean rows."""
    return [clean(number) for number in range(1, count + 1)]
