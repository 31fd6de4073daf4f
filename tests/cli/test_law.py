"""`greenlist law …` as a person runs it: what is printed, what is written, and the exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from greenlist.cli import app
from greenlist.documents.points_table import read_points_table
from greenlist.engine.case import Case, Judged, Kind
from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook, shipped_law
from greenlist.engine.scoring import score_case
from greenlist.engine.scoring.score import Score

WEIGHT = "factory-2018/blocks.management.weight"
WORD = ("--document", "某通知 表1", "--by", "张三")


def law(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["law", *map(str, args)])


@pytest.fixture(autouse=True)
def _the_shipped_law_is_never_written_to() -> Any:
    def state() -> dict[Path, tuple[int, int]]:
        paths = [path for path in shipped_law().rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}

    before = state()
    yield
    assert state() == before


@pytest.mark.long
def test_through_main_the_exit_codes_are_those_of_the_process(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "x.yaml").write_text("a: [", encoding="utf-8")
    codes = [
        subprocess.run([sys.executable, "-m", "greenlist", "law", *args], capture_output=True, check=False).returncode
        for args in (["check"], ["check", str(tmp_path)], ["show", "nothing"])
    ]
    assert codes == [0, 2, 2]


def test_list_names_every_document_and_table() -> None:
    result, book = law("list"), LawBook()
    assert result.exit_code == 0
    for name in [*book.ids("policy"), *book.ids("pack"), *book.ids("process"), *book.table_ids(), "sources"]:
        assert re.search(rf"^  {re.escape(name)} ", result.stdout, re.MULTILINE), name
    assert "吉林省 2024 年度国家级绿色制造名单推荐" in result.stdout
    assert "Jilin 2024" in law("list", "--lang", "en").stdout


def test_show_prints_each_fact_with_mark_and_clause() -> None:
    result = law("show", "factory-2018")
    assert result.exit_code == 0
    assert f"{WEIGHT} = 15  [待核] template3 第6章" in result.stdout
    assert "factory-2018/index.rounding = 空缺" in result.stdout
    assert "<" not in result.stdout  # no representation of a program's object


def test_show_json_is_clean_json() -> None:
    for document in ("jilin-2024", "factory-2025", "national-2024", "energy_benchmarks", "sources"):
        result = law("show", document, "--json")
        data = json.loads(result.stdout)
        assert (result.exit_code, result.stderr, data["id"]) == (0, "", document)
        assert all(fact["fact"].startswith(document + "/") and fact["mark"] for fact in data["facts"])


def test_show_of_nothing_says_what_there_is() -> None:
    result = law("show", "jilin-2042")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有编号为 jilin-2042 的规则文件或数值表；现有：" in result.stderr
    assert "jilin-2024" in result.stderr
    assert "there are" in law("show", "jilin-2042", "--lang", "en").stderr


def test_check_of_the_shipped_law_counts_it() -> None:
    result, book = law("check"), LawBook()
    assert (result.exit_code, result.stderr) == (0, "")
    counts = [len(book.ids("policy")), len(book.ids("pack")), len(book.ids("process")), len(book.table_ids())]
    assert [int(number) for number in re.findall(r"\d+", result.stdout)] == counts


def test_check_of_a_broken_folder(tmp_path: Path) -> None:
    text = (shipped_law() / "packs" / "factory-2018.yaml").read_text(encoding="utf-8")
    path = tmp_path / "packs" / "factory-2018.yaml"
    path.parent.mkdir()
    path.write_text(text.replace("weight: 20", "weight: 21"), encoding="utf-8")
    result = law("check", tmp_path)
    line = text[: text.index("blocks:")].count("\n") + 2
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{path}:{line} blocks: 各一级指标权重合计 101，应为 100\n"
    assert "the weights of the blocks sum to 101" in law("check", tmp_path, "--lang", "en").stderr


# -- diff -----------------------------------------------------------------------------------------------


def test_diff_prints_what_differs_clause_by_clause() -> None:
    result = law("diff", "jilin-2024", "cn-2025")
    assert result.exit_code == 0
    blocks = re.split(r"\n(?=\S)", result.stdout)
    found = {block.splitlines()[0]: block for block in blocks}
    assert "- jilin-2024: factory、park、supply_chain  [原文] n196 一.1" in found["kinds"]
    assert "+ cn-2025: factory、park  [原文] n390" in found["kinds"]
    assert "- jilin-2024: either  [原文] n196 一.1、三(一)" in found["evaluation.evaluation_mode"]
    assert "+ cn-2025: self  [原文] n390" in found["evaluation.evaluation_mode"]
    assert re.search(r"\+ cn-2025: 否 ", found["third_party.step"])
    assert re.search(r"- jilin-2024: 是 ", found["third_party.step"])
    assert re.search(r"\+ cn-2025: 5 ", found["dynamic.bottom_percent"])
    assert "identity.year" in found
    assert re.search(r"\d+ 处内容不同，另有 \d+ 处只是依据不同", found[list(found)[-1]])


def test_diff_json_is_clean_json() -> None:
    result = law("diff", "jilin-2024", "cn-2025", "--json")
    rows = {row["path"]: row for row in json.loads(result.stdout)}
    assert (result.exit_code, result.stderr) == (0, "")
    assert rows["kinds"]["jilin-2024"]["value"] == ["factory", "park", "supply_chain"]
    assert rows["kinds"]["cn-2025"]["value"] == ["factory", "park"]
    assert rows["third_party.step"]["cn-2025"]["clause"] is not None
    assert rows["identity.addressees"]["cn-2025"] is None


def test_a_document_does_not_differ_from_itself() -> None:
    assert json.loads(law("diff", "cn-2024", "cn-2024", "--json").stdout) == []


def test_diff_refuses_two_kinds_of_files() -> None:
    result = law("diff", "jilin-2024", "park-2023")
    assert result.exit_code == 2
    assert "不是同一类文件" in result.stderr


# -- confirm --------------------------------------------------------------------------------------------


def test_confirm_is_in_force_with_law(tmp_path: Path) -> None:
    overlay = tmp_path / "my-law"  # made by the command
    result = law("confirm", WEIGHT, "--value", "16", *WORD, "--law", overlay)
    assert (result.exit_code, result.stdout.split()[0]) == (0, "已核定")
    shown = law("show", "factory-2018", "--law", overlay).stdout
    assert f"{WEIGHT} = 16  [待核] template3 第6章 ✓ 张三" in shown
    assert "权重合计 101" in result.stderr  # the officer is told what the value does to the rest
    assert f"{WEIGHT} = 15" in law("show", "factory-2018").stdout


def test_confirm_a_list_and_a_yes(tmp_path: Path) -> None:
    addressees = "jilin-2024/identity.office_aliases"
    for fact, value in ((addressees, "[资源处, 节能处]"), ("jilin-2024/third_party.step", "true")):
        assert law("confirm", fact, "--value", value, *WORD, "--law", tmp_path).exit_code == 0
    shown = law("show", "jilin-2024", "--law", tmp_path).stdout
    assert f"{addressees} = 资源处、节能处 " in shown
    assert "jilin-2024/third_party.step = 是 " in shown


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        (
            "factory-2018/blocks.management.wait",
            None,
            "没有编号为 factory-2018/blocks.management.wait 的规则事实",
        ),
        (WEIGHT, "十五", "值“十五”不合要求：应是数字"),
        (WEIGHT, "[1", "括号、引号没有配对"),
        ("factory-2025/items.C1-07.leading", None, "要用 --value"),
    ],
)
def test_a_confirmation_that_cannot_be_taken(tmp_path: Path, fact: str, value: str | None, words: str) -> None:
    overlay = tmp_path / "my-law"
    given = () if value is None else ("--value", value)
    result = law("confirm", fact, *given, *WORD, "--law", overlay)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert not (overlay / "confirmations.yaml").exists()


def test_a_confirmation_that_names_nothing_is_told_by_check(tmp_path: Path) -> None:
    text = "confirmations:\n  - {fact: factory-2018/blocks.gone.weight, document: d, by: b, on: 2024-01-01}\n"
    (tmp_path / "confirmations.yaml").write_text(text, encoding="utf-8")
    result = law("check", tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path / 'confirmations.yaml'}:2 factory-2018/blocks.gone.weight: 没有编号为" in result.stderr


# -- import-points --------------------------------------------------------------------------------------

BLOCKS = [
    ("基础设施", 20),
    ("管理体系", 15),
    ("能源资源投入", 15),
    ("产品", 10),
    ("环境排放", 10),
    ("绩效", 30),
]


def rows() -> list[list[Any]]:
    """A made-up table of the 2018 layout: two rows a block, 60 and 40 points."""
    table: list[list[Any]] = []
    for name, weight in BLOCKS:
        table.append([name, name, f"{name}的必选要求", "必选", 60, weight])
        table.append([None, None, f"{name}的可选要求", "可选", 40, None])
    return table


def filled(path: Path, cells: list[list[Any]]) -> Path:
    """The command's own template, filled in."""
    assert law("import-points", "factory-2018", path, "--template", "--force").exit_code == 0
    book = openpyxl.load_workbook(path)
    for line, values in enumerate(cells, 4):
        for column, value in enumerate(values, 1):
            book.active.cell(line, column).value = value
    book.save(path)
    return path


