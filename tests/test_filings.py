"""Two real filings through the command: what was published comes out, and nothing is made up beside it.

A cable maker's filing of 2025 (finished indicators) and an aluminium maker's land case of 2024 (raw figures).
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from door import greenlist, read_json, uscc
from greenlist.engine.decimals import round_half_up
from greenlist.engine.units import convert

# Rows of filing_cable_2025.csv by the item of factory-2025 they report; the other quantitative rows report
# figures of the platform's form that Table C.1 has not.
CABLE_ITEMS = {
    "单位产值综合能耗": "C1-01",
    "单位产值碳排放量": "C1-02",
    "可再生能源利用率": "C1-03",
    "能碳管理系统平台功能符合数量": "C1-04",
    "单位产值取水量": "C1-06",
    "工业用水重复利用率": "C1-07",
    "一般工业固体废物综合利用率": "C1-08",
    "近3年绿色低碳改造升级项目投资额占比": "C1-10",
    "单位用地面积产值": "C1-14",
}
ITEM_UNITS = {
    "C1-01": "tce/万元", "C1-02": "tCO2/万元", "C1-03": "%", "C1-04": "项", "C1-06": "m3/万元", "C1-07": "%",
    "C1-08": "%", "C1-10": "%", "C1-14": "万元/m2",
}  # fmt: skip
OPEN_BOUNDS = ("C1-01", "C1-02", "C1-03", "C1-08", "C1-10", "C1-14")  # stated, and yet without a scale
JUDGED = ("C1-09", "C1-12", "C1-13")
HEAD = "greenlist: 1\nkind: factory\nevaluation_year: {year}\n"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def evaluated(folder: Path, text: str, policy: str = "jilin-2024") -> dict[str, Any]:
    path = folder / "filing.yaml"
    path.write_text(text, encoding="utf-8")
    said = greenlist("evaluate", path, "--policy", policy, "--out", folder / "out")
    assert (said.code, said.err) == (0, "")
    result: dict[str, Any] = read_json(folder / "out" / "units" / "filing" / "result.json")
    return result


def indicators(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in result["indicators"]}


@pytest.fixture(scope="module")
def printed(shared: Path) -> dict[str, tuple[str, str]]:
    """Value and unit as printed, by item of factory-2025."""
    found = {}
    for row in rows(shared / "data" / "filing_cable_2025.csv"):
        item = CABLE_ITEMS.get(row["indicator"].partition("(")[0])
        if item:
            found[item] = (row["reported_value"], row["unit"])
    assert len(found) == len(CABLE_ITEMS)
    return found


@pytest.fixture(scope="module")
def text(printed: dict[str, tuple[str, str]]) -> str:
    declared = [f"  {item}: {{value: '{value}', unit: {unit!r}}}" for item, (value, unit) in printed.items()]
    return "\n".join(
        [
            HEAD.format(year=2024) + "route: self",
            f"unit: {{name: 示例电缆有限公司, uscc: {uscc(31)}, industry4: '3831'}}",
            "claimed_score: {total: 77.08, report: 自评价报告.pdf}",
            "declared:",
            *declared,
            "",
        ]
    )


@pytest.fixture(scope="module")
def result(text: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return evaluated(tmp_path_factory.mktemp("cable"), "pack: factory-2025\n" + text)


class TestCable:
    def test_every_published_value_comes_out(self, result: dict[str, Any], printed: dict[str, tuple[str, str]]) -> None:
        found = indicators(result)
        for item, (value, unit) in printed.items():
            if value in {"", "/"}:
                assert found[item]["value"] is None
                continue
            expected = convert(Decimal(value), unit, ITEM_UNITS[item])
            assert Decimal(found[item]["value"]) == expected, item
            assert (found[item]["unit"], found[item]["origin"]) == (ITEM_UNITS[item], "declared")

    def test_units_are_converted_exactly(self, result: dict[str, Any]) -> None:
        found = indicators(result)
        assert (found["C1-01"]["value"], found["C1-02"]["value"]) == ("0.02152", "0.02458")

    def test_what_the_filing_left_blank_stays_blank(self, result: dict[str, Any]) -> None:
        for item in ("C1-06", "C1-07"):
            assert (indicators(result)[item]["value"], indicators(result)[item]["points"]) == (None, None)

    def test_no_total_is_computed_and_the_reason_says_why(self, result: dict[str, Any]) -> None:
        assert result["score"]["total"] is None
        assert "总分不出" in result["score"]["reason"]
        found = indicators(result)
        for item in OPEN_BOUNDS:
            assert found[item]["points"] is None
            assert found[item]["reason"] == f"“{found[item]['name']}”的引领值或基准值空缺，不能计分；可导入或核定后再评"
        opened = {fact["fact"] for fact in result["unconfirmed"] if fact["value"] is None}
        for item in ("C1-03", "C1-08", "C1-10"):
            assert {f"factory-2025/items.{item}.{bound}" for bound in ("leading", "baseline")} <= opened

    def test_a_counted_item_has_its_points(self, result: dict[str, Any]) -> None:
        assert indicators(result)["C1-04"]["points"] == "1.5"  # 2 of 8 functions, 6 points

    def test_the_stated_total_stands_beside(self, result: dict[str, Any]) -> None:
        assert result["claimed_score"]["total"] == "77.08"
        assert result["ranking_score"] == {"value": "77.08", "from": "claimed"}
        assert result["verdict"] == "undetermined"

    def test_the_contradictions_of_the_filing_are_found(self, result: dict[str, Any]) -> None:
        found = {one["check"]: one for one in result["findings"]}
        assert {"K02", "K06"} <= found.keys()
        assert "1.14219" in found["K02"]["message"]  # 24.58 / 21.52 kg CO2 per kgce
        assert "77.08" in found["K06"]["message"]
        assert "取水" in found["K06"]["message"]

    def test_the_plot_ratio_on_its_limit(self, text: str, shared: Path, tmp_path: Path) -> None:
        """建筑系数 exactly 30.00: an item of the platform's form, not of Table C.1."""
        (row,) = [one for one in rows(shared / "data" / "filing_cable_2025.csv") if one["indicator"] == "建筑系数"]
        more = f"  R18b: {{value: '{row['reported_value']}', unit: '%'}}\n"
        result = evaluated(tmp_path, "pack: platform-2026\n" + text + more)
        found = {one["check"]: one for one in result["findings"]}
        assert found["K03"]["place"] == "indicators.R18b"

    def test_qualitative_items_need_a_judge(self, result: dict[str, Any]) -> None:
        for item in JUDGED:
            found = indicators(result)[item]
            assert (found["points"], found["reason"]) == (
                None, f"“{found['name']}”还没有人评定，请评分并写明依据",
            )  # fmt: skip

    @pytest.mark.requirement("REQ-20")
    def test_pinning_the_general_pack_is_remarked_on(self, result: dict[str, Any]) -> None:
        (finding,) = [one for one in result["findings"] if one["check"] == "PACK"]
        assert "factory-2025" in finding["message"]

    @pytest.mark.requirement("REQ-20", "REQ-21")
    def test_unpinned_the_industry_is_told_its_standard(self, text: str, book: Any, tmp_path: Path) -> None:
        result = evaluated(tmp_path, text)
        own = [
            row for row in book.table("industry_standards").rows
            if any("3831".startswith(code) for code in row["industry_codes"] or ())
        ]  # fmt: skip
        assert own, "the table of industry standards has no row for cables"
        told = result["pack"]["chosen_because"] + "".join(
            one["message"] for one in result["findings"] if one["check"] == "PACK"
        )
        assert any(row.text("code") in told for row in own)


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, Decimal]:
    return {row["item"]: Decimal(row["value"]) for row in rows(shared / "data" / "land_aluminium_2024.csv")}


