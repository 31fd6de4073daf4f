"""One evaluated unit as a row of the 推荐汇总表 (the `value` names of a policy's summary columns)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.documents.summary import SummaryRow
from greenlist.engine.case import Case, Kind, Route
from greenlist.engine.decimals import brief, round_half_up
from greenlist.engine.evaluate import Evaluation, Standing
from greenlist.engine.messages import render, say
from greenlist.engine.outcome import EnergyLevel, EnergyOutcome
from greenlist.engine.scoring.score import DEFAULT_PLACES

YES, NO = "是", "否"


def summary_row(evaluation: Evaluation) -> SummaryRow:
    """The row of one unit; None where the unit handed nothing in for a column."""
    case = evaluation.case
    row: SummaryRow = {
        "recommender": _text(case, "recommender"),
        "name": case.name,
        "uscc": case.uscc,
        "industry4": _text(case, "industry4"),
        "route": {Route.SELF: "自评价", Route.AGENCY: "第三方", None: None}[case.route],
        "agency": _text(case, "agency"),
        "standard": evaluation.standard.industry_standard or evaluation.pack.doc_no or evaluation.pack.title,
        "score": _rounded(evaluation.ranking_score),
        "province_list": _province_list(case),
        "consultation": None,
        "contact": _text(case, "contact") or _text(case, "contact_person"),
        "phone": _text(case, "phone") or _text(case, "contact_phone"),
        "note": "试评" if evaluation.standing is Standing.TRIAL else "",
        "main_products": _list(case, "main_products"),
        "energy_level": None,
    }
    return row | _OF_KIND[case.kind](evaluation)


def _factory(evaluation: Evaluation) -> SummaryRow:
    level = evaluation.energy
    words = [render(say(f"documents.energy_{_reached(level)}"))]
    words += [f"{row.indicator} {brief(row.value)} {row.unit}" for row in level.rows if row.value is not None]
    return {"energy_level": "；".join(words)}


def _reached(level: EnergyLevel) -> str:
    """Which word of the column 标杆/先进值/1级/其他 fits: the table that was met, else the outcome."""
    if level.outcome is not EnergyOutcome.MEETS:
        return level.outcome.value.lower()
    met = {row.path for row in level.rows if row.outcome is EnergyOutcome.MEETS}
    return "benchmark" if met == {"benchmark"} else "quota" if met == {"quota"} else "meets"


def _park(evaluation: Evaluation) -> SummaryRow:
    case = evaluation.case
    counts = [case.number(f"green_factories_{level}") for level in ("national", "province", "city")]
    known = [count for count in counts if count is not None]
    factories, large = (sum(known, Decimal(0)) if known else None), case.number("large_firms")
    gdp, added = case.number("park_gdp"), case.number("park_va")
    years = evaluation.score.by_year.values()
    return {
        "park_level": _text(case, "park_level"),
        "va_share": _rounded(added / gdp * 100) if added is not None and gdp else case.number("park_va_share"),
        "green_factories": factories,
        "green_factory_share": _rounded(factories / large * 100) if factories is not None and large else None,
        "three_year_scores": " / ".join("—" if one is None else str(_rounded(one)) for one in years) or None,
    }


def _supply_chain(evaluation: Evaluation) -> SummaryRow:
    case = evaluation.case
    counts = [case.number(f"supplier_gf_{level}") for level in ("national", "province", "city")]
    known = [count for count in counts if count is not None]
    pilot = case.deciding("epr_pilot")
    return {
        "indicator_system": _text(case, "indicator_system"),
        "supplier_green_factories": sum(known, Decimal(0)) if known else None,
        "epr_pilot": None if pilot is None else (YES if pilot.value is True else NO),
    }


_OF_KIND = {Kind.FACTORY: _factory, Kind.PARK: _park, Kind.SUPPLY_CHAIN: _supply_chain}


def _text(case: Case, name: str) -> str | None:
    given = case.deciding(name)
    value: Any = given.value if given else case.unit.get(name)
    return str(value) if value else None


def _list(case: Case, name: str) -> str | None:
    given = case.deciding(name)
    return "、".join(given.value) if given and isinstance(given.value, tuple) else _text(case, name)


def _rounded(number: Decimal | None) -> Decimal | None:
    return None if number is None else round_half_up(number, DEFAULT_PLACES)


def _province_list(case: Case) -> str | None:
    parts = [_text(case, f"province_list_{part}") for part in ("year", "doc", "status")]
    return " ".join(part for part in parts if part) or None
