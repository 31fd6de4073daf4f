"""The sheet 近三年事件: accidents, penalties, removals, orders - one line per event."""

from __future__ import annotations

from collections.abc import Iterator

from .draft import FIRST_DATA_ROW, Draft, FormColumn, date_rule
from .layout import EVENTS, SUB_NAMES
from .prefill import answer_of, event_values, put_value
from .stated import CellValue

_HINT = "近三年发生过事故、处罚、被移出名单、限期整改等情形的，一行填一件；没有的不填。"
_GRADES = ("一般", "较大", "重大", "特别重大")
_ROWS = 20


def write_events_sheet(draft: Draft, conditions: dict[str, str]) -> None:
    """Write the sheet; the words of `conditions` (by id) are offered to choose from, each beginning with its id."""
    columns = [
        FormColumn("condition", "对应条件", 34),
        FormColumn("kind", "事件类型", 16),
        FormColumn("on", "发生日期", 13),
        FormColumn("grade", "等级", 10),
        FormColumn("document", "文书或文号", 24),
        FormColumn("cleared_on", "整改完成、移出\n或解除日期", 16),
        FormColumn("text", "情况说明", 44),
    ]
    sheet = draft.start(EVENTS, "近三年事件", _HINT, columns, about="有则填，没有不填")
    stated = list(_stated(draft, conditions))
    first, last = FIRST_DATA_ROW, FIRST_DATA_ROW + max(_ROWS, len(stated)) - 1
    for row in range(first, last + 1):
        draft.inputs(sheet, row, [1, 4], "in_choice")
        draft.inputs(sheet, row, [2, 5, 7])
        draft.inputs(sheet, row, [3, 6], "in_date")
    if conditions:
        draft.restrict(sheet, (first, 1, last, 1), tuple(conditions.values()))
    draft.restrict(sheet, (first, 2, last, 2), tuple(SUB_NAMES.values()), strict=False)
    draft.restrict(sheet, (first, 4, last, 4), _GRADES)
    for column in (3, 6):
        sheet.data_validation(first, column, last, column, date_rule())
    for row, cells in enumerate(stated, first):
        for position, asked in enumerate(columns, 1):
            put_value(draft, sheet, row, position, cells.get(asked.key))


def _stated(draft: Draft, conditions: dict[str, str]) -> Iterator[dict[str, CellValue]]:
    for condition, entry in draft.stated.section("conditions").items():
        answer = answer_of(entry) if condition in conditions else None
        for event in answer.events if answer else ():
            yield event_values(event, conditions[condition])
