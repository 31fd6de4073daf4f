"""Which row of the law is chosen, and what is asked where the choice is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.case import Kind
from greenlist.engine.energy import energy_level
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import EnergyLevel, EnergyOutcome, FactLog, Tier

from .world import case_of, drop_rows, policy_with


def level(book: LawBook, *products: dict[str, Any], on: date = date(2024, 7, 12), **energy: Any) -> EnergyLevel:
    return energy_level(case_of(products), policy_with(book, on, **energy), book, FactLog())


def test_a_route_is_asked_for_and_the_routes_are_named(book: LawBook) -> None:
    result = level(book, {"name": "纯碱", "unit_energy": "300 kgce/t"}).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "氨碱法(轻质)" in str(result.reason)
    assert "联碱法(重质)" in str(result.reason)


def test_an_indicator_is_asked_for_where_the_standard_limits_several(book: LawBook) -> None:
    result = level(book, {"name": "硅铁", "unit_energy": "1700 kgce/t"}, benchmark_documents=[]).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "单位产品冶炼电耗" in str(result.reason)


@pytest.mark.requirement("REQ-23")
def test_every_indicator_of_the_standard_must_be_met(book: LawBook) -> None:
    total = {
        "name": "铝锭",
        "level_product": "铝锭",
        "level_indicator": "铝锭综合能源单耗",
        "unit_energy": "1670 kgce/t",
    }
    power = total | {"level_indicator": "铝锭综合交流电耗", "unit_energy": "13300 kWh/t"}
    one = level(book, total, benchmark_documents=[])
    assert (one.tier, len(one.rows)) == (Tier.UNKNOWN, 2)
    assert "铝锭综合交流电耗" in str(one.rows[1].reason)
    both = level(book, total, power, benchmark_documents=[])
    assert (both.tier, len(both.rows)) == (Tier.PRIORITY, 2)


@pytest.mark.requirement("REQ-22")
def test_the_benchmark_goes_before_the_quota(book: LawBook) -> None:
    product = {
        "name": "液碱",
        "level_product": "烧碱",
        "level_route": "离子膜液碱 ≥30%",
        "unit_energy": "315 kgce/t",
    }
    assert level(book, product, on=date(2025, 5, 1)).rows[0].path == "benchmark"


def test_a_route_outside_the_benchmark_goes_to_the_quota(book: LawBook) -> None:
    lignite = {"name": "液氨", "level_product": "合成氨", "level_route": "褐煤", "unit_energy": "1700 kgce/t"}
    result = level(book, lignite, on=date(2024, 12, 1)).rows[0]
    assert (result.path, result.standard, result.outcome) == ("quota", "GB 21344-2023", EnergyOutcome.MEETS)


def test_a_route_in_other_words_than_the_benchmark_is_asked_about(book: LawBook) -> None:
    """液碱 30% is a route of the quota table; taking it there would hide that 标杆 is reached (V21)."""
    soda = {"name": "液碱", "level_product": "烧碱", "level_route": "液碱 30%", "unit_energy": "315 kgce/t"}
    result = level(book, soda, on=date(2025, 5, 1)).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "离子膜液碱 ≥30%" in str(result.reason)
    case = case_of([soda], not_applicable={"benchmark:液碱": "非离子膜法"})
    stated = energy_level(case, policy_with(book, date(2025, 5, 1)), book, FactLog()).rows[0]
    assert (stated.path, stated.outcome) == ("quota", EnergyOutcome.FAILS)


def test_names_are_compared_as_people_type_them(book: LawBook) -> None:
    product = {"name": "熟料", "level_product": " 水泥熟料 ", "level_route": "", "unit_energy": "100 kgce/t"}
    assert level(book, product).rows[0].row == "723-3011-1"
    olefin = {
        "name": "烯烃", "level_product": "煤制烯烃", "level_route": "mto（附录A，含原料用能）",
        "feedstock_included": "是", "unit_energy": "2600 kgce/t",
    }  # fmt: skip
    result = level(book, olefin, on=date(2025, 5, 1), benchmark_documents=[]).rows[0]
    assert result.row == "gb30180-2024-03"


def test_a_row_without_a_route_name_is_not_chosen(book: LawBook) -> None:
    product = {"name": "聚乙烯醇", "level_route": "row 1", "unit_energy": "1900 kgce/t"}
    result = level(book, product, on=date(2024, 12, 1)).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "工艺名称尚未录入" in str(result.reason)


def test_an_unknown_benchmark_value_is_open_not_missed(book: LawBook) -> None:
    product = {"name": "乙二醇", "level_route": "乙烯法", "unit_energy": "300 kgce/t"}
    result = level(book, product, on=date(2024, 12, 1)).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "标杆数值尚未录入" in str(result.reason)


@pytest.mark.parametrize(
    ("stated", "on", "words"),
    [
        ("GB 25323-2023", date(2024, 7, 12), "GB 25323-2023 的限额数值尚未录入"),
        ("GB25323", date(2024, 7, 12), "GB 25323-2023 的限额数值尚未录入"),
        ("GB 29435-2025", date(2024, 7, 12), "GB 29435-2012"),
        ("GB 21345-2024", date(2024, 7, 12), "实施日期不详"),
        ("GB 16780-2021", date(2024, 7, 12), "水泥熟料"),
        ("GB 99999-2020", date(2024, 7, 12), "GB 99999"),
    ],
)
def test_a_standard_named_by_the_applicant_is_never_no_standard(
    book: LawBook, stated: str, on: date, words: str
) -> None:
    product = {"name": "示例产品", "energy_limit_standard": stated, "unit_energy": "1 kgce/t"}
    result = level(book, product, on=on).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert words in str(result.reason)


def test_a_first_edition_before_its_day_is_no_standard(book: LawBook) -> None:
    product = {"name": "甲醛", "level_route": "银法", "unit_energy": "680 kgce/t"}
    before = level(book, product, on=date(2026, 7, 31)).rows[0]
    assert before.outcome is EnergyOutcome.NO_STANDARD
    assert "2026-08-01" in str(before.reason)
    assert level(book, product, on=date(2026, 8, 1)).rows[0].outcome is EnergyOutcome.MEETS


def test_an_unknown_effective_date_decides_nothing(book: LawBook) -> None:
    result = level(book, {"name": "TDI", "unit_energy": "300 kgce/t"}, on=date(2025, 7, 1)).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "GB 31830-2024" in str(result.reason)


def test_an_industry_with_rows_does_not_slip_through_by_name(book: LawBook) -> None:
    case = case_of([{"name": "P·O 42.5", "unit_energy": "70 kgce/t"}], unit={"industry4": "3011"})
    result = energy_level(case, policy_with(book), book, FactLog()).rows[0]
    assert result.outcome is EnergyOutcome.INCOMPLETE
    assert "水泥熟料" in str(result.reason)
    denied = case_of([{"name": "钢渣粉", "level_product": "无"}], unit={"industry4": "3011"})
    assert energy_level(denied, policy_with(book), book, FactLog()).rows[0].outcome is EnergyOutcome.NO_STANDARD


def test_a_row_without_level_1_leaves_the_product_out(book: LawBook) -> None:
    product = {"name": "斜交轮胎", "unit_energy": "500 kgce/t"}
    level_ = level(book, product, on=date(2025, 5, 1))
    assert level_.rows[0].outcome is EnergyOutcome.NOT_APPLICABLE
    assert (level_.rows[0].reached, level_.tier) == (("level3",), Tier.ORDINARY)


def test_a_predecessor_loaded_by_an_overlay_is_used(book: LawBook, tmp_path: Path) -> None:
    """A province that holds GB 21344-2015 enters its rows and decides the 2024 round with them."""
    drop_rows(book, "energy_quota_levels", set(), tmp_path)
    path = tmp_path / "tables" / book.table_path("energy_quota_levels").name
    cells = "own-1,GB 21344,2015,2621,secondary,合成氨,粉煤,单位产品综合能耗,kgce/t,lte,1500,1600,1800,yes"
    header = path.read_text(encoding="utf-8").splitlines()[0].count(",")
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"{cells},published" + "," * (header - cells.count(",") - 1) + "\n")
    own = LawBook([tmp_path])
    product = {"name": "液氨", "level_product": "合成氨", "level_route": "粉煤", "unit_energy": "1500 kgce/t"}
    result = level(own, product, benchmark_documents=[])
    assert (result.rows[0].standard, result.rows[0].outcome) == ("GB 21344-2015", EnergyOutcome.MEETS)
    assert result.tier is Tier.PRIORITY


@pytest.mark.parametrize("kind", [Kind.PARK, Kind.SUPPLY_CHAIN])
def test_only_factories_have_an_energy_level(book: LawBook, kind: Kind) -> None:
    answer = energy_level(case_of(kind=kind), policy_with(book), book, FactLog())
    assert (answer.outcome, answer.tier) == (EnergyOutcome.NOT_APPLICABLE, Tier.ORDINARY)


def test_no_products_is_incomplete(book: LawBook) -> None:
    answer = energy_level(case_of(), policy_with(book), book, FactLog())
    assert (answer.outcome, answer.tier) == (EnergyOutcome.INCOMPLETE, Tier.UNKNOWN)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("issue_date", "GB 21344-2015"),
        ("application_date", "GB 21344-2023"),
        ("evaluation_year_end", "GB 21344-2023"),
    ],
)
def test_the_reference_date_is_the_policys_choice(book: LawBook, rule: str, expected: str) -> None:
    product = {"name": "液氨", "level_product": "合成氨", "level_route": "粉煤", "unit_energy": "1340 kgce/t"}
    case = case_of([product], applied_on=date(2025, 3, 1), evaluation_year=2024)
    policy = policy_with(book, benchmark_documents=[], reference_date=rule)
    assert energy_level(case, policy, book, FactLog()).rows[0].standard == expected


@pytest.mark.parametrize("rule", [None, "application_date"])
def test_no_reference_date_no_edition(book: LawBook, rule: str | None) -> None:
    product = {"name": "水泥", "unit_energy": "80 kgce/t"}
    answer = level(book, product, benchmark_documents=[], reference_date=rule)
    assert (answer.rows[0].outcome, answer.tier) == (EnergyOutcome.INCOMPLETE, Tier.UNKNOWN)


def test_open_benchmark_documents_decide_nothing(book: LawBook) -> None:
    answer = level(
        book,
        {"name": "熟料", "level_product": "水泥熟料", "unit_energy": "1 kgce/t"},
        benchmark_documents=None,
    )
    assert answer.tier is Tier.UNKNOWN
    assert "energy.benchmark_documents" in str(answer.rows[0].reason)


def test_facts_are_cited_and_logged(book: LawBook) -> None:
    log = FactLog()
    product = {"name": "水泥", "level_product": "水泥", "unit_energy": "80 kgce/t"}
    answer = energy_level(
        case_of([product], {"clinker_ratio": 75}), policy_with(book, benchmark_documents=[]), book, log
    )
    wanted = {
        "energy_quota_levels/gb16780-2021-01", "energy_quota_standards/gb16780-2021",
        "energy_corrections/gb16780-2021-clinker-ratio", "test/energy.aggregation",
        "test/energy.reference_date",
    }  # fmt: skip
    assert wanted <= {fact.id for fact in answer.facts}
    assert wanted <= {fact.id for fact in log.all()}
    assert any(fact.id == "energy_quota_levels/gb16780-2021-01" for fact in log.unsettled())


def test_a_predecessor_of_another_code_is_found_by_its_rows(book: LawBook, tmp_path: Path) -> None:
    """磷酸一铵 stood in GB 29138-2012 before GB 21344-2023: the edition that holds the product decides."""
    drop_rows(book, "energy_quota_levels", set(), tmp_path)
    path = tmp_path / "tables" / book.table_path("energy_quota_levels").name
    cells = "own-1,GB 29138,2012,2622,secondary,磷酸一铵,料浆法(粒状),单位产品综合能耗,kgce/t,lte,160,180,200,yes"
    header = path.read_text(encoding="utf-8").splitlines()[0].count(",")
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"{cells},published" + "," * (header - cells.count(",") - 1) + "\n")
    own = LawBook([tmp_path])
    product = {
        "name": "一铵",
        "level_product": "磷酸一铵",
        "level_route": "料浆法(粒状)",
        "unit_energy": "160 kgce/t",
    }
    before = level(own, product, benchmark_documents=[]).rows[0]
    after = level(own, product, on=date(2024, 12, 1), benchmark_documents=[]).rows[0]
    assert (before.standard, after.standard) == ("GB 29138-2012", "GB 21344-2023")
