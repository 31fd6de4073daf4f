"""The sheets 基本要求与否决条件 and 近三年事件: one line per condition, with its answer and proofs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import row_height

from .draft import FIRST_DATA_ROW, Draft, FormColumn, date_rule
from .layout import ANSWERS, CONDITIONS, EVENTS, EXCLUSION_ANSWERS

SHEET = "基本要求与否决条件"
_HINT = (
    "否决条件逐项查询信用网站或征询部门后选“无此情形”“有此情形”或“未查”；基本要求和申报条件选“符合”“不符合”或“未查”。"
    "“未查”不等于符合。查询类条件必须写查询日期并附截图文件名。灰色行由程序按所填数据判断，不用答复。"
)
_COLUMNS = [
    FormColumn("", "编号", 11),
    FormColumn("", "类别", 10),
    FormColumn("", "条件", 20),
    FormColumn("", "内容", 42),
    FormColumn("", "依据条款", 13),
    FormColumn("answer", "答复", 12),
    FormColumn("queried_on", "查询日期", 13),
    FormColumn("proof1", "凭证文件 1", 15),
    FormColumn("source1", "来源 1", 14),
    FormColumn("proof2", "凭证文件 2", 15),
    FormColumn("source2", "来源 2", 14),
    FormColumn("reason", "说明", 18),
]
_EVENT_HINT = "近三年发生过事故、处罚、被移出名单、限期整改等情形的，一行填一件；没有的不填。"
_GRADES = ("一般", "较大", "重大", "特别重大")
_EVENT_ROWS = 20


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    group: str
    name: str
    text: str
    clause: str
    sources: tuple[str, ...] = ()
    computed: bool = False


def write_condition_sheets(draft: Draft) -> None:
    """Write the conditions; no sheet where neither pack nor policy has any."""
    lines = list(_lines(draft))
    if not lines:
        return
    sheet = draft.start(CONDITIONS, SHEET, _HINT, _COLUMNS, about=f"{len(lines)} 条")
    for row, line in enumerate(lines, FIRST_DATA_ROW):
        _write_line(draft, sheet, row, line)
    _write_events(draft, [f"{line.id} {line.name}" for line in lines if not line.computed])


def _lines(draft: Draft) -> Iterator[_Line]:
    needs = draft.needs
    if needs.policy is not None:
        default = tuple(needs.policy.exclusion.sources.value or ())
        for one in needs.policy.exclusion.conditions:
            sources = tuple(one.sources.value or ()) if one.sources else default
            yield _Line(one.id, "否决条件", one.name, one.text, one.clause, sources)
    for need in needs.pack.requirements:
        group = "基本要求" if need.kind == "veto" else "参考要求"
        yield _Line(need.id, group, need.name, need.text, need.clause, (), need.check is not None)
    for gate in needs.gates:
        group = "申报条件" if gate.gate else "评审参考"
        yield _Line(gate.id, group, gate.name, gate.text, gate.clause, (), gate.test is not None)


def _write_line(draft: Draft, sheet: Worksheet, row: int, line: _Line) -> None:
    for column, words in enumerate((line.id, line.group, line.name, line.text, line.clause), 1):
        sheet.write_string(row, column, words, draft.fmt("label"))
    sheet.set_row(
        row,
        row_height(
            [(line.text, 42), (line.name, 20), (line.clause, 13), *((one, 14) for one in line.sources)]
        ),
    )
    if line.computed:
        sheet.write_string(row, 6, "程序判断", draft.fmt("blocked"))
        for column in range(7, 13):
            sheet.write_blank(row, column, None, draft.fmt("blocked"))
        return
    sheet.write_string(row, 0, line.id)
    answers = EXCLUSION_ANSWERS if line.group == "否决条件" else ANSWERS
    draft.choose(sheet, row, 6, tuple(answers))
    draft.inputs(sheet, row, [7], "in_date")
    sheet.data_validation(row, 7, row, 7, date_rule())
    draft.inputs(sheet, row, [8, 9, 10, 11, 12])
    for column, source in zip((9, 11), line.sources, strict=False):
        sheet.write_string(row, column, source, draft.fmt("in_text"))


def _write_events(draft: Draft, conditions: list[str]) -> None:
    columns = [
        FormColumn("condition", "对应条件", 34),
        FormColumn("kind", "事件类型", 16),
        FormColumn("on", "发生日期", 13),
        FormColumn("grade", "等级", 10),
        FormColumn("document", "文书或文号", 24),
        FormColumn("cleared_on", "整改完成、移出\n或解除日期", 16),
        FormColumn("text", "情况说明", 44),
    ]
    sheet = draft.start(EVENTS, "近三年事件", _EVENT_HINT, columns, about="有则填，没有不填")
    first, last = FIRST_DATA_ROW, FIRST_DATA_ROW + _EVENT_ROWS - 1
    for row in range(first, last + 1):
        draft.inputs(sheet, row, [1, 4], "in_choice")
        draft.inputs(sheet, row, [2, 5, 7])
        draft.inputs(sheet, row, [3, 6], "in_date")
    if conditions:
        draft.restrict(sheet, (first, 1, last, 1), tuple(conditions))
    draft.restrict(sheet, (first, 4, last, 4), _GRADES)
    for column in (3, 6):
        sheet.data_validation(first, column, last, column, date_rule())
