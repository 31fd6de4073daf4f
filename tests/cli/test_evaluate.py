"""`greenlist evaluate` on good input: what it prints, what it writes, and that it does so again and again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from door import FOOD, SAMPLES, contents, factory, greenlist, read_json
from greenlist.documents.round import application_files, run_round
from greenlist.documents.round.run import PARALLEL_FROM

TITLE = "2024年度绿色制造名单推荐汇总表"
RANKED = {
    "绿色工厂": [
        "示例水泥有限公司",
        "示例机械制造有限公司",
        "示例铝型材有限公司",
        "示例食品有限公司",
        "示例铁合金有限公司",
    ],
    "绿色工业园区": ["示例经济开发区"],
    "绿色供应链管理企业": ["示例纺织集团有限公司"],
}
POLICY = ("--policy", "jilin-2024")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample round, evaluated through the command."""
    folder = tmp_path_factory.mktemp("evaluate") / "out"
    said = greenlist("evaluate", SAMPLES, *POLICY, "--out", folder)
    assert (said.code, said.err) == (0, "")
    return folder


def test_every_unit_has_its_result(out: Path) -> None:
    units = {path.parent.name for path in out.glob("units/*/result.json")}
    assert units == {path.stem for path in SAMPLES.glob("*.yaml")}
    assert sorted(path.name for path in out.iterdir()) == ["ranking.json", "units", "推荐汇总表.xlsx"]


def test_the_ranking_points_to_each_result(out: Path) -> None:
    ranking = read_json(out / "ranking.json")
    assert ranking["counts"] == {"eligible": 7, "not_eligible": 4, "undetermined": 4, "failed": 0}
    assert ranking["failed"] == []
    for place in (place for places in ranking["kinds"].values() for place in places):
        result = read_json(out / place["result"])
        assert (result["unit"]["name"], result["verdict"]) == (place["name"], place["verdict"])
        assert result["ranking_score"]["value"] == place["score"]


@pytest.mark.requirement("REQ-46", "REQ-57")
def test_the_summary_holds_the_eligible_units_in_order(out: Path) -> None:
    book = openpyxl.load_workbook(out / "推荐汇总表.xlsx")
    for sheet in book.worksheets:
        assert sheet["A1"].value == TITLE
        head, rows = _table(sheet)
        names = [row[head.index("单位名称")] for row in rows]
        assert names == RANKED[sheet.title]
        assert [row[head.index("序号")] for row in rows] == list(range(1, len(rows) + 1))
    assert [sheet.title for sheet in book.worksheets] == list(RANKED)


def test_computed_columns_are_marked(out: Path) -> None:
    sheet = openpyxl.load_workbook(out / "推荐汇总表.xlsx")["绿色工业园区"]
    text = "".join(str(cell.value) for row in sheet for cell in row if cell.value)
    assert "＊" in text
    heads = [cell.value for row in sheet for cell in row if isinstance(cell.value, str) and cell.value.endswith("＊")]
    assert any("得分" in head for head in heads)
    assert not any("单位名称" in head for head in heads)


def _table(sheet: openpyxl.worksheet.worksheet.Worksheet) -> tuple[list[str], list[list[object]]]:
    lines = [[cell.value for cell in row] for row in sheet]
    top = next(n for n, line in enumerate(lines) if "单位名称" in line)
    rows = [line for line in lines[top + 1 :] if isinstance(line[0], int)]
    return [str(cell).rstrip("＊") for cell in lines[top]], rows


