"""The sheets of the dynamic form, one per block, and one per field that is filled record by record."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from greenlist.documents.form.draft import FIRST_DATA_ROW, FormColumn, Pages, date_rule, number_rule, shown_unit
from greenlist.documents.form.prefill import put_value
from greenlist.documents.style import put_row, row_height

from .form import AskedBlock, AskedField, DynamicForm
from .known import Known
from .layout import (
    CHANGE_COLUMNS,
    CHANGES,
    CONDITION_ANSWERS,
    CONDITION_COLUMNS,
    NOTE,
    SECTION,
    VALUE,
    year_column,
)

RECORDS, LAST_ROW = 12, 500  # rows drawn, rows that rules reach
_WIDTHS = {"text": 24.0, "long": 44.0, "date": 13.0, "choice": 18.0}
_FIXED = frozenset({"name", "uscc", "region", "list_level", "list_batch", "list_document"})  # what the list says
_LINES = [FormColumn("", "项目", 30), FormColumn(VALUE, "填写内容", 60), FormColumn("", "依据", 22)]
_CHANGE = [FormColumn("", "变更事项", 28), *(FormColumn(key, title, 13 if key in {"answer", "on"} else 24)
                                             for key, title in CHANGE_COLUMNS.items())]  # fmt: skip
_CONDITION = [
    FormColumn("", "情形", 44), FormColumn("", "依据", 16),
    *(FormColumn(key, title, 13 if key in {"answer", "queried_on"} else 24)
      for key, title in CONDITION_COLUMNS.items()),
    FormColumn("", "筛查所见（供参考，不代替答复）", 34),
]  # fmt: skip


def write_blocks(pages: Pages, form: DynamicForm, known: Known) -> None:
    """Every block in its order."""
    for block in form.blocks:
        if block.id == "change":
            _changes(pages, block)
        elif block.id == "compliance":
            _conditions(pages, block, known)
        elif block.id == "indicators":
            _figures(pages, form, block, known)
        else:
            _lines(pages, block, known)
        for asked in block.fields:
            if asked.kind == "rows":
                _records(pages, asked)


def _hint(block: AskedBlock, more: str = "") -> str:
    return "　".join(part for part in (block.hint, block.text, more) if part) or "带 ＊ 的为必填。"


def _label(asked: AskedField) -> str:
    return f"{asked.label}＊" if asked.required else asked.label


def _source(asked: AskedField) -> str:
    return "　".join(part for part in (asked.clause, "" if asked.verified else "栏目待核") if part)


def _start(pages: Pages, block: AskedBlock, columns: list[FormColumn], hint: str) -> Worksheet:
    count = sum(1 for one in block.fields if one.kind != "rows")
    about = "由主管部门填写" if block.by == "office" else f"{count} 项"
    return pages.start(f"{SECTION}{block.id}", block.title, hint, columns, about=about)


def _lines(pages: Pages, block: AskedBlock, known: Known) -> None:
    sheet = _start(pages, block, _LINES, _hint(block))
    sheet.fit_to_pages(1, 1)
    for row, asked in enumerate(block.fields, FIRST_DATA_ROW):
        _head(pages, sheet, row, asked)
        stated = known.unit.get(asked.id, "") if block.id == "unit" else ""
        if stated and asked.id in _FIXED:
            sheet.write_string(row, 2, stated, pages.fmt("text"))
        else:
            _input(pages, sheet, row, 2, asked.kind, tuple(asked.choices))
            put_value(pages, sheet, row, 2, stated)
        sheet.write_string(row, 3, _source(asked), pages.fmt("small"))
        sheet.set_row(row, 84 if asked.kind == "long" else row_height([(stated, 60), (_label(asked), 28)]) + 4)


def _head(pages: Pages, sheet: Worksheet, row: int, asked: AskedField) -> None:
    sheet.write_string(row, 0, asked.id)
    sheet.write_string(row, 1, _label(asked), pages.fmt("label"))


def _input(
    pages: Pages, sheet: Worksheet, row: int, column: int, kind: str, choices: Sequence[str], *, last_row: int = 0
) -> None:
    """An input cell of a kind with its drop-down or rule, down to `last_row`."""
    area = (row, column, max(row, last_row), column)
    names = {"date": "in_date", "choice": "in_choice", "number": "in_number", "integer": "in_number"}
    pages.inputs(sheet, row, [column], names.get(kind, "in_text"))
    if choices:
        pages.restrict(sheet, area, tuple(choices))
    elif kind == "date":
        sheet.data_validation(*area, date_rule())


def _changes(pages: Pages, block: AskedBlock) -> None:
    sheet = _start(pages, block, _CHANGE, _hint(block))
    for row, asked in enumerate(block.fields, FIRST_DATA_ROW):
        _head(pages, sheet, row, asked)
        for column, key in enumerate(CHANGE_COLUMNS, 2):
            kind = {"answer": "choice", "on": "date"}.get(key, "text")
            _input(pages, sheet, row, column, kind, tuple(CHANGES) if key == "answer" else ())
        sheet.set_row(row, 34)


def _conditions(pages: Pages, block: AskedBlock, known: Known) -> None:
    told = f"筛查日期 {known.screened_on.isoformat()}" if known.screened_on else "没有筛查记录"
    sheet = _start(pages, block, _CONDITION, _hint(block, f"{told}。"))
    asked_for = [one for one in block.fields if one.kind == "condition"]
    for row, asked in enumerate(asked_for, FIRST_DATA_ROW):
        _head(pages, sheet, row, asked)
        sheet.write_string(row, 2, _source(asked), pages.fmt("small"))
        for column, key in enumerate(CONDITION_COLUMNS, 3):
            kind = {"answer": "choice", "queried_on": "date"}.get(key, "text")
            _input(pages, sheet, row, column, kind, tuple(CONDITION_ANSWERS) if key == "answer" else ())
        seen = known.seen_of(asked.id) or ("未见记录" if known.screened_on else "—")
        sheet.write_string(row, 3 + len(CONDITION_COLUMNS), seen, pages.fmt("small"))
        sheet.set_row(row, row_height([(_label(asked), 42), (seen, 34)]) + 6)


def _figures(pages: Pages, form: DynamicForm, block: AskedBlock, known: Known) -> None:
    years = form.columns(known.year)
    columns = [FormColumn("", "指标", 40), FormColumn("", "单位", 11)]
    columns += [FormColumn(year_column(year), f"{year}年", 17) for year in years]
    columns += [FormColumn(NOTE, "说明", 34), FormColumn("", "依据", 14)]
    told = f"已有的数取自{known.figures_from}。" if known.figures_from else "没有可取用的申报数据。"
    sheet = _start(pages, block, columns, _hint(block, told))
    for row, asked in enumerate(block.fields, FIRST_DATA_ROW):
        _head(pages, sheet, row, asked)
        sheet.write_string(row, 2, shown_unit(asked.unit), pages.fmt("label_centred"))
        for column, year in enumerate(years, 3):
            pages.inputs(sheet, row, [column], "in_number")
            most = 100 if asked.unit == "%" else 1e15
            rule = number_rule(whole=asked.kind == "integer", least=0, most=most, unit=asked.unit)
            sheet.data_validation(row, column, row, column, rule)
            put_value(pages, sheet, row, column, known.figures.get(asked.id, {}).get(year))
        after = 3 + len(years)
        pages.inputs(sheet, row, [after])
        sheet.write_string(row, after + 1, _source(asked), pages.fmt("small"))
        sheet.set_row(row, row_height([(_label(asked), 38)]) + 4)


def _records(pages: Pages, asked: AskedField) -> None:
    """A sheet of records: one line each, as many as there are."""
    columns = [FormColumn(one.id, one.label, _WIDTHS[one.kind]) for one in asked.columns]
    hint = "一行填一件，没有的不填；不用的行留空。"
    sheet = pages.start(f"{SECTION}{asked.id}", asked.label, hint, columns, about="一行一件")
    for column, one in enumerate(asked.columns, 1):
        sheet.set_column(column, column, _WIDTHS[one.kind], pages.fmt("open"))
        _input(pages, sheet, FIRST_DATA_ROW, column, one.kind, tuple(one.choices), last_row=LAST_ROW)
        name = {"date": "in_date", "choice": "in_choice"}.get(one.kind, "in_text")
        for row in range(FIRST_DATA_ROW, FIRST_DATA_ROW + RECORDS):
            pages.inputs(sheet, row, [column], name)


def write_guide(pages: Pages, sheet: Worksheet, lines: Sequence[tuple[str, str, str]]) -> None:
    """Key, name and text side by side; the key is for the reader, '' for none."""
    for row, (key, name, text) in enumerate(lines, FIRST_DATA_ROW):
        if key:
            sheet.write_string(row, 0, key)
        put_row(sheet, row, 1, (name,), pages.fmt("label"))
        sheet.write_string(row, 2, text, pages.fmt("text"))
        sheet.set_row(row, row_height([(text, 96)]))
