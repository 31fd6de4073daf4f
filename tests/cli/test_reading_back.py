"""`greenlist import`: reports into unit files that the round then evaluates; summary tables as rows."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from documents.report_docs import factory_2024, factory_with_data, park_2018, put, saved
from door import greenlist
from recommendations.table_docs import jilin, one_sheet, workbook

POLICY = ("--policy", "jilin-2024")


def test_reports_become_unit_files_that_are_evaluated(tmp_path: Path) -> None:
    files = [put(tmp_path, saved(factory_2024()), "甲.docx"), put(tmp_path, saved(park_2018()), "乙.docx")]
    said = greenlist("import", "report", *files, *POLICY, "--out", tmp_path / "units")
    assert (said.code, said.err) == (0, "")
    assert "甲.docx：读懂 15 处，没有读懂或不写入 12 处" in said.out  # three of them chapters
    assert "表1第10行第2列 厂歌" in said.out
    data = json.loads((tmp_path / "units/甲.json").read_text())
    assert (data["kind"], data["evaluation_year"], data["unit"]["contact"]) == ("factory", 2023, "李四")
    with (tmp_path / "units/未读懂.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["文件", "位置", "原文", "原因和办法"]
    assert list(dict.fromkeys(row[0] for row in rows[1:])) == ["甲.docx", "乙.docx"]
    again = greenlist("evaluate", tmp_path / "units", *POLICY, "--out", tmp_path / "out")
    assert again.code == 0
    assert "示例经济开发区" in again.out


def test_data_tables_become_rows_and_what_is_not_read_is_named(tmp_path: Path) -> None:
    file = put(tmp_path, saved(factory_with_data()), "甲.docx")
    for lang, table, chapters in (
        ("zh", "表7 表 10 主要生产设备（2 行）表头：设备名称、型号、台数: 不是认得的表", "没有写入的章节文字："),
        (
            "en",
            "表7 表 10 主要生产设备 (2 rows), headers: 设备名称、型号、台数: none of the tables",
            "texts of chapters",
        ),
    ):
        out = tmp_path / lang
        said = greenlist("import", "report", file, *POLICY, "--pack", "factory-2025", "--out", out, "--lang", lang)
        assert (said.code, said.err) == (0, "")
        assert table in said.out
        assert chapters in said.out
        listed = (out / "未读懂.csv").read_text(encoding="utf-8-sig")
        for words in ("主要生产设备", "合计", "余热回收 完成时间：2023年", "四、评价结论"):
            assert words in listed, words
        assert "综合能耗" in said.out
    data = json.loads((tmp_path / "zh/甲.json").read_text())
    assert data["products"][0]["qualified_output"] == {
        "value": "12000", "unit": "台", "reason": "取自《甲.docx》表2第2行第4列"
    }  # fmt: skip
    assert data["energy"][1]["quantity"]["unit"] == "万m3"
    assert greenlist("evaluate", tmp_path / "zh", *POLICY, "--out", tmp_path / "out").code == 0


def test_what_cannot_be_read_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    files = [put(tmp_path, b"%PDF-1.7", "甲.pdf"), put(tmp_path, saved(factory_2024()), "乙.docx")]
    said = greenlist("import", "report", *files, *POLICY, "--out", tmp_path / "units")
    assert said.code == 2
    assert "Word 原稿" in said.err
    assert (tmp_path / "units/乙.json").exists()
    assert not (tmp_path / "units/甲.json").exists()


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    file = put(tmp_path, saved(factory_2024()), "甲.docx")
    asked = ("import", "report", file, *POLICY, "--out", tmp_path / "units")
    assert greenlist(*asked).code == 0
    said = greenlist(*asked)
    assert said.code == 2
    assert "甲.json" in said.err
    assert greenlist(*asked, "--force", "--lang", "en").code == 0


def test_formulas_in_a_report_stay_text_in_the_list(tmp_path: Path) -> None:
    document = factory_2024()
    document.tables[0].cell(9, 0).text = "=cmd|' /C calc'!A0"
    said = greenlist("import", "report", put(tmp_path, saved(document)), *POLICY, "--out", tmp_path / "units")
    assert said.code == 0
    assert "'=cmd" in (tmp_path / "units/未读懂.csv").read_text(encoding="utf-8-sig")


def test_a_summary_table_is_listed_with_its_faults(tmp_path: Path) -> None:
    said = greenlist("import", "table", workbook(tmp_path / "表.xlsx", one_sheet()))
    assert said.code == 0
    assert "2 个单位，5 处问题" in said.out
    assert "奇怪的列" in said.out


def test_a_summary_table_comes_as_json(tmp_path: Path) -> None:
    said = greenlist("import", "table", workbook(tmp_path / "表.xlsx", jilin()), *POLICY, "--json")
    data = json.loads(said.out)
    assert [sheet["kind"] for sheet in data["sheets"]] == ["factory", "park"]
    assert data["sheets"][0]["rows"][0]["name"] == "甲公司"


def test_what_is_no_table_leaves_with_2(tmp_path: Path) -> None:
    file = tmp_path / "表.csv"
    file.write_text("甲,乙\n1,2\n")
    said = greenlist("import", "table", file)
    assert said.code == 2
    assert "表头" in said.err
