"""Whatever people type stays a text in every sheet we hand out: 10,000 made-up payloads, and numbers stay numbers.

A short run takes three hundred of them.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from django.template.loader import render_to_string

from documents import csv_writers, form_writers
from documents.form_writers import FORMS
from documents.payloads import COUNT, assert_dead, few, kept, payloads, raw, rows_of, seen, texts, unescaped
from documents.sheet_writers import ALONE, NEGATIVE, WITHOUT_NUMBERS
from greenlist.bundles.archiving.sheets import Sheet
from greenlist.documents.exports import csv_lines, workbook
from greenlist.documents.form import write_form
from greenlist.documents.style import Book, put, put_row
from greenlist.documents.summary import SUMMARY_VALUES, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.lawbook import LawBook


@pytest.fixture(scope="module", params=["few", pytest.param("all", marks=pytest.mark.long)])
def evil(request: pytest.FixtureRequest) -> list[str]:
    return few() if request.param == "few" else payloads()


def test_there_are_as_many_payloads_as_promised() -> None:
    made = payloads()
    assert len(made) == COUNT
    assert len(set(made)) > COUNT / 2
    assert set(few()) <= set(made)


# -- workbooks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ALONE)
def test_every_payload_is_a_text_in_every_sheet(place: str, evil: list[str], tmp_path: Path) -> None:
    made = ALONE[place](evil, tmp_path)
    for content in made:
        assert_dead(content)
    values = [value for content in made for value in texts(content)]
    found = {one for value in values for one in (str(value), unescaped(value))}
    wanted = {seen(kept(text)) for text in evil}
    assert {text for text in wanted if text and not {text, unescaped(text)} & found} == set()
    if place not in WITHOUT_NUMBERS:
        assert NEGATIVE in [value for value in values if not isinstance(value, str)]
    assert ALONE[place](evil[:300], tmp_path) == ALONE[place](evil[:300], tmp_path)  # the bytes repeat


@pytest.mark.parametrize("place", FORMS)
def test_a_form_has_its_own_formulas_and_no_more(place: str, evil: list[str], tmp_path: Path, book: LawBook) -> None:
    (filled,) = FORMS[place](evil, tmp_path)
    plain = tmp_path / "plain.xlsx"
    write_form(book.pack("park-2023"), book.policy("jilin-2024"), book, plain)
    own = sum(len(re.findall(r"<f[ >]", part)) for part in raw(plain.read_bytes()))
    assert sum(len(re.findall(r"<f[ >]", part)) for part in raw(filled)) == (own if place.endswith("write_form") else 0)
    found = {unescaped(text) for text in texts(filled, ours=True)}
    short = [text for text in evil if len(text) < 200]
    if FORMS[place] is not form_writers.points:
        assert {unescaped(kept(one)) for one in short} - found == set()


# -- CSV -----------------------------------------------------------------------------------------------------------

RUNS = re.compile(r"^[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u3000\ufeff]*[=+\-@|%＝＋－＠﹦]")


@pytest.mark.parametrize("place", csv_writers.WRITERS)
def test_a_csv_has_no_cell_that_a_sheet_would_run(place: str, evil: list[str], tmp_path: Path) -> None:
    lines = csv_writers.WRITERS[place](evil, tmp_path)
    cells = [cell for row in csv.reader(io.StringIO(lines, newline=""), strict=True) for cell in row]
    if csv_writers.WRITERS[place] is not csv_writers.heads:
        assert len(cells) >= len(evil)
    assert [one for one in cells if one and _runs(one)] == []
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lines)


def _runs(cell: str) -> bool:
    return bool(RUNS.match(cell) or cell[:1] in "\t\r\n") and parse_decimal(cell) is None


# -- pages of archives ---------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """What a page consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _value in attrs)))
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_a_page_of_an_archive_shows_them_as_texts(evil: list[str]) -> None:
    tags = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'--></td></table><iframe src=x>"]
    hostile = [text for text in evil if len(text) < 200 and "\ud800" not in text and "\udfff" not in text] + tags
    hostile = [one.replace("\x00", "") for one in hostile]  # of which a parser of HTML makes nothing
    pages = []
    for rows in (rows_of(["文字"] * 3, 3), rows_of(hostile, 3)):
        sheet = Sheet("steps", rows[0][0], rows[0][1], ("甲", "乙", rows[0][2]))
        for row in rows:
            sheet.add(*row)
        pages.append(_read(sheet))
    plain, page = pages
    assert set(page.tags) == set(plain.tags) | {("br", ())}
    assert "script" not in {tag for tag, _names in page.tags}
    shown = {re.sub(r"\s", "", cell) for cell in page.cells}
    assert {re.sub(r"\s", "", one) for one in hostile} - shown == set()


def _read(sheet: Sheet) -> Tags:
    held = {"sheet": sheet, "rows": list(sheet.placed()), "home": "../index.html"}
    page = Tags()
    page.feed(render_to_string("bundles/inside/records.html", held))
    page.close()
    return page


# -- numbers -------------------------------------------------------------------------------------------------------


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    values = ("-5", "-0.25", "1,234.5", "0", "－7")
    content = workbook(["数"], [[one] for one in values], [True])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet["A"][1:]] == [-5, -0.25, 1234.5, 0, -7]
    policy = LawBook().policy("jilin-2024")
    row = dict.fromkeys(SUMMARY_VALUES, "=1") | {"seq": 1, "score": Decimal("-1.5")}
    write_summary(tmp_path / "a.xlsx", policy, {Kind.FACTORY: [row]})
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == -1.5] == ["n"]
    numbers = b"".join(csv_lines(["数"], [["-5"], ["-0.25"], ["+3"], ["-"], ["-5-"]])).decode("utf-8-sig").split("\r\n")
    assert numbers[1:6] == ["-5", "-0.25", "+3", "'-", "'-5-"]


def test_a_text_of_figures_stays_a_text() -> None:
    out = io.BytesIO()
    book = Book(out, title="a")
    sheet = book.sheet("a")
    put_row(sheet, 0, 0, [-3, -2.5, "-3", True], book.format("text"))
    put(sheet, 1, 0, "-1+1", book.format("text"))
    book.close()
    (line, other) = openpyxl.load_workbook(io.BytesIO(out.getvalue())).worksheets[0].iter_rows(values_only=True)
    assert (line, other[0]) == ((-3, -2.5, "-3", "True"), "-1+1")
