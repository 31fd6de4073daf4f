"""Leads of the calendar, and how far scores lie above others."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.agency.calendar import FAR_KM, MANY_VISITS, distance_km, leads
from greenlist.agency.facts import Visit
from greenlist.agency.inflation import ENOUGH, Scored, inflation

D = Decimal
DAY = date(2024, 6, 3)
CHANGCHUN, JILIN, YANJI = (D("43.88"), D("125.32")), (D("43.84"), D("126.55")), (D("42.91"), D("129.51"))


def visit(key: str, day: date = DAY, days: int = 1, place: str = "长春市", who: str = "甲", **more: object) -> Visit:
    return Visit(key, f"单位{key}", (who,), (who,), day, day + timedelta(days=days - 1), place, **more)  # type: ignore[arg-type]


def sorts(*visits: Visit) -> list[str]:
    return [lead.sort for lead in leads(visits)]


def test_one_evaluator_in_two_cities_on_one_day() -> None:
    (lead,) = leads([visit("1"), visit("2", place="白城市")])
    assert lead.message == "甲在2024-06-03同时列为单位1和单位2的现场评价人员，两地分属长春市和白城市。"
    assert lead.about == ("1", "2")
    assert sorts(visit("1"), visit("2")) == []
    assert sorts(visit("1"), visit("2", place="白城市", who="乙")) == []
    assert sorts(visit("1"), visit("2", DAY + timedelta(days=1), place="白城市")) == []
    assert sorts(visit("1", days=2), visit("2", DAY + timedelta(days=1), place="白城市")) == ["two_sites_one_day"]


def test_where_both_places_are_known_the_way_decides() -> None:
    assert 90 < distance_km(CHANGCHUN, JILIN) < 110
    assert distance_km(CHANGCHUN, YANJI) > FAR_KM
    assert sorts(visit("1", at=CHANGCHUN), visit("2", place="吉林市", at=JILIN)) == []
    assert sorts(visit("1", at=CHANGCHUN), visit("2", place="延边州", at=YANJI)) == ["two_sites_one_day"]
    assert sorts(visit("1", place="", at=CHANGCHUN), visit("2", place="")) == []


@given(*[st.tuples(st.decimals(-90, 90, places=4), st.decimals(-180, 180, places=4))] * 2)
def test_the_way_is_the_same_there_and_back(one: tuple[D, D], other: tuple[D, D]) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))
    assert 0 <= distance_km(one, other) <= 20_040
    assert distance_km(one, one) == 0


def test_many_visits_within_a_week() -> None:
    week = [visit(f"{number:02}", DAY + timedelta(days=number // 2), who=str(number)) for number in range(MANY_VISITS)]
    (lead,) = leads(week)
    assert (lead.sort, lead.figures["count"], lead.about[0]) == ("many_sites_one_week", 12, "00")
    assert leads(week[1:]) == []
    later = [*week[:-1], visit("99", DAY + timedelta(days=7), who="99")]
    assert leads(later) == []


def test_visits_outside_the_plan_and_before_the_contract() -> None:
    planned = (DAY, DAY + timedelta(days=4))
    assert sorts(visit("1", planned=planned)) == []
    assert sorts(visit("1", DAY + timedelta(days=4), days=2, planned=planned)) == ["outside_plan"]
    assert sorts(visit("1", planned=(None, DAY))) == []
    assert sorts(visit("1", contracted_on=DAY)) == []
    (lead,) = leads([visit("1", contracted_on=DAY + timedelta(days=1))])
    assert lead.message == "单位1的现场评价（2024-06-03）早于合同签订日期（2024-06-04）。"


def test_the_same_lead_has_the_same_key_whatever_the_order() -> None:
    visits = [visit("1"), visit("2", place="白城市"), visit("3", place="四平市")]
    assert leads(visits) == leads(visits[::-1])
    assert len({lead.key for lead in leads(visits)}) == 3


def scored(agency: str, verified: str | None, checked: str | None = None, claimed: str | None = None) -> Scored:
    return Scored("", agency, *(None if one is None else D(one) for one in (verified, checked, claimed)))


def test_what_the_city_checked_comes_before_what_was_claimed() -> None:
    assert scored("a", "90", "80", "95").above == 10
    assert scored("a", "90", None, "95").above == -5
    assert scored("a", None, "80", "95").above is None
    assert scored("a", "90").above is None


def test_few_applications_say_little() -> None:
    few = [scored("a", "90", "80")] * (ENOUGH - 1)
    (row,) = inflation([*few, scored("a", None, "0"), scored("b", "1")])
    assert (row.n, row.median, row.enough, row.striking, row.lead) == (4, 10, False, False, None)
    (row,) = inflation([*few, scored("a", "90", "80")])
    assert row.lead is not None
    assert row.lead.message == "5份申报中，机构核实的得分比对照得分高出的中位数为10分（本系统提示线为5分）。"


@given(st.lists(st.decimals(0, 120, places=2), min_size=1), st.randoms())
def test_the_median_lies_between_and_heeds_no_order(values: list[D], shuffler: object) -> None:
    rows = [Scored(str(at), "a", value, D(0)) for at, value in enumerate(values)]
    (row,) = inflation(rows)
    assert row.least <= row.median <= row.most
    shuffler.shuffle(rows)  # type: ignore[attr-defined]
    assert inflation(rows) == [row]
