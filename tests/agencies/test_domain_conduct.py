"""Cases: opened, heard, proposed, decided by another person; bars and their edge days; what they touch."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from greenlist.agencies.domain.barring import decide_affected, lift_sanction
from greenlist.agencies.domain.conduct import (
    answer_hearing,
    ask_hearing,
    decide_case,
    drop_case,
    open_case,
    propose,
    send_back,
)
from greenlist.agencies.domain.engagements import ask_agency
from greenlist.agencies.domain.filings import start_filing, submit_filing
from greenlist.agencies.models import AffectedApplication, ConductCase, Filing, Sanction
from greenlist.agencies.queries.bars import bar_of, barred_names
from greenlist.agencies.queries.consequences import Consequences
from greenlist.agencies.queries.resting import resting_on
from greenlist.agency.bars import last_day
from greenlist.applications.models import Application, Passage
from greenlist.applications.process import GUARDS, Matter
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import FormerName, Notification
from greenlist.rounds.models import Round
from world import World, round_of

from .cases import NUMBER, REASONS, asked, barred, decided, heard, opened, proposed
from .engaged import agency_filed, contracted, on_route
from .ground import complete, staffed

FIRST, LAST = date(2024, 8, 1), date(2027, 7, 31)
pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def at(day: date) -> time_machine.travel:
    return time_machine.travel(f"{day}T12:00:00+08:00", tick=False)


def notices(world: World, who: str) -> list[str]:
    return list(
        Notification.objects.filter(person=world.hat(who).person)
        .exclude(code="round_opened")
        .order_by("pk")
        .values_list("code", flat=True)
    )


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 10))
def test_a_bar_ends_the_day_before_the_same_day(first: date, years: int) -> None:
    after = last_day(first, years) + timedelta(days=1)
    assert after.year == first.year + years
    leap = (first.month, first.day) == (2, 29) and after.month == 3
    assert (after.month, after.day) == ((3, 1) if leap else (first.month, first.day))


@pytest.mark.requirement("REQ-54", "REQ-55")
def test_fraud_is_told_to_all_and_bars_for_three_years(world: World, round_: Round) -> None:
    with at(FIRST):
        case = proposed(world)
        sanction = decide_case(case=case, by=world.hat("provinceapprover"))
    assert sanction is not None
    assert (sanction.bar_from, sanction.bar_until, sanction.circular_no) == (FIRST, LAST, NUMBER)
    assert sanction.clause == "jilin-2024/third_party.fraud_consequences.ban_years"
    assert sanction.legal_rep == "何机构"
    assert notices(world, "city")[-1] == notices(world, "othercity")[-1] == "conduct_circular"
    assert notices(world, "agencyhead")[-1] == "conduct_decided"
    assert notices(world, "otherevaluator") == []
    entry = Entry.objects.get(act="conduct.decided")
    assert entry.after["bar_until"] == "2027-07-31"


EDGES = [
    (FIRST - timedelta(days=1), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False),
]  # fmt: skip


@pytest.mark.requirement("REQ-55")
def test_edge_days_of_a_bar(world: World, round_: Round) -> None:
    FormerName.objects.create(organisation=world.organisations["agency"], name="老示例评价中心")
    with at(FIRST):
        sanction = barred(world)
    agency, province = world.organisations["agency"], world.places["220000"]
    for day, holds in EDGES:
        assert (bar_of(agency, province, day) == sanction) is holds
        assert set(barred_names(province, day)) == ({"示例绿色评价有限公司", "老示例评价中心"} if holds else set())
        assert bar_of(world.organisations["otheragency"], province, day) is None
        assert bar_of(agency, world.places["cn"], day) is None


@pytest.mark.requirement("REQ-55")
def test_edge_days_at_filing_engagement_and_submission(world: World, round_: Round) -> None:
    with at(FIRST):
        barred(world)
    agency, head, owner = world.organisations["agency"], world.hat("agencyhead"), world.hat("owner")
    application, elsewhere = on_route(world, round_), on_route(world, round_, unit="neighbour", by="outsider")
    named(world, elsewhere, "示例绿色评价 有限公司")
    with at(date(2024, 1, 1)):
        draft = complete(world, round_)
    for day, holds in EDGES:
        with at(day), transaction.atomic():
            against = GUARDS["G-BAR"](Matter(Application.objects.get(pk=elsewhere.pk)))
            assert [one.guard for one in against] == (["G-BAR"] if holds else [])
            if holds:
                with pytest.raises(Refused, match="2027"):
                    start_filing(agency=agency, round_=round_, by=head)
                with pytest.raises(Refused, match="2027"):
                    submit_filing(filing=draft, by=head)
            else:
                submit_filing(filing=draft, by=head)
            filed_for(draft)
            if holds:
                with pytest.raises(Refused, match="2027-07-31"):
                    ask_agency(application=application, agency=agency, by=owner, message="请评价")
            else:
                ask_agency(application=application, agency=agency, by=owner, message="请评价")
            transaction.set_rollback(True)


def filed_for(filing: Filing) -> None:
    """In force, whatever was said of it."""
    more = {"number": "备1号", "accepted_on": date(2024, 1, 1), "valid_until": date(2099, 1, 1)}
    Filing.objects.filter(pk=filing.pk).update(state=Filing.State.ACTIVE, **more)


def named(world: World, application: Application, name: str) -> None:
    application.statements.create(
        place="unit.agency", content=name, by=world.hat("owner").person, hat=world.hat("owner").membership,
        at=clock.now(),
    )  # fmt: skip


def test_a_bar_is_lifted_from_the_day_on(world: World, round_: Round) -> None:
    with at(FIRST):
        sanction = barred(world)
    day = date(2025, 3, 1)
    agency, province = world.organisations["agency"], world.places["220000"]
    with at(day):
        with pytest.raises(NotAllowed):
            lift_sanction(sanction=sanction, reason="复核后撤销", by=world.hat("province"))
        with pytest.raises(Refused):
            lift_sanction(sanction=sanction, reason=" ", by=world.hat("provinceapprover"))
        lift_sanction(sanction=sanction, reason="复核后撤销", by=world.hat("provinceapprover"))
        with pytest.raises(NotAllowed):
            lift_sanction(sanction=sanction, reason="再一次", by=world.hat("provinceapprover"))
    assert bar_of(agency, province, day - timedelta(days=1)) == sanction
    assert bar_of(agency, province, day) is None
    assert notices(world, "city")[-1] == notices(world, "agencyhead")[-1] == "sanction_lifted"


def test_a_bar_that_is_over_needs_no_lifting(world: World, round_: Round) -> None:
    with at(FIRST):
        sanction = barred(world)
    with at(LAST + timedelta(days=1)), pytest.raises(Refused, match="届满"):
        lift_sanction(sanction=sanction, reason="晚了", by=world.hat("provinceapprover"))


def test_who_opens_and_what_it_takes(world: World, round_: Round) -> None:
    staffed(world)
    agency = world.organisations["agency"]
    for who in ("city", "owner", "agencyhead", "otherhead", "expert"):
        with pytest.raises(NotAllowed):
            open_case(agency=agency, source="complaint", ground="问题", by=world.hat(who))
    with pytest.raises(Refused):
        open_case(agency=agency, source="complaint", ground=" ", by=world.hat("province"))
    with pytest.raises(Refused):
        open_case(agency=agency, source="rumour", ground="问题", by=world.hat("province"))
    with pytest.raises(Refused):
        open_case(agency=world.organisations["unit"], source="lead", ground="问题", by=world.hat("province"))
    engagement = contracted(world, on_route(world, round_))
    with pytest.raises(Refused):
        opened(world, "otheragency", engagement=engagement)
    assert opened(world, engagement=engagement).state == ConductCase.State.OPEN
    assert notices(world, "agencyhead")[-1] != "conduct_hearing"


def test_only_the_head_answers_and_as_often_as_it_likes(world: World, round_: Round) -> None:
    case = asked(world)
    for who in ("evaluator", "otherhead", "province", "owner"):
        with pytest.raises(NotAllowed):
            answer_hearing(case=case, text="不是我们", by=world.hat(who))
    answer_hearing(case=case, text="第一次", by=world.hat("agencyhead"))
    assert answer_hearing(case=case, text="补充", by=world.hat("agencyhead")).heard == "补充"
    assert Entry.objects.filter(act="conduct.answered").count() == 2


def test_nobody_proposes_while_the_agency_may_answer(world: World, round_: Round) -> None:
    case = asked(world)
    by = world.hat("province")
    with pytest.raises(Refused, match="答复"):
        propose(case=case, finding="none", reasons=REASONS, by=by)
    with at(clock.today() + timedelta(days=16)):
        propose(case=case, finding="none", reasons=REASONS, by=by)
    case.refresh_from_db()
    assert case.state == ConductCase.State.PROPOSED


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"finding": "fraud", "circular_no": ""}, "circular_no"),
        ({"finding": "fraud", "circular_no": "第9号"}, "circular_no"),
        ({"finding": "fraud", "circular_on": None}, "circular_on"),
        ({"finding": "guilty"}, "finding"),
        ({"finding": "fraud", "reasons": " "}, "reasons"),
    ],
)  # fmt: skip
def test_what_a_proposal_needs(world: World, round_: Round, given_: dict[str, object], field: str) -> None:
    case = heard(world)
    whole = {"finding": "fraud", "reasons": REASONS, "circular_no": NUMBER, "circular_on": FIRST} | given_
    with pytest.raises(Refused) as refused:
        propose(case=case, by=world.hat("province"), **whole)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_another_person_who_approves_decides(world: World, round_: Round) -> None:
    case = heard(world)
    propose(case=case, finding="fraud", reasons=REASONS, circular_no=NUMBER, circular_on=FIRST,
            by=world.hat("provinceapprover"))  # fmt: skip
    for who in ("provinceapprover", "province", "city", "agencyhead"):
        with pytest.raises(NotAllowed):
            decide_case(case=case, by=world.hat(who))
    send_back(case=case, reason="换人拟定", by=world.hat("provinceapprover"))
    case.refresh_from_db()
    assert case.state == ConductCase.State.HEARING
    assert not Sanction.objects.exists()


@pytest.mark.parametrize("finding", ["none", "misconduct"])
def test_less_than_fraud_bars_nobody(world: World, round_: Round, finding: str) -> None:
    decided(world, finding=finding)
    assert not Sanction.objects.exists()
    assert notices(world, "city") == []
    assert notices(world, "agencyhead")[-1] == "conduct_decided"


def test_a_law_without_years_bars_nobody(world: World, round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Consequences, "bar", lambda _self, _on: None)
    decided(world)
    assert not Sanction.objects.exists()
    assert notices(world, "city") == ["conduct_circular"]


def test_a_dropped_case_ends_and_tells_only_who_was_heard(world: World, round_: Round) -> None:
    one, two = opened(world), asked(world)
    with pytest.raises(Refused):
        drop_case(case=one, reason="", by=world.hat("province"))
    for case in (one, two):
        drop_case(case=case, reason="查无此事", by=world.hat("province"))
        with pytest.raises(NotAllowed):
            ask_hearing(case=case, until=clock.today(), by=world.hat("province"))
    assert notices(world, "agencyhead") == ["conduct_hearing", "conduct_dropped"]


def test_a_day_gone_by_is_no_term(world: World, round_: Round) -> None:
    with pytest.raises(Refused):
        ask_hearing(case=opened(world), until=clock.today() - timedelta(days=1), by=world.hat("province"))


# What a bar does to applications.


def test_what_rests_on_the_agency_is_marked_and_somebody_decides(world: World, round_: Round) -> None:
    engagement = contracted(world, on_route(world, round_))
    barred(world)
    (row,) = AffectedApplication.objects.select_related("application")
    assert (row.effect, row.state, row.application_id) == ("mark", "contracted", engagement.application_id)
    assert notices(world, "owner")[-1] == "agency_barred"
    with pytest.raises(Refused) as refused:
        decide_affected(row=row, effect="mark", note="再看", by=world.hat("province"))
    assert refused.value.field == "effect"
    for who in ("city", "owner", "agencyhead"):
        with pytest.raises(NotAllowed):
            decide_affected(row=row, effect="stand", note="不涉及", by=world.hat(who))
    decide_affected(row=row, effect="stand", note="该项目数据属实", by=world.hat("province"))
    with pytest.raises(NotAllowed):
        decide_affected(row=row, effect="reopen", note="反悔", by=world.hat("province"))


def test_a_reopened_application_is_free_to_choose_again(world: World, round_: Round) -> None:
    engagement = contracted(world, on_route(world, round_))
    barred(world)
    (row,) = AffectedApplication.objects.all()
    decide_affected(row=row, effect="reopen", note="数据不可信", by=world.hat("province"))
    application = Application.objects.get(pk=engagement.application_id)
    engagement.refresh_from_db()
    assert (application.state, application.agency_id, engagement.state) == ("self_screened", None, "ended")
    assert Passage.objects.get(application=application, transition="F01").reason.startswith("“示例绿色评价有限公司”")
    agency_filed(world, round_, "otheragency")
    ask_agency(application=application, agency=world.organisations["otheragency"], by=world.hat("owner"), message="请")


def test_a_law_may_reopen_at_once(world: World, round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.agencies.domain.barring.affect", reopening())
    contracted(world, on_route(world, round_))
    elsewhere = on_route(world, round_, unit="neighbour", by="outsider", state="technically_reviewed")
    named(world, elsewhere, "示例绿色评价有限公司")
    drafted = on_route(world, round_, unit="elsewhere", by="farther", state="draft")
    named(world, drafted, "示例绿色评价有限公司")
    barred(world)
    effects = {row.application_id: (row.state, row.effect) for row in AffectedApplication.objects.all()}
    assert sorted(effects.values()) == [
        ("contracted", "reopen"), ("draft", "mark"), ("technically_reviewed", "reopen"),
    ]  # fmt: skip
    elsewhere.refresh_from_db()
    assert elsewhere.state == "self_screened"


def reopening() -> object:
    from greenlist.agencies.domain import affecting

    plain = affecting.affect
    return lambda **given: plain(**(given | {"rule": "reopen"}))


def test_what_rests_on_an_agency(world: World, round_: Round) -> None:
    staffed(world)
    agency, province = world.organisations["agency"], world.places["220000"]
    mine = on_route(world, round_, state="submitted")
    named(world, mine, "示例绿色评价有限公司")
    other = on_route(world, round_, unit="neighbour", by="outsider")
    named(world, other, "另一评价有限公司")
    listed = on_route(world, round_, unit="elsewhere", by="farther", state="listed")
    named(world, listed, "示例绿色评价有限公司")
    assert [one.application for one in resting_on(agency, province)] == [mine]
