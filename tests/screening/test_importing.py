"""Lists imported: kept once, told against what was known, reported row by row; nothing left behind by a fault."""

from __future__ import annotations

import csv
import gc
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlist.screening import importing
from greenlist.screening.importing import Unreadable, date_in_name, load
from greenlist.screening.reading.rows import BATCH
from greenlist.screening.records import PARQUET

from .listfiles import AS_OF, SOURCES, codes, csv_file, read, records, uscc, workbook

HEADER = ["企业名称", "统一社会信用代码", "列入日期", "列入原因", "移出日期"]
ROWS = [
    ["虚构甲厂", uscc(1), "2023-05-06", "年报未公示", ""],
    ["虚构乙厂", uscc(2), "2023-05-07", "地址失联", ""],
    ["虚构丙厂", uscc(3), "2023-05-08", "地址失联", ""],
]
SOURCE = "gsxt_abnormal"


def test_a_snapshot_tells_where_it_came_from(tmp_path: Path) -> None:
    imported = read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS]), SOURCE, name="经营异常.csv")
    snapshot = imported.snapshot
    assert (snapshot.source, snapshot.file, snapshot.as_of, snapshot.rows) == (SOURCE, "经营异常.csv", AS_OF, 3)
    assert snapshot.path == tmp_path / "kept" / SOURCE / f"{snapshot.sha256[:16]}-2024-07-20.parquet"
    assert (snapshot.complete, snapshot.trouble) == (True, "")
    assert (imported.taken, imported.added, imported.changed, imported.unchanged) == (3, 3, 0, 0)
    assert sorted(path.name for path in snapshot.path.parent.iterdir()) == [
        f"{snapshot.path.stem}.json", snapshot.path.name,
    ]  # fmt: skip


def test_the_parquet_file_has_the_columns_agreed_on(tmp_path: Path) -> None:
    path = read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS]), SOURCE).snapshot.path
    described = duckdb.execute("DESCRIBE SELECT * FROM read_parquet($path)", {"path": str(path)}).fetchall()
    assert {row[0]: row[1] for row in described} == PARQUET
    assert [row[0] for row in described] == list(PARQUET)


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *ROWS, ["虚构丁厂", "9.1E+17", "", "", ""]])
    first = read(path, SOURCE)
    assert load(first.snapshot.path.with_suffix(".json")) == first
    monkeypatch.setattr(importing, "store", None)  # reading again would fail
    assert read(path, SOURCE) == first
    renamed = path.rename(tmp_path / "b.csv")
    assert read(renamed, SOURCE) == first
    assert first.refusals[0].reason.params == {"text": "9.1E+17"}


def test_another_day_or_other_words_of_the_law_are_read_anew(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *ROWS])
    first = read(path, SOURCE)
    assert read(path, SOURCE, as_of=None).snapshot.path.name.endswith("-undated.parquet")
    entry = SOURCES[SOURCE]
    other = entry.model_copy(update={"columns": entry.columns | {"reason": ["别的列名"]}})
    again = read(path, other)
    assert again.snapshot.path == first.snapshot.path
    assert [one["reason"] for one in records(again)] == ["", "", ""]


@pytest.mark.parametrize("harm", ["answer", "parquet", "cut"])
def test_a_reading_that_was_cut_off_begins_anew(tmp_path: Path, harm: str) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *ROWS])
    first = read(path, SOURCE)
    answer = first.snapshot.path.with_suffix(".json")
    if harm == "cut":
        answer.write_text(answer.read_text(encoding="utf-8")[:80], encoding="utf-8")
    else:
        (answer if harm == "answer" else first.snapshot.path).unlink()
    assert read(path, SOURCE) == first
    assert len(records(first)) == 3


def test_what_is_new_is_told_against_earlier_files(tmp_path: Path) -> None:
    first = read(csv_file(tmp_path / "1.csv", [HEADER, *ROWS[:2]]), SOURCE, as_of=date(2024, 6, 1)).snapshot.path
    removed = [*ROWS[1][:4], "2024-06-15"]
    second = read(csv_file(tmp_path / "2.csv", [HEADER, ROWS[0], removed, ROWS[2]]), SOURCE, earlier=[first])
    assert (second.added, second.changed, second.unchanged) == (1, 1, 1)
    back = read(csv_file(tmp_path / "3.csv", [HEADER, *ROWS[:2]]), SOURCE, earlier=[first, second.snapshot.path])
    assert (back.added, back.changed, back.unchanged) == (0, 1, 1)  # as it was once, but not last


