"""Stated values become numbers, dates and words; what does not fit is left out and reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest

from greenlist.engine.case import Witness
from greenlist.engine.fields import Fields

from .support import NAME, bad, codes, read

D = Decimal


class TestValues:
    @pytest.mark.parametrize(
        ("stated", "value"),
        [
            (12, D(12)),
            (D("1.10"), D("1.10")),
            ("1,234", D(1234)),
            ("１２", D(12)),
            ("3 万m3", D(30000)),
            ("3万m3", D(30000)),
            ({"value": 3, "unit": "万m3"}, D(30000)),
            ({"value": "3", "unit": "m³"}, D(3)),
            (0, D(0)),
            ("1.5E+3", D(1500)),
        ],
    )
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
            ("很多", "input.number_expected"),
            ("1,23", "input.number_expected"),
            (True, "input.number_expected"),
            ("3 t", "input.unit_unfit"),
            ("3 桶", "input.unit_unknown"),
            ({"value": 3, "unit": "tce"}, "input.unit_unfit"),
            ({"unit": "m3"}, "input.value_block"),
            ({"value": 3, "einheit": "m3"}, "input.value_block"),
            ({"value": 3, "witness": "neighbour"}, "input.witness_unknown"),
            ([1, 2], "input.number_expected"),
            ("9" * 10_001, "input.text_long"),
            (date(2024, 1, 1), "input.number_expected"),
        ],
    )
    def test_a_bad_number_is_left_out_and_reported(self, fields: Fields, stated: Any, code: str) -> None:
        assert bad(fields, water_intake=stated) == code

    @pytest.mark.parametrize("stated", [D("1e999"), D("1e-999"), D("9" * 40), "1e999", "9" * 40])
    def test_a_number_nobody_measured(self, fields: Fields, stated: Any) -> None:
        assert bad(fields, water_intake=stated) == "input.number_out_of_reach"

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
        ("stated", "value"),
        [(True, True), ("是", True), ("有", True), ("否", False), ("No", False), ("×", False)],
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
    STATED: ClassVar[list[dict[str, Any]]] = [
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
