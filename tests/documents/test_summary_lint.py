"""The check of the 推荐汇总表 before export: what it says of every kind of fault, where, and how bad it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from summary_rows import clean, code, many

from greenlist.documents.summary import Flaw, columns_for, counted, lint_summary, lint_table
from greenlist.documents.summary.choices import choices_of
from greenlist.engine.case import Kind
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy


@pytest.fixture
def policy(book: LawBook) -> Policy:
    return book.policy("jilin-2024")


def lint(book: LawBook, kind: Kind, *rows: Any) -> list[Flaw]:
    return lint_table(book.policy("jilin-2024"), {kind: list(rows)}, choices=choices_of(fields_of(book)))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_clean_table_has_no_flaw(book: LawBook, kind: Kind) -> None:
    assert lint(book, kind, *many(3)) == []


FAULTS = [
    ({"phone": None}, "error", "联系电话", "空着；请补充或说明"),
    ({"name": "  "}, "error", "单位名称", "空着；请补充或说明"),
    ({"province_list": None}, "info", "是否省级绿色制造单位及批次", "空着；确无内容可以不填"),
    ({"route": "第三方", "agency": ""}, "error", "第三方机构名称", "评价方式是第三方，没有写机构名称；请补充"),
    ({"route": "自评价"}, "warning", "第三方机构名称",
     "评价方式是自评价，却写了机构“示例节能环保技术评价中心有限公司”；请核对是哪一种"),
    ({"main_products": "长" * 201}, "warning", "主要产品", "有 201 字，超过 200 字；请精简"),
    ({"note": "长" * 32768}, "error", "备注", "有 32768 字，Excel 一格只能放 32767 字，其余会被截去；请精简"),
    ({"contact": " 张三"}, "warning", "联系人", "“张三”前后有空格或换行；请删去"),
    ({"uscc": code(1).lower()}, "error", "统一社会信用代码", f"写成了“{code(1).lower()}”；请写成 {code(1)}"),
    ({"industry4": "C3110"}, "warning", "所属行业（四位代码）", "写成了“C3110”；请只写四位数字 3110"),
    ({"industry4": "3110、3120"}, "warning", "所属行业（四位代码）", "写了 2 个代码；请只写主营行业的一个"),
    ({"phone": "88900"}, "error", "联系电话", "“88900”不像电话号码；请写 11 位手机号，或区号-号码（如 0431-88900000）"),
    ({"note": "2024/3/5 更名"}, "warning", "备注", "日期“2024/3/5”的写法不统一；请写成 2024-03-05"),
    ({"note": "2024-02-30 更名"}, "error", "备注", "没有“2024-02-30”这一天；请核对日期"),
    ({"score": "八十六"}, "error", "评价得分", "“八十六”不是数字；请只写数字，单位写在表头"),
    ({"score": "86.25"}, "error", "评价得分", "“86.25”不是数字；请只写数字，单位写在表头"),
    ({"score": Decimal(-1)}, "error", "评价得分", "-1 小于 0；请核对"),
    ({"score": Decimal("86.255")}, "warning", "评价得分", "86.255 的小数超过 2 位；请按规则修约"),
    ({"route": "自评"}, "error", "评价方式（自评价/第三方）", "“自评”不在可填的内容里；只能填：自评价、第三方"),
    ({"seq": 5}, "error", "序号", "序号是 5，应为 1；请重新编号"),
    ({"standing": "trial"}, "info", "评价得分", "结果为试评，所用规则尚未核定；不能作为正式推荐依据"),
]  # fmt: skip
OF_PARKS = [
    ({"industry4": ""}, "info", "所属行业（四位代码）", "空着；确无内容可以不填"),
    ({"park_level": "市级"}, "error", "园区级别", "“市级”不在可填的内容里；只能填：国家级、省级"),
    ({"va_share": Decimal(161)}, "warning", "工业增加值占比", "161 不在 0 到 100 之间；请核对"),
    ({"green_factories": Decimal("2.5")}, "error", "园区内绿色工厂数量", "2.5 不是整数；请核对"),
    ({"three_year_scores": "80"}, "error", "近三年得分", "“80”不是三个年度的得分；请写成 80.5 / 82 / 85"),
    ({"three_year_scores": "80 / — / 85"}, "warning", "近三年得分", "有年度没有得分；请补充或说明"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "severity", "column", "words"), FAULTS)
def test_what_is_wrong_is_told_with_column_severity_and_the_way_out(
    book: LawBook, cells: dict[str, Any], severity: str, column: str, words: str
) -> None:
    assert [(one.severity, one.column, str(one.message)) for one in lint(book, Kind.FACTORY, clean(**cells))] == [
        (severity, column, words)
    ]


@pytest.mark.parametrize(("cells", "severity", "column", "words"), OF_PARKS)
def test_the_same_of_parks(book: LawBook, cells: dict[str, Any], severity: str, column: str, words: str) -> None:
    assert [(one.severity, one.column, str(one.message)) for one in lint(book, Kind.PARK, clean(**cells))] == [
        (severity, column, words)
    ]


@pytest.mark.parametrize("bad", ["123", code(1)[:-1] + "0", code(1) + "1"])
def test_a_code_that_is_none_is_an_error(book: LawBook, bad: str) -> None:
    (flaw,) = lint(book, Kind.FACTORY, clean(uscc=bad))
    assert (flaw.severity, flaw.column) == ("error", "统一社会信用代码")


def test_the_sentence_names_sheet_row_unit_and_column(book: LawBook) -> None:
    (flaw,) = lint(book, Kind.FACTORY, clean(1), clean(2, contact=""))
    assert flaw.sentence() == "绿色工厂 第 2 行“示例精密机械制造第2有限公司”，联系人：空着；请补充或说明"
    assert flaw.sentence("en").startswith("绿色工厂 line 2")


def test_a_unit_twice_is_told_in_both_rows_and_across_kinds(policy: Policy) -> None:
    rows = {Kind.FACTORY: [clean(1), clean(2, uscc=code(1))], Kind.SUPPLY_CHAIN: [clean(1)]}
    said = [(one.sheet, one.row, one.severity.value, str(one.message)) for one in lint_table(policy, rows)]
    twice = "与第 {} 行的代码相同；同一单位只能报一次，请核对"
    assert ("绿色工厂", 1, "error", twice.format(2)) in said
    assert ("绿色工厂", 2, "error", twice.format(1)) in said
    assert ("绿色供应链管理企业", 1, "warning", "同一代码也在绿色工厂；请核对是否分类别申报") in said


def test_the_same_name_under_two_codes_is_a_warning(book: LawBook) -> None:
    found = lint(book, Kind.FACTORY, clean(1), clean(2, name=str(clean(1)["name"])))
    assert {(one.column, one.severity.value) for one in found} == {("单位名称", "warning")}


def test_a_character_that_cannot_be_printed_is_named(book: LawBook) -> None:
    (flaw,) = lint(book, Kind.FACTORY, clean(contact="\U0002a6d6某"))
    assert (flaw.severity, flaw.column, flaw.message.code) == ("error", "联系人", "papers.missing_glyph")


def test_an_invisible_character_is_found(book: LawBook) -> None:
    found = lint(book, Kind.FACTORY, clean(contact="张\u200b三"))
    assert "有看不见的控制字符（U+200B）；请重新输入这一格" in [str(one.message) for one in found]


def test_counts_name_every_severity(policy: Policy) -> None:
    found = lint_summary(columns_for(policy, Kind.FACTORY), [clean(phone="", note="2024.3.5")])
    assert counted(found) == {"error": 1, "warning": 1, "info": 0}