def test_the_same_row_twice_is_kept_once(tmp_path: Path) -> None:
    imported = read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS, ROWS[0], [*ROWS[1][:4], "2024-06-15"]]), SOURCE)
    assert [one["line"] for one in records(imported)] == [2, 3, 4, 6]
    assert (imported.taken, imported.passed_over) == (4, 1)
    ids = [one["id"] for one in records(imported)]
    assert ids[1] == ids[3]


def test_the_report_has_every_row_and_the_answer_the_first_thousand(tmp_path: Path) -> None:
    bad = [["虚构丁厂", "9.1E+17", "", "", ""]] * 1_200
    odd = [["虚构戊厂", uscc(5), "2023-05", "", ""]]
    imported = read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS, *bad, *odd]), SOURCE)
    assert (imported.refused, len(imported.refusals), imported.noted) == (1_200, 1_000, 1)
    assert not imported.snapshot.complete
    assert "1200 行" in imported.snapshot.trouble
    report = imported.snapshot.path.parent / f"{imported.snapshot.sha256}.refused.csv"
    with report.open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream))
    assert len(told) == 1_201
    assert list(told[0]) == ["行", "原因", "原始内容", "处理"]
    assert told[0]["行"] == "5"
    assert json.loads(told[0]["原始内容"])["企业名称"] == "虚构丁厂"
    assert {row["处理"] for row in told[:-1]} == {"没有读入"}
    assert told[-1]["处理"].startswith("已读入")


@pytest.mark.parametrize(
    ("rows", "code", "whole"),
    [
        ([["", "", "2023-05-06", "合计 3 家", ""]], "lists.lacking", True),  # speaks of nobody
        ([["虚构丁厂", "9.1E+17", "", "", ""]], "lists.spoilt_code", False),
    ],
)
def test_a_list_is_whole_unless_a_row_about_somebody_is_lost(
    tmp_path: Path, rows: list[list[str]], code: str, whole: bool
) -> None:
    imported = read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS, *rows]), SOURCE)
    assert codes(imported) == [(5, code)]
    assert imported.snapshot.complete is whole


def test_required_groups(tmp_path: Path) -> None:
    rows = [
        ["单位名称", "决定书文号", "处罚决定日期"],
        ["虚构甲厂", "", ""],
        ["虚构乙厂", "一号", ""],
        ["虚构丙厂", "", "2023-05-06"],
    ]
    imported = read(csv_file(tmp_path / "a.csv", rows), "credit_china_penalties")
    assert codes(imported) == [(2, "lists.lacking")]
    assert "文号、日期" in str(imported.refusals[0].reason)
    assert imported.taken == 2


def test_a_list_with_a_header_alone_makes_nobody_clear(tmp_path: Path) -> None:  # domain 10.10
    for number, rows in enumerate(([HEADER], [HEADER, [], []])):
        snapshot = read(csv_file(tmp_path / f"{number}.csv", rows), SOURCE).snapshot
        assert (snapshot.rows, snapshot.complete) == (0, False)
        assert "没有一条关于单位的记录" in snapshot.trouble


def test_files_longer_than_a_batch(tmp_path: Path) -> None:
    count = 2 * BATCH + 7
    rows = [[f"虚构{number}厂", uscc(number), "2023-05-06", "年报", ""] for number in range(count)]
    done: list[tuple[int, int]] = []
    path = csv_file(tmp_path / "a.csv", [HEADER, *rows])
    imported = read(path, SOURCE, progress=lambda *bytes_: done.append(bytes_))
    found = records(imported)
    assert len(found) == count
    assert [one["line"] for one in found] == list(range(2, count + 2))
    assert [one["name"] for one in found[::BATCH]] == [f"虚构{number}厂" for number in range(0, count, BATCH)]
    size = path.stat().st_size
    assert done[-1] == (size, size)
    assert [one for one, _ in done] == sorted(one for one, _ in done)
    assert gc.isenabled()


