"""The sheet 单位信息: who applies, for which year, by which route, and the score of the signed report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import row_height
from greenlist.engine.case import Kind
from greenlist.engine.fields import Field, Fields

from .draft import FIRST_DATA_ROW, Draft, FormColumn, explained, number_rule
from .fields_sheet import write_input
from .layout import ROUTES, UNIT, UNIT_FIELDS
from .prefill import put_value, unit_values
from .stated import CellValue, claim, typed

_HINT = "带 ＊ 的为必填。统一社会信用代码按文本填写，共 18 位；没有的项目留空。"
_COLUMNS = [
    FormColumn("", "项目", 30),
    FormColumn("value", "填写内容", 46),
    FormColumn("", "说明", 60),
]
_REQUIRED = {"unit.name", "unit.uscc", "evaluation_year"}


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    field: Field
    value: str | int = ""


def write_unit_sheet(draft: Draft, dictionary: Fields) -> None:
    """Write the unit block; notes where the evaluation year stands."""
    sheet = draft.start(UNIT, "单位信息", _HINT, _COLUMNS, about="单位名称、评价年、评价方式、报告得分")
    sheet.fit_to_pages(1, 1)
    stated = unit_values(draft)
    for row, line in enumerate(_lines(draft, dictionary), FIRST_DATA_ROW):
        star = "＊" if line.key in _REQUIRED else ""
        sheet.write_string(row, 0, line.key)
        sheet.write_string(row, 1, f"{line.field.label}{star}", draft.fmt("label"))
        _write_value(draft, sheet, row, line)
        put_value(draft, sheet, row, 2, stated.get(line.key) or _own(draft, line))
        definition = explained(line.field)
        sheet.write_string(row, 3, definition, draft.fmt("small"))
        sheet.set_row(row, row_height([(definition, 60), (line.field.label, 28)]) + 4)
        if line.key == "evaluation_year":
            draft.year_cell = f"'单位信息'!{xl_rowcol_to_cell(row, 2, row_abs=True, col_abs=True)}"


def _write_value(draft: Draft, sheet: Worksheet, row: int, line: _Line) -> None:
    write_input(draft, sheet, row, 2, line.field)
    if line.key == "evaluation_year":
        sheet.data_validation(row, 2, row, 2, number_rule(whole=True, least=2000, most=2100))
    if isinstance(line.value, int):
        sheet.write_number(row, 2, line.value, draft.fmt("in_choice"))


def _own(draft: Draft, line: _Line) -> CellValue:
    """What is stated of the unit itself."""
    group, _, key = line.key.partition(".")
    value = draft.stated.section("unit").get(key) if group == "unit" else None
    return None if value is None else typed(claim(value), line.field)[0]


def _lines(draft: Draft, dictionary: Fields) -> Iterator[_Line]:
    kind, policy = draft.needs.kind, draft.needs.policy
    year = policy.evaluation.by_report_year.value if policy else None
    year_field = _made("评价年", "integer", "数据所属的日历年度，如 2023", ())
    yield _Line("evaluation_year", year_field, year if year is not None else "")
    yield _Line("route", _made("评价方式", "enum", "自评价，或由第三方机构评价", tuple(ROUTES)))
    yield _Line("applied_on", _made("申报日期", "date", "提交申报材料的日期，写成 2024-07-31", ()))
    for key, field_id in UNIT_FIELDS.items():
        field = dictionary.by_id.get(field_id)
        if field is not None and kind in field.kinds:
            yield _Line(f"unit.{key}", field)
        if key == "address":
            yield _Line("unit.region", _made("所在地区", "text", "省、市（州）、县（市、区）", ()))
    yield _Line("unit.agency", _made("第三方机构名称", "text", "采用第三方评价的填写", ()))
    yield _Line("claimed.total", _made("报告载明的评价得分", "number", "自评价报告或第三方评价报告中的总分", ()))
    if kind is Kind.PARK:
        for offset in (-1, -2):
            label = f"报告载明的评价得分（评价年前{-offset}年）"
            yield _Line(f"claimed.year{offset}", _made(label, "number", "园区报告给出近三年得分的填写", ()))
    yield _Line("claimed.report", _made("报告文件名", "text", "已签字盖章的报告文件；填了得分的必填", ()))
    yield _Line("claimed.sha256", _made("报告文件摘要（SHA-256）", "text", "可留空，由受理人员核对文件后填写", ()))


def _made(label: str, kind: str, definition: str, values: tuple[str, ...]) -> Field:
    return Field("", label, "", (), kind, "", 0, definition, "", values)
