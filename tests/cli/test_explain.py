"""`greenlist explain`: from a figure down to formula, input, evidence and clause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from door import FOOD, SAMPLES, greenlist, read_json


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("explain") / "out"
    assert greenlist("evaluate", SAMPLES, "--policy", "jilin-2024", "--out", out).code == 0
    return out / "units"


def explained(*arguments: str | Path) -> str:
    said = greenlist("explain", *arguments)
    assert (said.code, said.err) == (0, "")
    return said.out


def test_a_whole_result(units: Path) -> None:
    text = explained(units / "factory-03-food")
    result = read_json(units / "factory-03-food" / "result.json")
    for one in (*result["conditions"], *result["indicators"]):
        assert f" {one['id']} " in text
        assert one["reason"] in text
    for words in ("示例食品有限公司", "91220702A000010306", "可推荐 · 试评结果", "85.6（自评价报告.pdf）"):
        assert words in text
    for fact in result["unconfirmed"]:
        assert fact["fact"] in text
    assert f"未核定或空缺的规则 {len(result['unconfirmed'])} 条" in text


def test_conditions_that_do_not_block_say_so(units: Path) -> None:
    lines = explained(units / "park-01-good").splitlines()
    assert any("PE0" in line and "（不作否决）" in line for line in lines)
    assert not any("NEG-1 " in line and "（不作否决）" in line for line in lines)


def test_a_fact_names_the_document_it_stands_in(units: Path) -> None:
    text = explained(units / "factory-06-accident", "NEG-2a")
    assert "关于开展2024年度国家级绿色制造名单推荐工作的通知（吉工信资源〔2024〕196号） 一.2" in text


def test_the_file_or_its_folder(units: Path) -> None:
    assert explained(units / "park-01-good") == explained(units / "park-01-good" / "result.json")


def test_an_indicator_down_to_the_clause(units: Path) -> None:
    text = explained(units / "factory-03-food", "A9")
    for words in (
        "A9 工业固体废物综合利用率",
        "数值 96.1538 %",
        "依据 附录A A9",
        "= solid_utilised / (solid_generated + solid_old_stock_used) * 100",
        "= 250 / (260 + 0) * 100",
        "一般工业固体废物产生量 solid_generated = 260 t · 申报单位填报",
        "factory-2018/items.A9.points = 空缺  [待核]",
    ):
        assert words in text


def test_the_one_who_decided_and_the_evidence_are_named(units: Path) -> None:
    text = explained(units / "factory-03-food", "F5-01")
    assert "示例评价员" in text
    assert "佐证/竣工验收.pdf" in text


def test_figures_of_earlier_years(units: Path) -> None:
    text = explained(units / "park-01-good", "HG4")
    assert "park_va[-1] = 68 亿元" in text
    assert "得分" not in text
    assert "比值 2.2762" in text
    assert "0.1318 1" not in text  # a figure without a unit has none


def test_by_name(units: Path) -> None:
    unit = units / "factory-03-food"
    assert explained(unit, "工业固体废物综合利用率") == explained(unit, "A9")


def test_a_condition_with_proof_and_day(units: Path) -> None:
    text = explained(units / "factory-03-food", "NEG-6")
    for words in ("✓ NEG-6 失信被执行人", "吉工信资源〔2024〕196号 一.2", "佐证/执行信息公开网.png", "2024-07-15",
                  "jilin-2024/exclusion.conditions.NEG-6 = 失信被执行人  [原文]"):  # fmt: skip
        assert words in text
    assert "['" not in text


@pytest.mark.requirement("REQ-10")
def test_the_tenant_that_was_hit(units: Path) -> None:
    text = explained(units / "park-02-tenant-hit", "NEG-6")
    assert text.startswith("✗ NEG-6")
    assert "示例建材有限公司" in text


def test_a_finding_with_its_way_out(tmp_path: Path) -> None:
    text = FOOD.read_text(encoding="utf-8").replace("solid_utilised: 250", "solid_utilised: 261")
    (tmp_path / "more.yaml").write_text(text, encoding="utf-8")
    greenlist("evaluate", tmp_path, "--policy", "jilin-2024", "--out", tmp_path / "out")
    unit = tmp_path / "out" / "units" / "more"
    finding, *_ = read_json(unit / "result.json")["findings"]
    assert finding["severity"] == "error"
    for words in (f"! {finding['check']} [须改正]", finding["message"], finding["way_out"]):
        assert words in explained(unit, finding["check"])
        assert words in explained(unit)


def test_json(units: Path) -> None:
    result = read_json(units / "factory-03-food" / "result.json")
    assert json.loads(explained(units / "factory-03-food", "--json")) == result
    one = json.loads(explained(units / "factory-03-food", "A9", "--json"))
    assert one == next(item for item in result["indicators"] if item["id"] == "A9")


def test_in_english(units: Path) -> None:
    assert "eligible · trial result" in explained(units / "factory-03-food", "--lang", "en")
    text = explained(units / "factory-03-food", "A9", "--lang", "en")
    assert "value 96.1538 %" in text
    assert "= open  [unverified]" in text


def test_an_unknown_id_names_those_there_are(units: Path) -> None:
    said = greenlist("explain", units / "factory-03-food", "Z99")
    assert (said.code, said.out) == (2, "")
    for known in ("Z99", "A9", "F5-01", "NEG-6", "B1"):
        assert known in said.err


def test_what_is_no_result(units: Path, tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\0")
    files = [SAMPLES / "factory-03-food.yaml", units.parent / "ranking.json", *tmp_path.glob("*.json")]
    for path in files:
        said = greenlist("explain", path)
        assert (said.code, said.out) == (2, "")
        assert f"{path} 不是评价结果" in said.err.replace("\n", "")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    said = greenlist("explain", tmp_path / "nowhere.json")
    assert said.code == 2
    assert "nowhere.json: 打不开" in said.err