def test_a_workbook_and_a_text_file_give_the_same_records(tmp_path: Path) -> None:
    first = records(read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS], encoding="gb18030"), SOURCE))
    second = records(read(workbook(tmp_path / "a.xlsx", [HEADER, *ROWS]), SOURCE))
    assert first == second


@pytest.mark.parametrize("path", ["missing.csv", "."])
def test_what_cannot_be_opened_is_told(tmp_path: Path, path: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / path, SOURCE, tmp_path / "kept")
    assert caught.value.message.code == "documents.cannot_open"


TEXT = st.text(st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), min_size=1, max_size=12)
CODES = st.sampled_from(["", *(uscc(number) for number in range(5))])
DAYS = st.dates(date(2020, 1, 1), date(2025, 1, 1)).map(date.isoformat)
LISTED = st.lists(st.tuples(TEXT, CODES, DAYS, TEXT, st.just("")), min_size=1, max_size=12)


@settings(max_examples=15)  # each is three files read
@given(LISTED, st.randoms())
def test_importing_again_changes_nothing_whatever_the_order(rows: list[tuple[str, ...]], order: Any) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = read(csv_file(folder / "a.csv", [HEADER, *rows]), SOURCE)
        shuffled = list(rows)
        order.shuffle(shuffled)
        later = csv_file(folder / "b.csv", [HEADER, *shuffled])
        second = read(later, SOURCE, as_of=date(2024, 7, 21), earlier=[first.snapshot.path])
        assert read(folder / "a.csv", SOURCE) == first
        assert {(one["id"], one["digest"]) for one in records(first)} == {
            (one["id"], one["digest"]) for one in records(second)
        }
        assert (second.added, second.changed, second.unchanged) == (0, 0, second.taken)
        assert first.taken + first.passed_over + first.refused == len(rows)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("gsxt_abnormal_20240710.csv", date(2024, 7, 10)),
        ("gsxt_abnormal-2024-07-10.xlsx", date(2024, 7, 10)),
        ("经营异常2024年7月10日.csv", date(2024, 7, 10)),
        ("失信 2024.7.1 更新.csv", date(2024, 7, 1)),
        ("gsxt_abnormal.csv", None),
        ("吉工信资源2024196号.csv", None),
        ("名单2024.csv", None),
        ("名单20241340.csv", None),
        ("名单20230231_20240710.csv", date(2024, 7, 10)),
        ("123420240710.csv", None),
    ],
)
def test_the_day_in_a_file_name(name: str, day: date | None) -> None:
    assert date_in_name(name) == day


def test_a_list_said_to_hold_nobody_is_whole(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER])
    silent = read(path, SOURCE)
    assert (silent.taken, silent.snapshot.complete) == (0, False)
    assert "本期无名单" in silent.snapshot.trouble
    said = read(path, SOURCE, nil=True)
    assert (said.taken, said.snapshot.complete, said.snapshot.nil) == (0, True, True)
    assert read(path, SOURCE, nil=True) == said  # kept, and not read again
    assert not read(path, SOURCE).snapshot.complete


def test_a_list_said_to_hold_nobody_that_does_is_doubted(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path / "a.csv", [HEADER, *ROWS]), SOURCE, nil=True)
    assert (found.taken, found.snapshot.complete) == (len(ROWS), False)
    assert f"{len(ROWS)} 条" in found.snapshot.trouble


def test_a_workbook_tells_how_far_it_is(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [HEADER, *([f"虚构{n}厂", uscc(n), "2023-05-06", "失联"] for n in range(BATCH + 2_000))]
    )
    told: list[tuple[int, int]] = []
    read(path, SOURCE, progress=lambda done, total: told.append((done, total)))
    size = path.stat().st_size
    shares = [done for done, _ in told]
    assert {total for _, total in told} == {size}
    assert shares == sorted(shares)
    assert shares[-1] == size
    assert any(0 < done < size for done in shares)
