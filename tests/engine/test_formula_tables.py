"""Formulas over tables of rows: aggregates, where=, gaps, one row at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from greenlist.engine.formula import Scope, Undetermined, compile_formula

D = Decimal


def value(text: str, tables: dict[str, list[dict[str, Any]]] | None = None, **values: Any) -> Any:
    return compile_formula(text).value(Scope(values, tables or {}))


PRODUCTS = {
    "products": [
        {"name": "甲", "energy": D(6), "output": D(2)},
        {"name": "乙", "energy": D(3), "output": D(4)},
        {"name": "丙", "output": D(4)},
    ]
}
FULL = {"products": PRODUCTS["products"][:2]}


class TestTables:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("sum(products.energy)", D(9)),
            ("mean(products.energy)", D("4.5")),
            ("min(products.energy)", D(3)),
            ("max(products.energy / products.output)", D(3)),
            ("count(products)", D(2)),
            ("count(products.energy)", D(2)),
            ("sum(products.energy, where=products.name == '甲')", D(6)),
            ("sum(products.energy, where=products.name == '丁')", D(0)),
            ("sum(products.energy * products.output) / sum(products.output)", D(4)),
        ],
    )
    def test_aggregates(self, text: str, expected: Decimal) -> None:
        assert value(text, FULL) == expected

    def test_a_gap_in_the_column_is_missing_and_not_skipped(self) -> None:
        with pytest.raises(Undetermined) as caught:
            value("sum(products.energy)", PRODUCTS)
        assert caught.value.missing == ("products.energy",)

    def test_a_gap_may_be_left_out_openly(self) -> None:
        assert value("sum(products.energy, where=present(products.energy))", PRODUCTS) == 9
        assert value("count(products.energy, where=present(products.energy)) == count(products)", PRODUCTS) is False

    def test_no_table_at_all_is_missing(self) -> None:
        with pytest.raises(Undetermined) as caught:
            value("sum(products.energy)")
        assert caught.value.missing == ("products.energy",)

    @pytest.mark.parametrize("name", ["min", "max", "mean"])
    def test_no_rows_have_no_extreme_and_no_mean(self, name: str) -> None:
        with pytest.raises(Undetermined) as caught:
            value(f"{name}(products.energy)", {"products": []})
        assert caught.value.message.code == "scoring.no_rows"

    def test_no_rows_sum_to_nothing(self) -> None:
        assert value("sum(products.energy)", {"products": []}) == 0

    def test_an_aggregate_inside_the_where_of_another(self) -> None:
        text = "max(products.output, where=products.energy == max(products.energy))"
        assert value(text, FULL) == 2

    def test_a_column_of_one_row(self) -> None:
        formula = compile_formula("products.energy / products.output")
        assert formula.value(Scope({}, FULL, row={"products": FULL["products"][0]})) == 3
        with pytest.raises(Undetermined) as caught:
            formula.value(Scope({}, PRODUCTS, row={"products": PRODUCTS["products"][2]}))
        assert caught.value.missing == ("products.energy",)

    def test_count_of_a_list_field(self) -> None:
        assert value("count(functions)", functions=("a", "b")) == 2
        with pytest.raises(Undetermined):
            value("count(functions)")
