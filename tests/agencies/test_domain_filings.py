"""The verbs of filing: once a year, never while barred, ruled on by condition, accepted with a number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from greenlist.agencies.domain import filings as domain
from greenlist.agencies.domain.filing_rulings import last_day
from greenlist.agencies.identities import identity_problem, kept_identity
from greenlist.agencies.models import ConductCase, Filing, ItemRuling, Sanction
from greenlist.agencies.queries.filings import active_filing, assessed, needs_word
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification, Organisation
from greenlist.rounds.models import Round
from world import World, round_of

from .ground import complete, drafted, filed, identity, staffed


@pytest.fixture
def round_(world: World) -> Round:
    staffed(world)
    return round_of(world)


def begin(world: World, round_: Round, by: str = "evaluator", agency: str = "agency") -> Filing:
    return domain.start_filing(agency=world.organisations[agency], round_=round_, by=world.hat(by))


def handed_in(world: World, round_: Round, **more: Any) -> Filing:
    return domain.submit_filing(filing=complete(world, round_, **more), by=world.hat("agencyhead"))


def rule(world: World, filing: Filing, item: str, verdict: str = "returned", reason: str = "请补正") -> ItemRuling:
    return domain.rule_item(filing=filing, item=item, verdict=verdict, reason=reason, by=world.hat("province"))


def bar(world: World, first: date, last: date, **more: Any) -> Sanction:
    agency, province = world.organisations["agency"], world.places["220000"]
    case = ConductCase.objects.create(
        agency=agency, province=province, source="spot_check", ground="示例", state="decided",
        opened_by=world.hat("province").person, opened_at=clock.now(),
    )  # fmt: skip
    return Sanction.objects.create(
        case=case, agency=agency, province=province, circular_no="吉工信通报〔2026〕9号", bar_from=first,
        bar_until=last, clause="示例", at=clock.now(), **more,
    )  # fmt: skip


@pytest.mark.requirement("REQ-50")
def test_one_filing_a_year_and_province(world: World, round_: Round) -> None:
    filing = begin(world, round_)
    assert (filing.state, filing.jurisdiction, filing.year) == ("draft", world.places["220000"], round_.year)
    with pytest.raises(Refused, match="不能再建一份"):
        begin(world, round_, by="agencyhead")
    assert begin(world, round_, by="otherhead", agency="otheragency").pk != filing.pk
    with pytest.raises(Refused, match="自己的机构"):
        begin(world, round_, agency="otheragency")


@pytest.mark.parametrize("who", ["agencyreviewer", "owner", "province"])
def test_who_may_not_begin(world: World, round_: Round, who: str) -> None:
    with pytest.raises(NotAllowed):
        begin(world, round_, by=who)


def test_a_closed_round_takes_no_filing(world: World, round_: Round) -> None:
    round_.state = Round.State.CLOSED
    with pytest.raises(Refused, match="已经结束"):
        begin(world, round_)


@pytest.mark.requirement("REQ-55")
@pytest.mark.parametrize(("before", "after", "free"), [(0, 0, False), (-1, 5, True), (5, -1, True), (3, 0, False)])
def test_a_bar_stops_filing_on_its_first_and_last_day_and_not_beside(
    world: World, round_: Round, before: int, after: int, free: bool
) -> None:
    """`before`: days since the first day; `after`: days until the last one. Negative: not begun, or over."""
    today = clock.today()
    first, last = today - timedelta(days=before), today + timedelta(days=after)
    bar(world, min(first, last), last)
    if free:
        assert begin(world, round_).state == "draft"
    else:
        with pytest.raises(Refused, match="吉工信通报〔2026〕9号"):
            begin(world, round_)


def test_a_bar_stops_handing_in_and_renewing(world: World, round_: Round) -> None:
    filing = complete(world, round_, year=round_.year - 1)
    bar(world, clock.today(), clock.today())
    with pytest.raises(Refused, match="不办理备案"):
        domain.submit_filing(filing=filing, by=world.hat("agencyhead"))
    with pytest.raises(Refused, match="不办理备案"):
        domain.renew_filing(last=filing, round_=round_, by=world.hat("agencyhead"))


def test_a_lifted_bar_stops_nothing(world: World, round_: Round) -> None:
    bar(world, clock.today(), clock.today(), lifted_on=clock.today())
    assert begin(world, round_).state == "draft"


@pytest.mark.requirement("REQ-49")
def test_handing_in_freezes_the_conditions_and_tells_the_province(world: World, round_: Round) -> None:
    filing = handed_in(world, round_)
    kept = assessed(filing)
    assert kept
    filing.staff.all().delete()
    again = Filing.objects.get(pk=filing.pk)
    assert assessed(again) == kept
    assert assessed(again, anew=True) != kept
    told = Notification.objects.filter(code="agency_filed")
    assert {one.person.login for one in told} == {"province", "provinceapprover"}
    assert Entry.objects.latest("seq").act == "filing.submitted"


def test_nothing_is_handed_in_without_kinds(world: World, round_: Round) -> None:
    filing = drafted(world, round_, kinds=[])
    with pytest.raises(Refused, match="能评价的类型"):
        domain.submit_filing(filing=filing, by=world.hat("agencyhead"))


def test_an_agency_that_waits_to_be_confirmed_fills_in_and_does_not_hand_in(world: World, round_: Round) -> None:
    Organisation.objects.filter(pk=world.organisations["agency"].pk).update(status="pending")
    world.hat("agencyhead").organisation.refresh_from_db()  # type: ignore[union-attr]
    filing = complete(world, round_)
    with pytest.raises(NotAllowed, match="没有经省厅确认"):
        domain.submit_filing(filing=filing, by=world.hat("agencyhead"))


@pytest.mark.requirement("REQ-50")
def test_a_filing_goes_back_by_condition_and_is_ruled_on_again(world: World, round_: Round) -> None:
    filing = handed_in(world, round_)
    item = assessed(filing)[0].id
    with pytest.raises(Refused, match="还没有退回任何一项"):
        domain.return_filing(filing=filing, opinion="", by=world.hat("province"))
    with pytest.raises(Refused, match="写明退回的理由"):
        rule(world, filing, item, reason=" ")
    with pytest.raises(Refused, match="没有这一项"):
        rule(world, filing, "nothing")
    with pytest.raises(Refused, match="请选择认可或退回"):
        rule(world, filing, item, "maybe")
    rule(world, filing, item, reason="营业执照看不清")
    with pytest.raises(Refused, match="有条件已退回"):
        domain.accept_filing(filing=filing, by=world.hat("province"))
    back = domain.return_filing(filing=filing, opinion="请补正", by=world.hat("province"))
    assert back.state == "returned"
    again = domain.submit_filing(filing=back, by=world.hat("agencyhead"))
    assert not again.rulings.filter(current=True).exists()
    assert again.rulings.get().reason == "营业执照看不清"
    settle(world, again)
    assert domain.accept_filing(filing=again, by=world.hat("provinceapprover")).state == "active"


def settle(world: World, filing: Filing) -> None:
    """Accept with a reason what was not found met."""
    for one in assessed(filing):
        if needs_word(one):
            rule(world, filing, one.id, "accepted", "已另行核实")


def test_what_is_not_met_is_accepted_by_a_persons_word_alone(world: World, round_: Round) -> None:
    filing = handed_in(world, round_, people=3)
    short = next(one for one in assessed(filing) if one.id == "min_mid_title")
    assert short.answer == "not_met"
    with pytest.raises(Refused, match="没有核对为符合"):
        domain.accept_filing(filing=filing, by=world.hat("province"))
    with pytest.raises(Refused, match="要写明理由"):
        rule(world, filing, short.id, "accepted", "")
    settle(world, filing)
    assert domain.accept_filing(filing=filing, by=world.hat("province")).state == "active"


def test_a_later_ruling_gives_way_to_none(world: World, round_: Round) -> None:
    filing = handed_in(world, round_)
    item = assessed(filing)[0].id
    rule(world, filing, item)
    rule(world, filing, item, "accepted", "看清了")
    assert [one.current for one in filing.rulings.filter(item=item)] == [False, True]


@pytest.mark.parametrize("who", ["agencyhead", "city", "owner", "provinceapprover"])
def test_the_handler_of_the_province_rules(world: World, round_: Round, who: str) -> None:
    filing = handed_in(world, round_)
    item = assessed(filing)[0].id
    with pytest.raises(NotAllowed):
        domain.rule_item(filing=filing, item=item, verdict="returned", reason="x", by=world.hat(who))
    with pytest.raises(NotAllowed):
        domain.return_filing(filing=filing, opinion="x", by=world.hat(who))


@pytest.mark.requirement("REQ-50")
def test_numbers_run_through_the_year(world: World, round_: Round) -> None:
    first = handed_in(world, round_)
    settle(world, first)
    first = domain.accept_filing(filing=first, by=world.hat("province"))
    second = complete(world, round_, agency="otheragency")
    second = domain.submit_filing(filing=second, by=world.hat("otherhead"))
    settle(world, second)
    second = domain.accept_filing(filing=second, by=world.hat("province"))
    assert [first.number, second.number] == [f"吉绿评备〔{round_.year}〕00{n}号" for n in (1, 2)]
    assert first.accepted_on == clock.today()
    assert active_filing(first.agency, first.jurisdiction, clock.today()) == first
    assert {one.person.login for one in Notification.objects.filter(code="agency_filing_accepted")} >= {
        "agencyhead", "evaluator", "otherhead",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        domain.accept_filing(filing=first, by=world.hat("province"))


@pytest.mark.parametrize(
    ("rule_", "accepted", "last"),
    [
        ("year_end", date(2024, 3, 2), date(2024, 12, 31)),
        ("year_end", date(2023, 12, 30), date(2024, 12, 31)),  # of next year's round, already in December
        ("year_end", date(2026, 1, 1), date(2026, 12, 31)),  # late for its year: the year it was accepted in
        ("one_year", date(2024, 3, 2), date(2025, 3, 1)),
        ("one_year", date(2024, 2, 29), date(2025, 2, 28)),
        (None, date(2024, 3, 2), None),
    ],
)
def test_how_long_a_filing_holds(
    world: World, round_: Round, monkeypatch: pytest.MonkeyPatch, rule_: str | None, accepted: date, last: date | None
) -> None:
    class Law:
        class basic:  # noqa: N801
            class filing_valid_until:  # noqa: N801
                value = rule_

    monkeypatch.setattr("greenlist.agencies.domain.filing_rulings.third_party", lambda _round: Law)
    filing = drafted(world, round_, year=2024)
    assert last_day(filing, accepted) == last


def test_renewing_takes_an_earlier_year_of_the_same_province(world: World, round_: Round) -> None:
    old = filed(world, round_)
    with pytest.raises(Refused, match="以前年度"):
        domain.renew_filing(last=old, round_=round_, by=world.hat("evaluator"))
    with pytest.raises(NotAllowed):
        domain.renew_filing(last=old, round_=round_, by=world.hat("otherhead"))


def test_the_journal_holds_no_identity_number(world: World, round_: Round) -> None:
    filing = drafted(world, round_)
    number = identity(9)
    domain.save_staff(filing=filing, values={"name": "甲"}, number=number, by=world.hat("evaluator"))
    entry = Entry.objects.latest("seq")
    assert entry.act == "filing.staff_saved"
    assert number not in str(entry.after)
    assert kept_identity(number)[0] not in str(entry.after)


def test_the_same_number_is_the_same_person_however_it_is_typed() -> None:
    number = identity(3)
    wide = number.translate({ord(str(n)): chr(ord("０") + n) for n in range(10)})
    assert kept_identity(number) == kept_identity(f" {wide[:6]}-{wide[6:]} ".lower())
    assert kept_identity("") == ("", "")
    assert identity_problem(number) == ""
    assert identity_problem("E12345678") == ""
    assert identity_problem("12")


def test_what_a_round_takes_is_by_its_calendar_day_in_shanghai(world: World, round_: Round) -> None:
    with time_machine.travel("2024-12-31T15:59:59Z", tick=False):  # 23:59:59 in Shanghai
        filing = handed_in(world, round_)
        settle(world, filing)
        filing = domain.accept_filing(filing=filing, by=world.hat("province"))
        assert active_filing(filing.agency, filing.jurisdiction, clock.today()) == filing
    with time_machine.travel("2024-12-31T16:00:00Z", tick=False):
        assert active_filing(filing.agency, filing.jurisdiction, clock.today()) is None
