"""An application file becomes a case; a wrong shape gives none, every fault is named with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from greenlist.engine.application import read_application
from greenlist.engine.case import Kind, Route
from greenlist.engine.fields import Fields

from .support import application, codes, read

D = Decimal


class TestShape:
    def test_the_smallest_file(self, fields: Fields) -> None:
        case, problems = read(fields)
        assert problems == []
        assert (case.kind, case.name, case.evaluation_year) == (Kind.FACTORY, "示例工厂", 2023)
        assert case.tenants is None

    @pytest.mark.parametrize("data", [None, [], "text", 3, {}])
    def test_no_application_at_all(self, fields: Fields, data: Any) -> None:
        case, problems = read_application(data, fields)
        assert case is None
        assert all(problem.fatal for problem in problems)
        assert problems

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"kind": "fabrik"}, "input.shape_wrong"),
            ({"greenlist": 2}, "input.shape_wrong"),
            ({"evaluation_year": "bald"}, "input.shape_wrong"),
            ({"evaluation_year": 1800}, "input.shape_wrong"),
            ({"valeus": {}}, "input.key_unknown"),
            ({"conditions": {"NEG-1": {"answer": "vielleicht"}}}, "input.shape_wrong"),
            ({"conditions": {"NEG-1": {"antwort": "met"}}}, "input.key_unknown"),
            ({"products": {"name": "x"}}, "input.shape_wrong"),
        ],
    )
    def test_a_wrong_shape_gives_no_case(self, fields: Fields, change: dict[str, Any], code: str) -> None:
        case, problems = read_application(application(**change), fields)
        assert case is None
        assert codes(problems) == [code]

    def test_a_missing_key_is_named(self, fields: Fields) -> None:
        _, problems = read_application({"greenlist": 1, "kind": "park", "unit": {}}, fields)
        assert [str(problem.message) for problem in problems] == ["缺少必填项 evaluation_year"]

    def test_a_unit_without_a_name(self, fields: Fields) -> None:
        case, problems = read_application(application(unit={"uscc": "91"}), fields)
        assert case is None
        assert codes(problems) == ["input.name_missing"]

    def test_places_come_from_the_reader_of_the_file(self, fields: Fields) -> None:
        _, problems = read_application(
            application(values={"energy_total": "viel"}),
            fields,
            places={("values", "energy_total"): "第 7 行"},
        )
        assert [problem.place for problem in problems] == ["第 7 行"]


class TestParts:
    def test_years(self, fields: Fields) -> None:
        case, problems = read(
            fields,
            kind="park",
            years={2022: {"park_va": 3}, 2023: {"park_va": {"value": 40000, "unit": "万元"}}},
        )
        assert problems == []
        assert (case.number("park_va", 2022), case.number("park_va", 2023), case.number("park_va")) == (
            3,
            4,
            4,
        )
        assert case.number("park_va", 2021) is None

    def test_rows_keep_a_unit_of_their_own(self, fields: Fields) -> None:
        case, problems = read(fields, energy=[{"type": "电力", "quantity": {"value": 5, "unit": "万kWh"}}, {}])
        assert problems == []
        (row,) = case.tables["energy"]
        assert (row["quantity"].value, row["quantity"].unit) == (5, "万kWh")

    def test_an_empty_table_is_not_a_missing_one(self, fields: Fields) -> None:
        assert read(fields, products=[])[0].tables == {"products": ()}
        assert read(fields)[0].tables == {}

    @pytest.mark.parametrize(
        ("word", "answer"),
        [
            ("met", "met"),
            ("无", "met"),
            ("未发现", "met"),
            (True, "met"),
            ("有", "not_met"),
            (False, "not_met"),
            ("", "unknown"),
            (None, "unknown"),
            ("未查", "unknown"),
        ],
    )
    def test_answers(self, fields: Fields, word: Any, answer: str) -> None:
        case, _ = read(fields, conditions={"NEG-1": {"answer": word}})
        assert case.conditions["NEG-1"].answer == answer

    def test_no_answer_is_unknown_and_never_clear(self, fields: Fields) -> None:
        assert read(fields, conditions={"NEG-1": {}})[0].conditions["NEG-1"].answer == "unknown"

    def test_proofs(self, fields: Fields) -> None:
        one = {"answer": "met", "proof": "a.png", "source": "信用中国", "queried_on": date(2024, 7, 1)}
        many = {"answer": "met", "proof": [{"file": "a.png"}, {"file": "b.png", "queried_on": "2024-07-02"}]}
        case, problems = read(fields, conditions={"NEG-1": one, "NEG-3": many})
        assert problems == []
        assert case.conditions["NEG-1"].proofs[0].queried_on == date(2024, 7, 1)
        assert [proof.file for proof in case.conditions["NEG-3"].proofs] == ["a.png", "b.png"]

    def test_events_judged_claimed_and_declared(self, fields: Fields) -> None:
        case, problems = read(
            fields,
            route="self",
            applied_on=date(2024, 7, 22),
            conditions={"NEG-2a": {"answer": "not_met", "events": [{"kind": "安全事故", "on": date(2022, 1, 2)}]}},
            judged={"C1-09": {"points": D("4.5"), "reason": "r"}},
            declared={"C1-01": {"value": D("0.44"), "unit": "tce/t"}, "C1-02": "viel"},
            claimed_score={"total": 90, "report": "r.pdf", "by_year": {2022: 88}},
            not_applicable={"C1-08": "不产生固废"},
            chosen=["RG5"],
        )
        assert codes(problems) == ["input.number_expected"]
        assert case.route is Route.SELF
        assert case.conditions["NEG-2a"].events[0].on == date(2022, 1, 2)
        assert case.judged["C1-09"].points == D("4.5")
        assert case.claimed_score is not None
        assert case.claimed_score.by_year == {2022: 88}
        assert set(case.declared) == {"C1-01"}
        assert (case.not_applicable, case.chosen) == ({"C1-08": "不产生固废"}, ("RG5",))

    def test_tenants(self, fields: Fields) -> None:
        roster = [
            {
                "name": "示例企业",
                "uscc": "９１２２０１０５a00001014w",
                "conditions": {"all": {"answer": "无"}},
            }
        ]
        case, problems = read(fields, kind="park", tenants=roster)
        assert problems == []
        assert case.tenants is not None
        assert case.tenants[0].uscc == "91220105A00001014W"
        assert case.tenants[0].answers["all"].answer == "met"

    def test_the_code_of_the_unit_is_brought_to_one_spelling(self, fields: Fields) -> None:
        case, _ = read(fields, unit={"name": "示例工厂", "uscc": " 9122-0105 a00001014w "})
        assert case.uscc == "91220105A00001014W"

    def test_a_code_written_as_a_number(self, fields: Fields) -> None:
        case, problems = read(fields, unit={"name": "示例工厂", "industry4": 3484})
        assert problems == []
        assert case.unit["industry4"] == "3484"

    def test_a_column_of_any_unit_has_none_until_it_is_stated(self, fields: Fields) -> None:
        case, problems = read(fields, energy=[{"type": "原煤", "quantity": 5, "unit": "t"}], declared={"EG1": 3})
        assert problems == []
        (row,) = case.tables["energy"]
        assert (row["quantity"].unit, row["unit"].value, case.declared["EG1"].unit) == ("", "t", "")
