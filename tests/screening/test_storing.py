"""Rows through the pipe into Parquet: ids, what is the same again, and faults on either side."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from greenlist.screening.mapping import MAPPED, SEPARATOR
from greenlist.screening.pipe import Write
from greenlist.screening.storing import store

from .listfiles import SOURCES, uscc

PENALTIES = SOURCES["credit_china_penalties"]


def row(**cells: str) -> str:
    """A mapped row as text."""
    whole = {"line": "2", "name": "虚构甲厂", "name_key": "虚构甲厂", "original": "{}"} | cells
    return SEPARATOR.join(whole.get(column, "") for column in MAPPED) + "\n"


def kept(path: Path) -> list[dict[str, Any]]:
    table = duckdb.execute("SELECT * FROM read_parquet($path)", {"path": str(path)})
    names = [column[0] for column in table.description or ()]
    return [dict(zip(names, one, strict=True)) for one in table.fetchall()]


def test_the_id_is_a_hash_over_what_tells_records_apart(tmp_path: Path) -> None:
    code = uscc(1)
    text = row(uscc=code, doc_no="甲罚〔2023〕 12号", authority="虚构局", dated_on="2023-05-06", amount="2000.00")
    store(PENALTIES, tmp_path / "a.parquet", lambda write: write(text))
    (record,) = kept(tmp_path / "a.parquet")
    parts = ["credit_china_penalties", code[8:17], "甲罚[2023]12号", "", "虚构局"]
    assert record["id"] == hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
    content = [
        "虚构甲厂",
        code,
        "",
        "",
        "甲罚〔2023〕 12号",
        "2023-05-06",
        "",
        "",
        "",
        "",
        "",
        "虚构局",
        "2000.00",
        "",
        "",
    ]
    assert record["digest"] == hashlib.sha256("\x1f".join(content).encode()).hexdigest()[:32]


def test_ids_of_different_sources_differ(tmp_path: Path) -> None:
    ids = set()
    for source in ("gsxt_abnormal", "gsxt_serious"):
        store(SOURCES[source], tmp_path / "a.parquet", lambda write: write(row()))
        ids.add(kept(tmp_path / "a.parquet")[0]["id"])
    assert len(ids) == 2


def test_rows_that_are_the_same_again_are_kept_once_in_their_order(tmp_path: Path) -> None:
    lines = [
        row(line=str(number), name_key=f"虚构{number % 3}厂", name=f"虚构{number % 3}厂") for number in range(2, 9)
    ]
    stored = store(PENALTIES, tmp_path / "a.parquet", lambda write: write("".join(lines)))
    assert (stored.rows, stored.repeated) == (3, 4)
    assert [one["line"] for one in kept(tmp_path / "a.parquet")] == [2, 3, 4]


def test_a_fault_of_the_reader_is_raised_and_leaves_nothing(tmp_path: Path) -> None:
    def fill(write: Write) -> None:
        for _ in range(200):  # far more than the pipe and the queue hold
            write(row(dated_on="kein Tag", reason="长" * 1000) * 1000)

    with pytest.raises(duckdb.ConversionException):
        store(PENALTIES, tmp_path / "a.parquet", fill)
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_writer_is_raised_and_leaves_nothing(tmp_path: Path) -> None:
    def fill(write: Write) -> None:
        write(row())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store(PENALTIES, tmp_path / "a.parquet", fill)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_never_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.screening.storing._copy", lambda *_: "SELECT nothing_there")
    with pytest.raises(duckdb.BinderException):
        store(PENALTIES, tmp_path / "a.parquet", lambda write: write(row()))
    assert list(tmp_path.iterdir()) == []
