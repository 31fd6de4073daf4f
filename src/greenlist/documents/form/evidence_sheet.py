"""The sheet 佐证材料清单: what to put together, and for which item."""

from __future__ import annotations

from collections.abc import Iterator

from greenlist.documents.style import put, row_height

from .conditions_sheet import SHEET as CONDITION_SHEET
from .draft import Draft
from .subjects import subject_of

_WIDTHS = (7, 44, 64, 24, 9)
_HEADS = ("序号", "用于", "材料", "文件名填在", "已备")


def write_evidence_sheet(draft: Draft) -> None:
    """A checklist to print; it holds no input, file names go beside the value or answer they prove."""
    lines = list(dict.fromkeys(_lines(draft)))
    sheet = draft.book.sheet("佐证材料清单")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, "佐证材料清单", draft.fmt("title"))
    sheet.write_string(1, 0, "供整理材料时核对，可打印勾选；文件名填在对应工作表的“凭证文件”列。", draft.fmt("hint"))
    for column, head in enumerate(_HEADS):
        sheet.write_string(2, column, head, draft.fmt("head"))
    for number, (purpose, material, place) in enumerate(lines, 1):
        row = number + 2
        put(sheet, row, 0, number, draft.fmt("label_centred"))
        for column, words in enumerate((purpose, material, place), 1):
            sheet.write_string(row, column, words, draft.fmt("text"))
        sheet.write_string(row, 4, "□", draft.fmt("label_centred"))
        sheet.set_row(row, row_height([(purpose, _WIDTHS[1]), (material, _WIDTHS[2])]))
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)


def _lines(draft: Draft) -> Iterator[tuple[str, str, str]]:
    needs = draft.needs
    for requirement in needs.pack.requirements:
        for material in requirement.evidence:
            yield f"{requirement.id} {requirement.name}", material, CONDITION_SHEET
    for gate in needs.gates:
        for material in gate.evidence:
            yield f"{gate.id} {gate.name}", material, CONDITION_SHEET
    for item in needs.judged:
        for material in item.evidence:
            yield f"{item.id} {item.name}", material, "定性评价"
    for item in needs.computed:
        for material in item.evidence:
            yield f"{item.id} {item.name}", material, "各数据表的“凭证文件”列"
    for need in needs.fields:
        if need.field.proof:
            yield need.field.label, need.field.proof, subject_of(need.field.id)
