"""The catalogue as a table: it loads, names what exists, covers the dictionary, and orders its findings."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.checks import catalogue
from greenlist.engine.checks.registry import FUNCTIONS
from greenlist.engine.checks.texts import blanks
from greenlist.engine.decimals import show
from greenlist.engine.fields import fields_of
from greenlist.engine.formula import FormulaError, check_units, compile_formula
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Severity
from greenlist.engine.units import convert

GIVEN = frozenset({"tolerance", "applied_on"})  # handed in beside the fields


def test_each_check_has_a_formula_or_a_function(book: LawBook) -> None:
    for check in catalogue(book):
        assert (check.test is None) == bool(check.function), check.id
        assert not check.function or check.function in FUNCTIONS, check.id
        assert set(check.kinds) <= {"factory", "park", "supply_chain"}, check.id


def test_no_function_is_left_without_a_check(book: LawBook) -> None:
    assert set(FUNCTIONS) == {check.function for check in catalogue(book) if check.function}


def test_formulas_speak_of_fields_and_their_units_fit(book: LawBook) -> None:
    fields = fields_of(book)

    def unit_of(ref: Any) -> str | None:
        return "" if ref.name in GIVEN else fields.unit_of(ref)

    for check in catalogue(book):
        if check.test is None:
            continue
        for ref in check.test.refs:
            assert unit_of(ref) is not None, (check.id, ref.key)
        if not any(literal in check.test.text for literal in ("* 100 ", "* 10000")):  # a conversion is written out
            assert check_units(check.test, unit_of, None) is None, check.id


def test_both_languages_have_the_same_blanks(book: LawBook) -> None:
    for check in catalogue(book):
        for chinese, english in (check.message, check.way_out):
            assert chinese, check.id
            assert english, check.id
            assert set(blanks(chinese)) >= set(blanks(english)), check.id


def test_blanks_of_formula_checks_are_formulas(book: LawBook) -> None:
    for check in catalogue(book):
        for blank in blanks(check.message[0] + check.message[1]):
            try:
                compile_formula(blank)
            except FormulaError:  # pragma: no cover - the message says which
                pytest.fail(f"{check.id}: {blank}")


def test_the_dictionary_is_covered(book: LawBook, shared: Path) -> None:
    text = (shared / "domain" / "data-dictionary.md").read_text(encoding="utf-8")
    wanted = set(re.findall(r"^\| (CHK-\d\d) \|", text, re.MULTILINE))
    assert len(wanted) == 37
    assert wanted <= {re.sub(r"[a-z]$", "", check.id) for check in catalogue(book)}


def test_the_inconsistencies_of_a_case_are_covered(book: LawBook, shared: Path) -> None:
    """K07 is CHK-17, K08 needs two records, K09 K11 K12 belong to imports, K13 to printing."""
    known = {entry["id"] for entry in json.loads((shared / "data" / "inconsistencies.json").read_text("utf-8"))}
    elsewhere = {"K07", "K08", "K09", "K11", "K12", "K13"}
    assert known - elsewhere <= {check.id for check in catalogue(book)}


def test_k05_the_conversion_itself() -> None:
    assert convert(Decimal("734.17"), "万元/亩", "亿元/km2") == Decimal("110.1255")


def test_k13_numbers_are_never_printed_with_an_exponent() -> None:
    assert show(Decimal("1.2E+2")) == "120"
    assert show(Decimal("5E+3")) == "5000"


def test_findings_come_errors_first_then_by_id(examine: Any) -> None:
    data = {
        "unit": {"uscc": "91310000132198765X"},
        "values": {"energy_total": 10, "renewable_total": 11, "land_area_m2": 1, "footprint_yard": 2},
        "declared": {"R18b": 30},
    }
    found = examine("factory", data)
    keys = [(list(Severity).index(one.severity), one.check, one.place) for one in found]
    assert keys == sorted(keys)
    assert {"CHK-03", "CHK-06c", "CHK-17", "CHK-37", "K03"} <= {one.check for one in found}


def test_a_finding_cites_its_check_and_shows_both_values(examine: Any) -> None:
    found = examine("factory", {"values": {"energy_total": 500, "renewable_total": 600}})
    finding = next(one for one in found if one.check == "CHK-03")
    assert finding.values == {"renewable_total": "600", "energy_total": "500"}
    assert finding.fact is not None
    assert finding.fact.id == "checks/CHK-03"


def test_park_values_of_earlier_years_are_checked_too(examine: Any) -> None:
    data = {"years": {2023: {"good_air_days": 300, "valid_air_days": 299}}}
    finding = next(one for one in examine("park", data) if one.check == "CHK-28p")
    assert finding.place == "good_air_days@2023"
    assert "2023 年" in str(finding.message)


@pytest.mark.requirement("REQ-27")
def test_the_share_of_the_notice_is_strict(examine: Any) -> None:
    """50.00 % computed against a stated 50.20 %: over the line of 超过50% on one side only (SYN-E1)."""
    values = {"park_va": Decimal("50.00"), "park_gdp": Decimal("100.00"), "park_va_share": Decimal("50.20")}
    assert "CHK-20b" in {one.check for one in examine("park", {"values": values})}
    reaching = {"prerequisite.park_industrial_share.operator": ">="}
    assert "CHK-20b" not in {one.check for one in examine("park", {"values": values}, policy=reaching)}


@pytest.mark.requirement("REQ-10")
def test_every_tenant_is_answered_for(examine: Any) -> None:
    tenant = {
        "name": "示例甲公司",
        "uscc": "91220101MA0000015G",
        "conditions": {"NEG-1": {"answer": "unknown"}},
    }
    assert "CHK-31" in {one.check for one in examine("park", {"tenants": [tenant]})}


@pytest.mark.parametrize(
    ("declared", "check"), [("3", "CHK-16"), ("2.857", "CHK-38"), ("2.0", None), ("20000", "CHK-38")]
)
def test_a_slip_needs_digits_that_show_it(declared: str, check: str | None, examine: Any) -> None:
    """2 万元/m2 computed: 3 is a difference, 2.857 is 2 times 1.4286, 20000 is 元 for 万元."""
    data = {"values": {"output_value_total": 2000, "land_area_m2": 1000}, "declared": {"R18a": declared}}
    assert {one.check for one in examine("factory", data) if one.place == "indicators.R18a"} - {"CHK-37"} == (
        {check} if check else set()
    )


def test_a_declared_rate_may_be_stated_as_a_ratio(examine: Any) -> None:
    data = {"declared": {"R10": {"value": "0.95", "unit": "1"}, "R11": {"value": "1.2", "unit": "1"}}}
    struck = {one.place for one in examine("factory", data) if one.check == "CHK-01b"}
    assert struck == {"indicators.R11"}


def test_missing_names_only_what_the_energy_lines_do_not_give(examine: Any) -> None:
    found = examine("factory", {"values": {"water_reuse": 1}}, recomputed={"energy_total": 500})
    renewable = next(one for one in found if one.place == "indicators.R06")
    assert renewable.check == "CHK-37"
    assert "renewable_total" in str(renewable.message)
    assert "energy_total" not in str(renewable.message)