def test_a_name_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    said = greenlist("evaluate", factory(tmp_path, "=1+1", 1), *POLICY, "--out", tmp_path / "out")
    assert said.code == 0
    sheet = openpyxl.load_workbook(tmp_path / "out" / "推荐汇总表.xlsx").worksheets[0]
    (cell,) = [cell for row in sheet for cell in row if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_what_a_person_reads(tmp_path: Path) -> None:
    said = greenlist("evaluate", SAMPLES, *POLICY, "--out", tmp_path / "out")
    for words in (
        "示例水泥有限公司",
        "优先推荐，得分 90.15，列首位",
        "可推荐 7，未定 4，不具备条件 4，读不出 0",
        "试评",
    ):
        assert words in said.out
    assert str(tmp_path / "out") in said.out.replace("\n", "")


def test_in_english(tmp_path: Path) -> None:
    said = greenlist("evaluate", FOOD, *POLICY, "--out", tmp_path / "out", "--lang", "en")
    assert "1 eligible, 0 undetermined, 0 not eligible, 0 not read" in said.out
    ranking = read_json(tmp_path / "out" / "ranking.json")
    assert ranking["kinds"]["factory"][0]["reason"] == "ordinary, score 85.6, first"


class TestJson:
    def test_stdout_is_json_and_nothing_else(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        said = greenlist("evaluate", SAMPLES, *POLICY, "--json")
        assert (said.code, said.err) == (0, "")
        data = json.loads(said.out)
        assert data["counts"]["eligible"] == 7
        assert len(data["units"]) == 15
        assert list(tmp_path.iterdir()) == []

    def test_with_a_folder_it_is_the_ranking(self, out: Path, tmp_path: Path) -> None:
        said = greenlist("evaluate", SAMPLES, *POLICY, "--json", "--out", tmp_path / "out")
        assert said.out.encode() == (out / "ranking.json").read_bytes()

    def test_what_is_wrong_goes_to_stderr(self, tmp_path: Path) -> None:
        (tmp_path / "bad.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
        said = greenlist("evaluate", FOOD, tmp_path / "bad.yaml", *POLICY, "--json")
        assert said.code == 2
        assert json.loads(said.out)["counts"] == {
            "eligible": 1,
            "not_eligible": 0,
            "undetermined": 0,
            "failed": 1,
        }
        assert "bad.yaml 第 2 行: YAML 写法有误" in said.err

    @pytest.mark.long
    def test_as_a_program_of_its_own(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "greenlist", "evaluate", str(FOOD), *POLICY, "--json"]
        result = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
        assert (result.returncode, result.stderr) == (0, b"")
        assert json.loads(result.stdout)["kinds"]["factory"][0]["place"] == 1


class TestAgain:
    """Same input, same law: same bytes."""

    def test_twice(self, out: Path, tmp_path: Path) -> None:
        greenlist("evaluate", SAMPLES, *POLICY, "--out", tmp_path / "out")
        assert contents(tmp_path / "out") == contents(out)

    def test_files_in_another_order_and_twice_over(self, out: Path, tmp_path: Path) -> None:
        files = sorted(SAMPLES.glob("*.yaml"), reverse=True)
        greenlist("evaluate", *files, SAMPLES, files[3], *POLICY, "--out", tmp_path / "out")
        assert contents(tmp_path / "out") == contents(out)

    def test_one_worker_or_two(self, tmp_path: Path) -> None:
        for number in range(PARALLEL_FROM + 2):
            factory(tmp_path, f"示例{number % 5}", number, score=f"8{number % 7}.5")
        files, _ = application_files([tmp_path])
        for workers in (1, 2):
            result = run_round(files, [], "jilin-2024", out=tmp_path / f"out-{workers}", workers=workers)
            assert len(result.units) == PARALLEL_FROM + 2
        assert contents(tmp_path / "out-1") == contents(tmp_path / "out-2")


class TestOutput:
    def test_default_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert greenlist("evaluate", FOOD, *POLICY).code == 0
        assert (tmp_path / "out-jilin-2024" / "ranking.json").is_file()

    def test_nothing_is_overwritten_without_force(self, tmp_path: Path) -> None:
        folder = tmp_path / "out"
        greenlist("evaluate", FOOD, *POLICY, "--out", folder)
        before = contents(folder)
        said = greenlist("evaluate", SAMPLES, *POLICY, "--out", folder)
        assert (said.code, said.out) == (2, "")
        assert "--force" in said.err
        assert contents(folder) == before

    def test_force_leaves_no_unit_of_the_round_before(self, tmp_path: Path) -> None:
        folder = tmp_path / "out"
        greenlist("evaluate", SAMPLES, *POLICY, "--out", folder)
        assert greenlist("evaluate", FOOD, *POLICY, "--out", folder, "--force").code == 0
        assert [path.name for path in (folder / "units").iterdir()] == [FOOD.stem]

    def test_force_removes_only_results(self, tmp_path: Path) -> None:
        units = tmp_path / "units"
        (units / "甲").mkdir(parents=True)
        kept = [factory(units, "示例一厂", 1), units / "甲" / "附件.pdf"]
        kept[1].write_bytes(b"%PDF")
        for _ in range(2):
            assert greenlist("evaluate", units, *POLICY, "--out", tmp_path, "--force").code == 0
        assert all(path.exists() for path in kept)

    def test_results_lying_in_the_folder_are_no_applications(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        factory(tmp_path, "示例一厂", 1)
        assert greenlist("evaluate", ".", *POLICY).code == 0
        said = greenlist("evaluate", ".", *POLICY, "--force")
        assert (said.code, said.err) == (0, "")

    def test_units_of_one_file_name_get_folders_of_their_own(self, tmp_path: Path) -> None:
        for number, name in enumerate(["a/厂.yaml", "b/厂.yaml", "b/厂-2.yaml", "...yaml"], 1):
            path = factory(tmp_path, f"示例{number}", number)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            path.rename(tmp_path / name)
        said = greenlist("evaluate", tmp_path, tmp_path / "...yaml", *POLICY, "--out", tmp_path / "out")
        assert said.code == 0
        places = read_json(tmp_path / "out" / "ranking.json")["kinds"]["factory"]
        assert len({place["result"] for place in places}) == 4
        assert {read_json(tmp_path / "out" / place["result"])["unit"]["name"] for place in places} == {
            "示例1", "示例2", "示例3", "示例4",
        }  # fmt: skip

    def test_a_file_in_the_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("", encoding="utf-8")
        said = greenlist("evaluate", FOOD, *POLICY, "--out", tmp_path / "out")
        assert said.code == 2
        assert f"{tmp_path / 'out'} 写不了" in said.err

    def test_a_whole_folder_moves(self, tmp_path: Path) -> None:
        shutil.copytree(SAMPLES, tmp_path / "in" / "deep")
        said = greenlist("evaluate", tmp_path / "in", *POLICY, "--out", tmp_path / "out")
        assert said.code == 0
        assert "可推荐 7" in said.out


@pytest.mark.requirement("REQ-08")
def test_nobody_eligible_is_an_answer(tmp_path: Path) -> None:
    said = greenlist("evaluate", SAMPLES / "factory-06-accident.yaml", *POLICY, "--out", tmp_path / "out")
    assert said.code == 0
    assert "宁缺毋滥，空名单也是有效结果" in said.out
    sheet = openpyxl.load_workbook(tmp_path / "out" / "推荐汇总表.xlsx").worksheets[0]
    assert _table(sheet)[1] == []


@pytest.mark.parametrize("command", [(), ("evaluate",), ("explain",), ("form",), ("law",), ("law", "list")])
def test_help_shows_examples_uncut(command: tuple[str, ...]) -> None:
    said = greenlist(*command, "--help")
    assert said.code == 0
    assert "…" not in said.out
    assert not command or command == ("law",) or "greenlist " + " ".join(command) in said.out
