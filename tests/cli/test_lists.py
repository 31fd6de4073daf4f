"""`greenlist lists`: what a stranger learns about sources, and about a file before it is used."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from door import Said, greenlist, uscc
from greenlist.ops.places import ensure_places
from greenlist.parties.models import Jurisdiction
from greenlist.screenings.models import ListFile

LISTS = Path(__file__).resolve().parents[2] / "samples" / "screening" / "lists"
ABNORMAL = LISTS / "gsxt_abnormal_20240720.xlsx"
HEAD = "企业名称,统一社会信用代码,列入原因,列入日期,移出日期\n"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """One good row, one whose date nobody understands, one whose code is spoilt."""
    path = tmp_path / "经营异常.csv"
    rows = (
        f"示例一厂,{uscc(1)},未年报,2024-01-01,",
        f"示例二厂,{uscc(2)},未年报,上半年,",
        "示例三厂,9.1E+17,未年报,2024-01-01,",
    )
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


class TestSources:
    def test_every_source_with_its_headers(self) -> None:
        said = greenlist("lists", "sources", "--policy", "jilin-2024")
        assert said.code == 0
        for words in (
            "gsxt_abnormal  经营异常名录",
            "用于 NEG-1c；标记：待核",
            "每行至少要有：名称或统一社会信用代码",
            "列入日期",
        ):
            assert words in said.out

    def test_as_json_and_in_english(self) -> None:
        data = json.loads(greenlist("lists", "sources", "--policy", "jilin-2024", "--json").out)
        (found,) = [one for one in data if one["id"] == "gsxt_abnormal"]
        assert found["feeds"] == [
            {"id": "NEG-1c", "effects": {"listed": "hit", "removed": "clear"}, "mark": "published"}
        ]
        said = greenlist("lists", "sources", "--policy", "jilin-2024", "--lang", "en")
        assert "gsxt_abnormal  List of abnormal operations" in said.out

    def test_an_unknown_policy(self) -> None:
        assert greenlist("lists", "sources", "--policy", "nowhere").code == 2


class TestCheck:
    def check(self, *arguments: str | Path) -> Said:
        return greenlist("lists", "check", *arguments)

    def test_a_good_file(self) -> None:
        said = self.check(ABNORMAL, "--source", "gsxt_abnormal")
        assert (said.code, said.err) == (0, "")
        assert "gsxt_abnormal_20240720.xlsx，截止日期 2024-07-20" in said.out
        assert "收入 3 条，拒收 0 行" in said.out

    def test_rows_that_were_refused_or_not_understood(self, mixed: Path) -> None:
        said = self.check(mixed, "--source", "gsxt_abnormal")
        assert said.code == 2
        assert "收入 2 条，拒收 1 行" in said.out
        assert "日期或金额看不懂的行" in said.out
        assert "没有名单截止日期" in said.out

    def test_as_json(self, mixed: Path) -> None:
        data = json.loads(self.check(mixed, "--source", "gsxt_abnormal", "--as-of", "2024-07-01", "--json").out)
        assert (data["snapshot"], data["taken"], data["refused"], data["noted"]) == ("2024-07-01", 2, 1, 1)
        assert [one["line"] for one in data["refusals"]] == [4]
        assert [one["line"] for one in data["notes"]] == [3]

    def test_a_file_that_is_no_list(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"PK\x03\x04 and then nothing")
        said = self.check(path, "--source", "gsxt_abnormal")
        assert said.code == 2
        assert "a.xlsx" in said.err
        assert "Traceback" not in said.err

    def test_an_unknown_source_names_the_known_ones(self) -> None:
        said = self.check(ABNORMAL, "--source", "gsxt")
        assert said.code == 2
        assert "gsxt_abnormal" in said.err

    def test_nothing_is_left_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", None)
        assert self.check(ABNORMAL, "--source", "gsxt_abnormal").code == 0
        assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
class TestImport:
    """Into the site, by whoever runs the server."""

    @pytest.fixture(autouse=True)
    def _ready(self, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
        monkeypatch.setenv("GREENLIST_DB_ROLE", "")
        settings.DATA = tmp_path / "data"
        ensure_places()

    def take(self, *arguments: str | Path) -> Said:
        return greenlist("lists", "import", *arguments)

    def test_a_list_is_taken_and_read(self) -> None:
        said = self.take(ABNORMAL, "--source", "gsxt_abnormal")
        assert (said.code, said.err) == (0, "")
        for words in ("gsxt_abnormal_20240720.xlsx，截止日期 2024-07-20", "收入 3 条", "其中新增 3 条", "重新筛查"):
            assert words in said.out
        row = ListFile.objects.get()
        assert (row.state, row.rows, row.by, row.as_of) == (ListFile.State.READY, 3, None, date(2024, 7, 20))

    def test_the_same_again_changes_nothing(self) -> None:
        self.take(ABNORMAL, "--source", "gsxt_abnormal")
        said = self.take(ABNORMAL, "--source", "gsxt_abnormal")
        assert said.code == 0
        assert "没有再次读取" in said.out
        assert ListFile.objects.count() == 1

    def test_refused_rows_are_reported_and_kept(self, mixed: Path) -> None:
        said = self.take(mixed, "--source", "gsxt_abnormal", "--as-of", "2024-07-01", "--json")
        assert said.code == 2
        data = json.loads(said.out)
        assert (data["rows"], data["refused"], data["complete"]) == (2, 1, False)
        assert [one["line"] for one in data["refusals"]] == [4]
        shown = self.take(mixed, "--source", "gsxt_abnormal", "--as-of", "2024-07-01").out.replace("\n", "")
        assert ".refused.csv" in shown

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"PK\x03\x04 and then nothing")
        said = self.take(path, "--source", "gsxt_abnormal")
        assert said.code == 2
        assert "a.xlsx" in said.err
        assert ListFile.objects.get().state == ListFile.State.FAILED

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (("--source", "gsxt"), "gsxt"),
            (("--source", "gsxt_abnormal", "--province", "990000"), "220000"),
            (("--source", "gsxt_abnormal", "--as-of", "2999-01-01"), "还没有到"),
        ],
        ids=["source", "province", "day to come"],
    )
    def test_what_is_refused(self, options: tuple[str, ...], says: str) -> None:
        said = self.take(ABNORMAL, *options)
        assert said.code == 2
        assert says in said.err
        assert not ListFile.objects.exists()

    def test_of_two_provinces_one_must_be_named(self) -> None:
        Jurisdiction.objects.create(
            code="230000", name="示例省", level=Jurisdiction.Level.PROVINCE, path="/cn/230000/"
        )  # fmt: skip
        said = self.take(ABNORMAL, "--source", "gsxt_abnormal")
        assert said.code == 2
        assert "--province" in said.err
        assert self.take(ABNORMAL, "--source", "gsxt_abnormal", "--province", "230000").code == 0
        assert ListFile.objects.get().authority.code == "230000"
