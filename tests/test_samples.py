"""The sample round of `make demo`: every file is read without a fault and judged as its first lines say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from greenlist.engine.application import read_application
from greenlist.engine.case import Case, Given, Kind
from greenlist.engine.codes import uscc_problem, uscc_warnings
from greenlist.engine.evaluate import Evaluation, Verdict, evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import EnergyOutcome, Met, Severity, Tier
from greenlist.engine.yamlfile import load_yaml

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "jilin-2024"
BOOK = LawBook()
REGIONS = {"2201", "2202", "2203", "2204", "2205", "2206", "2207", "2208", "2224"}


@dataclass(frozen=True)
class Expected:
    """What a sample must come out as. `stands`: the only gates that are not met."""

    verdict: Verdict
    pack: str
    tier: Tier = Tier.ORDINARY
    energy: EnergyOutcome = EnergyOutcome.NO_STANDARD
    ranking_score: str | None = None
    stands: tuple[str, ...] = ()
    says: str = ""  # words of a reason


ELIGIBLE, OUT, OPEN = Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED
NO_LEVEL = EnergyOutcome.NOT_APPLICABLE  # energy levels are asked of factories only
TABLE = {
    "factory-01-machinery": Expected(ELIGIBLE, "factory-industry", ranking_score="92.40"),
    "factory-02-cement": Expected(
        ELIGIBLE, "factory-industry", Tier.PRIORITY, EnergyOutcome.MEETS, ranking_score="90.15"
    ),
    "factory-03-food": Expected(ELIGIBLE, "factory-2018", ranking_score="85.60"),
    "factory-04-ferroalloy": Expected(
        ELIGIBLE, "factory-2018", Tier.UNKNOWN, EnergyOutcome.INCOMPLETE, ranking_score="81.00"
    ),
    "factory-05-missing": Expected(
        OPEN,
        "factory-2018",
        stands=("NEG-4", "NEG-6", "B6", "B7", "B8", "required"),
        says="没有可用于排序的得分",
    ),
    "factory-06-accident": Expected(
        OUT, "factory-industry", ranking_score="93.80", stands=("NEG-2a",), says="2022-11-05"
    ),
    "factory-07-one-capture": Expected(
        OPEN,
        "factory-2018",
        ranking_score="84.20",
        stands=("NEG-2a", "NEG-2b"),
        says="国家企业信用信息公示系统",
    ),
    "factory-08-proposed": Expected(
        OPEN, "factory-2018", ranking_score="91.30", stands=("on_province_list",), says="拟认定"
    ),
    "factory-09-not-listed": Expected(
        OUT, "factory-2018", ranking_score="86.70", stands=("on_province_list",), says="未申报省级绿色工厂"
    ),
    "factory-10-aluminium": Expected(ELIGIBLE, "factory-industry", ranking_score="88.05"),
    "park-01-good": Expected(ELIGIBLE, "park-2023", energy=NO_LEVEL, ranking_score="115.50"),
    "park-02-tenant-hit": Expected(
        OUT,
        "park-2023",
        energy=NO_LEVEL,
        ranking_score="115.50",
        stands=("NEG-2a", "NEG-6"),
        says="示例建材有限公司",
    ),
    "park-03-half": Expected(
        OUT,
        "park-2023",
        energy=NO_LEVEL,
        ranking_score="115.50",
        stands=("park_industrial_share",),
        says="50.00%",
    ),
    "chain-01-textile": Expected(ELIGIBLE, "supply-chain", Tier.PRIORITY, NO_LEVEL, "83.50"),
    "chain-02-automobile": Expected(OPEN, "supply-chain-automobile", Tier.PRIORITY, NO_LEVEL, says="官方指标表未载入"),
}
NAMES = sorted(TABLE)


@cache
def sample(name: str) -> Case:
    data, _ = load_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    case, problems = read_application(data, fields_of(BOOK), origin=name)
    assert problems == []
    assert case is not None
    return case


@cache
def judged(name: str) -> Evaluation:
    return evaluate(sample(name), BOOK.policy("jilin-2024"), BOOK)


def test_every_file_stands_in_the_table() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == NAMES


@pytest.mark.requirement("REQ-03")
def test_all_three_kinds_are_there() -> None:
    assert {sample(name).kind for name in NAMES} == set(Kind)


@pytest.mark.parametrize("name", NAMES)
def test_verdict(name: str) -> None:
    expected, found = TABLE[name], judged(name)
    assert (found.verdict, found.pack.id) == (expected.verdict, expected.pack)
    assert (found.priority.tier, found.energy.outcome) == (expected.tier, expected.energy)
    gates = tuple(one.id for one in found.conditions if one.gate and one.answer is not Met.MET)
    assert gates == expected.stands
    assert expected.says in "".join(str(reason) for reason in found.verdict_reasons)


@pytest.mark.parametrize("name", NAMES)
def test_ranking_score(name: str) -> None:
    expected, found = TABLE[name].ranking_score, judged(name).ranking_score
    shown = None if found is None else str(found.quantize(Decimal("0.01")))
    assert shown == expected


@pytest.mark.parametrize("name", NAMES)
def test_units_are_made_up_and_their_codes_hold(name: str) -> None:
    case = sample(name)
    recommenders = {row.text("name") for row in BOOK.table("recommending_units_jilin").rows}
    assert case.name.startswith("示例")
    assert case.unit["recommender"] in recommenders
    for code in (case.uscc, *(tenant.uscc for tenant in case.tenants or ())):
        assert uscc_problem(code) is None
        assert uscc_warnings(code) == []
        assert code[2:6] in REGIONS
    assert all(tenant.name.startswith("示例") for tenant in case.tenants or ())


def test_codes_are_all_different() -> None:
    codes = [sample(name).uscc for name in NAMES]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("name", NAMES)
def test_no_sample_trips_a_check_by_carelessness(name: str) -> None:
    found = [one for one in judged(name).findings if one.severity is Severity.ERROR]
    assert found == []


@pytest.mark.requirement("REQ-22")
def test_benchmark_level_is_reached_exactly() -> None:
    (row,) = judged("factory-02-cement").energy.rows
    assert (row.value, row.limits["benchmark"]) == (100, 100)


@pytest.mark.requirement("REQ-23")
def test_the_missing_correction_input_is_named_and_settles_the_level() -> None:
    before = sample("factory-04-ferroalloy")
    assert any("入炉矿品位" in str(row.reason) for row in judged("factory-04-ferroalloy").energy.rows)
    given = {"product": Given("低碳锰硅"), "input": Given("ore_grade"), "value": Given("38")}
    tables = before.tables | {"level_inputs": (given,)}
    after = Case(**{key: getattr(before, key) for key in Case.__slots__} | {"tables": tables})
    found = evaluate(after, BOOK.policy("jilin-2024"), BOOK)
    assert (found.energy.outcome, found.priority.tier) == (EnergyOutcome.MEETS, Tier.PRIORITY)


@pytest.mark.requirement("REQ-25")
def test_the_park_has_three_yearly_indexes() -> None:
    score = judged("park-01-good").score
    assert list(score.by_year) == [2021, 2022, 2023]
    assert None not in score.by_year.values()


@pytest.mark.requirement("REQ-10")
def test_the_hit_of_a_tenant_names_it() -> None:
    conditions = {one.id: one for one in judged("park-02-tenant-hit").conditions}
    assert [name.partition("（")[0] for name in conditions["NEG-6"].subjects] == ["示例建材有限公司"]


@pytest.mark.requirement("REQ-12")
def test_an_old_accident_is_shown_and_does_not_count() -> None:
    conditions = {one.id: one for one in judged("factory-10-aluminium").conditions}
    assert conditions["NEG-2a"].answer is Met.MET
    assert "2020-03-01" in str(conditions["NEG-2a"].reason)


def test_several_witnesses_stand_side_by_side_and_the_last_decides() -> None:
    case = sample("factory-01-machinery")
    assert [given.value for given in case.values["water_intake"]] == [31000, 30800]
    assert case.number("water_intake") == 30800
    assert case.number("land_area_m2") == 40000  # 60 亩


def test_nothing_of_the_round_is_official() -> None:
    assert all(judged(name).standing.value == "trial" for name in NAMES)
