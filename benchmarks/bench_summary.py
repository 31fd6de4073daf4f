"""The 推荐汇总表 of 50,000 units and 20 columns written, beside openpyxl's write-only mode, all typed and styled.

The claim: at least as fast as the peer. The peer gets its styles as ready arrays, the fastest way it has, writes
numbers as numbers and a text that begins with = as text, and a height for every row. What both wrote is read back
with calamine and must be equal cell by cell. Runs alternate; the ratio is that of medians.
"""

from __future__ import annotations

import copy
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from python_calamine import CalamineWorkbook

from greenlist.documents.style import row_height
from greenlist.documents.summary import SummaryRow, columns_for, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema.policy import Policy, SummaryColumn

ROWS, COLUMNS, ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000, 20, 5
HEAD = 2  # lines over the first row: title and header
CLAIM = 1.0


def main() -> int:
    """Write in turn, compare the cells, print, and fail where the claim does not hold."""
    folder = Path(tempfile.mkdtemp(prefix="greenlist-bench-"))
    policy = _policy()
    columns = columns_for(policy, Kind.FACTORY)
    rows = [_row(number) for number in range(1, ROWS + 1)]
    ours, peer = folder / "ours.xlsx", folder / "peer.xlsx"
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        write_summary(ours, policy, {Kind.FACTORY: rows})
        between = time.perf_counter()
        _peer(peer, columns, rows)
        mine.append(between - started)
        theirs.append(time.perf_counter() - between)
    assert _cells(ours) == _cells(peer), "the cells differ"
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"{ROWS:,} rows x {len(columns)} columns   greenlist {a:6.2f} s   openpyxl {b:6.2f} s   ratio {b / a:5.2f}x")
    return 0 if b / a >= CLAIM else 1


def _policy() -> Policy:
    """The policy of the samples with as many columns: those of all kinds, and what is lacking as free text."""
    policy = LawBook().policy("jilin-2024")
    columns = {column.value: column for column in policy.outputs.summary_columns}
    taken = [column.model_copy(update={"kinds": [Kind.FACTORY]}) for column in columns.values()][:COLUMNS]
    assert len(taken) == COLUMNS
    outputs = policy.outputs.model_copy(update={"summary_columns": taken})
    return policy.model_copy(update={"outputs": outputs})


def _row(number: int) -> SummaryRow:
    name = f"{'=' if number % 10 == 0 else ''}示例机械制造{number}有限公司"
    return {
        "seq": number, "recommender": "长春市工信局", "name": name, "uscc": f"91220101MA0{number:07d}",
        "industry4": "3484", "route": "第三方", "agency": "示例绿色评价有限公司", "standard": "JB/T 14407-2023",
        "score": Decimal(9000 + number % 900) / 100, "province_list": "2023 吉工信示例〔2023〕1号 已公布",
        "consultation": "无异议", "contact": "示例", "phone": "0431-00000000", "note": "无",
        "main_products": "减速机、联轴器", "energy_level": "无对应标准", "park_level": "省级",
        "va_share": Decimal("56.5"),
        "green_factories": number % 7, "green_factory_share": Decimal(number % 100), "indicator_system": "机械",
        "three_year_scores": "88.1 / 89.2 / 90.3", "supplier_green_factories": number % 5, "epr_pilot": "否",
    }  # fmt: skip


def _peer(path: Path, columns: Sequence[SummaryColumn], rows: Sequence[SummaryRow]) -> None:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("绿色工厂")
    text, number = _styles(sheet)
    widths = [column.width for column in columns]
    sheet.append(["标题"])
    sheet.append([f"{column.title}＊" if column.derived else column.title for column in columns])
    for line, row in enumerate(rows, HEAD + 1):
        cells, texts = [], []
        for column, width in zip(columns, widths, strict=True):
            value = row[column.value]
            cell = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell._style = text  # noqa: SLF001 - a style looked up for every cell takes the peer twice as long
                texts.append((value, width))
            else:
                cell._style = number  # noqa: SLF001
            cells.append(cell)
        sheet.row_dimensions[line].height = row_height(texts)
        sheet.append(cells)
    workbook.save(path)


def _styles(sheet: Any) -> tuple[Any, Any]:
    side = Side(style="thin", color="C9D2CD")
    look: dict[str, Any] = {
        "font": Font(name="Microsoft YaHei", size=10, color="1D2925"),
        "border": Border(left=side, right=side, top=side, bottom=side),
    }
    made = []
    for form, across in (("General", "general"), ("#,##0.######", "right")):
        cell = WriteOnlyCell(sheet)
        cell.font, cell.border, cell.number_format = look["font"], look["border"], form
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
        made.append(copy.copy(cell._style))  # noqa: SLF001
    return made[0], made[1]


def _cells(path: Path) -> list[list[Any]]:
    """Header and rows as read back; the title over them and the remarks below are ours alone."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    start = next(place for place, row in enumerate(rows) if str(row[0]).startswith("序号"))
    found = rows[start : start + ROWS + 1]
    assert len(found) == ROWS + 1
    return found


if __name__ == "__main__":
    sys.exit(main())
