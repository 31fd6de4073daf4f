from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_filler import UNIT, Filler, FormMaker, rewrite

from greenlist.documents.form_reader import read_form
from greenlist.engine.lawbook import LawBook

# section, row, column, what stands there, code of the message
BAD_CELLS: list[tuple[str, str | int, str, Any, str]] = [
    ("values", "water_reuse", "year0", "约一千", "documents.number_expected"),
    ("values", "water_reuse", "year0", "1200 m3", "documents.number_expected"),
    ("values", "water_reuse", "year0", True, "documents.number_expected"),
    ("values", "water_reuse", "year0", datetime(2024, 1, 2), "documents.number_is_date"),  # noqa: DTZ001
    ("values", "water_reuse", "year0", time(12, 30), "documents.time_cell"),
    ("values", "water_reuse", "year0", "字" * 10_001, "documents.cell_too_long"),
    ("values", "water_reuse", "evidence", "只有凭证.pdf", "documents.note_without_value"),
    ("values", "platform_functions", "year0", 9123456789012345678, "documents.long_number"),
    ("unit", "unit.uscc", "value", 912201010000000000, "documents.long_number"),
    ("unit", "applied_on", "value", "七月", "documents.date_expected"),
    ("unit", "route", "value", "随便", "documents.not_listed"),
    ("unit", "unit.legal_form", "value", "合伙", "input.not_one_of"),
    ("unit", "claimed.total", "value", 90, "documents.claimed_incomplete"),
    ("table.products", 0, "is_main", "也许", "input.yes_no_expected"),
    ("table.products", 0, "energy", "十二", "documents.number_expected"),
    ("conditions", "NEG-1", "answer", "符合吧", "documents.not_listed"),
    ("events", 0, "kind", "事故", "documents.event_without_condition"),
    ("judged", "C1-09", "points", "满分", "documents.number_expected"),
]


@pytest.mark.parametrize(("section", "row", "key", "stated", "code"), BAD_CELLS)
def test_a_bad_cell_is_named_and_the_others_are_kept(
    section: str, row: str | int, key: str, stated: Any, code: str, form: FormMaker, book: LawBook
) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.set("values", "energy_total", "year0", 77)
    place = filler.set(section, row, key, stated)
    result = read_form(filler.save(), book, origin="示例.xlsx")
    found = [problem for problem in result.problems if problem.message.code == code]
    named = {problem.place for problem in found}
    assert place in named or code in {"documents.claimed_incomplete", "documents.event_without_condition"}
    assert found
    assert all(problem.file == "示例.xlsx" and not problem.fatal for problem in found)
    assert len(result.problems) == 1
    assert result.data["values"]["energy_total"] == Decimal(77)
    assert "示例.xlsx" in result.problems[0].text()


def test_a_unit_that_does_not_convert_is_named_at_the_unit(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.set("values", "water_reuse", "year0", 5)
    place = filler.set("values", "water_reuse", "unit", "tce")
    result = read_form(filler.save(), book)
    assert [(problem.place, problem.message.code) for problem in result.problems] == [(place, "documents.unit_unfit")]
    assert "values" not in result.data


def test_a_value_and_a_reason_for_not_applying_contradict(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.fill("values", {"water_reuse": {"year0": 5, "na": "没有水"}})
    result = read_form(filler.save(), book)
    assert [problem.message.code for problem in result.problems] == ["documents.value_and_na"]
    assert result.data["values"] == {"water_reuse": Decimal(5)}
    assert "not_applicable" not in result.data


def test_error_cells_are_not_read_as_empty_in_silence(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    place = filler.set("values", "water_reuse", "year0", "#DIV/0!")  # openpyxl writes it as an error cell
    result = read_form(filler.save(), book)
    assert [(problem.place, problem.message.code) for problem in result.problems] == [(place, "documents.cell_error")]


def test_the_last_value_of_a_formula_counts(form: FormMaker, book: LawBook) -> None:
    """openpyxl keeps no values of formulas, so the cached value is put into the file by hand."""
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.set("values", "water_reuse", "year0", "=1200+34")
    path = filler.save()
    empty = (b"<v />", b"<v/>", b"<v></v>")  # as openpyxl writes it, with one XML library or another
    assert any(rewrite(path, b"<f>1200+34</f>" + one, b"<f>1200+34</f><v>1234</v>") for one in empty)
    assert read_form(path, book).data["values"]["water_reuse"] == Decimal(1234)


def test_a_formula_without_a_stored_result_is_named(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    place = filler.set("values", "water_reuse", "year0", "=1200+34")
    result = read_form(filler.save(), book)
    assert [(problem.place, problem.message.code) for problem in result.problems] == [
        (place, "documents.formula_unsaved")
    ]


def test_unknown_and_doubled_field_ids(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    sheet = filler.cell("values", "water_reuse", "year0").parent
    row = filler.cell("values", "water_reuse", "year0").row
    last = sheet.max_row + 1
    sheet.cell(last, 1).value = "water_ruse"
    sheet.cell(last + 1, 1).value = "water_reuse"
    sheet.cell(row, 5).value = 8
    result = read_form(filler.save(), book)
    codes = {problem.message.code: problem.place for problem in result.problems}
    assert codes["documents.field_unknown_near"] == f"{sheet.title}!A{last}"
    assert codes["documents.row_twice"] == f"{sheet.title}!E{last + 1}"
    assert result.data["values"]["water_reuse"] == Decimal(8)


def test_an_item_of_another_pack_is_named(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.cell("declared", "C1-07", "value").parent.cell(6, 1).value = "X99"
    result = read_form(filler.save(), book)
    assert [problem.message.code for problem in result.problems] == ["documents.item_unknown"]


def test_a_missing_sheet_is_named(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    sheet = filler.sheets("conditions")[0]
    title = sheet.title
    filler.book.remove(sheet)
    result = read_form(filler.save(), book)
    assert [(problem.place, problem.message.code) for problem in result.problems] == [
        (title, "documents.sheet_missing")
    ]


def test_without_the_evaluation_year_the_unit_stops(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    place = filler.set("unit", "evaluation_year", "value", None)
    result = read_form(filler.save(), book)
    assert [(problem.place, problem.fatal) for problem in result.problems] == [(place, True)]


def test_a_form_of_another_version_of_the_pack_says_so(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.set("guide", "pack_hash", "value", "0" * 64)
    result = read_form(filler.save(), book)
    assert [problem.message.code for problem in result.problems] == ["documents.pack_changed"]


def test_a_workbook_that_is_no_form(book: LawBook, tmp_path: Path) -> None:
    path = tmp_path / "别的表.xlsx"
    other = openpyxl.Workbook()
    other.active.title = "工资表"
    other.save(path)
    result = read_form(path, book)
    assert result.data == {}
    assert [(problem.message.code, problem.fatal) for problem in result.problems] == [("documents.not_form", True)]
    assert "工资表" in result.problems[0].text()


def test_a_file_that_is_no_workbook(book: LawBook, tmp_path: Path) -> None:
    path = tmp_path / "文本.xlsx"
    path.write_text("不是工作簿", encoding="utf-8")
    result = read_form(path, book)
    assert [(problem.message.code, problem.fatal) for problem in result.problems] == [("documents.not_workbook", True)]


def test_a_long_roster_is_read_beyond_the_drawn_rows(form: FormMaker, book: LawBook) -> None:
    filler: Filler = form("park-2023")
    filler.fill("unit", UNIT)
    for line in range(350):
        filler.set("tenants", line, "name", f"示例企业{line}")
    assert len(read_form(filler.save(), book).data["tenants"]) == 350
