"""The golden vectors of energy.md 7.5 (tests/cases/energy.yaml) against the shipped tables."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.decimals import show
from greenlist.engine.energy import energy_level, energy_total
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import EnergyLevel, FactLog
from greenlist.engine.yamlfile import load_yaml

from .world import case_of, overlay_book, policy_with

CASES = load_yaml((Path(__file__).parents[2] / "cases" / "energy.yaml").read_text(encoding="utf-8"))[0]["cases"]
LEVELS = [case for case in CASES if "products" in case]
TOTALS = [case for case in CASES if "energy" in case]


def test_every_vector_has_a_case() -> None:
    assert {case["vector"] for case in CASES} == {f"V{n:02}" for n in range(1, 31)} | {"K04"}
    assert len({case["id"] for case in CASES}) == len(CASES) == len(LEVELS) + len(TOTALS)


def level_of(case: dict[str, Any], folder: Path) -> EnergyLevel:
    book = overlay_book(folder, case.get("confirm") or (), case.get("without_corrections") or ())
    aggregation = case.get("aggregation", "ALL_MAIN")
    policy = policy_with(book, case["date"], benchmark_documents=case["documents"], aggregation=aggregation)
    return energy_level(case_of(case["products"], case.get("inputs")), policy, book, FactLog())


@pytest.mark.requirement("REQ-22", "REQ-23")
@pytest.mark.parametrize("case", LEVELS, ids=lambda case: case["id"])
def test_level(case: dict[str, Any], tmp_path: Path) -> None:
    level, expect = level_of(case, tmp_path / "law"), case["expect"]
    result = level.rows[0]
    seen = {
        "row": result.row, "standard": result.standard, "outcome": result.outcome.value,
        "reached": list(result.reached), "flags": list(result.flags), "tier": level.tier.value,
    }  # fmt: skip
    plain = set(expect) & set(seen)
    assert {key: seen[key] for key in plain} == {key: expect[key] for key in plain}, str(result.reason)
    if "limits" in expect:
        assert_limits(result.limits, expect["limits"])
    assert expect.get("reason", "") in str(result.reason)
    assert expect.get("tier_reason", "") in str(level.reason)
    assert set(expect) <= {*seen, "limits", "reason", "tier_reason"}


def assert_limits(limits: dict[str, Decimal], expect: dict[str, str]) -> None:
    assert set(limits) == set(expect)
    for name, wanted in expect.items():
        shown = show(limits[name])
        if wanted.endswith("…"):
            assert shown.startswith(wanted[:-1])
        else:
            assert shown == wanted


def test_k04_uses_the_printed_amounts(shared: Path) -> None:
    """The case repeats the amounts and the printed total of the inconsistency list."""
    known = json.loads((shared / "data" / "inconsistencies.json").read_text(encoding="utf-8"))
    k04 = next(entry for entry in known if entry["id"] == "K04")
    case = next(case for case in TOTALS if case["id"] == "K04")
    assert [line["quantity"].split()[0] for line in case["energy"]] == [str(n) for n in k04["input"].values()]
    assert k04["published"] == f"{case['expect']['not_tce']} tce"


@pytest.mark.parametrize("case", TOTALS, ids=lambda case: case["id"])
def test_total(case: dict[str, Any], book: LawBook) -> None:
    policy = policy_with(book, factor_set=case["factor_set"], electricity=case["electricity"])
    total = energy_total(case_of(energy=case["energy"]), policy, book, FactLog())
    assert total.missing == ()
    assert total.value == Decimal(case["expect"]["tce"])
    assert total.value != Decimal(case["expect"].get("not_tce", "-1"))
