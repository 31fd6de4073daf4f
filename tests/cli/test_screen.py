"""`greenlist screen` on the made-up roster and lists: what it says, what it writes, and that it does so again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from door import Said, contents, greenlist, read_json, uscc
from greenlist.engine.schemas import ScreeningFile
from greenlist.engine.yamlfile import load_yaml

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLES = CHECKOUT / "samples" / "screening"
ROSTER, LISTS = SAMPLES / "roster.csv", SAMPLES / "lists"
EXPECTED = load_yaml((Path(__file__).parent / "screening_sample.yaml").read_text(encoding="utf-8"))[0]
ASKED = ("--policy", "jilin-2024", "--as-of", "2024-07-26")
ALL_CLEAR: Mapping[str, Any] = {"outcome": "clear"}


def screen(*arguments: str | Path, roster: Path = ROSTER, lists: Path = LISTS) -> Said:
    return greenlist("screen", roster, "--lists", lists, *ASKED, *arguments)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, screened through the command."""
    folder = tmp_path_factory.mktemp("screen") / "out"
    said = screen("--out", folder)
    assert said.code == 0
    assert [line.rpartition("!")[2].partition(":")[0] for line in said.err.splitlines()] == ["B17", "B16"]
    return folder


@pytest.fixture(scope="module")
def data(out: Path) -> dict[str, Any]:
    ScreeningFile.model_validate_json((out / "screening.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = read_json(out / "screening.json")
    jsonschema.validate(found, read_json(CHECKOUT / "docs" / "schemas" / "screening.json"))
    return found


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A roster of one unit that stands on no list."""
    path = tmp_path / "one.csv"
    path.write_text(f"name,uscc\n示例无名有限公司,{uscc(7)}\n", encoding="utf-8")
    return path


def unit_of(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    (found,) = [one for one in data["units"] if one["name"] == name]
    return found


# -- the samples --------------------------------------------------------------------------------------


def test_every_unit_of_the_sample_is_expected(data: dict[str, Any]) -> None:
    assert [one["name"] for one in data["units"]] == list(EXPECTED["units"])
    assert (data["as_of"], data["policy"]["id"]) == (str(EXPECTED["as_of"]), EXPECTED["policy"])


@pytest.mark.parametrize("name", EXPECTED["units"])
@pytest.mark.requirement("REQ-10", "REQ-11", "REQ-12", "REQ-13", "REQ-15", "REQ-17", "REQ-18")
def test_a_unit_comes_out_as_expected(data: dict[str, Any], name: str) -> None:
    assert_as_expected(unit_of(data, name), EXPECTED["units"][name])


def test_every_tenant_comes_out_as_expected(data: dict[str, Any]) -> None:
    tenants = unit_of(data, "示例循环经济园区")["tenants"]
    assert len(tenants) == 40
    assert {one["name"] for one in tenants} >= set(EXPECTED["tenants"])
    for tenant in tenants:
        assert_as_expected(tenant, EXPECTED["tenants"].get(tenant["name"], ALL_CLEAR))


def assert_as_expected(unit: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    wanted, history = expected.get("conditions", {}), expected.get("history", {})
    assert unit["outcome"] == expected["outcome"], unit["name"]
    found = {one["id"]: one["outcome"] for one in unit["conditions"]}
    assert {key: value for key, value in found.items() if value != "clear"} == {
        key: outcome for key, (outcome, _) in wanted.items()
    }, unit["name"]
    for condition in unit["conditions"]:
        if condition["id"] in wanted:
            assert wanted[condition["id"]][1] in condition["reason"], unit["name"]
        past = [one["reason"] for one in condition["rulings"] if one["history"] and not registered(one)]
        assert bool(past) == (condition["id"] in history), unit["name"]
        assert any(history.get(condition["id"], "") in one for one in past or [""])


def registered(ruling: Mapping[str, Any]) -> bool:
    """A unit that is registered and active stands on the list of registrations: that is no history of anything."""
    return bool(ruling["record"]["status"] == "active")


def test_every_outcome_and_every_source_occurs(data: dict[str, Any]) -> None:
    assert {one["outcome"] for one in data["units"]} == {"hit", "candidate", "undetermined", "clear"}
    rulings = [
        ruling
        for unit in data["units"]
        for each in (unit, *unit["tenants"])
        for condition in each["conditions"]
        for ruling in condition["rulings"]
    ]
    assert {one["how"] for one in rulings} == {"uscc", "org_code", "name", "former_name", "head_office", "fuzzy"}
    named = {path.name.rpartition("_")[0].removesuffix("_2015") for path in LISTS.iterdir()}
    assert {one["id"] for one in data["sources"]} == named
    assert len(named) == 9
    assert all(one["trouble"] is None and one["snapshot"] for one in data["sources"])


def test_what_no_list_answers_is_said(data: dict[str, Any]) -> None:
    assert [one["id"] for one in data["not_screened"]] == ["NEG-1b", "NEG-1d"]


def test_a_hit_names_source_day_record_rule_and_window(data: dict[str, Any]) -> None:
    (condition,) = [one for one in unit_of(data, "示例玻璃有限公司")["conditions"] if one["id"] == "NEG-2b"]
    assert condition["source"] == "credit_china_penalties"
    assert condition["window"] == {"from": "2021-07-26", "to": "2024-07-26"}
    assert "196号" in condition["clause"]
    assert condition["record"]["amount"] == "2000.00"  # 0.2 万元
    assert condition["record"]["original"]["CF_NR_FK"] == "0.2"
    assert condition["rulings"][0]["snapshot"] == "2024-07-20"


def test_the_samples_are_those_of_the_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(CHECKOUT / "tools"))
    import screening_samples

    assert screening_samples.stale() == [], "run `python tools/screening_samples.py`"


# -- what a person sees -------------------------------------------------------------------------------


def test_what_a_person_reads(tmp_path: Path) -> None:
    said = screen("--out", tmp_path / "out")
    for words in (
        "吉林省 2024 年度国家级绿色制造名单推荐 筛查，截至 2024-07-26",
        "信用中国行政处罚（双公示）",
        "✗ 命中",
        "! 待认定",
        "? 未定",
        "✓ 无记录",
        "命中 6，待认定 4，未定 4，无记录 3",
        "NEG-1b、NEG-1d",
    ):
        assert words in said.out, words
    assert str(tmp_path / "out") in said.out.replace("\n", "")


def test_in_english(tmp_path: Path) -> None:
    said = screen("--out", tmp_path / "out", "--lang", "en")
    assert "6 hit, 4 to be decided, 4 undetermined, 3 clear" in said.out
    assert "List of abnormal operations" in said.out
    assert openpyxl.load_workbook(tmp_path / "out" / "筛查结果.xlsx").sheetnames[0] == "Units"


def test_stdout_is_json_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    monkeypatch.chdir(tmp_path)
    said = screen("--json")
    assert said.code == 0
    assert json.loads(said.out) == read_json(out / "screening.json")
    assert list(tmp_path.iterdir()) == []


def test_the_same_again_gives_the_same_bytes_and_overwrites_nothing_unasked(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "out"
    assert screen("--out", folder, "--cache", tmp_path / "cache").code == 0
    assert contents(folder) == contents(out)
    again = screen("--out", folder)
    assert again.code == 2
    assert "--force" in again.err
    assert screen("--out", folder, "--cache", tmp_path / "cache", "--force").code == 0
    assert contents(folder) == contents(out)


# -- rosters of every shape ---------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.long
def test_encodings_of_a_roster(tmp_path: Path, encoding: str, out: Path) -> None:
    roster = tmp_path / "名册.csv"
    roster.write_bytes(ROSTER.read_bytes().decode("utf-8-sig").encode(encoding))
    said = screen("--json", roster=roster)
    assert json.loads(said.out)["units"] == read_json(out / "screening.json")["units"]


def test_a_workbook_is_a_roster_too(tmp_path: Path, out: Path) -> None:
    book = openpyxl.Workbook()
    for line in ROSTER.read_text(encoding="utf-8-sig").splitlines():
        book.active.append(line.split(","))  # type: ignore[union-attr]
    book.save(tmp_path / "名册.xlsx")
    said = screen("--json", roster=tmp_path / "名册.xlsx")
    assert json.loads(said.out)["units"] == read_json(out / "screening.json")["units"]


def test_application_files_with_their_tenants(tmp_path: Path) -> None:
    said = screen("--json", roster=CHECKOUT / "samples" / "jilin-2024")
    assert said.code == 0
    data = json.loads(said.out)
    assert len(data["units"]) == 15
    assert len(unit_of(data, "示例高新技术产业开发区")["tenants"]) == 3
    assert {one["outcome"] for one in data["units"]} == {"clear"}


def test_a_filled_form_is_an_application(tmp_path: Path, one: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert greenlist("form", "factory", "--pack", "factory-2018", "--out", form).code == 0
    said = screen(one, "--json", roster=form)
    assert said.code == 2
    assert "缺少评价年" in said.err  # the form is read as a form, and is still empty
    assert [unit["name"] for unit in json.loads(said.out)["units"]] == ["示例无名有限公司"]


OWN_LIST = """
    greenlist: 1
    policy: jilin-2024
    extends: jilin-2024
    exclusion:
      capture_max_age_days: {value: 10, mark: unverified, source: own, clause: 试}
      own_lists:
        - id: local_credit
          name: 示例省信用名单
          mark: unverified
          source: own
          clause: 试
          columns: {name: [企业名称], uscc: [统一社会信用代码], dated_on: [日期]}
          required: [[name, uscc]]
          identity: [uscc, dated_on]
          open_status: listed
          feeds:
            - {id: NEG-2b, condition: NEG-2b, type: event, mark: unverified, clause: 试, effects: {listed: hit}}
    sources:
      own: {title: 试}
    """


@pytest.mark.long
def test_a_source_and_a_limit_that_the_policy_adds(tmp_path: Path, one: Path, overlay: Callable[..., Path]) -> None:
    law = overlay({"policies/jilin-2024.yaml": OWN_LIST})
    lists = lists_without(tmp_path / "lists")
    said = screen("--json", "--law", law, roster=one, lists=lists)
    assert {key for key, value in outcomes(said).items() if value == "undetermined"} == {
        "NEG-2b",
        "NEG-3",
        "NEG-4",
        "NEG-5",
        "NEG-2a",
    }
    (lists / "local_credit_20240725.csv").write_text(
        f"企业名称,统一社会信用代码,日期\n示例无名有限公司,{uscc(7)},2024-02-01\n", encoding="utf-8"
    )
    assert outcomes(screen("--json", "--law", law, roster=one, lists=lists))["NEG-2b"] == "hit"
    assert "local_credit" in screen("--json", roster=one, lists=lists).err  # without the overlay it is no list


# -- what goes wrong ----------------------------------------------------------------------------------


def lists_without(folder: Path, *names: str) -> Path:
    shutil.copytree(LISTS, folder)
    for name in names:
        (found,) = folder.glob(f"{name}_2024*")
        found.unlink()
    return folder


def outcomes(said: Said, name: str = "示例无名有限公司") -> dict[str, str]:
    return {one["id"]: one["outcome"] for one in unit_of(json.loads(said.out), name)["conditions"]}


def test_a_missing_list_makes_nobody_clear_and_is_no_fault_of_the_input(tmp_path: Path, one: Path) -> None:
    said = screen("--json", roster=one, lists=lists_without(tmp_path / "lists", "dishonest_debtors"))
    assert said.code == 0
    assert {key for key, value in outcomes(said).items() if value == "undetermined"} == {"NEG-6"}
    (source,) = [one for one in json.loads(said.out)["sources"] if one["id"] == "dishonest_debtors"]
    assert source["file"] is None
    assert "缺少" in source["trouble"]


def test_a_list_that_cannot_be_read_is_told_and_the_rest_is_screened(tmp_path: Path, one: Path) -> None:
    lists = lists_without(tmp_path / "lists", "gsxt_serious")
    (lists / "gsxt_serious_20240720.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    said = screen("--out", tmp_path / "out", roster=one, lists=lists)
    assert said.code == 2
    assert "gsxt_serious_20240720.xlsx" in said.err
    data = read_json(tmp_path / "out" / "screening.json")
    found = {one["id"]: one["outcome"] for one in data["units"][0]["conditions"]}
    assert {key for key, value in found.items() if value == "undetermined"} == {"NEG-2b"}
    sheet = openpyxl.load_workbook(tmp_path / "out" / "筛查结果.xlsx")["未筛查"]
    assert any("gsxt_serious_20240720.xlsx" in str(row[0]) for row in sheet.iter_rows(values_only=True))


def test_files_that_are_no_list_are_told(tmp_path: Path, one: Path) -> None:
    lists = lists_without(tmp_path / "lists")
    (lists / "处罚.csv").write_text("x", encoding="utf-8")
    (lists / "accidents.docx").write_bytes(b"x")
    (lists / "older").mkdir()
    (lists / "~$accidents.xlsx").write_bytes(b"x")
    said = screen("--json", roster=one, lists=lists)
    assert said.code == 0
    for words in (
        "处罚.csv",
        "文件名前面不是本政策的名单编号",
        "accidents.docx",
        "不是 CSV 或 XLSX",
        "older",
        "是文件夹",
    ):
        assert words in said.err
    assert "~$" not in said.err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "没有找到名册的表头"),
        ("prose.csv", "各市（州）：\n请尽快上报。\n".encode(), "没有找到名册的表头"),
        ("zip.xlsx", b"PK\x03\x04 and then nothing", "已损坏或不完整"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "另存为 .xlsx"),
        ("picture.csv", b"\x89PNG\0\0", "不是 Excel 工作簿"),
        ("list.docx", b"x", "不认识的文件类型"),
        ("a.yaml", b"a: [", "YAML"),
    ],
)
@pytest.mark.long
def test_a_roster_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    said = screen("--out", tmp_path / "out", roster=path)
    assert said.code == 2
    assert says in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "out").exists()


def test_a_roster_at_fault_does_not_take_a_good_one_along(tmp_path: Path, one: Path) -> None:
    said = screen(tmp_path / "missing.csv", "--json", roster=one)
    assert said.code == 2
    assert "missing.csv" in said.err
    assert set(outcomes(said).values()) == {"clear"}


@pytest.mark.parametrize(
    "arguments",
    [("--policy", "nowhere-1999"), ("--as-of", "26.7.2024"), ("--lists", "nowhere"), ("--decisions", "nowhere.xlsx")],
)
def test_nonsense_options(one: Path, arguments: tuple[str, str]) -> None:
    said = greenlist("screen", one, "--lists", LISTS, "--policy", "jilin-2024", *arguments, "--json")
    assert (said.code, said.out) == (2, "")
    assert arguments[1] in said.err


def test_without_a_day_it_is_today(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.cli.screen.today", lambda: date(2024, 7, 30))
    said = greenlist("screen", one, "--lists", LISTS, "--policy", "jilin-2024", "--json")
    assert json.loads(said.out)["as_of"] == "2024-07-30"


# -- decisions ----------------------------------------------------------------------------------------


def decide(out: Path, folder: Path, subject: str, verdict: str, **cells: str) -> Path:
    """Fill in a decision where an officer would: in the workbook, beside the record."""
    book = openpyxl.load_workbook(out / "筛查结果.xlsx")
    sheet = book["名单记录"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    filled = {"认定": verdict, "认定人": "李四", "认定日期": "2024-07-25", "认定理由": "实地核实"} | cells
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, heads["筛查对象"]).value == subject:
            for head, value in filled.items():
                sheet.cell(row, heads[head], value)
    path = folder / "认定.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("subject", "condition", "verdict", "outcome"),
    [
        ("示例建筑陶瓷有限公司", "NEG-6", "是本单位", "hit"),
        ("示例建筑陶瓷有限公司", "NEG-6", "不是本单位", "clear"),
        ("示例玻璃有限公司", "NEG-2b", "不算", "clear"),
        ("示例特种电缆制造有限公司", "NEG-2b", "算", "hit"),
        ("示例纺织染料有限公司", "NEG-5", "算", "hit"),
    ],
)
@pytest.mark.long
def test_a_decision_in_the_workbook_holds_at_the_next_run(
    tmp_path: Path, out: Path, subject: str, condition: str, verdict: str, outcome: str
) -> None:
    decisions = decide(out, tmp_path, subject, verdict)
    said = screen("--out", tmp_path / "again", "--decisions", decisions)
    assert said.code == 0
    data = read_json(tmp_path / "again" / "screening.json")
    (found,) = [one for one in unit_of(data, subject)["conditions"] if one["id"] == condition]
    assert found["outcome"] == outcome
    assert found["rulings"][0]["decision"]["by"] == "李四"
    kept = openpyxl.load_workbook(tmp_path / "again" / "筛查结果.xlsx")["名单记录"]
    assert verdict in {row[6] for row in kept.iter_rows(values_only=True)}


def test_a_decision_about_a_tenant_reaches_the_park(tmp_path: Path, out: Path) -> None:
    decisions = decide(out, tmp_path, "示例园内甲化工有限公司", "不算", 依据文件="示环函〔2024〕9号")
    data = json.loads(screen("--json", "--decisions", decisions).out)
    park = {one["id"]: one["outcome"] for one in unit_of(data, "示例循环经济园区")["conditions"]}
    assert (park["NEG-2b"], park["NEG-6"]) == ("candidate", "hit")


def test_a_decision_lapses_when_the_record_changes(tmp_path: Path, out: Path) -> None:
    decisions = decide(out, tmp_path, "示例水务有限公司", "不算")
    lists = lists_without(tmp_path / "lists", "gsxt_abnormal")
    (lists / "gsxt_abnormal_20240721.csv").write_text(
        "企业名称,统一社会信用代码,列入原因,列入日期,作出决定机关（列入）\n"
        f"示例水务有限公司,{unit_of(read_json(out / 'screening.json'), '示例水务有限公司')['uscc']},"
        "弄虚作假,2024-04-22,示例市市场监督管理局\n",
        encoding="utf-8",
    )
    data = json.loads(screen("--json", "--decisions", decisions, lists=lists).out)
    (found,) = [one for one in unit_of(data, "示例水务有限公司")["conditions"] if one["id"] == "NEG-1c"]
    assert found["outcome"] == "hit"
    assert found["rulings"][0]["decision"] is None
    assert found["rulings"][0]["lapsed"]["verdict"] == "does_not_count"


def test_a_decision_that_lacks_something_is_told_and_not_used(tmp_path: Path, out: Path) -> None:
    decisions = decide(out, tmp_path, "示例建筑陶瓷有限公司", "不是本单位", 认定理由="")
    said = screen("--json", "--decisions", decisions)
    assert said.code == 2
    assert "认定缺少：认定理由" in said.err
    assert unit_of(json.loads(said.out), "示例建筑陶瓷有限公司")["outcome"] == "candidate"


def test_decisions_that_meet_no_record_are_told(tmp_path: Path, out: Path, one: Path) -> None:
    decisions = decide(out, tmp_path, "示例玻璃有限公司", "不算")
    said = screen("--json", "--decisions", decisions, roster=one)
    assert said.code == 0
    assert "条认定没有对上名单记录" in said.err


def test_the_file_of_decisions_is_never_overwritten(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(out, folder)
    before = contents(folder)
    said = screen("--out", folder, "--decisions", folder / "筛查结果.xlsx", "--force")
    assert said.code == 2
    assert "请先另存一份" in said.err
    assert contents(folder) == before
