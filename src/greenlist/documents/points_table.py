"""The official points table (一级指标 … 分值 权重): read one, or write the empty template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from greenlist.engine.decimals import parse_decimal
from greenlist.engine.lawbook.schema.pack import ImportedRow
from greenlist.engine.messages import Message, say
from greenlist.engine.problems import InputProblem

from .form.draft import number_rule
from .form_reader.cells import Reading
from .form_reader.section import Section
from .guard import UnreadableFile
from .sheets import Sheet, read_sheets
from .style import Book, put_row

LEVEL1, LEVEL2, ASKED, KIND, POINTS, WEIGHT = "一级指标", "二级指标", "评价要求", "要求类型", "分值", "权重"
COLUMNS = (LEVEL1, LEVEL2, ASKED, KIND, POINTS, WEIGHT)
KINDS = {"必选": "required", "可选": "optional"}
_HEADER_ROWS = 30  # titles and notes may stand above the header
_CARRIED = (LEVEL1, LEVEL2, WEIGHT)  # merged over their rows in the official layout
_TOTALS = ("合计", "总计", "总分", "小计")
_TEMPLATE_ROWS = 150
_TEMPLATE_HINT = (
    "按官方评价指标表逐行录入：一级指标、二级指标和权重可以合并单元格或只填首行，程序向下沿用；要求类型填“必选”或“可选”；"
    "权重可写 20%、0.2 或 20，各一级指标权重合计应为 100%。录入后运行 greenlist law import-points。"
)


class PointsTableInvalid(Exception):
    """A points table that cannot be taken, with every problem found, each with sheet and cell."""

    def __init__(self, problems: list[InputProblem]) -> None:
        super().__init__("\n".join(problem.text() for problem in problems))
        self.problems = problems


@dataclass(slots=True)
class _Line:
    row: int
    level1: str
    level2: str
    text: str
    kind: str
    points: Decimal
    weight: Decimal


def read_points_table(path: Path) -> list[ImportedRow]:
    """The rows of a points table in the layout of the official template (factory.md 3.4).

    The header is found by its names; merged first-level, second-level and weight cells hold for the rows
    below. Weights may be written 20 %, 0.2 or 20 and come as 20 (percent); which of them holds is decided by
    what they sum to over the first-level indicators.

    Raises:
        PointsTableInvalid: not a workbook, no header, or any cell at fault; nothing is taken in part.
    """
    reading = Reading(path.name)
    try:
        sheets = read_sheets(path)
    except UnreadableFile as unreadable:
        raise PointsTableInvalid([InputProblem(path.name, "", unreadable.message, fatal=True)]) from None
    section = next((found for sheet in sheets if (found := _find(sheet))), None)
    if section is None:
        reading.report(sheets[0].name if sheets else "", say("documents.points_header", columns=list(COLUMNS)))
        raise PointsTableInvalid(reading.problems)
    lines = list(_lines(reading, section))
    if not lines and not reading.problems:
        reading.report(section.sheet.name, say("documents.points_empty"))
    scale = _weight_scale(reading, section, lines)
    if reading.problems:
        raise PointsTableInvalid(reading.problems)
    return [_imported(line, scale) for line in lines]


def _find(sheet: Sheet) -> Section | None:
    """The table on a sheet whose header has at least the level and points columns."""
    for row, cells in enumerate(sheet.rows[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        for position, cell in enumerate(cells):
            name = _column_name(cell)
            if name and name not in columns:
                columns[name] = position
        if {LEVEL1, POINTS} <= set(columns):
            return Section("", sheet, columns, 0, row + 1)
    return None


def _column_name(cell: object) -> str:
    text = "".join(str(cell).split()) if isinstance(cell, str) else ""
    return next((name for name in COLUMNS if text.startswith(name)), "")


def _lines(reading: Reading, section: Section) -> Iterator[_Line]:
    missing = [name for name in COLUMNS if name not in section.columns]
    for name in missing:
        place = section.sheet.place(section.first_row - 1, 0)
        reading.report(place, say("documents.points_column", column=name))
    if missing:
        return
    carried: dict[str, str] = {}
    for row in section.rows():
        texts = {name: _text(reading, section, row, name) for name in COLUMNS}
        if any(texts[name].startswith(_TOTALS) for name in (LEVEL1, LEVEL2, ASKED)) or not any(texts.values()):
            continue
        if texts[LEVEL1] and texts[LEVEL1] != carried.get(LEVEL1):
            carried = {}  # a new first-level indicator begins: nothing of the one above holds for it
        carried |= {name: texts[name] for name in _CARRIED if texts[name]}
        if line := _line(reading, section, row, texts | carried):
            yield line


def _text(reading: Reading, section: Section, row: int, name: str) -> str:
    return " ".join(reading.text(section, row, name).split())


def _line(reading: Reading, section: Section, row: int, texts: dict[str, str]) -> _Line | None:
    before = len(reading.problems)
    for name in COLUMNS:
        if not texts.get(name):
            reading.report(section.place(row, name), say("documents.points_cell_empty", column=name))
    kind = KINDS.get(texts[KIND])
    if texts[KIND] and kind is None:
        reading.report(section.place(row, KIND), say("documents.points_kind", text=texts[KIND][:40]))
    points = _number(reading, section, row, POINTS, texts[POINTS])
    weight = _number(reading, section, row, WEIGHT, texts.get(WEIGHT, ""))
    if len(reading.problems) > before or kind is None or points is None or weight is None:
        return None
    return _Line(row, texts[LEVEL1], texts[LEVEL2], texts[ASKED], kind, points, weight)


def _number(reading: Reading, section: Section, row: int, name: str, text: str) -> Decimal | None:
    if not text:
        return None
    percent = text.endswith(("%", "％"))
    message: Message | None = None
    number = parse_decimal(text.rstrip("%％ ") if name == WEIGHT else text)
    if number is None:
        message = say("documents.number_expected", text=text[:40])
    elif number < 0:
        message = say("documents.points_negative", column=name, text=text[:40])
    if message is not None:
        reading.report(section.place(row, name), message)
        return None
    return number / 100 if percent and number is not None else number


def _weight_scale(reading: Reading, section: Section, lines: list[_Line]) -> Decimal:
    """100 where the weights are fractions of one, 1 where they are percent; anything else is reported."""
    weights: dict[str, _Line] = {}
    for line in lines:
        first = weights.setdefault(line.level1, line)
        if first.weight != line.weight:
            message = say("documents.points_weight_differs", level1=line.level1, first=first.weight, second=line.weight)
            reading.report(section.place(line.row, WEIGHT), message)
    total = sum((line.weight for line in weights.values()), Decimal(0))
    if lines and total not in {Decimal(1), Decimal(100)} and not reading.problems:
        place = section.sheet.place(section.first_row - 1, section.columns[WEIGHT])
        reading.report(place, say("documents.points_weights", total=total))
    return Decimal(100) if total == 1 else Decimal(1)


def _imported(line: _Line, scale: Decimal) -> ImportedRow:
    return ImportedRow.model_validate(
        {
            "level1": line.level1,
            "level2": line.level2,
            "text": line.text,
            "kind": line.kind,
            "points": line.points,
            "weight": (line.weight * scale).normalize() + 0,
        }
    )


def write_points_template(path: Path) -> None:
    """Write an empty points table in the layout that `read_points_table` reads. Raises OSError."""
    book = Book(path, title="绿色工厂评价指标表（分值录入模板）")
    sheet = book.sheet("评价指标表")
    for column, width in enumerate((18, 20, 64, 12, 10, 10)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, "评价指标表（分值录入模板）", book.format("title"))
    sheet.set_row(1, 52)
    sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, "", book.format("hint"))
    sheet.write_string(1, 0, _TEMPLATE_HINT, book.format("hint"))
    put_row(sheet, 2, 0, [*COLUMNS[:3], f"{KIND}\n（必选/可选）", POINTS, WEIGHT], book.format("head"))
    sheet.set_row(2, 32)
    last = 2 + _TEMPLATE_ROWS
    for row in range(3, last + 1):
        put_row(sheet, row, 0, [""] * 3, book.format("in_text"))
        put_row(sheet, row, 3, [""], book.format("in_choice"))
        put_row(sheet, row, 4, [""] * 2, book.format("in_number"))
    sheet.data_validation(3, 3, last, 3, {"validate": "list", "source": list(KINDS)})
    sheet.data_validation(3, 4, last, 4, number_rule(least=0, most=1000))
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(*error.args) from error
