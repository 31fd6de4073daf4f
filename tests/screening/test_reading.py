"""List files as rows: encodings, delimiters, headers wherever they stand, and files that are no lists."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.messages import render
from greenlist.screening.importing import Unreadable
from greenlist.screening.reading import find_header
from greenlist.screening.reading.textfile import TextTable

from .listfiles import SOURCES, codes, csv_file, original, read, records, text_of, uscc, workbook

HEADER = ["企业名称", "统一社会信用代码", "列入日期", "列入原因"]
ROWS = [["虚构甲厂", uscc(1), "2023-05-06", "年报未公示"], ["虚构乙厂", uscc(2), "2023-05-07", "地址失联"]]
ABNORMAL = "gsxt_abnormal"


def refused(path: Path, source: str = ABNORMAL) -> tuple[str, str]:
    """Code and sentence of why a file is not taken; nothing of it may be left lying about."""
    with pytest.raises(Unreadable) as caught:
        read(path, source)
    kept = path.parent / "kept" / source
    assert list(kept.iterdir()) == [], "something was left"
    message = caught.value.message
    inner = message.params.get("reason")
    return getattr(inner, "code", message.code), render(message)


# -- encodings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_encoding_and_delimiter_reads_the_same(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *ROWS], encoding=encoding, delimiter=delimiter)
    found = records(read(path, ABNORMAL))
    assert [(one["name"], one["uscc"], one["dated_on"], one["line"]) for one in found] == [
        ("虚构甲厂", uscc(1), date(2023, 5, 6), 2),
        ("虚构乙厂", uscc(2), date(2023, 5, 7), 3),
    ]
    assert original(found[0]) == dict(zip(HEADER, ROWS[0], strict=True))


def test_a_text_file_that_begins_like_a_packed_one(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path / "a.csv", [["PKID", *HEADER], ["1", *ROWS[0]]]), ABNORMAL).taken == 1


def test_characters_only_gb18030_has(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, ["虚构㐀𠀀厂", "", "", ""]], encoding="gb18030")
    assert records(read(path, ABNORMAL))[0]["name"] == "虚构㐀𠀀厂"


@pytest.mark.parametrize(("most", "odd"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_mixed_encodings_are_refused_by_the_line(tmp_path: Path, most: str, odd: str) -> None:
    lines = text_of([HEADER, *ROWS * 5]).splitlines(keepends=True)
    content = [line.encode(odd if number == 7 else most) for number, line in enumerate(lines, start=1)]
    path = tmp_path / "a.csv"
    path.write_bytes(b"".join(content))
    code, sentence = refused(path)
    assert code == "lists.mixed"
    assert "第 7 行" in sentence


def test_a_file_that_says_utf_8_and_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text_of([HEADER, *ROWS]).encode("gb18030"))
    assert refused(path)[0] == "lists.not_utf8"


def test_bytes_that_are_neither(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text_of([HEADER, *ROWS]).encode("gb18030") + b"\xff\xff,1,2,3\n")
    code, sentence = refused(path)
    assert code == "lists.no_encoding"
    assert "第 4 行" in sentence


def test_a_file_cut_off_inside_of_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text_of([HEADER, *ROWS]).encode()[:-2])
    code, sentence = refused(path)
    assert code == "lists.mixed"
    assert "没有传完整" in sentence


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "lists.empty"),
        ("企业名称,列入日期\n".encode("utf-16"), "lists.utf16"),
        (b"\x7fELF\x00\x01\n" * 9, "lists.not_text"),
        (b"%PDF-1.7 \n1 0 obj\n", "lists.no_header"),
        ("一,二,三\n1,2,3\n".encode(), "lists.no_header"),
        (b"x" * (17 * 1024 * 1024), "lists.no_lines"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "documents.old_xls"),
        (b"PK\x03\x04" + b"\0" * 100, "documents.damaged"),
    ],
)
def test_files_that_are_no_list(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert refused(path)[0] == code


def test_the_message_names_what_the_header_needs_and_what_was_there(tmp_path: Path) -> None:
    _, sentence = refused(csv_file(tmp_path / "a.csv", [["公司", "号码"], ["虚构甲厂", "1"]]))
    for word in ("企业名称", "统一社会信用代码", "公司", "号码", "a.csv"):
        assert word in sentence


@pytest.mark.parametrize("mark", ["\ufffd", "锟斤拷"])
def test_rows_with_lost_characters_are_refused(tmp_path: Path, mark: str) -> None:  # domain 10.10
    imported = read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS, [f"虚构{mark}厂", "", "", ""]]), ABNORMAL)
    assert codes(imported) == [(4, "lists.lost_characters")]
    assert (imported.taken, imported.snapshot.complete) == (2, False)


# -- lines ----------------------------------------------------------------------------------------------


def test_lines_are_those_of_the_file_also_after_line_breaks_in_cells(tmp_path: Path) -> None:
    rows = [HEADER, [*ROWS[0][:3], "一\n二\n三"], [], ROWS[1], ["虚构丙厂", "9.1E+17", "", ""]]
    imported = read(csv_file(tmp_path / "a.csv", rows), ABNORMAL)
    found = records(imported)
    assert [one["line"] for one in found] == [2, 6]
    assert found[0]["reason"] == "一 二 三"
    assert original(found[0])["列入原因"] == "一\n二\n三"
    assert codes(imported) == [(7, "lists.spoilt_code")]
    assert imported.passed_over == 1


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text_of([HEADER, *ROWS]).replace("\n", end).encode())
    assert [one["name"] for one in records(read(path, ABNORMAL))] == ["虚构甲厂", "虚构乙厂"]


def test_a_last_line_without_its_end_is_taken_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text_of([HEADER, *ROWS]).rstrip("\n").encode())
    imported = read(path, ABNORMAL)
    assert (imported.taken, imported.snapshot.complete) == (2, True)


def test_a_file_that_breaks_off_in_a_row_is_not_whole(tmp_path: Path) -> None:  # domain 10.10
    path = tmp_path / "a.csv"
    path.write_bytes(f"{text_of([HEADER, *ROWS])}虚构丙厂,{uscc(3)}".encode())
    snapshot = read(path, ABNORMAL).snapshot
    assert not snapshot.complete
    assert "第 4 行中断" in snapshot.trouble


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rest = text_of([[f"虚构{number}厂", "", "2023-05-06", "年报"] for number in range(9000)])
    path.write_bytes(f'{text_of([HEADER, *ROWS])}"虚构丙厂,,,\n{rest}'.encode())
    imported = read(path, ABNORMAL)
    assert imported.taken == 2
    assert not imported.snapshot.complete
    assert "第 4 行的引号没有关上" in imported.snapshot.trouble


def test_a_quote_that_swallows_a_few_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'{text_of([HEADER, ROWS[0]])}"虚构丙厂,,,\n虚构丁厂",,\n{text_of([ROWS[1]])}'.encode())
    imported = read(path, ABNORMAL)
    assert [one["name"] for one in records(imported)] == ["虚构甲厂", "虚构乙厂"]
    assert codes(imported) == [(3, "lists.quote_row")]
    assert not imported.snapshot.complete


def test_a_row_with_a_spare_cell_is_refused_without_its_persons_number(tmp_path: Path) -> None:
    rows = [HEADER, ["虚构丙厂", "某人", "220101198001011237", "2023-05-06", "年报"], *ROWS]
    imported = read(csv_file(tmp_path / "a.csv", rows), ABNORMAL)
    assert codes(imported) == [(2, "lists.more_cells")]
    report = (imported.snapshot.path.parent / f"{imported.snapshot.sha256}.refused.csv").read_text(encoding="utf-8-sig")
    assert "虚构丙厂" in report
    assert "220101198001011237" not in report


def test_short_rows_lack_their_last_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{text_of([HEADER])}虚构丙厂\n虚构丁厂,,2023-05-06,年报,,\n".encode())
    assert [(one["name"], one["reason"]) for one in records(read(path, ABNORMAL))] == [
        ("虚构丙厂", ""), ("虚构丁厂", "年报"),
    ]  # fmt: skip


CELLS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=9)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=9))
def test_any_rows_written_are_read_with_their_lines(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text_of(rows).encode())
        batches = list(TextTable(path, "utf-8", ",", lambda _: None).batches())
    found = [row for batch in batches for row in batch.rows]
    lines = [line for batch in batches for line in batch.lines]
    assert found == rows
    tall = [1 + sum(cell.count("\n") for cell in row) for row in rows]
    assert lines == [1 + sum(tall[:number]) for number in range(len(rows))]


# -- headers --------------------------------------------------------------------------------------------

TITLE = ["经营异常名录（虚构市）", "", "", ""]


def test_a_header_below_titles_and_above_repeats(tmp_path: Path) -> None:
    rows = [
        TITLE,
        ["截止日期：2024-07-20", "", "", ""],
        [],
        HEADER,
        ROWS[0],
        HEADER,
        ROWS[1],
        ["", "合计 2 家", "", ""],
    ]
    imported = read(csv_file(tmp_path / "a.csv", rows), ABNORMAL)
    assert [(one["name"], one["line"]) for one in records(imported)] == [("虚构甲厂", 5), ("虚构乙厂", 7)]
    assert imported.passed_over == 1  # the header once more
    assert (imported.refused, imported.snapshot.complete) == (1, True)  # the sum speaks of nobody


def test_two_header_rows_in_a_workbook_with_merged_cells(tmp_path: Path) -> None:
    rows = [
        ["经营异常名录", "", "", "", "", ""],
        ["企业名称", "统一社会信用代码", "列入", "", "移出", ""],
        ["", "", "日期", "原因", "日期", "原因"],
        ["虚构甲厂", uscc(1), "2023-05-06", "年报未公示", "2024-01-02", "补报"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, merge=["A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"])
    (record,) = records(read(path, ABNORMAL))
    assert (record["name"], record["uscc"], record["line"]) == ("虚构甲厂", uscc(1), 4)
    assert (record["dated_on"], record["ended_on"]) == (date(2023, 5, 6), date(2024, 1, 2))
    assert original(record) == {
        "企业名称": "虚构甲厂", "统一社会信用代码": uscc(1), "列入日期": "2023-05-06", "列入原因": "年报未公示",
        "移出日期": "2024-01-02", "移出原因": "补报",
    }  # fmt: skip


def test_a_header_in_the_twentieth_row_is_found_and_no_later_one() -> None:
    lead = [["说明", ""]] * 19
    assert find_header([*lead, HEADER], SOURCES[ABNORMAL]) is not None
    assert find_header([*lead, ["说明"], HEADER], SOURCES[ABNORMAL]) is None


def test_headers_that_stand_twice_keep_both_cells(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["企业名称", "备注", "备注"], ["虚构甲厂", "一", "二"]])
    assert original(records(read(path, ABNORMAL))[0]) == {"企业名称": "虚构甲厂", "备注": "一", "备注(2)": "二"}


def test_too_many_columns_are_refused_before_the_file_is_read(tmp_path: Path) -> None:
    header = [*HEADER, *(f"列{number}" for number in range(100_000))]
    code, sentence = refused(csv_file(tmp_path / "a.csv", [header, *ROWS]))
    assert code == "documents.too_many_columns"
    assert "100004" in sentence
    wide = [*HEADER, *(f"列{number}" for number in range(600))]
    assert refused(workbook(tmp_path / "b.xlsx", [wide, *ROWS]))[0] == "documents.too_many_columns"


# -- workbooks ------------------------------------------------------------------------------------------


def test_cells_of_a_workbook(tmp_path: Path) -> None:
    rows = [
        [*HEADER, "文号", "组织机构代码"],
        ["虚构甲厂", uscc(1), date(2023, 5, 6), "年报", 12, 123456789],
        ["虚构乙厂", uscc(2), 45052, "年报", "0012", ""],
        ["虚构丙厂", 912201010000000000, "", "", "", ""],
        ["虚构丁厂", "", "", True, 1.5, ""],
    ]
    imported = read(workbook(tmp_path / "a.xlsx", rows), ABNORMAL)
    found = records(imported)
    assert [one["dated_on"] for one in found] == [date(2023, 5, 6), date(2023, 5, 6), None]
    assert [(one["doc_no"], one["org_code"]) for one in found] == [("12", "123456789"), ("0012", ""), ("1.5", "")]
    assert codes(imported) == [(4, "lists.in_sheet")]
    assert "表格软件把它当作数字" in str(imported.refusals[0].reason)


def test_line_numbers_of_a_sheet_that_begins_further_down(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [[], [], ["", *HEADER], ["", *ROWS[0]], [], ["", *ROWS[1]]])
    assert [(one["name"], one["line"]) for one in records(read(path, ABNORMAL))] == [("虚构甲厂", 4), ("虚构乙厂", 6)]


def test_several_sheets_add_up_and_a_cover_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("说明").write_string(0, 0, "本名单由虚构市编制")
        for name, row in (("甲区", ROWS[0]), ("乙区", ROWS[1])):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, row)
        book.add_worksheet("空")
    imported = read(path, ABNORMAL)
    assert [one["name"] for one in records(imported)] == ["虚构甲厂", "虚构乙厂"]
    assert imported.snapshot.complete


def test_a_long_sheet_without_a_header_leaves_the_list_in_doubt(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        first, second = book.add_worksheet("一"), book.add_worksheet("二")
        first.write_row(0, 0, HEADER)
        first.write_row(1, 0, ROWS[0])
        for number in range(30):
            second.write_row(number, 0, ["虚构甲厂", "某事"])
    imported = read(path, ABNORMAL)
    assert not imported.snapshot.complete
    assert "“二”" in imported.snapshot.trouble


def test_a_workbook_cut_off(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", [HEADER, *ROWS]).read_bytes()
    path = tmp_path / "a.xlsx"
    for size in (len(whole) // 2, len(whole) - 10):
        path.write_bytes(whole[:size])
        assert refused(path)[0] == "documents.damaged"


def test_a_workbook_that_would_fill_the_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADER, *ROWS])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", b"\0" * 30_000_000)
    assert refused(path)[0] == "documents.too_large"


def test_a_lone_value_far_away(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_string(1_048_575, 400, "远")
    assert refused(path)[0] == "documents.grid_too_large"
