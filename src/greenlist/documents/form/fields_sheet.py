"""Sheets of single fields, one per subject: value cells by year, unit, proof."""

from __future__ import annotations

from collections import defaultdict

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import row_height
from greenlist.engine.fields import Field

from .draft import FIRST_DATA_ROW, Draft, FormColumn, date_rule, explained, number_rule, shown_unit, units_for
from .layout import NO, VALUES, YES, year_key
from .needs import Need
from .prefill import put_value
from .subjects import subject_of, subject_order

_HINT = (
    "只填白色格。没有数据请留空（留空=未提供，不等于 0）；数值为零请填 0；"
    "确实不适用的，数值留空并写明“不适用理由”。"
    "换用其他填报单位时从下拉列表中选，程序按精确系数换算成规定单位。"
)
_NUMBERS = {"number", "integer"}
_BEFORE = [FormColumn("", "名称", 26), FormColumn("", "规定单位", 11), FormColumn("unit", "填报单位", 11)]
_AFTER = [
    FormColumn("", "定义与口径", 32),
    FormColumn("", "可作凭证的材料", 22),
    FormColumn("evidence", "凭证文件\n（文件名、页码）", 20),
    FormColumn("na", "不适用理由", 15),
    FormColumn("reason", "备注", 15),
]


def write_field_sheets(draft: Draft) -> None:
    """One sheet per subject that has fields."""
    by_subject: dict[str, list[Need]] = defaultdict(list)
    for need in draft.needs.fields:
        by_subject[subject_of(need.field.id)].append(need)
    for subject in sorted(by_subject, key=subject_order):
        _write_sheet(draft, subject, by_subject[subject])


def _write_sheet(draft: Draft, subject: str, needs: list[Need]) -> None:
    offsets = sorted({offset for need in needs for offset in need.offsets})
    years = [FormColumn(year_key(offset), "评价年" if offset == 0 else "", 14) for offset in offsets]
    columns = [*_BEFORE, *years, *_AFTER]
    sheet = draft.start(f"{VALUES}.{subject}", subject, _HINT, columns, about=f"{len(needs)} 项数据")
    first_year = len(_BEFORE) + 1
    for column, offset in enumerate(offsets, first_year):
        write_year_heading(draft, sheet, column, offset)
    for row, need in enumerate(needs, FIRST_DATA_ROW):
        _write_row(draft, sheet, row, need, offsets)


def write_year_heading(draft: Draft, sheet: Worksheet, column: int, offset: int) -> None:
    """The heading of a year column follows the evaluation year typed on the first sheet."""
    back = f"-{-offset}" if offset else ""
    plain = "评价年" if offset == 0 else f"评价年前{-offset}年"
    year = draft.needs.policy.evaluation.by_report_year.value if draft.needs.policy else None
    shown = f"{year + offset}年" if year else plain
    formula = f'=IF(ISNUMBER({draft.year_cell}),{draft.year_cell}{back}&"年","{plain}")'
    sheet.write_formula(3, column, formula, draft.fmt("head"), shown)


def _write_row(draft: Draft, sheet: Worksheet, row: int, need: Need, offsets: list[int]) -> None:
    field, first_year = need.field, len(_BEFORE) + 1
    after = first_year + len(offsets)
    sheet.write_string(row, 0, field.id)
    sheet.write_string(row, 1, field.label, draft.fmt("label"))
    sheet.write_string(row, 2, shown_unit(field.unit), draft.fmt("label_centred"))
    _write_unit(draft, sheet, row, field)
    for column, offset in enumerate(offsets, first_year):
        if offset in need.offsets:
            write_input(draft, sheet, row, column, field)
        else:
            sheet.write_blank(row, column, None, draft.fmt("blocked"))
        if offset == 0:
            cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
            draft.cells[field.id] = f"'{sheet.name}'!{cell}"
    definition = explained(field)
    sheet.write_string(row, after, definition, draft.fmt("small"))
    sheet.write_string(row, after + 1, field.proof, draft.fmt("small"))
    draft.inputs(sheet, row, [after + 2, after + 3, after + 4])
    sheet.set_row(row, row_height([(definition, 32), (field.proof, 22), (field.label, 26)]))
    _fill(draft, sheet, row, need, offsets)


def _fill(draft: Draft, sheet: Worksheet, row: int, need: Need, offsets: list[int]) -> None:
    """What is stated of a field, in the unit it was stated in."""
    line, first_year = draft.stated.line(need.field, need.offsets), len(_BEFORE) + 1
    after = first_year + len(offsets)
    for offset, value in line.cells.items():
        put_value(draft, sheet, row, first_year + offsets.index(offset), value)
    put_value(draft, sheet, row, 3, line.unit, "in_choice")
    not_applicable = draft.stated.section("not_applicable").get(need.field.id)
    for column, text in ((after + 2, line.evidence), (after + 3, not_applicable), (after + 4, line.reason)):
        put_value(draft, sheet, row, column, text)


def _write_unit(draft: Draft, sheet: Worksheet, row: int, field: Field) -> None:
    units = units_for(field.unit)
    if len(units) > 1:
        draft.choose(sheet, row, 3, units, units[0])
        cell = xl_rowcol_to_cell(row, 3, row_abs=True, col_abs=True)
        draft.unit_cells[field.id] = f"'{sheet.name}'!{cell}"
    elif field.unit and field.type in _NUMBERS and not units:
        draft.inputs(sheet, row, [3], "in_choice")
    else:
        sheet.write_string(row, 3, shown_unit(field.unit), draft.fmt("blocked"))


def write_input(
    draft: Draft,
    sheet: Worksheet,
    row: int,
    column: int,
    field: Field,
    *,
    last_row: int = 0,
    bordered: int = 1,
) -> None:
    """An input cell of a field with the drop-down or rule of its type; down to `last_row` for tables.

    Only the first `bordered` cells are drawn.
    """
    area = (row, column, max(row, last_row), column)
    name = {"number": "in_number", "integer": "in_number", "date": "in_date"}.get(field.type, "in_text")
    words = (YES, NO) if field.type == "bool" else field.values if field.type == "enum" else ()
    offered = draft.suggestions.get(field.id, ())
    for line in range(row, min(area[2], row + bordered - 1) + 1):
        draft.inputs(sheet, line, [column], "in_choice" if words else name)
    if words or offered:
        draft.restrict(sheet, area, words or offered, strict=bool(words))
    elif field.type == "date":
        sheet.data_validation(*area, date_rule())
    elif field.type in _NUMBERS:
        limits = (0, 100) if field.unit == "%" else (-1e15, 1e15)
        rule = number_rule(whole=field.type == "integer", least=limits[0], most=limits[1], unit=field.unit)
        sheet.data_validation(*area, rule)
    elif field.type == "list":
        sheet.data_validation(*area, _list_rule(field))


def _list_rule(field: Field) -> dict[str, object]:
    listed = "；".join(field.values)
    message = f"可填多项，用“；”隔开。{f'可选：{listed}' if listed else ''}"
    return {"validate": "any", "input_title": field.label[:32], "input_message": message[:255]}
