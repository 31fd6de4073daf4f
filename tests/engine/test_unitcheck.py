"""Do the units of a formula fit, and is every conversion factor written out?"""

from __future__ import annotations

import pytest

from greenlist.engine.formula import check_units, compile_formula

UNITS = {
    "energy_total": "tce",
    "output_value_total": "万元",
    "park_va": "亿元",
    "park_fresh_water": "m3",
    "water": "m3",
    "land": "km2",
    "level": "",
    "any": "*",
    "products.energy": "tce",
    "products.qualified_output": "product",
}


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
