"""Columns are as wide as a clerk would make them: codes and figures as they need, names and other texts the rest."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from summary_rows import clean

from greenlist.documents.papers import Column, Meta, Table
from greenlist.documents.summary import SummaryRow, columns_for, summary_paper
from greenlist.documents.tables import TablePaper, table_docx, table_pdf
from greenlist.documents.tables.fitting import Fit, fitted
from greenlist.documents.tables.measuring import em
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

META = Meta("吉林省工业和信息化厅", "推荐汇总表", date(2024, 7, 26))
PLACES, TRADES = ("示例省", "示例市", "某某开发区示例"), ("精密铸造", "生物化工新材料", "水泥", "轨道客车装备制造")


def invented(count: int, seed: int) -> list[SummaryRow]:
    """A round: units of another name and other figures every time, such as there are."""
    pick = random.Random(seed)  # noqa: S311 - the same rows every time
    names = [f"{pick.choice(PLACES)}{pick.choice(TRADES)}股份有限公司" for _ in range(count)]
    return [clean(at, name=name, note=pick.choice(["", "", "2024-03-05更名"])) for at, name in enumerate(names, 1)]


def listed(shared: Path, kind: Kind, count: int) -> list[SummaryRow]:
    """The first units of the national list with those who evaluated them."""
    with (shared / "data" / "national_list.csv").open(encoding="utf-8") as file:
        found = [row for row in csv.DictReader(file) if row["kind"] == kind.value][:count]
    return [clean(at, name=row["name"], agency=row["agency"]) for at, row in enumerate(found, 1)]


def paper_of(book: LawBook, rows: list[SummaryRow], kind: Kind = Kind.FACTORY) -> TablePaper:
    return summary_paper(book.policy("jilin-2024"), {kind: rows}, META)


def rooms(book: LawBook, rows: list[SummaryRow], kind: Kind = Kind.FACTORY) -> dict[str, float]:
    """By column the em of a line."""
    _page, (fit,) = fitted([paper_of(book, rows, kind).parts[0].table])
    values = [column.value for column in columns_for(book.policy("jilin-2024"), kind)]
    return dict(zip(values, fit.rooms, strict=True))


def plain(*rows: tuple[str, ...]) -> Fit:
    heads = tuple(Column(f"栏{at}", 10) for at in range(len(rows[0])))
    _page, (fit,) = fitted([Table("", heads, rows)])
    return fit


@pytest.mark.parametrize("count", [1, 30, 100])
@pytest.mark.parametrize("kind", list(Kind))
def test_real_names_have_more_room_than_figures_and_codes_what_they_need(
    book: LawBook, shared: Path, kind: Kind, count: int
) -> None:
    rows = listed(shared, kind, count)
    found = rooms(book, rows, kind)
    for code in ("uscc", "phone"):
        most = max(em(str(row[code])) for row in rows)
        assert most <= found[code] <= most + 0.6, code
    assert found["seq"] <= 2.5
    assert found["score"] <= 3.1
    assert found["industry4"] <= 3
    assert found["name"] > found["score"]
    assert found["name"] >= 3


def test_a_code_stands_on_one_line_of_the_pdf(book: LawBook) -> None:
    rows = invented(30, 1)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(table_pdf(paper_of(book, rows)))).pages)
    written = {word for line in text.split("\n") for word in line.split()}
    assert {str(row["uscc"]) for row in rows} <= written  # whole, and without a mark where it might be divided


def test_cells_of_the_docx_are_in_the_faces_columns_are_made_for(book: LawBook) -> None:
    document = docx.Document(io.BytesIO(table_docx(paper_of(book, invented(1, 1)))))
    faces = document.styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert (faces.get(qn("w:ascii")), faces.get(qn("w:eastAsia"))) == ("Times New Roman", "仿宋_GB2312")
    assert not document.tables[0]._tbl.findall(".//" + qn("w:rFonts"))  # no cell says otherwise


def test_texts_share_the_room_by_what_they_hold() -> None:
    fit = plain(*[("1", "示" * 30, "例" * 60, "86.25")] * 12)
    figures, short, long = fit.rooms[0], fit.rooms[1], fit.rooms[2]
    assert figures <= 2.1
    assert long / short == pytest.approx(2, rel=0.15)


def test_more_in_one_column_takes_from_the_others_and_not_from_codes() -> None:
    code = "91220101MA0Y00001G"
    before = plain(*[(code, "示" * 40, "例" * 40)] * 12).rooms
    after = plain(*[(code, "示" * 40, "例" * 80)] * 12).rooms
    assert min(before[0], after[0]) >= em(code)
    assert after[1] < before[1]
    assert after[2] > before[2]


def test_one_high_cell_among_many_does_not_take_the_room() -> None:
    rows = [("示" * 40, "例" * 40)] * 30
    alike, with_one = plain(*rows).rooms, plain(*rows[1:], ("示" * 40, "例" * 400)).rooms
    assert with_one[0] >= alike[0] * 0.75


def test_two_rounds_of_a_table_look_alike(book: LawBook) -> None:
    rounds = [rooms(book, invented(30, seed)) for seed in range(6)]
    for column in rounds[0]:
        found = [one[column] for one in rounds]
        assert max(found) - min(found) <= 1.5, column


def test_the_order_of_rows_does_not_matter(book: LawBook) -> None:
    rows = invented(40, 3)
    assert rooms(book, rows) == rooms(book, rows[::-1])


def test_short_words_stay_on_one_line(book: LawBook) -> None:
    found = rooms(book, [clean(at, contact="欧阳示例") for at in range(1, 20)], Kind.PARK)
    assert found["contact"] >= 4
    assert found["route"] >= 3
    assert found["park_level"] >= 3
