"""The fast way equals the full way to the last digit, whatever is missing."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlist.engine.case import Case, Given, Kind
from greenlist.engine.conditions import basic_requirements
from greenlist.engine.conditions.formulas import Checker
from greenlist.engine.fields import fields_of
from greenlist.engine.figures import Simulator
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.scope import case_scope
from greenlist.engine.scoring import score_case
from round_law import pack_text

FIELDS = ("energy_total", "output_value_total", "renewable_total", "water_intake", "water_reuse")
ITEMS: list[dict[str, Any]] = [
    {"id": "I1", "formula": "energy_total / output_value_total", "unit": "tce/万元", "direction": "down",
     "leading": "0.1", "baseline": "0.25", "points": 7},
    {"id": "I2", "formula": "renewable_total / energy_total * 100", "unit": "%", "leading": 30,
     "baseline": 0, "points": 3},
    {"id": "I3", "formula": "water_reuse / (water_intake + water_reuse) * 100", "unit": "%", "leading": 95,
     "baseline": 60, "points": "11.5"},
    {"id": "I4", "formula": "renewable_total / energy_total * 100", "unit": "%", "leading": "null", "baseline": "null",
     "points": 20, "method": "proportional"},
    {"id": "I5", "formula": "water_reuse / water_intake", "leading": 8, "baseline": "null", "points": 6,
     "method": "counted"},
]  # fmt: skip
CHECKS = "requirements:\n" + "".join(
    f"- {{id: C{number}, name: 条件{number}, text: 条件, mark: unverified, check: '{check}'}}\n"
    for number, check in enumerate(
        ["renewable_total <= energy_total", "energy_total / output_value_total < 0.2", "output_value_total > 0"]
    )
)


@cache
def law() -> tuple[Pack, LawBook]:
    folder = TemporaryDirectory()
    law.__dict__["folder"] = folder  # lives as long as the book may read
    (Path(folder.name) / "packs").mkdir()
    (Path(folder.name) / "packs" / "quick.yaml").write_text(pack_text("quick", ITEMS, CHECKS), encoding="utf-8")
    book = LawBook([Path(folder.name)])
    return book.pack("quick"), book


NUMBERS = st.none() | st.sampled_from([Decimal(0), Decimal(1), Decimal("0.25"), Decimal(3)]) | st.decimals(
    min_value=-1000, max_value=10**9, places=6, allow_nan=False, allow_infinity=False
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, NUMBERS)))
def test_the_simulator_equals_scoring_to_the_last_digit(stated: dict[str, Decimal | None]) -> None:
    pack, book = law()
    case = Case(Kind.FACTORY, "示例", "", 2023)
    case.values = {name: (Given(value),) for name, value in stated.items() if value is not None}
    fields = fields_of(book)
    items, score = score_case(case, pack, fields)
    quick = Simulator(pack).run(case_scope(case))
    assert quick.values == {one.id: one.value for one in items}
    assert quick.points == {one.id: one.points for one in items}
    assert quick.total == score.total
    full = basic_requirements(case, pack, Checker(case, book))
    assert quick.answers == {one.id: one.answer for one in full}


@pytest.mark.parametrize("pack", ["factory-2025", "platform-2026", "park-2023"])
def test_packs_that_need_more_than_one_formula_are_refused(book: LawBook, pack: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Simulator(book.pack(pack))
