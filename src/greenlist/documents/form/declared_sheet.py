"""The sheet 指标自填值: what the unit itself works out per indicator, beside a preview of our figure."""

from __future__ import annotations

import re
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import row_height
from greenlist.engine.fields import Field, Fields
from greenlist.engine.lawbook.schema import Item
from greenlist.engine.messages import Language

from .draft import FIRST_DATA_ROW, Draft, FormColumn, number_rule, shown_unit
from .judged_sheet import write_choice
from .layout import DECLARED
from .prefill import declared_value, item_extras, put_value
from .preview import MISSING, preview
from .stated import stored, typed

_HINT = (
    "自填值为单位自己计算的指标值，可留空；与程序计算值不一致时会列为核对事项。“预览”按已填数据即时显示，以程序计算为准；"
    "显示“—”的指标涉及分产品、分年度或分档，只由程序计算。"
)
_COLUMNS = [
    FormColumn("", "编号", 12),
    FormColumn("", "一级指标", 14),
    FormColumn("", "指标", 32),
    FormColumn("", "计算式", 54),
    FormColumn("unit", "单位", 16),
    FormColumn("value", "自填值", 15),
    FormColumn("", "预览\n（以程序计算为准）", 20),
    FormColumn("na", "不适用理由", 24),
]
NUMBER = Field("", "", "", (), "number", "*", 0, "", "", ())
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?")
_YEARS_BACK = re.compile(r"\[-(\d)\]")
_PROSE = {
    "sum": "合计", "mean": "平均", "count": "数量", "min": "最小值", "max": "最大值",
    "if": "，若", "else": "，否则", "and": "且", "or": "或", "not": "非", "in": "属于", "present": "已提供",
    "where": "仅计", "abs": "绝对值",
}  # fmt: skip


def write_declared_sheet(draft: Draft, dictionary: Fields) -> None:
    """Write the computed items; no sheet where there are none."""
    items = draft.needs.computed
    if not items:
        return
    blocks = {block.id: block.name for block in draft.needs.pack.blocks}
    chosen = any(item.choice_group for item in items)
    columns = [*_COLUMNS, FormColumn("chosen", "选用", 8)] if chosen else _COLUMNS
    sheet = draft.start(DECLARED, "指标自填值", _HINT, columns, about=f"{len(items)} 项指标，可不填")
    for row, item in enumerate(items, FIRST_DATA_ROW):
        block = blocks.get(item.block, item.block)
        for column, words in enumerate((item.id, block, item.name), 1):
            sheet.write_string(row, column, words, draft.fmt("label"))
        _write_item(draft, sheet, row, item, dictionary)
        if chosen:
            write_choice(draft, sheet, row, len(columns), item)
        _fill(draft, sheet, row, item, len(columns) if chosen and item.choice_group else 0)


def _write_item(draft: Draft, sheet: Worksheet, row: int, item: Item, dictionary: Fields) -> None:
    prose = "\n".join(in_words(text, dictionary) for text in _texts(item))
    sheet.write_string(row, 0, item.id)
    sheet.write_string(row, 4, prose, draft.fmt("small"))
    _write_unit(draft, sheet, row, item)
    draft.inputs(sheet, row, [6], "in_number")
    sheet.data_validation(row, 6, row, 6, number_rule(unit=shown_unit(item.unit)))
    _write_preview(draft, sheet, row, item, dictionary)
    draft.inputs(sheet, row, [8])
    sheet.set_row(row, row_height([(prose, 56), (item.name, 32), (shown_unit(item.unit), 16)]))


def _fill(draft: Draft, sheet: Worksheet, row: int, item: Item, choice: int) -> None:
    """What the unit declared, in the unit the line prints or offers."""
    block, there = declared_value(draft, item.id)
    units = _units(item)
    if there:
        own = item.unit or (units[0] if len(units) == 1 else "")
        value, unit = typed(block, NUMBER)
        single = bool(item.unit) or len(units) <= 1
        put_value(draft, sheet, row, 6, stored(value, unit, replace(NUMBER, unit=own)) if single and own else value)
        put_value(draft, sheet, row, 5, "" if single else shown_unit(unit), "in_choice")
    extras = item_extras(draft, item.id)
    put_value(draft, sheet, row, 8, extras["na"])
    put_value(draft, sheet, row, choice, extras["chosen"] if choice else None, "in_choice")


def _texts(item: Item) -> list[str]:
    if item.formula is not None:
        return [item.formula.value or "公式待录入"]
    named = len(item.variants) > 1
    texts = []
    for variant in item.variants:
        body = variant.formula.value or "公式待录入"
        texts.append(f"{variant.name}：{body}" if named and variant.name else body)
    return texts


def _write_unit(draft: Draft, sheet: Worksheet, row: int, item: Item) -> None:
    units = tuple(dict.fromkeys(shown_unit(unit) for unit in _units(item)))
    if item.unit or len(units) <= 1:
        unit = shown_unit(item.unit) if item.unit else "".join(units)
        sheet.write_string(row, 5, unit, draft.fmt("label_centred"))
    else:
        draft.choose(sheet, row, 5, units)


def _units(item: Item) -> list[str]:
    """The units of an item's ways of computing."""
    return list(dict.fromkeys(variant.unit for variant in item.variants if variant.unit))


def _write_preview(draft: Draft, sheet: Worksheet, row: int, item: Item, dictionary: Fields) -> None:
    text = item.formula.value if item.formula and not item.variants else None
    units = {name: shown_unit(dictionary.by_id[name].unit) for name in draft.unit_cells}
    formula = preview(text, draft.cells, draft.unit_cells, units) if text else None
    if formula:
        sheet.write_formula(row, 7, formula, draft.fmt("preview"), MISSING)
    else:
        sheet.write_string(row, 7, "—", draft.fmt("preview"))


def in_words(text: str, dictionary: Fields, language: Language = "zh") -> str:
    """A formula with the labels of its inputs: 重复利用水量 ÷ (取水量 + 重复利用水量) × 100."""
    chinese = language == "zh"

    def word(match: re.Match[str]) -> str:
        name = match[0]
        field = dictionary.by_id.get(name)
        if field is None:
            return _PROSE.get(name, name) if chinese else name
        return field.label if chinese or not field.label_en else field.label_en

    back = r"（前\1年）" if chinese else r" (\1 year before)"
    words = _YEARS_BACK.sub(back, _WORD.sub(word, text)).replace("仅计=", "仅计 ")
    return words.replace("==", "=").replace("*", "×").replace("/", "÷")
