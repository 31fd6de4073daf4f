"""The measured value: recomputed before claimed, units, tolerance, corrections, flags."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.energy import energy_level
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import EnergyOutcome, FactLog, LevelResult, Tier

from .world import case_of, drop_rows, overlay_book, policy_with

CLINKER = {"name": "熟料", "level_product": "水泥熟料"}


def judged(book: LawBook, product: dict[str, Any], inputs: dict[str, Any] | None = None, **energy: Any) -> LevelResult:
    on = energy.pop("on", date(2024, 7, 12))
    return energy_level(case_of([product], inputs), policy_with(book, on, **energy), book, FactLog()).rows[0]


def test_the_recomputed_value_decides(book: LawBook) -> None:
    product = CLINKER | {
        "unit": "t",
        "energy": "99000 tce",
        "qualified_output": "1000000 t",
        "unit_energy": "101 kgce/t",
    }
    result = judged(book, product)
    assert (result.value, result.claimed, result.recomputed) == (Decimal(99), Decimal(101), Decimal(99))
    assert (result.outcome, result.flags) == (EnergyOutcome.MEETS, ())


def test_units_of_output_come_from_the_product_where_the_number_has_none(book: LawBook) -> None:
    product = CLINKER | {"unit": "万t", "energy": "99000 tce", "qualified_output": "100"}
    assert judged(book, product).value == Decimal(99)


def test_output_without_any_unit_is_asked_for(book: LawBook) -> None:
    result = judged(book, CLINKER | {"energy": "99000 tce", "qualified_output": "100"})
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "产品计量单位" in str(result.reason)


def test_no_output_no_value(book: LawBook) -> None:
    zero = CLINKER | {"unit": "t", "energy": "10 tce", "qualified_output": "0 t"}
    assert "为零" in str(judged(book, zero).reason)
    missing = judged(book, CLINKER | {"energy": "10 tce"})
    assert missing.outcome is EnergyOutcome.INCOMPLETE
    assert "kgce/t" in str(missing.reason)


@pytest.mark.parametrize(
    ("claimed", "tolerance", "flagged"),
    [
        ("99", Decimal(0), False),
        ("100", Decimal(1), False),  # 1 of 100 is exactly the tolerance
        ("100", Decimal("0.99"), True),
        ("99.5", None, False),  # tolerance open, both reach the same levels
        ("100.5", None, True),  # tolerance open, the stated value misses 标杆
    ],
)
def test_a_difference_beyond_the_tolerance_is_a_discrepancy(
    book: LawBook, claimed: str, tolerance: Decimal | None, flagged: bool
) -> None:
    product = CLINKER | {
        "unit": "t", "energy": "99 tce", "qualified_output": "1000 t", "unit_energy": f"{claimed} kgce/t",
    }  # fmt: skip
    answer = energy_level(case_of([product]), policy_with(book, tolerance=tolerance), book, FactLog())
    assert ("DISCREPANCY" in answer.rows[0].flags) is flagged
    assert answer.tier is (Tier.UNKNOWN if flagged else Tier.PRIORITY)


def test_a_stated_value_that_cannot_be_read_stops_the_decision(book: LawBook) -> None:
    product = CLINKER | {
        "unit": "t",
        "energy": "99 tce",
        "qualified_output": "1000 t",
        "unit_energy": "99 kWh/t",
    }
    result = judged(book, product)
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "kWh/t" in str(result.reason)


def test_electricity_rows_are_not_recomputed_from_all_energy(book: LawBook) -> None:
    product = {
        "name": "选煤", "level_route": "动力煤", "unit": "t", "energy": "1 tce", "qualified_output": "1000 t",
        "unit_energy": "2 kWh/t",
    }  # fmt: skip
    result = judged(book, product)
    assert (result.recomputed, result.claimed, result.outcome) == (None, Decimal(2), EnergyOutcome.MEETS)
    assert result.flags == ("CLAIMED_ONLY",)


def test_kgoe_and_kgce_differ_by_their_factor(book: LawBook) -> None:
    ethylene = {"name": "乙烯", "level_route": "石脑烃类"}
    met = judged(book, ethylene | {"unit_energy": "842.874 kgce/t"}, on=date(2025, 5, 1))
    missed = judged(book, ethylene | {"unit_energy": "842.875 kgce/t"}, on=date(2025, 5, 1))
    assert (met.value, met.outcome, missed.outcome) == (
        Decimal(590),
        EnergyOutcome.MEETS,
        EnergyOutcome.FAILS,
    )


def test_an_unverified_unit_factor_is_flagged(book: LawBook) -> None:
    """1 重量箱 = 50 kg is unverified: a value per tonne rests on it, a value per 重量箱 does not."""
    glass = {"name": "平板玻璃", "level_route": "生产能力 >800 t/d"}
    assert "UNVERIFIED_ROW" not in judged(book, glass | {"unit_energy": "8 kgce/重量箱"}).flags
    per_tonne = judged(book, glass | {"unit_energy": "160 kgce/t"})
    assert per_tonne.value == 8
    assert "UNVERIFIED_ROW" in per_tonne.flags


@pytest.mark.parametrize(("altitude", "outcome"), [("约1600", EnergyOutcome.INCOMPLETE), ("1500", EnergyOutcome.MEETS)])
def test_an_input_that_is_no_number_is_not_guessed(book: LawBook, altitude: str, outcome: EnergyOutcome) -> None:
    product = CLINKER | {"level_indicator": "熟料单位产品综合能耗", "unit_energy": "90 kgce/t"}
    result = judged(book, product, {"altitude": altitude}, benchmark_documents=[])
    assert result.outcome is outcome


def test_inputs_belong_to_their_own_product(book: LawBook) -> None:
    cement = [{"name": name, "level_product": "水泥", "unit_energy": "80 kgce/t"} for name in ("甲", "乙")]
    policy = policy_with(book, benchmark_documents=[])
    rows = energy_level(case_of(cement, {"clinker_ratio": 75}), policy, book, FactLog()).rows
    assert [row.outcome for row in rows] == [EnergyOutcome.MEETS, EnergyOutcome.INCOMPLETE]


def test_an_open_correction_that_is_not_in_effect_does_not_stop(book: LawBook) -> None:
    product = {
        "name": "锰硅合金", "level_indicator": "单位产品冶炼电耗", "unit_energy": "3800 kWh/t",
    }  # fmt: skip
    at_base = judged(book, product, {"ore_grade": 36}, benchmark_documents=[])
    richer = judged(book, product, {"ore_grade": 37}, benchmark_documents=[])
    assert (at_base.outcome, richer.outcome) == (EnergyOutcome.MEETS, EnergyOutcome.INCOMPLETE)
    assert "gb21341-2022-ore-3" in str(richer.reason)


def own_tables(book: LawBook, folder: Path, **lines: str) -> LawBook:
    for table, line in lines.items():
        drop_rows(book, table, set(), folder)
        path = folder / "tables" / book.table_path(table).name
        columns = path.read_text(encoding="utf-8").splitlines()[0].count(",")
        with path.open("a", encoding="utf-8") as stream:
            stream.write(line + "," * (columns - line.count(",")) + "\n")
    return LawBook([folder])


FORMULA = "1 + ore_grade / 100"
CORRECTION = f"own-c,GB 1,2020,示例,,能效,value,level1;level2;level3,mul,{FORMULA},,,,ore_grade,loaded,published"
STANDARD = "own,GB 1,2020,示例,{d},2020-01-01,2021-01-01,,,,,yes,yes,published,published"
LEVEL = "own-1,GB 1,2020,,,示例,,能效,{u},{d},{l1},{l2},{l3},yes,published"


def test_higher_is_better_where_the_standard_says_so(book: LawBook, tmp_path: Path) -> None:
    own = own_tables(
        book, tmp_path,
        energy_quota_standards=STANDARD.format(d="gte"),
        energy_quota_levels=LEVEL.format(u="%", d="gte", l1="90", l2="80", l3="70"),
    )  # fmt: skip
    exact, below, worst = (
        judged(own, {"name": "示例", "unit_energy": f"{value} %"}) for value in ("90", "89.99", "69")
    )
    assert (exact.outcome, exact.reached) == (EnergyOutcome.MEETS, ("level1", "level2", "level3"))
    assert (below.outcome, below.reached) == (EnergyOutcome.FAILS, ("level2", "level3"))
    assert "BELOW_BASELINE" in worst.flags


def test_a_correction_of_the_value_leaves_the_limits(book: LawBook, tmp_path: Path) -> None:
    own = own_tables(
        book, tmp_path,
        energy_quota_standards=STANDARD.format(d="lte"),
        energy_quota_levels=LEVEL.format(u="kgce/t", d="lte", l1="100", l2="110", l3="120"),
        energy_corrections=CORRECTION,
    )  # fmt: skip
    product = {"name": "示例", "unit_energy": "100 kgce/t"}
    result = judged(own, product, {"ore_grade": 5})
    assert (result.value, result.claimed, result.limits["level1"]) == (
        Decimal(105),
        Decimal(100),
        Decimal(100),
    )
    assert (result.outcome, result.reached) == (EnergyOutcome.FAILS, ("level2", "level3"))


@pytest.mark.parametrize(
    ("switch", "inputs", "outcome", "limit"),
    [
        (False, {}, EnergyOutcome.FAILS, "361"),
        (True, {}, EnergyOutcome.INCOMPLETE, None),
        (True, {"feed_grade": 60}, EnergyOutcome.MEETS, "368.22"),
        (None, {"feed_grade": 60}, EnergyOutcome.INCOMPLETE, None),  # open, and it would move the limit
        (None, {"feed_grade": 62}, EnergyOutcome.FAILS, "361"),  # open, but nothing would change
    ],
)
def test_corrections_of_the_benchmark_are_the_policys_choice(
    book: LawBook, switch: bool | None, inputs: dict[str, Any], outcome: EnergyOutcome, limit: str | None
) -> None:
    product = {"name": "生铁", "level_route": "高炉工序", "unit_energy": "365 kgce/t"}
    ores = {"rare_earth_ore_share": 0, "vti_magnetite_share": 0, "laterite_share": 0}
    result = judged(book, product, ores | inputs, on=date(2026, 7, 1), benchmark_corrections=switch)
    assert result.outcome is outcome
    assert result.limits.get("benchmark") == (Decimal(limit) if limit else None)


def test_a_correction_of_level_1_alone_leaves_the_benchmark_open(tmp_path: Path) -> None:
    """Old ovens move levels 1 and 3, not level 2: which of them 标杆 follows is not stated."""
    own = overlay_book(tmp_path, without=["gb21342-2025-volatile", "gb21342-2025-moisture"])
    coke = {"name": "焦炭", "level_route": "顶装焦炉", "unit_energy": "112 kgce/t"}
    inputs = {"mixed_gas_coefficient": 8, "mixed_gas_share": 0, "wet_quenching": "否", "oven_age": 26}
    old = judged(own, coke, inputs, on=date(2026, 5, 1), benchmark_corrections=True)
    assert (old.outcome, old.limits) == (EnergyOutcome.INCOMPLETE, {})
    assert "标杆水平随哪一级" in str(old.reason)
    young = judged(own, coke, inputs | {"oven_age": 5}, on=date(2026, 5, 1), benchmark_corrections=True)
    assert young.outcome is EnergyOutcome.FAILS


def test_an_open_switch_decides_where_no_correction_is_known(book: LawBook) -> None:
    product = {"name": "生铁", "level_route": "高炉工序", "unit_energy": "361 kgce/t"}
    assert judged(book, product, benchmark_corrections=None).outcome is EnergyOutcome.MEETS
    clinker = judged(book, CLINKER | {"unit_energy": "100 kgce/t"}, benchmark_corrections=None)
    assert clinker.outcome is EnergyOutcome.MEETS
    assert "baseline" not in clinker.limits  # the altitude is not known, and it moves only the lowest level


def test_a_near_miss_is_told_in_full(book: LawBook) -> None:
    result = judged(book, CLINKER | {"unit_energy": "100.000000000000001 kgce/t"})
    assert "100.000000000000001 kgce/t 未达到" in str(result.reason)


def test_a_text_in_place_of_a_number_is_no_value(book: LawBook) -> None:
    result = judged(book, CLINKER | {"unit_energy": "约一百"})
    assert (result.outcome, result.claimed, result.flags) == (EnergyOutcome.INCOMPLETE, None, ())


def test_a_stated_value_alone_decides_and_is_flagged_where_output_does_not_fit(book: LawBook) -> None:
    product = CLINKER | {
        "unit": "件",
        "energy": "99 tce",
        "qualified_output": "1000",
        "unit_energy": "99 kgce/t",
    }
    result = judged(book, product)
    assert (result.outcome, result.flags) == (EnergyOutcome.MEETS, ("CLAIMED_ONLY",))
    alone = judged(book, {key: cell for key, cell in product.items() if key != "unit_energy"})
    assert "tce/件 不能换算为标准的单位 kgce/t" in str(alone.reason)
