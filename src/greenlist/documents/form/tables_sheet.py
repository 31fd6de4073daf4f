"""Sheets of repeated records (products, energy lines ...) and the roster of a park."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import row_height
from greenlist.engine.fields import Field
from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.schema.policy import ExclusionCondition

from .draft import FIRST_DATA_ROW, Draft, FormColumn, date_rule, explained, shown_unit
from .fields_sheet import write_input
from .layout import EXCLUSION_ANSWERS, TABLE, TENANTS
from .prefill import put_value, tenant_values
from .stated import CellValue
from .subjects import DEFAULT_TABLE_ROWS, TABLE_ROWS, TABLE_TITLES, TENANT_ROWS
from .suggest import correction_ids

_HINT = "一行填一项，从第一行起填，不用的行留空。表头注明单位的，按该单位填写；没有数据请留空，数值为零请填 0。"
_TENANT_HINT = (
    "填园区内全部企业，一行一家。各否决条件逐家查询后选“无此情形”“有此情形”或“未查”；“有此情形”的在备注中写明。"
)

WIDE = 180  # column-width units; a wider table is printed on two pages side by side
LAST_ROW = 5000  # rules and drop-downs reach this far


def write_table_sheets(draft: Draft, book: LawBook) -> None:
    """One sheet per repeated table that the pack or policy uses."""
    labels = {own: label for label, own in correction_ids(book).items()}
    for table, columns in draft.needs.tables.items():
        sheet = _write_table(draft, table, columns)
        for row, (key, cells) in enumerate(draft.stated.rows(table, columns), FIRST_DATA_ROW):
            if "input" in cells:
                cells["input"] = labels.get(str(cells["input"]), cells["input"])
            _fill_row(draft, sheet, row, [cells.get(field.id.partition(".")[2]) for field in columns])
            put_value(draft, sheet, row, 0, key)


def _fill_row(draft: Draft, sheet: Worksheet, row: int, cells: Sequence[CellValue]) -> None:
    for column, value in enumerate(cells, 1):
        put_value(draft, sheet, row, column, value)


def _write_table(draft: Draft, table: str, fields: list[Field]) -> Worksheet:
    columns = [FormColumn(field.id.partition(".")[2], _heading(field), _width(field)) for field in fields]
    sheet = draft.start(f"{TABLE}{table}", TABLE_TITLES.get(table, table), _HINT, columns, about="一行一项，可加行")
    drawn = TABLE_ROWS.get(table, DEFAULT_TABLE_ROWS)
    sheet.set_row(3, row_height((_heading(field), _width(field)) for field in fields) + 4)
    if sum(column.width for column in columns) > WIDE:
        sheet.fit_to_pages(2, 0)
        sheet.repeat_columns(1, 1)
    for column, field in enumerate(fields, 1):
        # the whole column takes input, so that a longer list needs no change of the sheet
        sheet.set_column(column, column, _width(field), draft.fmt("open"))
        write_input(draft, sheet, FIRST_DATA_ROW, column, field, last_row=LAST_ROW, bordered=drawn)
        if field.definition:
            sheet.write_comment(3, column, explained(field), {"x_scale": 2.0})
    return sheet


def _heading(field: Field) -> str:
    unit = shown_unit(field.unit)
    return f"{field.label}\n（{unit}）" if unit else field.label


def _width(field: Field) -> float:
    if field.id.endswith(".name"):
        return 20
    return {"number": 13, "integer": 11, "bool": 9, "date": 12, "enum": 14}.get(field.type, 15)


def write_tenants(draft: Draft) -> None:
    """The roster of a park's enterprises with their answers to the exclusion conditions."""
    conditions = _tenant_conditions(draft)
    columns = [FormColumn("name", "企业名称", 34), FormColumn("uscc", "统一社会信用代码", 23)]
    columns += [FormColumn(f"cond.{one.id}", f"{one.id}\n{one.name}", 15) for one in conditions]
    columns += [FormColumn("queried_on", "查询日期", 13)]
    sources = dict.fromkeys(source for one in conditions if one.sources for source in one.sources.value or ())
    columns += [FormColumn(f"proof.{source}", f"凭证文件\n{source}", 16) for source in sources]
    columns += [FormColumn("reason", "备注", 18)]
    sheet = draft.start(TENANTS, "园区企业名单", _TENANT_HINT, columns, about="园区内全部企业，一行一家")
    sheet.set_row(3, row_height((column.title, column.width) for column in columns) + 4)
    first = FIRST_DATA_ROW
    last = max(LAST_ROW, first + len(draft.stated.data.get("tenants") or ()))
    for position, column in enumerate(columns, 1):
        sheet.set_column(position, position, column.width, draft.fmt("open"))
    answers = range(3, 3 + len(conditions))
    queried = 3 + len(conditions)
    stated = draft.stated.data.get("tenants") or []
    for row in range(first, first + max(TENANT_ROWS, len(stated))):
        draft.inputs(sheet, row, [1, 2, *range(queried + 1, len(columns) + 1)])
        draft.inputs(sheet, row, list(answers), "in_choice")
        draft.inputs(sheet, row, [queried], "in_date")
    for position, condition in zip(answers, conditions, strict=True):
        draft.restrict(sheet, (first, position, last, position), tuple(EXCLUSION_ANSWERS))
        sheet.write_comment(3, position, condition.text[:500], {"x_scale": 2.5, "y_scale": 1.5})
    sheet.data_validation(first, queried, last, queried, date_rule())
    ids = [condition.id for condition in conditions]
    for row, tenant in enumerate(stated, first):
        cells = tenant_values(tenant, ids)
        _fill_row(draft, sheet, row, [cells.get(column.key) for column in columns])


def _tenant_conditions(draft: Draft) -> list[ExclusionCondition]:
    policy = draft.needs.policy
    if policy is None or policy.exclusion.scope_park_members.value is False:
        return []
    covered = policy.exclusion.conditions
    return [one for one in covered if one.covers_tenants is None or one.covers_tenants.value is not False]
