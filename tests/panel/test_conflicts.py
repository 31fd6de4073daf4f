"""Who must not review what: sort by sort, at the borders of days, and both ways to ask."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.messages import render
from greenlist.panel.conflicts import all_conflicts, conflicts
from greenlist.panel.facts import About, Body, Case, Reviewer, Rule, Sort, Tie

from .making import ON, cases, reviewers

RULE = Rule(years=3, on=ON)
UNIT = Body("长春甲食品有限公司", "91220101MA0000001A", "赵厂长", ("长春老甲食品厂",), id=1)
AGENCY = Body("丙绿色评价有限公司", "91220101MA0000003C", "何机构", id=3)
CASE = Case(7, UNIT, AGENCY)


def found(*ties: Tie, rule: Rule = RULE, **more: object) -> list[tuple[Sort, About, bool]]:
    reviewer = Reviewer(1, ties, **more)  # type: ignore[arg-type]
    return [(one.sort, one.about, one.certain) for one in conflicts(reviewer, CASE, rule)]


@pytest.mark.parametrize(
    ("tie", "about"),
    [
        (Tie(Sort.EMPLOYER, name="另有名称", uscc="91220101MA0000001A"), About.UNIT),
        (Tie(Sort.EMPLOYER, name="长春甲食品 有限公司"), About.UNIT),
        (Tie(Sort.EMPLOYER, name="长春甲食品有限公司", uscc="91220101MA0000009X"), About.UNIT),  # a mistyped code
        (Tie(Sort.EMPLOYER, name="长春老甲食品厂"), About.UNIT),
        (Tie(Sort.EMPLOYER, name="新名有限公司（原长春甲食品有限公司）"), About.UNIT),
        (Tie(Sort.EMPLOYER, name="丙绿色评价有限公司"), About.AGENCY),
        (Tie(Sort.SHARED, name="丙绿色评价有限公司", what="评价报告"), About.AGENCY),
        (Tie(Sort.MEMBER, id=1), About.UNIT),
        (Tie(Sort.STAFF, id=3, what="2024 年备案"), About.AGENCY),
    ],
)
def test_a_tie_meets_by_code_name_former_name_or_organisation(tie: Tie, about: About) -> None:
    assert found(tie) == [(tie.sort, about, True)]


@pytest.mark.parametrize(
    "tie",
    [
        Tie(Sort.EMPLOYER, name="长春乙机械有限公司", uscc="91220101MA0000002B"),
        Tie(Sort.EMPLOYER),
        Tie(Sort.MEMBER, id=2),
        Tie(Sort.LEGAL_REP, rep="李四"),
    ],
)
def test_others_do_not_meet(tie: Tie) -> None:
    assert found(tie) == []


@pytest.mark.parametrize(("until", "counts"), [(date(2021, 7, 11), False), (date(2021, 7, 12), True), (ON, True)])
def test_a_former_employer_counts_to_the_day(until: date, counts: bool) -> None:
    tie = Tie(Sort.FORMER, name=UNIT.name, until=until)
    assert found(tie) == ([(Sort.FORMER, About.UNIT, True)] if counts else [])


def test_from_29_february_the_window_begins_on_the_28th() -> None:
    leap = Rule(years=3, on=date(2024, 2, 29))
    assert found(Tie(Sort.FORMER, name=UNIT.name, until=date(2021, 2, 28)), rule=leap)
    assert not found(Tie(Sort.FORMER, name=UNIT.name, until=date(2021, 2, 27)), rule=leap)


def test_where_the_law_leaves_the_years_open_a_person_decides() -> None:
    tie = Tie(Sort.FORMER, name=UNIT.name, until=date(1999, 1, 1))
    assert found(tie, rule=Rule(None, ON)) == [(Sort.FORMER, About.UNIT, False)]
    assert found(tie, rule=Rule(None, ON), cleared=frozenset({(Sort.FORMER, 1)})) == []


def test_a_name_alone_keeps_away_until_it_is_cleared() -> None:
    own, employer = (
        Tie(Sort.LEGAL_REP, rep="赵 厂长", certain=False),
        Tie(Sort.EMPLOYER_REP, rep="何机构", certain=False),
    )
    assert found(own, employer) == [(Sort.LEGAL_REP, About.UNIT, False), (Sort.EMPLOYER_REP, About.AGENCY, False)]
    cleared = frozenset({(Sort.LEGAL_REP, 1)})
    assert found(own, employer, cleared=cleared) == [(Sort.EMPLOYER_REP, About.AGENCY, False)]


def test_what_is_certain_cannot_be_cleared() -> None:
    assert found(Tie(Sort.EMPLOYER, name=UNIT.name), cleared=frozenset({(Sort.EMPLOYER, 1)}))


def test_declared_ones_come_first_and_reasons_are_sentences() -> None:
    reviewer = Reviewer(1, (Tie(Sort.FORMER, name=UNIT.name, until=date(2023, 1, 5)),), {7: "师生"})
    told = conflicts(reviewer, CASE, RULE)
    assert [render(one.message) for one in told] == [
        "专家申明回避：师生", "曾在申报单位“长春甲食品有限公司”工作，2023-01-05离开，不满 3 年",
    ]  # fmt: skip
    assert render(told[1].message, "en").startswith("worked for the applicant")


@given(reviewers, cases, st.none() | st.integers(1, 4))
def test_all_at_once_says_what_one_by_one_says(
    experts: list[Reviewer], applications: list[Case], years: int | None
) -> None:
    rule = Rule(years, ON)
    single = {
        (expert.key, case.key): reasons
        for expert in experts
        for case in applications
        if (reasons := conflicts(expert, case, rule))
    }
    assert all_conflicts(experts, applications, rule) == single
