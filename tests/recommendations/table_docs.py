"""Summary tables as cities hand them in: titles, headers and notes of several places."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from door import uscc

CODES = [uscc(number) for number in range(1, 6)]


@dataclass
class Grid:
    """A sheet as readers see it."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)


def wide(text: str, columns: int) -> list[Any]:
    """A line over the whole width."""
    return [text, *[""] * (columns - 1)]


def jilin() -> list[Grid]:
    """Title over the table, one sheet for each kind, a note below."""
    head = [
        "序号", "推荐地区", "单位名称", "统一社会信用代码", "所属行业（四位代码）", "评价得分＊", "联系人", "联系电话",
    ]  # fmt: skip
    rows = [[1.0, "长春市", "甲公司", CODES[0], "1391", 86.5, "张三", "0431-1"],
            [2.0, "长春市", "乙公司", CODES[1], 3484.0, "90（试评）", "李四", "0431-2"]]  # fmt: skip
    park = ["序号", "园区名称", "统一社会信用代码", "园区级别", "近三年得分", "", ""]
    years = ["", "", "", "", "2021年", "2022年", "2023年"]
    title, note = "2024年度绿色制造名单推荐汇总表", "注：得分保留两位小数。"
    last = [1.0, "示例开发区", CODES[2], "省级", 80.0, 81.5, 83.0]
    return [
        Grid("绿色工厂", [wide(title, 8), head, *rows, wide(note, 8)]),
        Grid("绿色工业园区", [wide(title, 7), park, years, last]),
    ]


def one_sheet() -> list[Grid]:
    """All kinds below each other under headings, other words for the columns, a foot with a seal."""
    head = ["编号", "所属地区", "企业名称", "社会信用代码", "行业代码", "总分", "第三方评价机构", "奇怪的列"]
    return [
        Grid("Sheet1", [
            wide("XX市2024年度省级绿色制造单位推荐汇总表", 8),
            ["推荐单位（盖章）：", "", "", "", "", "填报日期：", "2024年7月", ""],
            head,
            wide("一、绿色工厂", 8),
            ["1", "长春", "甲公司", CODES[0], "1391", "86.50", "某机构", "x"],
            ["2", "长春", "", CODES[1], "", "", "", ""],
            wide("二、绿色供应链管理企业", 8),
            ["1", "长春", "丙公司", "坏代码", "1751", "很高", "某机构", "y"],
            ["2", "长春", "丙公司", "坏代码", "1751", "80", "某机构", "y"],
            ["填表人：", "王五", "", "", "联系电话：", "1", "", ""],
        ]),
    ]  # fmt: skip


def workbook(path: Path, grids: list[Grid]) -> Path:
    """The same as a file."""
    with xlsxwriter.Workbook(path) as book:
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for line, row in enumerate(grid.rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write(line, column, cell)
    return path
