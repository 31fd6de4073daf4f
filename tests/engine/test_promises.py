"""Promises of the design held against inputs made to break them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.application import read_application
from greenlist.engine.evaluate import Evaluation, evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Severity
from greenlist.engine.report import as_json
from greenlist.engine.scope import case_scope
from greenlist.engine.scoring import methods
from greenlist.engine.scoring.result import State
from round_law import law_with, sample

HAN = re.compile(r"[\u4e00-\u9fff]")


def judged(book: LawBook, name: str = "factory-03-food", policy: str = "jilin-2024", **changes: Any) -> Evaluation:
    return evaluate(sample(book, name, **changes), book.policy(policy), book)


def item(found: Evaluation, item_id: str) -> Any:
    (one,) = [one for one in found.items if one.id == item_id]
    return one


class TestWitnesses:
    """A later witness decides and never overwrites an earlier one (design, idea 4)."""

    def test_in_the_result_and_in_the_trace(self, book: LawBook) -> None:
        found = judged(book, "factory-01-machinery", pack="factory-2025")
        body = as_json(found)
        (kept,) = [one for one in body["witnesses"] if one["place"] == "values.water_intake"]
        assert [(one["witness"], one["value"]) for one in kept["given"]] == [
            ("claimed", "31000"),
            ("verified", "30800"),
        ]
        assert kept["given"][1]["reason"] == "扣除了外供水"
        nodes = [node for one in body["indicators"] if one["trace"] for node in one["trace"].get("inputs", ())]
        used = next(node for node in nodes if node["key"] == "water_intake")
        assert used["witnesses"] == kept["given"]
        assert (used["value"], used["reason"]) == ("30800", "扣除了外供水")

    def test_in_rows_declared_values_and_years(self, book: LawBook) -> None:
        two = [{"value": 8, "witness": "verified", "reason": "复核"}, {"value": 9}]
        found = judged(
            book,
            products=[{"name": "甲", "energy": two}],
            declared={"A9": two},
            years={2022: {"water_intake": two}},
        )
        places = {one["place"]: [given["value"] for given in one["given"]] for one in as_json(found)["witnesses"]}
        for place in ("products[1].energy", "declared.A9", "years.2022.water_intake"):
            assert places[place] == ["9", "8"]


class TestMissingIsNotZero:
    def test_inputs_without_a_result_are_not_replaced_by_a_declared_value(self, book: LawBook) -> None:
        zeros = {"solid_generated": 0, "solid_utilised": 0, "solid_old_stock_used": 0}
        one = item(judged(book, pack="factory-2018", values=zeros, declared={"A9": 99}), "A9")
        assert (one.state, one.value, one.origin) == (State.UNDETERMINED, None, "computed")

    def test_missing_inputs_are_and_it_says_so(self, book: LawBook) -> None:
        one = item(judged(book, pack="factory-2018", values={"solid_generated": None}, declared={"A9": 99}), "A9")
        assert (one.value, one.origin) == (Decimal(99), "declared")

    def test_a_yearly_value_of_the_evaluation_year_is_none_of_an_earlier_one(self, book: LawBook) -> None:
        undated = {year: {"park_hitech_output": None} for year in ("2021", "2022", "2023")}
        case = sample(book, "park-01-good", values={"park_hitech_output": 7}, years=undated)
        assert case_scope(case).values["park_hitech_output"] == 7
        assert "park_hitech_output" not in case_scope(case, 2022).values
        assert case_scope(case, 2022).values["park_land_area"] == Decimal("8.4")

    def test_a_negative_energy_line_is_no_line_out(self, book: LawBook) -> None:
        line = {"type": "电力", "quantity": {"value": -100, "unit": "万kWh"}, "direction": "购入"}
        found = judged(book, "factory-01-machinery", energy=[line])
        assert found.energy_total.value is None
        assert "负数" in str(found.energy_total.missing[0])

    def test_the_grade_that_the_policy_overrules_is_told(self, book: LawBook) -> None:
        line = {"type": "电力", "grade": "等价", "quantity": {"value": 100, "unit": "万kWh"}, "direction": "购入"}
        found = judged(book, "factory-01-machinery", energy=[line])
        assert "等价" in str(found.energy_total.differences[0])
        (line["grade"], line["quantity"]) = ("当量", {"value": 100, "unit": "万kWh"})
        assert judged(book, "factory-01-machinery", energy=[line]).energy_total.differences == ()


class TestOneValueOneAnswer:
    def test_two_places_for_one_year_are_told(self, book: LawBook) -> None:
        whole = sample(book)
        data = {
            "greenlist": 1, "kind": "factory", "evaluation_year": 2023, "unit": {"name": whole.name},
            "values": {"water_intake": 5}, "years": {2023: {"water_intake": 6}},
        }  # fmt: skip
        case, problems = read_application(data, fields_of(book))
        assert case is not None
        assert [one.message.code for one in problems] == ["input.stated_twice"]
        assert case.number("water_intake") == case.number("water_intake", 2023) == Decimal(6)
        assert case_scope(case).values["water_intake"] == Decimal(6)


class TestEveryFactThatDecided:
    """Trial, not official, while anything that decided is not settled (design, idea 2)."""

    def test_the_rule_of_an_error_that_stops_the_verdict(self, book: LawBook) -> None:
        found = judged(book, values={"solid_utilised": 261})
        rules = {one.fact.id for one in found.findings if one.severity is Severity.ERROR and one.fact}
        assert rules
        assert rules <= {fact.id for fact in found.facts}

    @pytest.mark.parametrize(
        "fact",
        ["standards.factory.industry_table", "identity.issue_date", "energy.reference_date", "ranking.factory.keys"],
    )
    def test_the_parameters_of_the_policy(self, book: LawBook, fact: str) -> None:
        found = judged(book, "factory-01-machinery")
        assert f"jilin-2024/{fact}" in {one.id for one in found.facts}

    def test_the_years_of_a_park(self, book: LawBook) -> None:
        assert "park-2023/index.years" in {one.id for one in judged(book, "park-01-good").facts}

    def test_the_test_of_a_priority_rule(self, tmp_path: Path) -> None:
        head = "id: P9, kinds: [factory], name: 试验, text: 试验, mark: unverified"
        rule = f"{{{head}, type: formula, test: 'water_intake > 0'}}"
        found = judged(law_with(tmp_path, policy=f"priority: [{rule}]\n"), policy="trial")
        assert "trial/priority.P9.test" in {one.id for one in found.facts}


class TestExact:
    """Thirds add up: nothing is lost before a threshold."""

    def test_linear(self) -> None:
        assert methods.linear(Decimal(1), Decimal(3), Decimal(0), Decimal(30)) == Decimal(10)


class TestWords:
    def test_an_english_result_says_nothing_in_chinese_of_its_own(self, book: LawBook) -> None:
        body = as_json(judged(book, "park-02-tenant-hit"), "en")
        names = [one["name"] for one in body["conditions"] if one["group"] == "prerequisite"]
        hits = [text for one in body["conditions"] for text in one.get("trace", {}).get("hits", {}).values()]
        spoken = [*names, *body["energy_total"]["missing"], *body["co2_total"]["missing"]]
        assert names
        assert hits
        assert spoken
        assert not [text for text in spoken if HAN.search(text)]
        assert all("。" not in text and "填报为" not in text and "在近" not in text for text in hits)

    @pytest.mark.parametrize(
        ("key", "value", "said"),
        [
            ("evaluation_year", 1999, "不小于 2000"),
            ("evaluation_year", 9999, "不大于 2100"),
            ("evaluation_year", None, "应为整数"),
            ("kind", "工厂", "应为下列之一：factory, park, supply_chain"),
            ("values", [], "键: 值"),
            ("products", {}, "列表"),
            ("applied_on", "昨天", "日期"),
            ("claimed_score", {"total": "九十", "report": "a.pdf"}, "数字"),
        ],
    )
    def test_no_raw_words_of_the_validator(self, book: LawBook, key: str, value: Any, said: str) -> None:
        data = {"greenlist": 1, "kind": "factory", "evaluation_year": 2023, "unit": {"name": "示例"}}
        case, problems = read_application(data | {key: value}, fields_of(book))
        assert case is None
        assert said in str(problems[0].message)
        assert "Input" not in str(problems[0].message)

    def test_a_name_steers_no_terminal(self, book: LawBook) -> None:
        data = {"greenlist": 1, "kind": "factory", "evaluation_year": 2023, "unit": {"name": "示\x1b[31m例\u202e公司"}}
        case, _ = read_application(data, fields_of(book))
        assert case is not None
        assert case.name == "示[31m例公司"
