"""One answer from several products: energy.md 7.3, rule by rule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from greenlist.engine.energy import energy_level
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import EnergyLevel, EnergyOutcome, FactLog, Tier

from .world import case_of, given, policy_with

MEETS = {"name": "达标", "level_product": "水泥熟料", "unit_energy": "100 kgce/t"}
FAILS = {"name": "未达标", "level_product": "水泥熟料", "unit_energy": "101 kgce/t"}
ASKED = {"name": "待补", "level_product": "水泥熟料"}
DOUBT = {"name": "未核", "level_product": "黄磷", "unit_energy": "2400 kgce/t"}
NONE = {"name": "无标准", "unit_energy": "1 kgce/t"}


def answer(book: LawBook, *products: dict[str, Any], total: int | None = None, **energy: Any) -> EnergyLevel:
    values = {} if total is None else {"energy_total": (given(total),)}
    return energy_level(case_of(products, values=values), policy_with(book, **energy), book, FactLog())


@pytest.mark.requirement("REQ-22", "REQ-23")
@pytest.mark.parametrize(
    ("products", "tier", "outcome"),
    [
        ([MEETS], Tier.PRIORITY, EnergyOutcome.MEETS),
        ([MEETS, FAILS], Tier.ORDINARY, EnergyOutcome.FAILS),
        ([FAILS, ASKED], Tier.ORDINARY, EnergyOutcome.FAILS),
        ([MEETS, ASKED], Tier.UNKNOWN, EnergyOutcome.INCOMPLETE),
        ([MEETS, DOUBT], Tier.UNKNOWN, EnergyOutcome.INCOMPLETE),
        ([DOUBT], Tier.UNKNOWN, EnergyOutcome.INCOMPLETE),
        ([MEETS, NONE], Tier.PRIORITY, EnergyOutcome.MEETS),
        ([NONE], Tier.ORDINARY, EnergyOutcome.NO_STANDARD),
        ([MEETS, FAILS | {"is_main": False}], Tier.PRIORITY, EnergyOutcome.MEETS),
        ([FAILS | {"is_main": False}], Tier.UNKNOWN, EnergyOutcome.INCOMPLETE),
    ],
)
def test_all_main(book: LawBook, products: list[dict[str, Any]], tier: Tier, outcome: EnergyOutcome) -> None:
    result = answer(book, *products)
    assert (result.tier, result.outcome) == (tier, outcome)


@pytest.mark.parametrize(
    ("products", "tier"),
    [
        ([MEETS, FAILS], Tier.PRIORITY),
        ([FAILS, ASKED], Tier.UNKNOWN),
        ([FAILS, DOUBT], Tier.UNKNOWN),
        ([FAILS, NONE], Tier.ORDINARY),
        ([NONE], Tier.ORDINARY),
    ],
)
def test_any(book: LawBook, products: list[dict[str, Any]], tier: Tier) -> None:
    assert answer(book, *products, aggregation="ANY").tier is tier


@pytest.mark.parametrize(
    ("energies", "tier"),
    [
        ((900, 100), Tier.PRIORITY),
        ((100, 900), Tier.ORDINARY),
        ((500, 500), Tier.ORDINARY),  # equally large: both must meet
        ((900, None), Tier.UNKNOWN),
    ],
)
def test_main_product(book: LawBook, energies: tuple[int, int | None], tier: Tier) -> None:
    products = [
        product | ({} if energy is None else {"energy": f"{energy} tce"})
        for product, energy in zip((MEETS, FAILS), energies, strict=True)
    ]
    assert answer(book, *products, aggregation="MAIN_PRODUCT").tier is tier


def test_main_product_alone_needs_no_energy(book: LawBook) -> None:
    assert answer(book, MEETS, aggregation="MAIN_PRODUCT").tier is Tier.PRIORITY


@pytest.mark.parametrize(
    ("covered", "asked", "share", "total", "tier"),
    [
        (600, 0, 60, 1000, Tier.PRIORITY),  # exactly the share counts
        (599, 0, 60, 1000, Tier.ORDINARY),
        (500, 100, 60, 1000, Tier.UNKNOWN),  # the open product would tip it
        (500, 99, 60, 1000, Tier.ORDINARY),
        (600, 0, None, 1000, Tier.UNKNOWN),
        (600, 0, 60, None, Tier.UNKNOWN),
    ],
)
def test_energy_weighted(
    book: LawBook, covered: int, asked: int, share: int | None, total: int | None, tier: Tier
) -> None:
    products = [
        MEETS | {"energy": f"{covered} tce"},
        ASKED | {"energy": f"{asked} tce"},
        FAILS | {"energy": "1 tce"},
    ]
    percent = None if share is None else Decimal(share)
    result = answer(book, *products, total=total, aggregation="ENERGY_WEIGHTED", aggregation_share=percent)
    assert result.tier is tier


def test_an_open_aggregation_is_unknown_and_named(book: LawBook) -> None:
    result = answer(book, MEETS, aggregation=None)
    assert (result.tier, result.outcome) == (Tier.UNKNOWN, EnergyOutcome.INCOMPLETE)
    assert "energy.aggregation" in str(result.reason)


@pytest.mark.requirement("REQ-22")
def test_worse_than_the_baseline_is_a_warning_and_no_exclusion(book: LawBook) -> None:
    result = answer(book, MEETS | {"unit_energy": "200 kgce/t"})
    assert result.tier is Tier.ORDINARY
    assert "BELOW_BASELINE" in result.rows[0].flags
    assert "不影响申报资格" in str(result.reason)


def test_a_discrepancy_carries_no_priority(book: LawBook) -> None:
    product = MEETS | {"unit": "t", "energy": "50 tce", "qualified_output": "1000 t"}
    result = answer(book, product)
    assert (result.rows[0].outcome, result.tier) == (EnergyOutcome.MEETS, Tier.UNKNOWN)
