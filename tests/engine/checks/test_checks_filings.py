"""Two real filings as they were printed: what the catalogue says about them (K02, K03, K05, K06)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

# Rows of filing_cable_2025.csv by the item of the platform form they fill.
CABLE_ITEMS = {
    "单位产值综合能耗": "R04",
    "单位产值碳排放量": "R05",
    "可再生能源利用率": "R06",
    "能碳管理系统平台功能符合数量": "R07",
    "单位产值取水量": "R09",
    "工业用水重复利用率": "R10",
    "一般工业固体废物综合利用率": "R11",
    "列入国家目录的先进技术设备数量": "R12",
    "近3年绿色低碳改造升级年平均项目数量": "R13a",
    "近3年绿色低碳改造升级项目投资额占比": "R13b",
    "废气主要污染物年均排放浓度优于许可限值的最低比例": "R14b",
    "开展碳足迹核算产品类别占比": "R16",
    "单位用地面积产值": "R18a",
    "建筑系数": "R18b",
    "容积率": "R18c",
}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def test_the_cable_filing_of_2025(shared: Path, examine: Any) -> None:
    declared: dict[str, Any] = {}
    for row in _rows(shared / "data" / "filing_cable_2025.csv"):
        item = CABLE_ITEMS.get(row["indicator"].partition("(")[0])
        if item and row["unit"] not in {"/", ""}:
            declared[item] = {"value": row["reported_value"], "unit": row["unit"]}
        elif item:
            declared[item] = row["reported_value"]
    assert len(declared) == len(CABLE_ITEMS)
    found = examine("factory", {"declared": declared, "claimed_score": {"total": "77.08", "report": "报告.pdf"}})
    by_check = {one.check: one for one in found}
    assert {"K02", "K03", "K06", "CHK-39"} <= by_check.keys()
    assert by_check["K02"].values["ratio"] == "1.14219"
    assert by_check["K03"].place == "indicators.R18b"
    names = by_check["K06"].values["names"]
    assert "取水强度" in names
    assert "工业用水重复利用率" in names
    assert not [one.check for one in found if one.severity == "error"]


def test_the_land_figures_of_2024(shared: Path, examine: Any) -> None:
    rows = {row["item"]: row["value"] for row in _rows(shared / "data" / "land_aluminium_2024.csv")}
    site = {"output_value_total": rows["产值2024"], "land_area_m2": rows["工厂用地面积"]}
    own = {"R18a": {"value": rows["单位用地面积产值"], "unit": "亿元/km2"}}
    assert _about(examine("factory", {"values": site, "declared": own})) == set()
    mean = {
        "output_value_total": rows["重庆2023年底制造业亩均产值"],
        "land_area_m2": {"value": 1, "unit": "亩"},
    }
    printed = {"R18a": {"value": rows["同上换算"], "unit": "亿元/km2"}}
    assert _about(examine("factory", {"values": mean, "declared": printed})) == {"K05"}


def _about(found: list[Any]) -> set[str]:
    return {one.check for one in found if one.place == "indicators.R18a"}
