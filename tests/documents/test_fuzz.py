"""A thousand damaged files through every door that takes files: no crash, bounded time, bounded memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from documents.report_docs import factory_2024, factory_with_data, park_2018, put, saved
from documents.test_report_reader import own
from greenlist.documents.form import write_form
from greenlist.engine.lawbook import LawBook
from recommendations.table_docs import jilin, one_sheet, workbook

TESTS = Path(__file__).resolve().parents[1]
MOST_SECONDS = 560
LIST = "序号,地区,工厂名称,第三方机构\n1,吉林,甲公司,某机构\n2,吉林,乙公司,某机构\n"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good files, each named after the door that reads it."""
    folder = tmp_path_factory.mktemp("good")
    put(folder, saved(factory_2024()), "report-1.docx")
    put(folder, saved(park_2018()), "report-2.docx")
    put(folder, own("park-01-good", "park-agency-2018"), "report-3.docx")
    put(folder, own("chain-01-textile", "self"), "report-4.docx")
    put(folder, saved(factory_with_data()), "report-5.docx")
    book = LawBook()
    write_form(book.pack("supply-chain"), book.policy("jilin-2024"), book, folder / "form-1.xlsx")
    workbook(folder / "table-1.xlsx", jilin())
    workbook(folder / "table-2.xlsx", one_sheet())
    workbook(folder / "list-1.xlsx", one_sheet())
    put(folder, LIST.encode("gb18030"), "list-2.csv")
    put(folder, "企业名称,统一社会信用代码\n甲,91220105A00001014W\n".encode(), "roster-1.csv")
    return folder


def run(folder: Path, first: int, count: int) -> dict[str, Any]:
    """What a process that reads mutants tells. It has its own limits of memory."""
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    command = [sys.executable, "-m", "documents.fuzz_worker", str(folder), str(first), str(count)]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=MOST_SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def held(found: dict[str, Any], count: int) -> None:
    assert found["broken"] == []
    assert found["slow"] == []
    assert found["read"] + found["refused"] == count
    assert min(found["read"], found["refused"]) > count // 20  # the damage is neither fatal nor without effect


def test_some_damaged_files_break_nothing(good: Path) -> None:
    held(run(good, 0, 60), 60)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 2000, 250))
def test_a_thousand_damaged_files_break_nothing(good: Path, first: int) -> None:
    held(run(good, first, 250), 250)
