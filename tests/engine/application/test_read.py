"""An application file becomes a case; every fault is named with its place, and the rest is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from greenlist.engine.application import read_application
from greenlist.engine.case import Case, Kind, Route, Witness
from greenlist.engine.fields import Fields
from greenlist.engine.problems import InputProblem

D = Decimal
NAME = {"applicant_name"}  # the name of the unit stands among the values too


def application(**more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "greenlist": 1, "kind": "factory", "evaluation_year": 2023, "unit": {"name": "示例工厂"},
    }  # fmt: skip
    return base | more


def read(fields: Fields, **more: Any) -> tuple[Case, list[InputProblem]]:
    case, problems = read_application(application(**more), fields, origin="示例.yaml")
    assert case is not None
    return case, problems


def codes(problems: list[InputProblem]) -> list[str]:
    return [problem.message.code for problem in problems]


def bad(fields: Fields, **values: Any) -> str:
    """The code inside the one problem of a file whose only value is bad."""
    case, problems = read(fields, values=values)
    (problem,) = problems
    assert set(case.values) == NAME
    assert not problem.fatal
    inner = problem.message.params.get("problem")
    return inner.code if inner is not None else problem.message.code


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
            application(values={"energy_total": "viel"}), fields, places={("values", "energy_total"): "第 7 行"}
        )
        assert [problem.place for problem in problems] == ["第 7 行"]


class TestValues:
    @pytest.mark.parametrize(
        ("stated", "value"),
        [
            (12, D(12)), (D("1.10"), D("1.10")), ("1,234", D(1234)), ("１２", D(12)), ("3 万m3", D(30000)),
            ("3万m3", D(30000)), ({"value": 3, "unit": "万m3"}, D(30000)), ({"value": "3", "unit": "m³"}, D(3)),
            (0, D(0)), ("1.5E+3", D(1500)),
        ],
    )  # fmt: skip
    def test_numbers(self, fields: Fields, stated: Any, value: Decimal) -> None:
        case, problems = read(fields, values={"water_intake": stated})
        assert problems == []
        assert case.number("water_intake") == value
        assert case.values["water_intake"][0].unit == "m3"

    def test_what_was_typed_is_kept_beside_the_conversion(self, fields: Fields) -> None:
        case, _ = read(fields, values={"water_intake": {"value": D("2.5"), "unit": "万m3", "evidence": "205-4"}})
        (given,) = case.values["water_intake"]
        assert (given.stated, given.evidence, given.witness) == ("2.5 万m3", "205-4", Witness.CLAIMED)

    @pytest.mark.parametrize(
        ("stated", "code"),
        [
            ("很多", "input.number_expected"), ("1,23", "input.number_expected"), (True, "input.number_expected"),
            ("3 t", "input.unit_unfit"), ("3 桶", "input.unit_unknown"), ({"value": 3, "unit": "tce"}, "input.unit_unfit"),
            ({"unit": "m3"}, "input.value_block"), ({"value": 3, "einheit": "m3"}, "input.value_block"),
            ({"value": 3, "witness": "neighbour"}, "input.witness_unknown"), ([1, 2], "input.number_expected"),
            ("9" * 10_001, "input.text_long"), (date(2024, 1, 1), "input.number_expected"),
        ],
    )  # fmt: skip
    def test_a_bad_number_is_left_out_and_reported(self, fields: Fields, stated: Any, code: str) -> None:
        assert bad(fields, water_intake=stated) == code

    def test_an_integer_field(self, fields: Fields) -> None:
        case, _ = read(fields, kind="park", values={"tenant_count": 12})
        assert case.number("tenant_count") == 12
        assert bad(fields, tenant_count=D("12.5")) == "input.integer_expected"

    @pytest.mark.parametrize("stated", [None, "", "  ", "/", "-", "—", {"value": None}])
    def test_empty_is_missing_and_no_fault(self, fields: Fields, stated: Any) -> None:
        case, problems = read(fields, values={"water_intake": stated})
        assert problems == []
        assert "water_intake" not in case.values

    @pytest.mark.parametrize(
        ("stated", "value"), [(True, True), ("是", True), ("有", True), ("否", False), ("No", False), ("×", False)]
    )
    def test_yes_and_no(self, fields: Fields, stated: Any, value: bool) -> None:
        case, problems = read(fields, values={"epr_pilot": stated})
        assert problems == []
        given = case.deciding("epr_pilot")
        assert given is not None
        assert given.value is value

    def test_neither_yes_nor_no(self, fields: Fields) -> None:
        assert bad(fields, epr_pilot="也许") == "input.yes_no_expected"

    @pytest.mark.parametrize("stated", [date(2023, 5, 6), "2023-05-06", "2023/5/6", "2023年5月6日", "２０２３．５．６"])
    def test_dates(self, fields: Fields, stated: Any) -> None:
        case, problems = read(fields, kind="park", values={"factory_plan_date": stated})
        assert problems == []
        assert case.values["factory_plan_date"][0].value == date(2023, 5, 6)

    @pytest.mark.parametrize("stated", ["2023-02-30", "去年", "2023", "2023-13-01"])
    def test_no_date(self, fields: Fields, stated: str) -> None:
        assert bad(fields, factory_plan_date=stated) == "input.date_expected"

    def test_enum(self, fields: Fields) -> None:
        case, _ = read(fields, kind="park", values={"park_level": " 省级 "})
        assert case.values["park_level"][0].value == "省级"
        assert bad(fields, park_level="镇级") == "input.not_one_of"

    @pytest.mark.parametrize("stated", [["甲", " 乙 ", ""], "甲；乙", "甲;乙", "甲、乙", "甲\n乙"])
    def test_lists(self, fields: Fields, stated: Any) -> None:
        case, _ = read(fields, values={"main_products": stated})
        assert case.values["main_products"][0].value == ("甲", "乙")

    def test_ten_thousand_characters_are_read_and_one_more_is_not(self, fields: Fields) -> None:
        case, problems = read(fields, values={"unit_intro": "示" * 10_000})
        assert problems == []
        assert len(str(case.values["unit_intro"][0].value)) == 10_000
        assert bad(fields, unit_intro="示" * 10_001) == "input.text_long"

    def test_text_is_text(self, fields: Fields) -> None:
        case, _ = read(fields, values={"unit_intro": date(2024, 1, 2), "process_intro": "=1+1"})
        assert case.values["unit_intro"][0].value == "2024-01-02"
        assert case.values["process_intro"][0].value == "=1+1"
        assert bad(fields, unit_intro=["a", "b"]) == "input.text_expected"

    def test_the_other_values_are_kept(self, fields: Fields) -> None:
        case, problems = read(fields, values={"water_intake": "viel", "energy_total": 5})
        assert len(problems) == 1
        assert set(case.values) == NAME | {"energy_total"}


class TestUnknownFields:
    def test_with_a_suggestion(self, fields: Fields) -> None:
        _, problems = read(fields, values={"enregy_total": 5})
        assert codes(problems) == ["input.field_unknown_near"]
        assert "energy_total" in str(problems[0].message)

    def test_without_one(self, fields: Fields) -> None:
        _, problems = read(fields, values={"qqqqqqqq": 5})
        assert codes(problems) == ["input.field_unknown"]

    def test_in_a_row(self, fields: Fields) -> None:
        case, problems = read(fields, products=[{"name": "甲", "enrgy": 5}])
        assert [problem.place for problem in problems] == ["products.0.enrgy"]
        assert set(case.tables["products"][0]) == {"name"}


class TestWitnesses:
    STATED = [
        {"value": 3, "witness": "checked", "reason": "现场核对"},
        {"value": 1},
        {"value": D("0.0002"), "unit": "万m3", "witness": "verified"},
    ]

    def test_they_stand_in_order_and_the_last_decides(self, fields: Fields) -> None:
        case, _ = read(fields, values={"water_intake": self.STATED})
        assert [given.witness for given in case.values["water_intake"]] == ["claimed", "verified", "checked"]
        assert [given.value for given in case.values["water_intake"]] == [1, 2, 3]
        assert case.number("water_intake") == 3

    def test_one_bad_witness_spoils_the_value(self, fields: Fields) -> None:
        assert bad(fields, water_intake=[{"value": 1}, {"value": "x", "witness": "checked"}]) == "input.number_expected"


class TestParts:
    def test_years(self, fields: Fields) -> None:
        case, problems = read(fields, kind="park", years={2022: {"park_va": 3}, 2023: {"park_va": {"value": 40000, "unit": "万元"}}})
        assert problems == []
        assert (case.number("park_va", 2022), case.number("park_va", 2023), case.number("park_va")) == (3, 4, 4)
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
        [("met", "met"), ("无", "met"), ("未发现", "met"), (True, "met"), ("有", "not_met"), (False, "not_met"),
         ("", "unknown"), (None, "unknown"), ("未查", "unknown")],
    )  # fmt: skip
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
        roster = [{"name": "示例企业", "uscc": "９１２２０１０５a00001014w", "conditions": {"all": {"answer": "无"}}}]
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
