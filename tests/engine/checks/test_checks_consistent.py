"""The law of the catalogue: consistent data raises no error and no warning, missing data only CHK-37."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from checks_context import context_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenlist.engine.checks import find
from greenlist.engine.decimals import round_half_up
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Finding, Severity

ANY_TIME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def amounts(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(low, high, places=2, allow_nan=False, allow_infinity=False)


def shares() -> st.SearchStrategy[Decimal]:
    return st.decimals(0, 1, places=4)


@st.composite
def factories(draw: Any) -> dict[str, Any]:
    """Application data in which every part is a part, every sum a sum and every date in its window."""
    energy, land, floor = draw(amounts(10, 90000)), draw(amounts(1000, 90000)), draw(amounts(500, 90000))
    renewable = [round_half_up(energy * draw(shares()) / 4, 2) for _ in range(4)]
    output = draw(amounts(1000, 500000))
    solid, old = draw(amounts(1, 5000)), draw(amounts(0, 100))
    water, reuse = draw(amounts(1, 90000)), draw(amounts(0, 900000))
    limit = draw(st.integers(10, 100))
    classes = draw(st.integers(1, 5))
    values = {
        "energy_total": energy, "co2_total": round_half_up(energy * draw(amounts(2, 8)), 2),
        "output_value_total": output, "renewable_own": renewable[0], "renewable_market": renewable[1],
        "renewable_direct": renewable[2], "renewable_gec": renewable[3], "renewable_total": sum(renewable),
        "platform_functions": ["能耗查询", "能效对标", "能流分析"],
        "water_intake": water, "water_reuse": reuse,
        "solid_generated": solid, "solid_old_stock_used": old,
        "solid_utilised": round_half_up((solid + old) * draw(shares()), 0).min(solid + old),
        "land_area_m2": land, "floor_area": floor,
        "floor_area_over_8m": floor * draw(shares()),
        "footprint_building": land * draw(shares()) / 3, "footprint_structure": land * draw(shares()) / 3,
        "footprint_yard": land * draw(shares()) / 3,
        "product_classes": [f"类{n}" for n in range(5)],
        "footprint_classes": [f"类{n}" for n in range(classes)],
        "efficiency_scope_output": 100,
        "efficient_product_output": draw(st.integers(0, 100)),
        "process_intro": "示例" * draw(st.integers(0, 100)),
    }  # fmt: skip
    before, first = (output * draw(amounts(1, 3)) for _ in range(2))
    return {
        "values": values,
        "years": {2024: {"output_value_total": before}, 2023: {"output_value_total": first}},
        "products": [
            {
                "name": "甲",
                "energy": energy * Decimal("0.6"),
                "output_value": output * Decimal("0.4"),
                "co2": 1,
            },
            {
                "name": "乙",
                "energy": energy * Decimal("0.4"),
                "output_value": output * Decimal("0.6"),
                "co2": 1,
            },
        ],
        "projects": [
            {
                "name": f"项目{n}",
                "done_on": draw(st.dates(date(2023, 1, 1), date(2025, 12, 31))),
                "investment": 5,
            }
            for n in range(draw(st.integers(0, 3)))
        ],
        "outlets": [
            _outlet("水", "mg/L", limit, draw(shares())),
            _outlet("气", "mg/m3", limit, draw(shares())),
        ],
        "technologies": [{"name": f"装备{n}", "item_no": str(n)} for n in range(draw(st.integers(1, 4)))],
    }


def _outlet(medium: str, unit: str, limit: int, share: Decimal) -> dict[str, Any]:
    values = {
        "annual_mean": {"value": limit * share, "unit": unit},
        "permit_limit": {"value": limit, "unit": unit},
    }
    return {"name": medium, "medium": medium, "pollutant": "COD"} | values


def _loud(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(one.check, str(one.message)) for one in findings if one.severity is not Severity.INFO]


@ANY_TIME
@given(factories())
def test_a_consistent_factory_raises_nothing(book: LawBook, data: dict[str, Any]) -> None:
    totals = {"energy_total": data["values"]["energy_total"], "co2_total": data["values"]["co2_total"]}
    assert _loud(find(context_of(book, "factory", data, recomputed=totals))) == []


@ANY_TIME
@given(factories())
def test_declaring_the_computed_values_rounded_raises_nothing(book: LawBook, data: dict[str, Any]) -> None:
    computed = context_of(book, "factory", data).indicators
    declared = {item: round_half_up(value, 2) for item, value in computed.items() if value is not None}
    assert declared
    assert _loud(find(context_of(book, "factory", data | {"declared": declared}))) == []


@ANY_TIME
@given(factories(), st.data())
def test_taking_any_value_away_raises_only_missing(book: LawBook, data: dict[str, Any], pick: st.DataObject) -> None:
    gone = pick.draw(st.sets(st.sampled_from(sorted(data["values"]))))
    values = {name: value for name, value in data["values"].items() if name not in gone}
    findings = _loud(find(context_of(book, "factory", data | {"values": values})))
    assert {check for check, _ in findings} <= {"CHK-37"}


def test_an_empty_file_raises_only_missing(book: LawBook) -> None:
    for kind in ("factory", "park", "supply_chain"):
        assert {check for check, _ in _loud(find(context_of(book, kind, {})))} <= {"CHK-37"}
