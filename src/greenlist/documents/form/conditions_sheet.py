"""The sheet 基本要求与否决条件: one line per condition, with its answer and proofs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import put_row, row_height
from greenlist.engine.application.schema import ProofBlock

from .draft import FIRST_DATA_ROW, Draft, FormColumn, date_rule
from .events_sheet import write_events_sheet
from .layout import ANSWERS, CONDITIONS, EXCLUSION_ANSWERS, SUB_NAMES
from .prefill import answer_of, answer_values, proof_slots, proofs_of, put_value

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
    FormColumn("sub", "具体情形", 14),
    FormColumn("queried_on", "查询日期", 13),
]
_LAST_COLUMN = FormColumn("reason", "说明", 18)
_PROOFS = 2  # pairs of proof and source at least; more where a condition names more sources


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    group: str
    name: str
    text: str
    clause: str
    sources: tuple[str, ...] = ()
    computed: bool = False
    sub: tuple[str, ...] = ()


def write_condition_sheets(draft: Draft) -> None:
    """Write the conditions; no sheet where neither pack nor policy has any."""
    lines = list(_lines(draft))
    if not lines:
        return
    proofs = max([_PROOFS, *(max(len(line.sources), len(_proofs(draft, line))) for line in lines)])
    columns = [*_COLUMNS, *_proof_columns(proofs), _LAST_COLUMN]
    sheet = draft.start(CONDITIONS, SHEET, _HINT, columns, about=f"{len(lines)} 条")
    for row, line in enumerate(lines, FIRST_DATA_ROW):
        _write_text(draft, sheet, row, line)
        if line.computed:
            sheet.write_string(row, 6, "程序判断", draft.fmt("blocked"))
            put_row(sheet, row, 7, [""] * (len(columns) - 6), draft.fmt("blocked"))
        else:
            _write_answer(draft, sheet, row, line, len(columns))
            _fill(draft, sheet, row, line, proofs)
    write_events_sheet(draft, {line.id: f"{line.id} {line.name}" for line in lines if not line.computed})


def _proofs(draft: Draft, line: _Line) -> list[ProofBlock]:
    answer = answer_of(draft.stated.section("conditions").get(line.id))
    return [proof for proof in proofs_of(answer) if proof.file] if answer else []


def _fill(draft: Draft, sheet: Worksheet, row: int, line: _Line, proofs: int) -> None:
    """The answer that is stated, each proof beside its source."""
    entry = draft.stated.section("conditions").get(line.id)
    cells = answer_values(entry, exclusion=line.group == "否决条件")
    last = 9 + 2 * proofs
    for column, key in ((6, "answer"), (7, "sub"), (8, "queried_on"), (last, "reason")):
        put_value(draft, sheet, row, column, cells.get(key), "in_choice" if column < 8 else "in_text")
    for slot, proof in proof_slots(_proofs(draft, line), line.sources, proofs).items():
        put_value(draft, sheet, row, 9 + 2 * slot, proof.file)
        sheet.write_string(row, 10 + 2 * slot, proof.source, draft.fmt("in_text"))


def _proof_columns(count: int) -> list[FormColumn]:
    numbers = range(1, count + 1)
    pairs = [(FormColumn(f"proof{n}", f"凭证文件 {n}", 15), FormColumn(f"source{n}", f"来源 {n}", 14)) for n in numbers]
    return [column for pair in pairs for column in pair]


def _lines(draft: Draft) -> Iterator[_Line]:
    needs = draft.needs
    if needs.policy is not None:
        default = tuple(needs.policy.exclusion.sources.value or ())
        for condition in needs.policy.exclusion.conditions:
            sources = tuple(condition.sources.value or ()) if condition.sources else default
            names = (condition.name, condition.text, condition.clause)
            yield _Line(condition.id, "否决条件", *names, sources, sub=tuple(condition.sub))
    for need in needs.pack.requirements:
        group = "基本要求" if need.kind == "veto" else "参考要求"
        yield _Line(need.id, group, need.name, need.text, need.clause, (), need.check is not None)
    for one in needs.prerequisites:
        yield _Line(one.id, "推荐前提", str(one.name), str(one.name), one.clause, (), one.computed)
    for gate in needs.gates:
        group = "申报条件" if gate.gate else "评审参考"
        yield _Line(gate.id, group, gate.name, gate.text, gate.clause, (), gate.test is not None)


def _write_text(draft: Draft, sheet: Worksheet, row: int, line: _Line) -> None:
    put_row(sheet, row, 1, (line.id, line.group, line.name, line.text, line.clause), draft.fmt("label"))
    texts = [(line.text, 42.0), (line.name, 20.0), (line.clause, 13.0)]
    sheet.set_row(row, row_height([*texts, *((source, 14.0) for source in line.sources)]))


def _write_answer(draft: Draft, sheet: Worksheet, row: int, line: _Line, last: int) -> None:
    sheet.write_string(row, 0, line.id)
    answers = EXCLUSION_ANSWERS if line.group == "否决条件" else ANSWERS
    draft.choose(sheet, row, 6, tuple(answers))
    if line.sub:
        draft.choose(sheet, row, 7, tuple(SUB_NAMES.get(sub, sub) for sub in line.sub))
    else:
        sheet.write_blank(row, 7, None, draft.fmt("blocked"))
    draft.inputs(sheet, row, [8], "in_date")
    sheet.data_validation(row, 8, row, 8, date_rule())
    draft.inputs(sheet, row, list(range(9, last + 1)))
    for number, source in enumerate(line.sources):
        sheet.write_string(row, 10 + 2 * number, source, draft.fmt("in_text"))
