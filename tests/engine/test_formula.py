"""Formulas: what is let in, three-valued answers, exact arithmetic."""

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
    compile_formula,
)

D = Decimal


def value(text: str, tables: dict[str, list[dict[str, Any]]] | None = None, **values: Any) -> Any:
    plain = {
        name: D(str(one)) if isinstance(one, (int, float)) and not isinstance(one, bool) else one
        for name, one in values.items()
    }
    return compile_formula(text).value(Scope(plain, tables or {}))


class TestWhitelist:
    @pytest.mark.parametrize(
        "text",
        [
            "__import__('os')",
            "open('x')",
            "(1).__class__",
            "a.b.c",
            "a.b()",
            "sum(a)[0]",
            "x[0]",
            "x[1:2]",
            "x[y]",
            "x['k']",
            "[x for x in y]",
            "sum(x for x in y)",
            "{1: 2}",
            "{x}",
            "lambda: 1",
            "(x := 1)",
            "x ** 2",
            "x // 2",
            "x % 2",
            "x @ y",
            "x << 1",
            "~x",
            "+x",
            "f'{x}'",
            "'a'.upper",
            "_secret",
            "__builtins__",
            "None",
            "...",
            "b'x'",
            "1j",
            "max(*x)",
            "max(**x)",
            "sum(x, start=1)",
            "abs(x, where=y)",
            "sum(a, b, where=c)",
            "max()",
            "print(x)",
            "x is y",
            "await x",
            "yield",
            "x; y",
            "x = 1",
            "",
            "(",
            "1 +",
        ],
    )
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
            ("1 + 2 * 3", D(7)),
            ("-(1 + 2)", D(-3)),
            ("7 / 2", D("3.5")),
            ("min(3, 2)", D(2)),
            ("max(3, 2, 9)", D(9)),
            ("abs(-4)", D(4)),
            ("sum(1, 2, 3)", D(6)),
            ("mean(1, 2)", D("1.5")),
            ("1 if 2 > 1 else 0", D(1)),
            ("1 < 2 <= 2", True),
            ("1 == 1 and not 2 > 3", True),
            ("1 > 2 or 2 > 1", True),
            ("x in ('国家级', '省级')", True),
            ("x not in ('市级', '县级')", True),
            ("x == '省级'", True),
            ("x", "省级"),
        ],
    )
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
