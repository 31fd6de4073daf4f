"""Formulas: what is let in, three-valued answers, exact arithmetic, and the check of units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from greenlist.engine.formula import (
    FormulaError,
    Ref,
    Scope,
    Undetermined,
    check_units,
    compile_formula,
)

D = Decimal


def value(text: str, tables: dict[str, list[dict[str, Any]]] | None = None, **values: Any) -> Any:
    plain = {name: D(str(one)) if isinstance(one, (int, float)) and not isinstance(one, bool) else one
             for name, one in values.items()}  # fmt: skip
    return compile_formula(text).value(Scope(plain, tables or {}))


class TestWhitelist:
    @pytest.mark.parametrize(
        "text",
        [
            "__import__('os')", "open('x')", "(1).__class__", "a.b.c", "a.b()", "sum(a)[0]", "x[0]", "x[1:2]",
            "x[y]", "x['k']", "[x for x in y]", "sum(x for x in y)", "{1: 2}", "{x}", "lambda: 1", "(x := 1)",
            "x ** 2", "x // 2", "x % 2", "x @ y", "x << 1", "~x", "+x", "f'{x}'", "'a'.upper", "_secret",
            "__builtins__", "None", "...", "b'x'", "1j", "max(*x)", "max(**x)", "sum(x, start=1)",
            "abs(x, where=y)", "sum(a, b, where=c)", "max()", "print(x)", "x is y", "await x", "yield", "x; y",
            "x = 1", "", "(", "1 +",
        ],
    )  # fmt: skip
    def test_refused(self, text: str) -> None:
        with pytest.raises(FormulaError) as caught:
            compile_formula(text)
        assert caught.value.message.code.startswith("law.formula")

    def test_a_name_from_python_is_only_an_input(self) -> None:
        with pytest.raises(Undetermined) as caught:
            value("eval + 1")
        assert caught.value.missing == ("eval",)

    def test_too_long(self) -> None:
        with pytest.raises(FormulaError, match="2000"):
            compile_formula("1" + " + 1" * 600)

    def test_deep_nesting_is_an_error_and_no_crash(self) -> None:
        with pytest.raises(FormulaError):
            compile_formula("(" * 900 + "1" + ")" * 900)

    def test_an_aggregate_over_two_tables(self) -> None:
        with pytest.raises(FormulaError) as caught:
            compile_formula("sum(products.energy * materials.quantity)")
        assert caught.value.message.code == "law.formula_one_table"

    def test_an_aggregate_over_no_table(self) -> None:
        with pytest.raises(FormulaError):
            compile_formula("sum(x)")

    def test_the_error_names_the_word(self) -> None:
        with pytest.raises(FormulaError, match=r"x\.y\.z"):
            compile_formula("1 + x.y.z")


class TestArithmetic:
    def test_literals_are_exact(self) -> None:
        assert value("0.1 + 0.2") == D("0.3")
        assert value("1.10 * 3") == D("3.3")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1 + 2 * 3", D(7)), ("-(1 + 2)", D(-3)), ("7 / 2", D("3.5")), ("min(3, 2)", D(2)),
            ("max(3, 2, 9)", D(9)), ("abs(-4)", D(4)), ("sum(1, 2, 3)", D(6)), ("mean(1, 2)", D("1.5")),
            ("1 if 2 > 1 else 0", D(1)), ("1 < 2 <= 2", True), ("1 == 1 and not 2 > 3", True), ("1 > 2 or 2 > 1", True),
            ("x in ('国家级', '省级')", True), ("x not in ('市级', '县级')", True), ("x == '省级'", True), ("x", "省级"),
        ],
    )  # fmt: skip
    def test_words(self, text: str, expected: object) -> None:
        assert value(text, x="省级") == expected

    def test_forty_digits(self) -> None:
        assert value("1 / 3") == D("0." + "3" * 40)

    def test_dates_compare(self) -> None:
        assert value("a < b", a=date(2023, 1, 1), b=date(2024, 1, 1)) is True


class TestMissing:
    def test_every_missing_input_is_named(self) -> None:
        with pytest.raises(Undetermined) as caught:
            value("a + b * c", b=1)
        assert caught.value.missing == ("a", "c")

    def test_missing_is_not_zero(self) -> None:
        with pytest.raises(Undetermined):
            value("a >= 0")

    def test_the_branch_that_is_not_taken_may_be_missing(self) -> None:
        assert value("a if a > 0 else b", a=1) == 1
        assert value("a > 0 or b > 0", a=1) is True

    def test_present(self) -> None:
        assert value("present(a)") is False
        assert value("present(a)", a=0) is True
        assert value("a if present(a) else 0") == 0
        assert compile_formula("a if present(a) else 0").needed == (Ref("a"),)
        assert value("present(products)") is False
        assert value("present(products)", {"products": []}) is False
        assert value("present(products)", {"products": [{}]}) is True

    def test_present_of_an_earlier_year(self) -> None:
        formula = compile_formula("present(a[-1])")
        assert formula.value(Scope({})) is False
        assert formula.value(Scope({}, previous={"a[-1]": D(1)})) is True

    @pytest.mark.parametrize("text", ["1 / a", "0 / a", "a / a"])
    def test_division_by_zero_has_no_result(self, text: str) -> None:
        with pytest.raises(Undetermined) as caught:
            value(text, a=0)
        assert caught.value.missing == ()
        assert caught.value.message.code == "scoring.no_result"

    def test_text_where_a_number_is_needed(self) -> None:
        with pytest.raises(Undetermined) as caught:
            value("a + 1", a="十")
        assert caught.value.message.code == "scoring.wrong_type"

    def test_the_year_before(self) -> None:
        formula = compile_formula("(a - a[-1]) / a[-1] * 100")
        assert formula.refs == (Ref("a"), Ref("a", -1))
        assert formula.value(Scope({"a": D(110)}, previous={"a[-1]": D(100)})) == 10
        with pytest.raises(Undetermined) as caught:
            formula.value(Scope({"a": D(110)}))
        assert caught.value.missing == ("a[-1]",)


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
            ("sum(products.energy)", D(9)), ("mean(products.energy)", D("4.5")), ("min(products.energy)", D(3)),
            ("max(products.energy / products.output)", D(3)), ("count(products)", D(2)),
            ("count(products.energy)", D(2)), ("sum(products.energy, where=products.name == '甲')", D(6)),
            ("sum(products.energy, where=products.name == '丁')", D(0)),
            ("sum(products.energy * products.output) / sum(products.output)", D(4)),
        ],
    )  # fmt: skip
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


UNITS = {
    "energy_total": "tce", "output_value_total": "万元", "park_va": "亿元", "park_fresh_water": "m3", "water": "m3",
    "land": "km2", "level": "", "any": "*", "products.energy": "tce", "products.qualified_output": "product",
}  # fmt: skip


def misfit(text: str, declared: str | None) -> str | None:
    message = check_units(compile_formula(text), lambda ref: UNITS.get(ref.key.partition("[")[0]), declared)
    return message.code if message else None


class TestUnits:
    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            ("energy_total / output_value_total", "tce/万元"),
            ("park_va * 10000 / output_value_total", "1"),
            ("park_va * 100000000 / park_fresh_water", "元/m3"),
            ("park_va / land", "亿元/km2"),
            ("water / (water + park_fresh_water) * 100", "%"),
            ("(1 - energy_total / energy_total[-1]) * 100", "%"),
            ("products.energy / products.qualified_output", "tce/product"),
            ("sum(products.energy) + energy_total", "tce"),
            ("energy_total if level == '省级' else energy_total * 2", "tce"),
            ("any / output_value_total", "1/万元"),
        ],
    )
    def test_fits(self, text: str, unit: str) -> None:
        assert misfit(text, unit) is None

    def test_another_dimension(self) -> None:
        assert misfit("energy_total / output_value_total", "tce/t") == "law.formula_unit"

    def test_the_factor_10000_is_missing(self) -> None:
        assert misfit("park_va / output_value_total", "1") == "law.formula_factor"
        assert misfit("water / park_fresh_water", "%") == "law.formula_factor"

    def test_apples_and_pears(self) -> None:
        assert misfit("energy_total + water", None) == "law.formula_add"
        assert misfit("park_va + output_value_total", "万元") == "law.formula_add"
        assert misfit("energy_total > water", None) == "law.formula_add"
        assert misfit("energy_total if level == 'x' else water", "tce") == "law.formula_add"
        assert misfit("max(energy_total, water)", "tce") == "law.formula_add"

    def test_an_input_that_does_not_exist(self) -> None:
        assert misfit("energy_totl * 2", "tce") == "law.field_unknown"

    def test_a_declared_unit_that_does_not_exist(self) -> None:
        assert misfit("energy_total", "tonnen") == "input.unit_unknown"