def imported(file: Path, overlay: Path, *more: str) -> Result:
    return law("import-points", "factory-2018", file, *WORD, "--law", overlay, *more)


def test_the_template_is_not_overwritten_without_force(tmp_path: Path) -> None:
    file = tmp_path / "空表.xlsx"
    file.write_bytes(b"mine")
    result = law("import-points", "factory-2018", file, "--template")
    assert (result.exit_code, file.read_bytes()) == (2, b"mine")
    assert "--force" in result.stderr


def judged_score(overlay: Path, shares: dict[str, Decimal]) -> Score:
    """The score of a factory judged at a share of each item's points (by 必选/可选)."""
    book = LawBook([overlay])
    pack = book.pack("factory-2018")
    judged = {
        item.id: Judged(points=(item.points.value or Decimal(0)) * shares[str(item.mode.value)], reason="见现场记录")
        for item in pack.items
        if item.points is not None and not item.report_only
    }
    case = Case(kind=Kind.FACTORY, evaluation_year=2023, name="示例厂", uscc="", judged=judged)
    return score_case(case, pack, fields_of(book))[1]


def test_a_points_table_makes_the_2018_pack_scorable(tmp_path: Path) -> None:
    file, overlay = filled(tmp_path / "评分表.xlsx", rows()), tmp_path / "my-law"
    result = imported(file, overlay)
    assert result.exit_code == 0, result.stderr
    assert "已导入 12 项" in result.stdout
    assert law("check", overlay).exit_code == 0
    assert judged_score(overlay, {"required": Decimal(1), "optional": Decimal(1)}).total == 100
    half = judged_score(overlay, {"required": Decimal(1), "optional": Decimal("0.5")})
    assert half.total == ARITHMETIC.create_decimal(80)  # every block earns 60 + 20 of its 100
    assert half.level1["performance"] == 24
    pack = LawBook([overlay]).pack("factory-2018")
    facts = [block.weight for block in pack.blocks] + [item.points for item in pack.items if not item.report_only]
    assert all(fact is not None and fact.settled for fact in facts)
    assert pack.blocks[0].source == "imported"
    assert pack.sources["imported"].title == "某通知 表1"


