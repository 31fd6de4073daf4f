"""Gates, basic requirements and prerequisites: formulas beside persons' answers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.case import Answer, Case, Given, Judged, Kind
from greenlist.engine.conditions import basic_requirements, conditions
from greenlist.engine.conditions.formulas import Checker
from greenlist.engine.conditions.parks import shown_share
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Met

from .support import answers, changed, clean, read

BOOK = LawBook()
POLICY = BOOK.policy("jilin-2024")
PARK_PACK = BOOK.pack("park-2023")


def unit(**values: Decimal | str) -> Case:
    given_values = {name: (Given(value),) for name, value in values.items()}
    return Case(Kind.PARK, "示例园区", "", 2023, values=given_values)


@pytest.mark.parametrize(
    ("formula", "values", "answer"),
    [
        ("green_staff >= 2", {"green_staff": Decimal(2)}, Met.MET),
        ("green_staff >= 2", {"green_staff": Decimal(1)}, Met.NOT_MET),
        ("green_staff >= 2", {}, Met.UNDETERMINED),
        ("present(boundary_file)", {"boundary_file": "a.pdf"}, Met.MET),
        ("present(boundary_file)", {}, Met.UNDETERMINED),
        ("boundary_file", {"boundary_file": "a.pdf"}, Met.MET),
        ("boundary_file", {}, Met.UNDETERMINED),
        ("present(body_file) and green_staff >= 2", {"green_staff": Decimal(1)}, Met.NOT_MET),
        ("present(body_file) and green_staff >= 2", {"green_staff": Decimal(3)}, Met.UNDETERMINED),
        ("green_staff + 1", {"green_staff": Decimal(1)}, Met.UNDETERMINED),
        (
            "green_staff / key_firms > 1",
            {"green_staff": Decimal(1), "key_firms": Decimal(0)},
            Met.UNDETERMINED,
        ),
        ("__import__('os')", {}, Met.UNDETERMINED),
    ],
)
def test_a_formula_answers_in_three_values(formula: str, values: dict[str, Decimal | str], answer: Met) -> None:
    assert Checker(unit(**values), BOOK).check(formula).answer is answer


def test_missing_inputs_are_named_by_their_labels(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    index = "greenlist: 1\ntitle: 空\nsource: s\nsources: {s: {title: 空}}\ntables: {}\n"
    (tmp_path / "tables" / "index.yaml").write_text(index, encoding="utf-8")
    with_labels = Checker(unit(), BOOK).check("green_staff >= 2")
    without = Checker(unit(), LawBook(base=tmp_path)).check("green_staff >= 2")
    assert "(green_staff)" in str(with_labels.reason)
    assert "green_staff" in str(without.reason)


def test_series_of_three_years_falls() -> None:
    case = unit()
    for year, value in ((2021, "3"), (2022, "2"), (2023, "1")):
        case.years[year] = {"carbon_intensity": (Given(Decimal(value)),)}
    results = {result.id: result for result in basic_requirements(case, PARK_PACK, Checker(case, BOOK))}
    assert results["PB2-carbon"].answer is Met.MET
    case.years[2022] = {"carbon_intensity": (Given(Decimal(3)),)}
    results = {result.id: result for result in basic_requirements(case, PARK_PACK, Checker(case, BOOK))}
    assert results["PB2-carbon"].answer is Met.NOT_MET
    del case.years[2021]
    results = {result.id: result for result in basic_requirements(case, PARK_PACK, Checker(case, BOOK))}
    assert results["PB2-carbon"].answer is Met.UNDETERMINED
    assert "carbon_intensity" in str(results["PB2-carbon"].reason)
    case.years[2023] = {"carbon_intensity": (Given(Decimal(3)),)}  # no fall already, whatever 2021 was
    results = {result.id: result for result in basic_requirements(case, PARK_PACK, Checker(case, BOOK))}
    assert results["PB2-carbon"].answer is Met.NOT_MET


@pytest.mark.parametrize(
    ("person", "staff", "answer", "words"),
    [
        ("met", 1, Met.NOT_MET, "以核验结果为准"),
        ("not_met", 3, Met.MET, "以核验结果为准"),
        ("met", 3, Met.MET, "经核验符合"),
        ("met", None, Met.UNDETERMINED, "不能据此认定"),
        ("not_met", None, Met.NOT_MET, "人工认定不符合"),
        ("unknown", 3, Met.MET, "经核验符合"),
    ],
)
def test_the_formula_decides_beside_a_person(person: str, staff: int | None, answer: Met, words: str) -> None:
    case = unit() if staff is None else unit(green_staff=Decimal(staff))
    case.conditions["PB6-staff"] = Answer(person, reason="现场核查")
    results = {result.id: result for result in basic_requirements(case, PARK_PACK, Checker(case, BOOK))}
    assert results["PB6-staff"].answer is answer
    assert words in str(results["PB6-staff"].reason)


def test_judged_answers_a_requirement_and_two_answers_that_differ_do_not() -> None:
    case = unit()
    case.judged["PB1"] = Judged(answer="met", reason="政策清单", assessor="评价组")
    results = {result.id: result for result in basic_requirements(case, PARK_PACK, Checker(case, BOOK))}
    assert results["PB1"].answer is Met.MET
    case.conditions["PB1"] = Answer("not_met")
    results = {result.id: result for result in basic_requirements(case, PARK_PACK, Checker(case, BOOK))}
    assert results["PB1"].answer is Met.UNDETERMINED


def test_advisory_requirements_and_reviewers_judgements_never_block() -> None:
    results = answers(clean("园区"))
    assert [name for name in ("PB7", "PB8", "PE0") if results[name].gate] == []
    assert results["PB1"].gate
    assert results["PE1"].gate


def test_a_pack_that_is_not_loaded_answers_for_what_it_holds() -> None:
    pack = BOOK.pack("supply-chain-electronics")
    case = read(clean("供应链"), BOOK)
    found = [result for result in conditions(case, POLICY, pack, BOOK) if result.group == "basic"]
    assert len(found) == len(pack.requirements)


@pytest.mark.requirement("REQ-04")
def test_order_is_exclusions_prerequisites_gates_basic() -> None:
    groups = [result.group for result in answers(clean("园区")).values()]
    assert groups == sorted(groups, key=["exclusion", "prerequisite", "eligibility", "basic"].index)
    assert set(groups) == {"exclusion", "prerequisite", "eligibility", "basic"}


@pytest.mark.requirement("REQ-04")
def test_parameters_the_policy_leaves_open_ask_for_nothing() -> None:
    results = answers(clean("园区"))
    asked = [name for name, result in results.items() if result.group == "prerequisite"]
    assert asked == ["on_province_list", "park_level", "park_industrial_share", "park_factory_plan"]
    assert [name for name, one in answers(clean("工厂")).items() if one.group == "prerequisite"] == ["on_province_list"]


@pytest.mark.requirement("REQ-27")
def test_the_open_denominator_makes_the_share_a_trial() -> None:
    result = answers(clean("园区"))["park_industrial_share"]
    open_facts = [fact.id for fact in result.facts if not fact.settled]
    assert open_facts == ["jilin-2024/prerequisite.park_industrial_share.denominator"]
    assert result.clause == "吉工信资源〔2024〕196号 二(二)"


@pytest.mark.requirement("REQ-09")
def test_listed_in_both_senses_is_undetermined() -> None:
    case = read(clean("工厂"), BOOK)
    case.unit["province_listed"] = False
    results = {result.id: result for result in conditions(case, POLICY, BOOK.pack("factory-2018"), BOOK)}
    assert results["on_province_list"].answer is Met.UNDETERMINED
    del case.values["province_list_status"], case.unit["province_list_status"]
    results = {result.id: result for result in conditions(case, POLICY, BOOK.pack("factory-2018"), BOOK)}
    assert results["on_province_list"].answer is Met.NOT_MET


@pytest.mark.requirement("REQ-30")
@pytest.mark.parametrize(("level", "answer"), [("市级", Met.NOT_MET), ("开发区", Met.UNDETERMINED), ("省级", Met.MET)])
def test_levels_of_parks(level: str, answer: Met) -> None:
    case = read(clean("园区"), BOOK)
    case.values["park_level"] = (Given(level),)
    results = {result.id: result for result in conditions(case, POLICY, PARK_PACK, BOOK)}
    assert results["park_level"].answer is answer


@pytest.mark.requirement("REQ-27")
@given(st.decimals(min_value=0, max_value=100, places=10, allow_nan=False))
def test_a_share_is_never_shown_as_the_limit_it_is_not(share: Decimal) -> None:
    limit = Decimal(50)
    assert (Decimal(shown_share(share, limit)) > limit) == (share > limit)
    assert (Decimal(shown_share(share, limit)) == limit) == (share == limit)


def test_no_application_date_leaves_the_plan_undetermined() -> None:
    result = answers(changed(clean("园区"), {"applied_on": "删除"}))["park_factory_plan"]
    assert result.answer is Met.UNDETERMINED
    assert "申报日期" in str(result.reason)
