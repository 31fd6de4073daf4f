"""The folder of lists: which file is which source, of which day, and what is told about the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from door import uscc
from greenlist.engine.lawbook import LawBook
from greenlist.screening.folder import Lists, read_folder, source_of

HEAD = "企业名称,统一社会信用代码,列入原因,列入日期,移出日期\n"


def row(number: int, removed: str = "") -> str:
    return f"示例{number}厂,{uscc(number)},未年报,2024-01-0{number},{removed}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lists"
    made.mkdir()
    return made


def read(folder: Path, book: LawBook) -> Lists:
    return read_folder(folder, book.list_sources("jilin-2024"), folder.parent / "cache")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("gsxt_abnormal.csv", "gsxt_abnormal"),
        ("gsxt_abnormal_20240720.csv", "gsxt_abnormal"),
        ("GSXT_Abnormal 长春.xlsx", "gsxt_abnormal"),
        ("gsxt_abnormal_local_2024.csv", "gsxt_abnormal_local"),
        ("经营异常.csv", ""),
        ("gsxt.csv", ""),
    ],
)
def test_a_file_belongs_to_the_source_its_name_begins_with(name: str, source: str) -> None:
    assert source_of(name, ["gsxt_abnormal", "gsxt_abnormal_local", "gsxt_status"]) == source


def test_lists_are_read_in_the_order_of_their_days(folder: Path, book: LawBook) -> None:
    (folder / "gsxt_abnormal_20240720.csv").write_text(HEAD + row(1, "2024-07-01") + row(2), encoding="utf-8")
    (folder / "gsxt_abnormal_20240120.csv").write_text(HEAD + row(1), encoding="utf-8")
    (folder / "gsxt_abnormal 补充.csv").write_text(HEAD + row(3), encoding="utf-8")
    lists = read(folder, book)
    assert [(one.as_of, one.rows) for one in lists.snapshots] == [
        (None, 1),
        (date(2024, 1, 20), 1),
        (date(2024, 7, 20), 2),
    ]
    newest = lists.read[-1]
    assert (newest.added, newest.changed) == (1, 1)
    assert (lists.problems, lists.troubles) == ([], {})


def test_what_is_no_list_is_told_and_passed_over(folder: Path, book: LawBook) -> None:
    for name in ("说明.txt", "gsxt_abnormal.pdf", ".hidden", "~$gsxt_abnormal.xlsx", "Thumbs.db"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "gsxt_abnormal_2023").mkdir()
    lists = read(folder, book)
    assert lists.read == []
    assert sorted(Path(one.file).name for one in lists.problems) == [
        "gsxt_abnormal.pdf",
        "gsxt_abnormal_2023",
        "说明.txt",
    ]
    assert [one for one in lists.problems if one.fatal] == []


def test_a_list_that_cannot_be_read_is_a_trouble_of_its_source(folder: Path, book: LawBook) -> None:
    (folder / "gsxt_abnormal_20240720.csv").write_text(HEAD + row(1), encoding="utf-8")
    (folder / "gsxt_abnormal_20240721.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    lists = read(folder, book)
    assert [one.file for one in lists.snapshots] == ["gsxt_abnormal_20240720.csv"]
    assert list(lists.troubles) == ["gsxt_abnormal"]
    (problem,) = lists.problems
    assert problem.fatal
    assert problem.file.endswith("gsxt_abnormal_20240721.xlsx")


def test_a_link_that_leads_nowhere_is_a_list_that_cannot_be_read(folder: Path, book: LawBook) -> None:
    (folder / "gsxt_abnormal.csv").symlink_to(folder / "nowhere.csv")
    lists = read(folder, book)
    assert list(lists.troubles) == ["gsxt_abnormal"]
    assert [one.fatal for one in lists.problems] == [True]


def test_a_list_with_refused_rows_is_told(folder: Path, book: LawBook) -> None:
    (folder / "gsxt_abnormal_20240720.csv").write_text(
        HEAD + row(1) + "示例二厂,9.1E+17,未年报,2024-01-01,\n", encoding="utf-8"
    )
    lists = read(folder, book)
    assert lists.snapshots[0].rows == 1
    assert not lists.snapshots[0].complete
    assert [one.fatal for one in lists.problems] == [True]
    assert "名单不完整" in lists.problems[0].text()


def test_progress_counts_the_bytes_of_all_files(folder: Path, book: LawBook) -> None:
    for day in range(1, 4):
        (folder / f"gsxt_abnormal_2024070{day}.csv").write_text(HEAD + row(day), encoding="utf-8")
    steps: list[tuple[int, int]] = []
    read_folder(
        folder, book.list_sources("jilin-2024"), folder.parent / "cache",
        progress=lambda done, total: steps.append((done, total)),
    )  # fmt: skip
    total = sum(path.stat().st_size for path in folder.iterdir())
    assert {of for _, of in steps} == {total}
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == total
