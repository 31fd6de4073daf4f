"""The sheet 定性评价: items that a person judges, with full marks, wording, reason and evidence."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import put, row_height
from greenlist.engine.lawbook.schema import Item

from .draft import FIRST_DATA_ROW, Draft, FormColumn, number_rule
from .layout import JUDGED, JUDGED_ANSWERS
from .prefill import item_extras, judged_values, put_value

MODES = {
    "required": "必选",
    "optional": "可选",
    "quantitative": "定量",
    "qualitative": "定性",
    "yes_no": "是/否",
}
_HINT = (
    "定性项由评价人员打分或作结论，程序只核对分值范围，不代为评分。"
    "必选项、是否项选结论，定性项填得分；得分在 0 与满分之间。"
    "满分显示“待定”的，规则原文的分值尚未录入，先填结论和依据。"
)
_COLUMNS = [
    FormColumn("", "编号", 12),
    FormColumn("", "一级指标", 13),
    FormColumn("", "评价项", 22),
    FormColumn("", "评价要求", 42),
    FormColumn("", "类型", 8),
    FormColumn("", "满分", 8),
    FormColumn("answer", "结论", 10),
    FormColumn("points", "得分", 9),
    FormColumn("reason", "评分依据", 26),
    FormColumn("evidence", "凭证文件\n（文件名、页码）", 22),
    FormColumn("assessor", "评价人", 11),
    FormColumn("na", "不适用理由", 16),
]


def write_judged_sheet(draft: Draft) -> None:
    """Write the items without a formula; no sheet where there are none."""
    items = draft.needs.judged
    if not items:
        return
    blocks = {block.id: block.name for block in draft.needs.pack.blocks}
    chosen = any(item.choice_group for item in items)
    columns = [*_COLUMNS, FormColumn("chosen", "选用", 8)] if chosen else _COLUMNS
    sheet = draft.start(JUDGED, "定性评价", _HINT, columns, about=f"{len(items)} 项，由人评分或作结论")
    for row, item in enumerate(items, FIRST_DATA_ROW):
        _write_item(draft, sheet, row, item, blocks.get(item.block, item.block))
        if chosen:
            write_choice(draft, sheet, row, len(columns), item)
        cells = judged_values(draft, item.id) | item_extras(draft, item.id)
        for position, column in enumerate(columns, 1):
            if column.key and _open(column.key, item):
                put_value(draft, sheet, row, position, cells.get(column.key))


def _open(key: str, item: Item) -> bool:
    """Whether a cell takes input: qualitative items have no answer, items outside a group are not chosen."""
    if key == "answer":
        return str(item.mode.value or "") != "qualitative"
    return key != "chosen" or bool(item.choice_group)


def write_choice(draft: Draft, sheet: Worksheet, row: int, column: int, item: Item) -> None:
    """The cell that picks an optional indicator."""
    if item.choice_group:
        draft.choose(sheet, row, column, ("是",))
    else:
        sheet.write_string(row, column, "必评", draft.fmt("blocked"))


def _write_item(draft: Draft, sheet: Worksheet, row: int, item: Item, block: str) -> None:
    most = item.points.value if item.points else None
    text = item.text or item.name
    sheet.write_string(row, 0, item.id)
    for column, words in enumerate((item.id, block, item.name, text), 1):
        sheet.write_string(row, column, words, draft.fmt("label"))
    mode = str(item.mode.value or "")
    sheet.write_string(row, 5, MODES.get(mode, "待定"), draft.fmt("label_centred"))
    put(sheet, row, 6, "待定" if most is None else float(most), draft.fmt("label_centred"))
    if mode == "qualitative":
        sheet.write_blank(row, 7, None, draft.fmt("blocked"))
    else:
        draft.choose(sheet, row, 7, tuple(JUDGED_ANSWERS))
    draft.inputs(sheet, row, [8], "in_number")
    sheet.data_validation(row, 8, row, 8, number_rule(least=0, most=float(most) if most is not None else 100))
    draft.inputs(sheet, row, [9, 10, 11, 12])
    sheet.set_row(row, row_height([(text, 42), (item.name, 22), (block, 13)]))
