"""What a policy asks of the lists."""

from __future__ import annotations

from datetime import date

import pytest

from engine.conditions.support import book_with
from greenlist.engine.lawbook import LawBook
from greenlist.screening.places import other_province, places_of
from greenlist.screening.rules import rules_of

SHIPPED = ("jilin-2024", "cn-2024", "cn-2025", "jiangsu-2024", "guangdong-2026")


@pytest.mark.requirement("REQ-10", "REQ-14")
@pytest.mark.parametrize("policy", SHIPPED)
def test_every_condition_of_the_notice_has_a_list_or_is_said_to_have_none(book: LawBook, policy: str) -> None:
    rules = rules_of(book, policy)
    fine = {"NEG-1a", "NEG-1c", "NEG-2a", "NEG-2b", "NEG-3", "NEG-4", "NEG-5", "NEG-6"}
    assert {one.id for one in rules.conditions} == fine
    assert [one.id for one in rules.not_screened] == ["NEG-1b", "NEG-1d"]
    assert (rules.policy_id, rules.policy_hash) == (policy, book.hash_of(policy))


def test_a_condition_names_its_clause_and_its_sources(book: LawBook) -> None:
    by_id = {one.id: one for one in rules_of(book, "jilin-2024").conditions}
    assert by_id["NEG-6"].clause == "吉工信资源〔2024〕196号 一.2：企业被列为失信被执行人"
    assert by_id["NEG-1c"].condition == "NEG-1"
    assert {"credit_china_penalties", "gsxt_serious"} <= set(by_id["NEG-2b"].feeds)
    assert [one.id for one in by_id.values() if one.graded] == ["NEG-2a"]


def test_a_policy_may_name_the_lists_it_asks() -> None:
    book = book_with("jilin-2024", (("exclusion.lists", "[gsxt_abnormal, accidents]"),))
    rules = rules_of(book, "jilin-2024")
    assert set(rules.sources) == {"gsxt_abnormal", "accidents"}
    assert [one.id for one in rules.conditions] == ["NEG-1c", "NEG-2a"]
    left = {one.id: str(one.reason) for one in rules.not_screened}
    assert set(left) == {"NEG-1a", "NEG-1b", "NEG-1d", "NEG-2b", "NEG-3", "NEG-4", "NEG-5", "NEG-6"}
    assert "没有可查的名单" in left["NEG-1a"]
    assert "连续停产12个月以上" in left["NEG-1b"]


@pytest.mark.parametrize(("scope", "reaches"), [("true", True), ("false", False), ("null", None)])
def test_whether_tenants_reach_the_park(scope: str, reaches: bool | None) -> None:
    rules = rules_of(book_with("jilin-2024", (("exclusion.scope_park_members", scope),)), "jilin-2024")
    assert {one.reaches_tenants for one in rules.conditions} == {reaches}


def test_limits_are_those_of_the_policy() -> None:
    law = (("exclusion.capture_max_age_days", "30"), ("exclusion.severity_floor", "较大"))
    rules = rules_of(book_with("jilin-2024", law), "jilin-2024")
    assert (rules.max_age_days, rules.severity_floor) == (30, "较大")


def test_the_window_stands_on_the_day_of_screening(book: LawBook) -> None:
    spans = rules_of(book, "jilin-2024").window(date(2024, 7, 20)).spans()
    assert {(anchor.name, last) for anchor, _, last in spans} == {
        ("application_date", date(2024, 7, 20)),
        ("evaluation_year_end", date(2023, 12, 31)),
        ("city_deadline", date(2024, 8, 1)),
    }


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("吉林", "吉林省", False),
        ("吉 林", "吉林省长春市", False),
        ("深圳", "广东省", False),
        ("深圳", "吉林", True),
        ("", "吉林", False),
    ],
)
def test_provinces_in_their_spellings(book: LawBook, one: str, other: str, differ: bool) -> None:
    assert other_province(one, other, places_of(book)) == differ