def test_without_the_table_the_pack_says_that_its_points_are_open(tmp_path: Path) -> None:
    book = LawBook()
    case = Case(kind=Kind.FACTORY, evaluation_year=2023, name="示例厂", uscc="")
    score = score_case(case, book.pack("factory-2018"), fields_of(book))[1]
    assert score.total is None
    assert score.reason is not None


def test_an_import_is_not_overwritten_without_force(tmp_path: Path) -> None:
    file, overlay = filled(tmp_path / "评分表.xlsx", rows()), tmp_path / "my-law"
    assert imported(file, overlay).exit_code == 0
    pack = overlay / "packs" / "factory-2018.yaml"
    before = pack.read_bytes()
    again = imported(file, overlay)
    assert (again.exit_code, pack.read_bytes()) == (2, before)
    assert "--force" in again.stderr
    assert imported(file, overlay, "--force").exit_code == 0


def put(line: int, column: int, value: Any) -> list[list[Any]]:
    table = rows()
    table[line][column] = value
    return table


BAD = [
    (put(0, 4, "六十"), "E4", "应填数字，现为“六十”"),
    (put(1, 3, "任选"), "D5", "应为“必选”或“可选”，现为“任选”"),
    (put(0, 5, 21), "F3", "权重合计应为 100%，现为 101"),
    (put(1, 2, None), "C5", "“评价要求”为空"),
]