@pytest.fixture(scope="module")
def land_text(figures: dict[str, Decimal]) -> str:
    values = {
        "output_value_total": figures["产值2024"],
        "land_area_m2": figures["工厂用地面积"],
        "floor_area": figures["总计容建筑面积"],
        "floor_area_over_8m": 0,
        "structure_floor_area": 0,
        "footprint_building": figures["总建/构筑物占地面积"],
        "footprint_structure": 0,
        "footprint_yard": 0,
    }
    lines = [f"  {name}: {value}" for name, value in values.items()]
    unit = f"unit: {{name: 示例铝业有限公司, uscc: {uscc(32)}, industry4: '3252'}}"
    return "\n".join([HEAD.format(year=2024) + unit, "values:", *lines, ""])


class TestLand:
    """The published case: 1.03, 42.8 %, 38.7 亿元/km2."""

    def test_as_the_2018_edition_computes_it(self, land_text: str, figures: dict[str, Decimal], tmp_path: Path) -> None:
        found = indicators(evaluated(tmp_path, "pack: factory-2018\n" + land_text))
        assert round_half_up(Decimal(found["A1"]["value"]), 2) == figures["容积率"]
        assert round_half_up(Decimal(found["A2"]["value"]), 1) == figures["建筑密度"]
        per_area = convert(Decimal(found["A3a"]["value"]), found["A3a"]["unit"], "亿元/km2")
        assert round_half_up(per_area, 1) == figures["单位用地面积产值"]

    def test_as_the_2025_edition_computes_it(self, land_text: str, figures: dict[str, Decimal], tmp_path: Path) -> None:
        result = evaluated(tmp_path, "pack: factory-2025\n" + land_text)
        land = indicators(result)["C1-14"]
        assert (
            round_half_up(convert(Decimal(land["value"]), land["unit"], "亿元/km2"), 1) == figures["单位用地面积产值"]
        )
        assert (land["points"], result["score"]["total"]) == (None, None)
        assert "引领值或基准值空缺" in land["reason"]

    def test_the_mean_of_the_city_is_converted_not_copied(self, figures: dict[str, Decimal]) -> None:
        mean = convert(figures["重庆2023年底制造业亩均产值"], "万元/亩", "亿元/km2")
        assert round_half_up(mean, 2) == Decimal("110.13")
        assert round_half_up(mean, 1) != figures["同上换算"]  # printed 110.2
