"""Workbooks: 2,000 summary rows written in <= 1 s, a filled form read in <= 50 ms - each beside openpyxl.

The peer writes the same cells with openpyxl's write-only mode, and reads the same form with its read-only
mode into plain values. What was written is read back and compared; what our reader found must stand in the
cells the peer read. Runs alternate; ratios are of medians.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell

from greenlist.documents.form import write_form
from greenlist.documents.form_reader import read_form
from greenlist.documents.summary import columns_for, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

ROWS, ROUNDS = 2000, 9
FIELD_MARKER = "greenlist:"


def main() -> int:
    """Run both, print, and fail where a claim does not hold."""
    folder = Path(tempfile.mkdtemp())
    book = LawBook()
    written = _summary(folder, book)
    read = _form(folder, book)
    return 0 if written <= 1 and read <= 0.05 else 1


def _summary(folder: Path, book: LawBook) -> float:
    policy = book.policy("jilin-2024")
    columns = columns_for(policy, Kind.FACTORY)
    rows = [_row(number) for number in range(1, ROWS + 1)]

    def ours() -> None:
        write_summary(folder / "ours.xlsx", policy, {Kind.FACTORY: rows})

    def peer() -> None:
        workbook = openpyxl.Workbook(write_only=True)
        sheet = workbook.create_sheet()
        sheet.append([column.title for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, row.get(column.value)) for column in columns])
        workbook.save(folder / "peer.xlsx")

    ours()
    peer()
    assert _names(folder / "ours.xlsx") == _names(folder / "peer.xlsx") == [row["name"] for row in rows]
    return _compare(f"write {ROWS} rows x {len(columns)} columns", ours, peer)


def _row(number: int) -> dict[str, Any]:
    return {
        "seq": number, "recommender": "长春市工信局", "name": f"=示例机械制造{number}有限公司",
        "uscc": "91220101MA0EXAMPLE",
        "industry4": "3484", "route": "第三方", "agency": "示例绿色评价有限公司", "standard": "JB/T 14407-2023",
        "score": Decimal(9000 + number % 900) / 100, "province_list": "2023 吉工信示例〔2023〕1号 已公布",
        "contact": "示例", "phone": "0431-00000000", "note": "", "main_products": "减速机、联轴器",
        "energy_level": "无对应标准",
    }  # fmt: skip


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"  # a text that begins with = stays a text, as ours does
    return cell


def _names(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return [cell.value for cell in cells if str(cell.value).startswith("=示例") and cell.data_type == "s"]


def _form(folder: Path, book: LawBook) -> float:
    path = folder / "form.xlsx"
    write_form(book.pack("park-2023"), book.policy("jilin-2024"), book, path)
    filled = _fill(path)

    def ours() -> Any:
        return read_form(path, book)

    def peer() -> Any:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets}

    data = ours().data
    stated = [*data.get("values", {}).values(), *(v for year in data["years"].values() for v in year.values())]
    numbers = [str(value) for value in stated if isinstance(value, (int, Decimal))]
    cells = {str(cell) for rows in peer().values() for row in rows for cell in row}
    assert len(numbers) >= filled > 20
    assert all(number in cells for number in numbers)
    return _compare(f"read a form with {filled} values", ours, peer)


def _fill(path: Path) -> int:
    """Type a number into every number cell of the single-value sheets; how many."""
    workbook = openpyxl.load_workbook(path)
    filled = 0
    for sheet in workbook.worksheets:
        if not str(sheet["A1"].value).startswith(f"{FIELD_MARKER}values"):
            continue
        keys = {cell.value: cell.column for cell in sheet[1] if cell.value}
        years = [column for key, column in keys.items() if str(key).startswith("year")]
        for line in range(2, sheet.max_row + 1):
            unit = sheet.cell(line, keys["unit"]).value
            if sheet.cell(line, 1).value and unit and not str(sheet.cell(line, 1).value).startswith("#"):
                for column in years:
                    sheet.cell(line, column).value = 1000 * column + line
                filled += len(years)
    workbook.save(path)
    return filled


def _compare(label: str, ours: Callable[[], Any], peer: Callable[[], Any]) -> float:
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        for work, times in ((ours, mine), (peer, theirs)):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"{label:<40} greenlist {a * 1000:8.1f} ms   openpyxl {b * 1000:8.1f} ms   ratio {b / a:5.2f}x")
    return a


if __name__ == "__main__":
    sys.exit(main())