@pytest.mark.parametrize(("table", "cell", "words"), BAD, ids=[one[1] for one in BAD])
@pytest.mark.long
def test_a_bad_table_is_refused_with_sheet_and_cell(
    tmp_path: Path, table: list[list[Any]], cell: str, words: str
) -> None:
    overlay = tmp_path / "my-law"
    assert imported(filled(tmp_path / "good.xlsx", rows()), overlay).exit_code == 0
    before = (overlay / "packs" / "factory-2018.yaml").read_bytes()
    result = imported(filled(tmp_path / "bad.xlsx", table), overlay, "--force")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert re.search(rf"评价指标表\S*{cell}\b", result.stderr), result.stderr
    assert (overlay / "packs" / "factory-2018.yaml").read_bytes() == before


def test_a_table_without_its_header_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["指标", "说明"])
    book.save(tmp_path / "x.xlsx")
    result = imported(tmp_path / "x.xlsx", tmp_path / "my-law")
    assert result.exit_code == 2
    assert "找不到表头" in result.stderr
    assert not (tmp_path / "my-law").exists()


def test_a_table_with_other_blocks_is_refused(tmp_path: Path) -> None:
    table = [[("生产过程" if cell == "产品" else cell) for cell in row] for row in rows()]
    result = imported(filled(tmp_path / "x.xlsx", table), tmp_path / "my-law")
    assert result.exit_code == 2
    assert "与规则包 factory-2018 的一级指标" in result.stderr
    assert "生产过程" in result.stderr
    assert not (tmp_path / "my-law").exists()


def test_a_pack_that_is_not_scored_by_weights_takes_no_table(tmp_path: Path) -> None:
    file = filled(tmp_path / "评分表.xlsx", rows())
    result = law("import-points", "supply-chain", file, *WORD, "--law", tmp_path / "my-law")
    assert result.exit_code == 2
    assert "不按“分值×权重”评分" in result.stderr
    assert "factory-2018" in result.stderr


@pytest.mark.parametrize("content", [None, b"not a workbook"])
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "x.xlsx"
    if content is not None:
        file.write_bytes(content)
    result = imported(file, tmp_path / "my-law")
    assert result.exit_code == 2
    assert "x.xlsx" in result.stderr


def test_import_asks_for_its_source(tmp_path: Path) -> None:
    file = filled(tmp_path / "评分表.xlsx", rows())
    assert len(read_points_table(file)) == 12
    result = law("import-points", "factory-2018", file, "--law", tmp_path / "my-law")
    assert result.exit_code == 2
    assert "--document" in result.stderr
    assert not (tmp_path / "my-law").exists()
