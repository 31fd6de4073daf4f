"""What the notice asks of the round, held against the program on variations of the sample applications."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from greenlist.documents.round import application_files, run_round
from greenlist.engine.application import read_application
from greenlist.engine.evaluate import Evaluation, Verdict, evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Met, Tier
from greenlist.engine.ranking import entry_of, rank
from greenlist.engine.yamlfile import load_yaml

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "jilin-2024"
BOOK = LawBook()
POLICY = BOOK.policy("jilin-2024")
MET, NOT_MET = {"answer": "met", "by": "评审组"}, {"answer": "not_met", "by": "评审组"}


def sample(name: str, **changes: Any) -> Evaluation:
    """A sample evaluated with changes: values__x and conditions__x reach into these blocks, None drops."""
    data = load_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))[0]
    for path, value in changes.items():
        block, _, key = path.partition("__")
        place, key = (data.setdefault(block, {}), key) if key else (data, block)
        place.pop(key.replace("REQ_", "REQ-"), None)
        if value is not None:
            place[key.replace("REQ_", "REQ-")] = value
    case, problems = read_application(data, fields_of(BOOK))
    assert problems == []
    assert case is not None
    return evaluate(case, POLICY, BOOK)


def answers(evaluation: Evaluation) -> dict[str, Met]:
    return {one.id: one.answer for one in evaluation.conditions}


@pytest.mark.requirement("REQ-05", "REQ-41")
def test_self_evaluation_and_agency_are_worth_the_same() -> None:
    by_agency, by_itself = sample("factory-01-machinery"), sample("factory-01-machinery", route="self")
    assert by_agency.verdict is by_itself.verdict is Verdict.ELIGIBLE
    assert answers(by_agency) == answers(by_itself)
    assert by_agency.ranking_score == by_itself.ranking_score


@pytest.mark.requirement("REQ-08")
def test_nobody_is_ranked_to_fill_a_list() -> None:
    poor = [sample("factory-06-accident"), sample("factory-09-not-listed"), sample("factory-05-missing")]
    places = [one for kind in rank([entry_of(one) for one in poor], POLICY).values() for one in kind]
    assert len(places) == len(poor)
    assert {one.place for one in places} == {None}


@pytest.mark.requirement("REQ-20", "REQ-21")
@pytest.mark.parametrize(
    ("name", "pack", "standard"),
    [
        ("factory-01-machinery", "factory-industry", "JB/T 14407-2023"),
        ("factory-02-cement", "factory-industry", "JC/T 2634-2021"),
        ("factory-03-food", "factory-2018", ""),
    ],
)
def test_the_industry_s_own_standard_goes_before_the_general_one(name: str, pack: str, standard: str) -> None:
    evaluation = sample(name)
    assert evaluation.pack.id == pack
    assert evaluation.standard.industry_standard.startswith(standard)
    assert bool(evaluation.standard.industry_standard) == bool(standard)


@pytest.mark.requirement("REQ-36", "REQ-37")
@pytest.mark.parametrize(
    ("name", "pack"),
    [("chain-01-textile", "supply-chain"), ("chain-02-automobile", "supply-chain-automobile")],
)
def test_a_chain_is_evaluated_by_its_industry_s_system_where_there_is_one(name: str, pack: str) -> None:
    assert sample(name).pack.id == pack


@pytest.mark.requirement("REQ-25")
def test_a_park_is_evaluated_by_the_requirements_for_parks() -> None:
    assert sample("park-01-good").pack.id == "park-2023"


@pytest.mark.requirement("REQ-24", "REQ-34")
@pytest.mark.parametrize(("name", "gate"), [("park-01-good", "PE0"), ("chain-01-textile", "CE2")])
def test_a_judgement_of_quality_is_shown_and_does_not_block(name: str, gate: str) -> None:
    evaluation = sample(name, **{f"conditions__{gate}": NOT_MET})
    assert answers(evaluation)[gate] is Met.NOT_MET
    assert evaluation.verdict is Verdict.ELIGIBLE


@pytest.mark.requirement("REQ-33", "REQ-38", "REQ-39", "REQ-40")
@pytest.mark.parametrize(
    ("name", "rule", "holds"),
    [
        ("park-01-good", "REQ-33", {"conditions__REQ_33": MET}),
        ("chain-01-textile", "REQ-38", {"conditions__REQ_38": MET}),
        ("chain-01-textile", "REQ-39", {"conditions__REQ_39": MET}),
        ("chain-01-textile", "REQ-40", {"values__epr_pilot": "是"}),
    ],
)
def test_each_reason_for_priority_gives_it_alone_and_none_decides_the_verdict(
    name: str, rule: str, holds: dict[str, Any]
) -> None:
    silent = {f"conditions__REQ_{number}": None for number in (33, 38, 39)} | {"values__epr_pilot": None}
    silent = silent if name.startswith("chain") else {"conditions__REQ_33": None}
    without, with_it = sample(name, **silent), sample(name, **(silent | holds))
    assert without.priority.tier is Tier.ORDINARY
    assert with_it.priority.tier is Tier.PRIORITY
    assert [one.id for one in with_it.priority.answers if one.answer is Met.MET] == [rule]
    assert without.verdict is with_it.verdict is Verdict.ELIGIBLE


@pytest.mark.requirement("REQ-07", "REQ-33", "REQ-39")
@pytest.mark.parametrize(
    ("name", "field"),
    [("park-01-good", "green_factories_province"), ("chain-01-textile", "supplier_gf_province")],
)
def test_among_equals_more_green_factories_come_first(name: str, field: str) -> None:
    more = replace(entry_of(sample(name)), name="示例多者", uscc="Z")
    fewer = replace(entry_of(sample(name, **{f"values__{field}": 0})), name="示例少者", uscc="A")
    assert more.score == fewer.score
    ranked = next(iter(rank([fewer, more], POLICY).values()))
    assert [(place.place, place.entry.name) for place in ranked] == [(1, "示例多者"), (2, "示例少者")]


@pytest.mark.requirement("REQ-03", "REQ-46", "REQ-57")
def test_the_summary_table_holds_the_eligible_of_each_kind_under_the_title_of_the_notice(
    tmp_path: Path,
) -> None:
    result = run_round(application_files([FOLDER])[0], [], "jilin-2024", out=tmp_path)
    workbook = openpyxl.load_workbook(tmp_path / "推荐汇总表.xlsx")
    assert workbook.sheetnames == ["绿色工厂", "绿色工业园区", "绿色供应链管理企业"]
    for sheet, places in zip(workbook, result.places.values(), strict=True):
        cells = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None]
        assert "2024年度绿色制造名单推荐汇总表" in cells[0]
        for place in places:
            assert (place.entry.name in cells) == (place.entry.verdict is Verdict.ELIGIBLE)
