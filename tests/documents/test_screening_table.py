"""筛查结果.xlsx: what officers read, print and write their decisions into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from greenlist.documents.screening_table import write_screening
from greenlist.documents.sheets import read_tables
from greenlist.engine.messages import Language, say
from greenlist.screening.decision_rows import read_decisions
from greenlist.screening.outcomes import Outcome
from greenlist.screening.report import screening_data
from screening.made import a_decision, a_ruling, a_screening, a_unit, an_answer

HIT, CANDIDATE, OPEN, CLEAR = Outcome.HIT, Outcome.CANDIDATE, Outcome.UNDETERMINED, Outcome.CLEAR
WORDS = {"NEG-2b": "偷漏税等违法违规行为", "credit_china_penalties": "信用中国行政处罚", "NEG-1b": "连续停产"}
HEAD_ROW = 3


def data() -> dict[str, Any]:
    tenant = a_unit(
        "=示例租户有限公司",
        HIT,
        an_answer("NEG-2b", HIT, a_ruling(), a_ruling(CLEAR, history=True)),
        an_answer("NEG-6", CLEAR),
    )
    park = a_unit(
        "示例园区",
        HIT,
        an_answer("NEG-2b", HIT, reasons=(say("screened.clear"),)),
        an_answer("NEG-6", CLEAR),
        tenants=(tenant,),
    )
    alike = a_ruling(CANDIDATE, how="fuzzy", lapsed=a_decision("same"))
    other = a_unit("示例玻璃有限公司", CANDIDATE, an_answer("NEG-2b", CANDIDATE, alike), an_answer("NEG-6", OPEN))
    decided = a_unit("示例陶瓷有限公司", CLEAR, an_answer("NEG-2b", CLEAR, a_ruling(CLEAR, decision=a_decision())))
    return screening_data(a_screening(park, other, decided))


def written(path: Path, language: Language = "zh", **more: Any) -> openpyxl.Workbook:
    write_screening(path, data(), words=WORDS, language=language, **more)
    return openpyxl.load_workbook(path)


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return written(tmp_path / "筛查结果.xlsx", remarks=[("名册.csv 第 3 行", "没有单位名称")])


def table(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    rows = list(book[name].iter_rows(min_row=HEAD_ROW, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_a_row_per_unit_with_the_outcome_of_each_condition(book: openpyxl.Workbook) -> None:
    park, other, decided = table(book, "单位")
    assert (park["申报单位"], park["结论"], park["NEG-2b"], park["NEG-6"]) == ("示例园区", "命中", "命中", "无记录")
    assert park["园区内企业"] == "1 家：命中 1，待认定 0，未定 0"
    assert (other["结论"], other["NEG-6"]) == ("待认定", "未定")
    assert other["决定结论的情形"].startswith("NEG-2b 偷漏税等违法违规行为：")
    assert (decided["结论"], decided["决定结论的情形"], decided["序号"]) == ("无记录", None, 3)


def test_a_row_per_ruling_with_tenants_and_history(book: openpyxl.Workbook) -> None:
    rows = table(book, "名单记录")
    assert [(one["申报单位"], one["筛查对象"], one["结论"]) for one in rows] == [
        ("示例园区", "=示例租户有限公司", "命中"),
        ("示例玻璃有限公司", "示例玻璃有限公司", "待认定"),
        ("示例陶瓷有限公司", "示例陶瓷有限公司", "无记录"),
        ("示例园区", "=示例租户有限公司", "参考"),
    ]
    hit, alike, decided, _ = rows
    assert (hit["来源"], hit["名单日期"], hit["行"]) == ("信用中国行政处罚", "2024-07-20", 3)
    assert (hit["期间"], hit["文号"], hit["事由"]) == ("2021-07-26 至 2024-07-26", "示环罚〔2023〕1号", "=超标排放")
    assert hit["说明和条款"].endswith("\n一.2")
    assert (alike["匹配"], alike["相似度"]) == ("名称相近", 91.7)
    assert "示例玻璃{+股份+}有限公司" in alike["说明和条款"]
    assert (decided["认定"], decided["认定人"], decided["认定理由"]) == ("不是本单位", "张三（示例市）", "地址不同")
    assert (alike["认定"], hit["金额（元）"]) == (None, 2000)


def test_text_stays_text(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(cells) == 6  # the tenant's name in two rows, the cause in four
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(isinstance(one["统一社会信用代码"], str | None) for one in table(book, "单位"))


def test_lists_and_what_was_not_screened(book: openpyxl.Workbook) -> None:
    taken, missing = table(book, "名单")
    assert (taken["编号"], taken["名称"], taken["名单日期"], taken["记录数"]) == (
        "credit_china_penalties", "信用中国行政处罚", "2024-07-20", 12,
    )  # fmt: skip
    assert taken["SHA-256"] == "ab" * 32
    assert (missing["文件"], bool(missing["问题"])) == (None, True)
    open_, row = table(book, "未筛查")
    assert open_["情形、文件或行"] == "NEG-1b 连续停产"
    assert row == {"情形、文件或行": "名册.csv 第 3 行", "原因": "没有单位名称"}


def test_it_prints_on_a4_landscape_with_its_header_on_every_page(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes.endswith("4")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["名单记录"].print_area.endswith("$K$7")


def test_the_same_screening_gives_the_same_bytes(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx")
    written(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_in_english(tmp_path: Path) -> None:
    book = written(tmp_path / "a.xlsx", "en")
    assert book.sheetnames == ["Units", "Records", "Lists", "Not screened"]
    assert table(book, "Units")[0]["outcome"] == "hit"


class TestDecisions:
    """The right-hand columns of the records, filled in and read back."""

    def filled(self, path: Path, language: Language = "zh", **cells: Any) -> Path:
        book = written(path, language)
        sheet = book.worksheets[1]
        heads = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
        for head, value in cells.items():
            sheet.cell(HEAD_ROW + 1, heads[head], value)
        book.save(path)
        return path

    def test_what_was_decided_before_comes_back(self, tmp_path: Path) -> None:
        path = self.filled(tmp_path / "a.xlsx")
        read = read_decisions(read_tables(path), "a.xlsx")
        (decision,) = read.decisions
        assert decision == a_decision().__class__(
            "示例陶瓷有限公司",
            "1" * 32,
            "2" * 32,
            "NEG-2b",
            "other",
            "张三（示例市）",
            a_decision().on,
            "地址不同",
            "函1号",
        )
        assert read.problems == []

    def test_a_row_filled_in(self, tmp_path: Path) -> None:
        cells = {"认定": "不算", "认定人": "李四", "认定日期": "2024/7/25", "认定理由": "已撤销", "依据文件": "决定书"}
        read = read_decisions(read_tables(self.filled(tmp_path / "a.xlsx", **cells)), "a.xlsx")
        first = read.decisions[0]
        assert (first.verdict, first.by, first.on.isoformat(), first.document) == (
            "does_not_count", "李四", "2024-07-25", "决定书",
        )  # fmt: skip

    def test_an_english_workbook_reads_the_same(self, tmp_path: Path) -> None:
        cells = {"decision": "counts", "decided by": "L", "decided on": "2024-07-25", "reason of the decision": "x"}
        read = read_decisions(read_tables(self.filled(tmp_path / "a.xlsx", "en", **cells)), "a.xlsx")
        assert [one.verdict for one in read.decisions] == ["counts", "other"]

    @pytest.mark.parametrize(
        ("cells", "says"),
        [
            ({"认定": "不算"}, "认定缺少：认定人、认定日期、认定理由"),
            ({"认定": "也许", "认定人": "李", "认定日期": "2024-07-25", "认定理由": "x"}, "认定“也许”不在可选内容之中"),
            ({"认定": "算", "认定人": "李", "认定日期": "上周", "认定理由": "x"}, "认定日期“上周”不是日期"),
        ],
    )
    def test_a_row_that_cannot_be_used_is_told(self, tmp_path: Path, cells: dict[str, Any], says: str) -> None:
        read = read_decisions(read_tables(self.filled(tmp_path / "a.xlsx", **cells)), "a.xlsx")
        assert len(read.decisions) == 1
        (problem,) = read.problems
        assert problem.fatal
        assert problem.place == "名单记录!G4"
        assert says in problem.text()

    def test_a_table_of_anything_else_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("单位名称,认定\n示例,算\n", encoding="utf-8")
        assert [one.fatal for one in read_decisions(read_tables(path), "a.csv").problems] == [True]
