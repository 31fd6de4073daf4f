"""List files: header variants, sections, faults; CSV in three encodings, workbooks; kinds only suggested."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from greenlist.documents.sheets import read_tables
from greenlist.engine.messages import render
from greenlist.listings.columns import columns_of, kind_of_words
from greenlist.listings.reading import NoList, read_list
from greenlist.listings.rows import Reading, as_data, from_data

from .made import FACTORIES, HEAD, csv, xlsx


def read(tmp_path: Path, content: bytes, name: str = "list.csv") -> Reading:
    path = tmp_path / name
    path.write_bytes(content)
    return read_list(read_tables(path))


def told(reading: Reading) -> list[str]:
    return [render(one.reason) for one in reading.faults]


@pytest.mark.parametrize("region", ["地区", "地 区", "地　区", "省市", "省份"])
@pytest.mark.parametrize("name", ["工厂名称", "公司名称", "单位名称", "园区名称", "企业名称"])
@pytest.mark.parametrize("agency", ["第三方机构", "第三方机构名称", "第三方评价机构", "第三方评价机构名称"])
def test_every_header_met_in_the_wild(region: str, name: str, agency: str) -> None:
    found = columns_of(["序号", region, name, "行业", agency])
    assert found == {"seq": 0, "region": 1, "name": 2, "industry": 3, "agency": 4}


def test_a_row_of_a_list_is_no_header() -> None:
    assert columns_of(["1", "吉林", "示例食品有限公司", "电子"]) == {}
    assert columns_of(["1", "名称", "示例", "", "某某"]) == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_file_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    reading = read(tmp_path, csv([HEAD, *FACTORIES], encoding))
    assert [row.name for row in reading.sections[0].rows] == [cells[2] for cells in FACTORIES]
    assert [row.seq for row in reading.sections[0].rows] == [1, 2, 3]
    assert reading.sections[0].kind == "factory"
    assert reading.faults == []


def test_the_agency_may_be_absent(tmp_path: Path) -> None:
    rows = [["序号", "省份", "单位名称"], [1, "吉林", "示例食品有限公司"]]
    row = read(tmp_path, xlsx(("名单", rows)), "list.xlsx").sections[0].rows[0]
    assert (row.agency, row.region, row.original) == (
        "",
        "吉林",
        {"序号": "1", "省份": "吉林", "单位名称": "示例食品有限公司"},
    )


def test_annexes_in_one_file_are_sections_of_their_own(tmp_path: Path) -> None:
    chain = [["绿色供应链管理企业名单", "", ""], ["序号", "地区", "公司名称"], [1, "吉林", "示例汽车有限公司"]]
    park = [["附件2 绿色工业园区名单", "", ""], ["序号", "地 区", "园区名称"], [1, "吉林", "示例经济开发区"]]
    reading = read(tmp_path, xlsx(("一", [HEAD, *FACTORIES]), ("二", park + chain)), "list.xlsx")
    assert [(one.kind, len(one.rows)) for one in reading.sections] == [("factory", 3), ("park", 1), ("supply_chain", 1)]
    assert [one.doubts for one in reading.sections] == [[], [], []]


def test_the_head_of_the_next_printed_page_begins_no_section(tmp_path: Path) -> None:
    reading = read(tmp_path, csv([HEAD, *FACTORIES[:2], HEAD, FACTORIES[2]]))
    assert [len(one.rows) for one in reading.sections] == [3]


def test_a_header_of_another_kind_is_doubted(tmp_path: Path) -> None:
    parks = [[number, "吉林", f"示例{number}经济开发区", ""] for number in range(1, 6)]
    section = read(tmp_path, csv([HEAD, *parks])).sections[0]
    assert section.kind == "factory"
    assert "像园区名称" in render(section.doubts[0])
    headed = [["序号", "地区", "园区名称"], *[[number, "吉林", f"示例{number}有限公司"] for number in range(1, 6)]]
    assert "不像园区名称" in render(read(tmp_path, csv(headed)).sections[0].doubts[0])


def test_title_and_header_that_differ_are_told(tmp_path: Path) -> None:
    rows = [["绿色供应链管理企业名单", "", "", ""], HEAD, *FACTORIES]
    section = read(tmp_path, csv(rows)).sections[0]
    assert section.kind == "supply_chain"
    assert len(section.doubts) == 1


@pytest.mark.parametrize(
    ("cells", "word", "left"),
    [
        (["", "长春市", "某示例有限公司", ""], "没有序号", 3),
        ([2, "长春市", "某示例有限公司", ""], "与第 3 行重复", 3),
        ([9, "长春市", "某示例有限公司", ""], "序号跳到 9", 4),
        ([4, "长春市", "", "某机构"], "没有名称", 3),
        ([4, "长春市", "长" * 121, ""], "超过 120 个字", 3),
        ([4, "长春市", "示例食品有限公司", ""], "与第 2 行名称相同", 4),
    ],
)
def test_faulty_rows_are_told_with_what_happens_to_them(tmp_path: Path, cells: list[Any], word: str, left: int) -> None:
    reading = read(tmp_path, csv([HEAD, *FACTORIES, cells]))
    assert [text for text in told(reading) if word in text] != []
    assert reading.rows == left


def test_a_wrong_code_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [["序号", "单位名称", "统一社会信用代码"], [1, "甲示例有限公司", "91350100M000100Y4A"],
            [2, "乙示例有限公司", "９１３５０１００Ｍ０００１００Ｙ４３"]]  # fmt: skip
    reading = read(tmp_path, csv(rows))
    assert [row.uscc for row in reading.sections[0].rows] == ["", "91350100M000100Y43"]
    assert "代码没有采用" in told(reading)[0]


def test_merged_regions_are_left_empty_and_counted(tmp_path: Path) -> None:
    rows = [HEAD, FACTORIES[0], [2, "", "乙示例有限公司", ""], [3, "", "丙示例有限公司", ""]]
    reading = read(tmp_path, csv(rows))
    assert [row.region for row in reading.sections[0].rows] == ["长春市", "", ""]
    assert "2 行没有地区" in render(reading.sections[0].doubts[0])


def test_rows_that_say_kind_and_batch_themselves(tmp_path: Path) -> None:
    rows = [["kind", "batch", "seq", "region", "name"], ["factory", 1, 1, "吉林", "甲示例有限公司"],
            ["park", 1, 1, "吉林", "示例开发区"], ["factory", 2, 1, "吉林", "乙示例有限公司"]]  # fmt: skip
    reading = read(tmp_path, csv(rows))
    assert [(row.kind, row.batch, row.seq) for row in reading.sections[0].rows] == [
        ("factory", 1, 1), ("park", 1, 1), ("factory", 2, 1)
    ]  # fmt: skip
    assert reading.faults == []


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([["甲", "乙"], ["丙", "丁"]], "没有找到表头"),
        ([HEAD], "没有可采用的行"),
        ([HEAD, ["", "", "", ""]], "没有可采用的行"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(tmp_path: Path, rows: list[list[str]], word: str) -> None:
    with pytest.raises(NoList, match=word):
        read(tmp_path, csv(rows))


def test_far_too_many_rows_are_refused(tmp_path: Path) -> None:
    rows = [HEAD, *[[number, "吉林", f"示例{number}有限公司", ""] for number in range(1, 50_003)]]
    with pytest.raises(NoList, match="50000"):
        read(tmp_path, csv(rows))


def test_what_was_read_is_kept_whole(tmp_path: Path) -> None:
    rows = [HEAD, *FACTORIES, ["", "长春市", "某示例有限公司", ""], [9, "", "另一示例有限公司", ""]]
    reading = read(tmp_path, csv(rows))
    assert reading.faults
    assert from_data(as_data(reading)) == reading


@pytest.mark.parametrize(
    ("text", "kind"),
    [("绿色工厂公示名单", "factory"), ("绿色工业园区", "park"), ("绿色供应链管理企业", "supply_chain"),
     ("绿色设计产品", "product"),     ("公司名称", ""), ("名单", "")],
)  # fmt: skip
def test_words_that_name_a_kind(text: str, kind: str) -> None:
    assert kind_of_words(text) == kind


def test_the_national_list_reads_without_a_fault(shared: Path) -> None:
    reading = read_list(read_tables(shared / "data" / "national_list.csv"))
    assert reading.rows == 2482
    assert reading.faults == []
