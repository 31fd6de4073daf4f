"""Table faults: each with file, line and column; the rest of the table is still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlist.engine.lawbook import LawBook, LawInvalid

from .support import broken, check, shipped, write_law

FACTORS = "tables/factors_energy.csv"
INDEX = "tables/index.yaml"
FIRST = "gbt2589-2020-01,"  # line 2
FAULTS = [
    (FACTORS, "id,factor_set", "idd,factor_set", 1, "id", "law.column_missing", "表头缺少列 id"),
    (FACTORS, ",note\n", ",note,spare\n", 1, "spare", "law.column_unknown", "未说明的列 spare"),
    (FACTORS, "kg,0.7143", "kg,七分", 2, "kgce_per_unit", "law.cell_wrong", "“七分”不合要求：应是数字"),
    (FACTORS, ",secondary,", ",known,", 2, "mark", "law.cell_not_one_of", "published、secondary、unverified"),
    (FACTORS, ",secondary,", ",,", 2, "mark", "law.mark_missing", "缺少核定标记"),
    (FACTORS, "gbt2589-2020-02,", FIRST, 3, "id", "law.id_twice", "编号 gbt2589-2020-01 重复，另见第 2 行"),
    (FACTORS, FIRST, ",", 2, "id", "law.cell_empty", "id 不能为空"),
    (FACTORS, "附录A,所抄", "附录A,甲,所抄", 2, "factors_energy", "law.cells_too_many", "多出的是“所抄"),
    (FACTORS, FIRST, '"' + FIRST, 2, "factors_energy", "law.not_csv", "引号是否成对"),
    (
        INDEX,
        "file: factors_energy.csv",
        "file: factors_enrgy.csv",
        0,
        "tables.factors_energy.file",
        "law.table_file_missing",
        "找不到表文件 factors_enrgy.csv",
    ),
    (INDEX, "type: number", "type: nmber", 0, "type", "law.value_not_one_of", "“nmber”不在允许范围"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "key", "code", "words"),
    FAULTS,
    ids=[one[5] + str(n) for n, one in enumerate(FAULTS)],
)
def test_a_table_fault_is_told_at_its_cell(
    tmp_path: Path, name: str, old: str, new: str, line: int, key: str, code: str, words: str
) -> None:
    files = broken(name, old, new)
    found = check(write_law(tmp_path, files))
    here = next((one for one in found if one.code == code), None)
    assert here is not None, found
    assert here.file == name
    assert here.key == key or (key == "type" and here.key.endswith(".type"))
    assert words in here.text
    assert here.line == line or (line == 0 and here.line > 1)


def test_a_table_that_is_not_utf8(tmp_path: Path) -> None:
    (one,) = check(write_law(tmp_path, {FACTORS: shipped(FACTORS).encode("gb18030")}))
    assert (one.file, one.code) == (FACTORS, "law.not_utf8")


def test_a_faulty_table_is_not_used(tmp_path: Path) -> None:
    book = LawBook([write_law(tmp_path, broken(FACTORS, "kg,0.7143", "kg,七分"))])
    with pytest.raises(LawInvalid, match="七分"):
        book.table("factors_energy")
    with pytest.raises(LawInvalid):  # and not the second time either
        book.table("factors_energy")


def test_a_table_of_a_later_layer_wins(tmp_path: Path) -> None:
    book = LawBook([write_law(tmp_path, broken(FACTORS, "kg,0.7143", "kg,0.7000"))])
    assert str(book.table("factors_energy").by_id["gbt2589-2020-01"].number("kgce_per_unit")) == "0.7000"
    assert str(LawBook().table("factors_energy").by_id["gbt2589-2020-01"].number("kgce_per_unit")) == "0.7143"


def test_an_overlay_may_add_a_table(tmp_path: Path) -> None:
    index = """\
greenlist: 1
title: 本省的表
source: n1
sources: {n1: {title: 某通知}}
tables:
  stars:
    title: 星级
    file: stars.csv
    source: n1
    columns: {id: {required: true}, at: {type: number}, mark: {required: true}}
"""
    folder = write_law(tmp_path, {INDEX: index, "tables/stars.csv": "id,at,mark\nfive,90,published\n"})
    assert check(folder) == []
    row = LawBook([folder]).table("stars").by_id["five"]
    assert (row.cite().id, row.source) == ("stars/five", "n1")
    assert "factors_energy" in LawBook([folder]).table_ids()
