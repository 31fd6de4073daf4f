"""Reports as people hand them in: typed in Word, with merged cells, no styles, boxes ticked by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table

USCC = "91220105A00001014W"


def factory_2024(*, styles: bool = False) -> Document:
    """The third-party report of 2024 as filled by hand: one table over all three blocks, four columns, merged cells."""
    document = docx.Document()
    document.add_paragraph("绿色工厂第三方评价报告")
    document.add_paragraph("受评价方名称：示例机械制造有限公司")
    document.add_paragraph("第三方机构名称：示例绿色评价有限公司")
    rows = [
        ("一、工厂基本信息",),
        ("工 厂 名 称", "示例机械制造有限公司"),
        ("工厂地址：", "长春市二道区示例大街1号"),
        ("所属行业\n（按统计局四位代码填写，可多填）", "3484 机械零部件加工；3489"),
        ("主要产品", "减速机、联轴器"),
        ("单位性质", "内资（□国有　□集体　☑民营）　□中外合资　□港澳台　□外商独资"),
        ("统一社会信用代码", "９１２２０１０５Ａ００００１０１４Ｗ", "法定代表人", "张 三"),
        ("申报工作联系部门", "安环部", "联系人", "李四"),
        ("联系电话", "0431-8800", "电子邮箱", "li@example.com"),
        ("厂歌", "啦啦啦", "传真", "/"),
        ("二、第三方机构信息",),
        ("第三方机构名称", "示例绿色评价有限公司"),
        ("第三方机构地址", "长春市示例路1号"),
        ("机构法定代表人", "王某", "法定代表人电话", "0431-1"),
        ("机构联系人", "赵某", "联系人电话", "0431-2"),
        ("报告编制负责人", "钱某", "负责人电话", "0431-3"),
        ("三、绿色工厂评价结果",),
        ("基本要求", "√符合  □不符合", "指标得分", "86.5分"),
        ("受评价方主要亮点\n（100字以内）", "屋顶光伏和余热回收。"),
    ]
    filled(document, rows, columns=4)
    text = "本公司成立于2001年，主营减速机。"
    for title, level, body in (
        ("一、概述", 1, ""), ("（一）受评价方基本情况", 2, text), ("二、评价过程和方法", 1, "组建了评价组。"),
        ("三、评价内容", 1, "经核查，1. 不属于小标题，因为句子很长并且以句号结束。"), ("四、评价结论", 1, "符合要求。"),
    ):  # fmt: skip
        if styles:
            document.add_heading(title, level)
        else:
            document.add_paragraph(title)
        if body:
            document.add_paragraph(body)
    return document


def park_2018() -> Document:
    """A park's report: labels of 2018, three scores beside each other, indicators with a column for each year."""
    document = docx.Document()
    document.add_paragraph("绿色园区第三方评价报告")
    document.add_paragraph("一、园区基本信息")
    filled(document, [
        ("园区名称", "示例经济开发区", "园区地址", "双阳区示例大路1号"),
        ("园区负责人", "周某", "负责人电话", "0431-11"),
        ("园区联系人", "吴某", "联系人电话", "0431-12"),
        ("电子邮箱", "park@example.com", "传真", "0431-13"),
    ], columns=4)  # fmt: skip
    document.add_paragraph("二、第三方机构信息")
    filled(document, [("第三方机构名称", "示例绿色评价有限公司", "报告审核人", "郑某"),
                      ("报告编制负责人", "冯某", "负责人电话", "0431-14")], columns=4)  # fmt: skip
    document.add_paragraph("三、绿色园区评价结果")
    result = document.add_table(3, 4)
    fill(result, [("基本要求", "■符合 □不符合", "", ""), ("近三年评价得分", "第1年", "第2年", "第3年"),
                  ("", "81.2", "83", "85.06")])  # fmt: skip
    result.cell(1, 0).merge(result.cell(2, 0))
    document.add_paragraph("附表2.2 绿色工业园区评价指标第三方评价表")
    years = document.add_table(4, 7)
    fill(years, [("一级指标", "序号", "二级指标", "指标单位", "指标数据", "", ""),
                 ("", "", "", "", "2021年", "2022年", "2023年"),
                 ("能源利用", "1", "能源产出率", "万元/tce", "3.0", "3.1", "3.2"),
                 ("", "2", "可再生能源使用比例", "%", "10", "11", "12%")])  # fmt: skip
    years.cell(0, 4).merge(years.cell(0, 6))
    for column in range(4):
        years.cell(0, column).merge(years.cell(1, column))
    years.cell(2, 0).merge(years.cell(3, 0))
    return document


DATA = (
    ("表 5 主要产品产量（2023年）", [
        ("序号", "产品名称", "计量单位", "合格产品产量", "产品产值（万元）", "产品综合能耗（tce）", "备注"),
        ("1", "减速机", "台", "１２，０００", "8,600.5", "310", "自产"),
        ("2", "联轴器", "台", "0", "—", "约20", ""),
        ("合计", "", "", "12000", "8600.5", "310", ""),
    ]),
    ("表 6 能源消费情况", [
        ("能源品种", "实物量", "折标系数", "折标煤量（tce）"),
        ("电力（当量值）", "2,100 万kWh", "0.1229 kgce/kWh", "2580.9"),
        ("天然气", "35 万m³", "1.33 kgce/m³", "465.5"),
    ]),
    ("表 7 主要原材料", [
        ("原材料名称", "单位", "年消耗量", "所属产品"),
        ("钢材", "t", "1,500", "减速机"),
        ("铸件", "t", "800.25", ""),
    ]),
    ("表 8 主要污染物排放", [
        ("污染物", "介质", "计量单位", "产生量", "排放量"),
        ("COD", "废水", "t", "2.5", "0.4"),
        ("颗粒物", "废气", "kg", "900", "12"),
    ]),
    ("表 9 近三年改造项目", [
        ("项目名称", "投资额（亿元）", "完成时间", "实施效果"),
        ("屋顶光伏", "0.05", "2022年6月30日", "年发电300万kWh"),
        ("余热回收", "0.01", "2023年", "年节约100tce"),
    ]),
)  # fmt: skip
"""Captions and rows of data tables as people type them."""


def factory_with_data() -> Document:
    """The report of 2024 with its data tables, and one that nothing reads."""
    document = factory_2024()
    for caption, rows in DATA:
        table_under(document, caption, rows)
    table_under(document, "表 10 主要生产设备", [("设备名称", "型号", "台数"), ("车床", "C6140", "12")])
    return document


def table_under(document: Document, caption: str, rows: Sequence[Sequence[str]]) -> Table:
    """A table below its caption."""
    if caption:
        document.add_paragraph(caption)
    table = document.add_table(len(rows), len(rows[0]))
    fill(table, rows)
    return table


def filled(document: Document, rows: Sequence[Sequence[str]], columns: int) -> Table:
    """A table; the last cell of a short row runs on to its end."""
    table = document.add_table(len(rows), columns)
    for number, row in enumerate(rows):
        cells = table.rows[number].cells
        for place, text in enumerate(row):
            cells[place].text = text
        if len(row) < columns:
            cells[len(row) - 1].merge(cells[columns - 1])
    return table


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    """Every cell its text."""
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            cell.text = text


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


Change = Callable[[dict[str, bytes]], None]


def with_parts(content: bytes, change: Change) -> bytes:
    """A packed document with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def put(folder: Path, content: bytes, name: str = "报告.docx") -> Path:
    """A file of these bytes."""
    path = folder / name
    path.write_bytes(content)
    return path
