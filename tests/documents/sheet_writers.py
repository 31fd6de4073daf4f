"""Every writer of workbooks and of CSV in the program, by the place that begins one, each fed with texts of others.

A workbook writer is given the texts and a folder, and gives back workbooks in which each text stands alone in a cell;
where it takes numbers, `NEGATIVE` stands in it too.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from documents.payloads import rows_of
from documents.test_screening_table import data as screening_data
from greenlist.decisions import record
from greenlist.decisions.record_rows import Part
from greenlist.decisions.record_rows import Row as RecordRow
from greenlist.decisions.witness_book import _sheet as witness_sheet
from greenlist.documents.agency_year import AgencyYear, agency_year
from greenlist.documents.consultation_table import Cell, Row, consultation_table
from greenlist.documents.dynamic import Known, Seen, dynamic_form, write_dynamic
from greenlist.documents.dynamic.form import AskedBlock
from greenlist.documents.exports import workbook
from greenlist.documents.screening_table import write_screening
from greenlist.documents.style import Book
from greenlist.documents.summary import columns_for, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook
from greenlist.panels.results_file import results_file
from greenlist.reviews.exporting import inbox_workbook

NEGATIVE = -1.5
Writer = Callable[[list[str], Path], list[bytes]]
DAY = date(2024, 3, 1)
NOON = datetime(2024, 3, 1, 4, tzinfo=UTC)


def summary(evil: list[str], folder: Path) -> list[bytes]:
    """推荐汇总表: every column a text of others, and one row with a score."""
    policy, path = LawBook().policy("jilin-2024"), folder / "summary.xlsx"
    names = [column.value for column in columns_for(policy, Kind.FACTORY)]
    rows: list[Any] = [dict(zip(names, row, strict=True)) for row in rows_of(evil, len(names))]
    write_summary(path, policy, {Kind.FACTORY: [*rows, {"seq": 1, "score": Decimal(str(NEGATIVE))}]})
    return [path.read_bytes()]


def export(evil: list[str], _: Path) -> list[bytes]:
    """The lists of every page, also those of the offices' tables."""
    rows = [*rows_of(evil, 2), ("甲", str(NEGATIVE))]
    return [workbook([evil[0], evil[1]], rows, [False, True])]


def consultation(evil: list[str], _: Path) -> list[bytes]:
    """征求意见情况; its only numbers are counted."""
    rows = [Row(*one[:3], [Cell(one[3], "none"), Cell(one[4], "hit")], one[5], 0, one[6]) for one in rows_of(evil, 7)]
    return [consultation_table(evil[0], evil[1], evil[2:4], rows)]


def year(evil: list[str], _: Path) -> list[bytes]:
    """评价机构年度工作情况 of an agency."""
    four, dates = rows_of(evil[:400], 4), ("2024-03-01",) * 3
    rows = [*rows_of(evil, 12), ("甲", "乙", "丙", "丁", *dates, NEGATIVE, "", "", "", "")]
    three, pairs = [row[:3] for row in four], [row[:2] for row in four]
    return [agency_year(AgencyYear(evil[0], 2024, evil[1], rows, pairs, [(evil[2], 1)], three, three, four))]


def witnesses(evil: list[str], _: Path) -> list[bytes]:
    """各方数据和排序."""
    out, heads = io.BytesIO(), dict.fromkeys("甲乙丙丁戊己庚辛", 10.0)
    book = Book(out, title=evil[0], constant_memory=True)
    witness_sheet(book, "各方数据", evil[0], heads, [*rows_of(evil, 8), [Decimal(str(NEGATIVE))] * 8])
    book.close()
    return [out.getvalue()]


def panel(evil: list[str], _: Path) -> list[bytes]:
    """评审结果 of a panel: the cases, and the experts by name."""
    return [results_file(SimpleNamespace(name=evil[0], created_at=NOON), [_case(row) for row in rows_of(evil, 4)])]  # type: ignore[arg-type,list-item]


def _case(row: tuple[str, ...]) -> Any:
    unit = SimpleNamespace(name=row[0], industry4=row[1])
    sheet = SimpleNamespace(expert=row[3], second=False, total=Decimal(str(NEGATIVE)), advice="yes", signed_at=None)
    review = SimpleNamespace(
        signed=0,
        needed=1,
        mean=Decimal(str(NEGATIVE)),
        spread=None,
        state="mixed",
        advice={},
        second=True,
        sheets=[sheet],
    )
    application = SimpleNamespace(unit=unit, city=SimpleNamespace(name=row[2]), get_kind_display=lambda: "绿色工厂")
    return SimpleNamespace(application=application, review=review)


def inbox(evil: list[str], _: Path) -> list[bytes]:
    """The inbox of an office."""
    return [inbox_workbook(_waiting(row) for row in rows_of(evil, 4))]


