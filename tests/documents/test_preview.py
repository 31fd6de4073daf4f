from __future__ import annotations

import pytest

from greenlist.documents.form.declared_sheet import in_words
from greenlist.documents.form.preview import preview
from greenlist.engine.fields import Fields

CELLS = {"water_reuse": "水!$E$5", "water_intake": "水!$E$6"}


def test_arithmetic_over_single_cells_becomes_an_excel_formula() -> None:
    assert preview("water_reuse / (water_intake + water_reuse) * 100", CELLS, {}, {}) == (
        '=IF(COUNT(水!$E$5,水!$E$6)<2,"缺数据",IFERROR(((水!$E$5/(水!$E$6+水!$E$5))*100),"无法计算"))'
    )


def test_another_unit_stops_the_preview() -> None:
    formula = preview("water_reuse * 2", CELLS, {"water_reuse": "水!$D$5"}, {"water_reuse": "m³"})
    assert formula is not None
    assert formula.startswith('=IF(AND(水!$D$5="m³"),')
    assert formula.endswith('"单位已换，见程序计算")')


@pytest.mark.parametrize(
    "text",
    [
        "sum(products.energy)",
        "water_reuse[-1] / water_intake",
        "water_reuse if water_intake > 3 else water_intake",
        "water_reuse > water_intake",
        "present(water_reuse)",
        "other_field + 1",
        "3 + 4",
        "water_reuse +",
    ],
)
def test_everything_else_is_left_to_the_program(text: str) -> None:
    assert preview(text, CELLS, {}, {}) is None


def test_formulas_are_shown_in_words(fields: Fields) -> None:
    assert in_words("park_co2[-1] - park_co2", fields) == "园区碳排放量（前1年） - 园区碳排放量"
    assert in_words("water_reuse / (water_intake + water_reuse) * 100", fields) == (
        "重复利用水量 ÷ (取水量 + 重复利用水量) × 100"
    )