def _waiting(row: tuple[str, ...]) -> Any:
    return SimpleNamespace(
        unit=SimpleNamespace(name=row[0], uscc=row[1]), get_kind_display=lambda: "绿色工厂", state_label=row[2], days=3,
        state_since=NOON, handed_in=1, verdict="eligible", score=str(NEGATIVE), outcome="clear", screened_on=DAY,
        left=0, round=SimpleNamespace(title=row[3]),
    )  # fmt: skip


def decisions(evil: list[str], _: Path) -> list[bytes]:
    """The ranked record of a list, with what its database would say replaced by the texts."""
    score = Decimal(str(NEGATIVE))
    rows = tuple(
        RecordRow(1, one[0], *one[1:7], score, (score,), *one[7:15], 1)  # type: ignore[arg-type]
        for one in rows_of(evil, 15)
    )
    batch: Any = SimpleNamespace(round=SimpleNamespace(title=evil[0]), stage="selection")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "parts_of", lambda _batch: [Part("factory", "绿色工厂", ("工业增加值",), rows)])
        patch.setattr(record, "facts_of", lambda _batch: [(evil[1], evil[2])])
        return [record.workbook(batch)]


def screening(evil: list[str], folder: Path) -> list[bytes]:
    """筛查结果: units, records, lists, what was not screened."""
    data, path = screening_data(), folder / "screening.xlsx"
    model = data["units"][-1]  # with a ruling and what an officer decided on it
    data["units"] = [_screened(model, row) for row in rows_of(evil, 19)]
    data["sources"] = [
        {"id": one[0], "file": one[1], "snapshot": one[2], "rows": 1, "trouble": one[3], "sha256": one[4]}
        for one in rows_of(evil[:500], 5)
    ]  # fmt: skip
    data["not_screened"] = [{"id": one, "reason": other} for one, other in rows_of(evil[:200], 2)]
    write_screening(path, data, remarks=[(one, other) for one, other in rows_of(evil[:200], 2)])
    return [path.read_bytes()]


def _screened(model: dict[str, Any], row: tuple[str, ...]) -> dict[str, Any]:
    unit = deepcopy(model)
    unit["name"], unit["uscc"] = row[0], row[1]
    ruling = unit["conditions"][0]["rulings"][0]
    ruling |= {"reason": row[2], "differences": [], "source": row[3], "snapshot": row[4]}
    unit["conditions"][0]["clause"] = ""
    ruling["decision"] |= dict(zip(("by", "on", "reason", "document"), row[5:9], strict=True))
    cells = ("name", "uscc", "dated_on", "ended_on", "doc_no", "category", "reason", "authority", "id", "digest")
    ruling["record"] |= dict(zip(cells, row[9:19], strict=True)) | {"amount": str(NEGATIVE)}
    return unit


def dynamic(evil: list[str], _: Path) -> list[bytes]:
    """动态管理表: what list and screening say of a unit, and what it stated, with room for them all."""
    real, middle = dynamic_form(LawBook(), Kind.FACTORY), len(evil) // 2
    form = real.model_copy(update={"blocks": [_wide(block, len(evil)) for block in real.blocks]})
    texts, told = [one.id for one in form.block("unit").fields], [one.id for one in form.block("compliance").fields]
    figures = {"energy_total": {2023: Decimal(str(NEGATIVE))}}
    seen = tuple(Seen(name, text) for name, text in zip(told, evil[middle:], strict=False))
    unit = dict(zip(texts, evil[:middle], strict=False))
    return [write_dynamic(form, Known(Kind.FACTORY, 2023, DAY, unit, figures, evil[0], seen, DAY))]


def _wide(block: AskedBlock, count: int) -> AskedBlock:
    """The block with so many fields of the kind that texts of others stand in."""
    kind = {"unit": "text", "compliance": "condition"}.get(block.id)
    if kind is None:
        return block
    one = next(one for one in block.fields if one.kind == kind and one.id != "name")
    own = [one for one in block.fields if one.kind == kind]
    more = [one.model_copy(update={"id": f"more_{number}"}) for number in range(count)]
    return block.model_copy(update={"fields": [*own, *more]})


# -- by the place in the source that begins a workbook ------------------------------------------------------------

ALONE: dict[str, Writer] = {
    "documents/summary/sheet.py:write_summary": summary,
    "documents/exports.py:workbook": export,
    "documents/consultation_table.py:consultation_table": consultation,
    "documents/agency_year.py:agency_year": year,
    "decisions/witness_book.py:witness_book": witnesses,
    "panels/results_file.py:results_file": panel,
    "reviews/exporting.py:inbox_workbook": inbox,
    "decisions/record.py:workbook": decisions,
    "documents/screening_table.py:write_screening": screening,
    "documents/dynamic/write.py:write_dynamic": dynamic,
}
WITHOUT_NUMBERS = {"documents/consultation_table.py:consultation_table"}  # of others: it counts days and rows
BASE = {"documents/style.py:Book.__init__"}  # what the others begin their workbooks with
