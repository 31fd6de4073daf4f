"""Reminders and the silence rule as the worker runs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail

from greenlist.consultations.domain.linking import issue_link
from greenlist.consultations.domain.reminding import remind_by_calendar, remind_by_hand
from greenlist.consultations.domain.silence import apply_silence
from greenlist.consultations.jobs import keep_time
from greenlist.consultations.models import Consultation, Reminder, Reply
from greenlist.consultations.queries.standing import standings
from greenlist.engine import clock
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from world import World

from .ground import due, everyone, letter, objected, reply, sent, unit, without_account

pytestmark = pytest.mark.django_db
RULE = """\
    greenlist: 1
    policy: jilin-2024
    title: 试验政策
    extends: jilin-2024
    source: test
    sources: {test: {title: 试验}}
    consult:
      silence_days: {value: 15, mark: MARK}
      silence: {value: no_objection, mark: MARK}
"""


def on(day: date, at: str = "12:00:00") -> Any:
    return time_machine.travel(f"{day}T{at}+08:00", tick=False)


@pytest.fixture
def consultation(world: World) -> Consultation:
    return sent(world)


@pytest.fixture
def ruled(world: World, settings: Any, overlay: Callable[..., Path]) -> Consultation:
    """A batch in a round whose policy counts silence for 15 days as no objection."""
    settings.LAW_OVERLAYS = [overlay({"policies/jilin-2024.yaml": RULE.replace("MARK", "published")})]
    return sent(world)


@pytest.mark.requirement("REQ-44")
def test_before_the_last_day_and_once_after_it(world: World, consultation: Consultation) -> None:
    told = Notification.objects.filter(person=world.hat("department").person)
    expected = {7: ["before"], 8: [], 9: ["before"], 10: [], 11: ["overdue"], 12: [], 40: []}
    for days, kinds in expected.items():
        with on(clock.today() + timedelta(days=days)):
            remind_by_calendar()
            again = remind_by_calendar()
            made = Reminder.objects.filter(letter=letter(consultation), at=clock.now())
            assert [one.kind for one in made] == kinds, days
            assert again == 0
    assert {one.code for one in told} == {"consult_asked", "consult_reminded", "consult_overdue"}
    late = Notification.objects.filter(person=world.hat("city").person, code="consult_late")
    assert late.count() == 3  # one a letter


def test_nobody_is_reminded_at_night_or_of_what_is_answered(world: World, consultation: Consultation) -> None:
    with on(due(-3), "07:59:59"):
        assert remind_by_calendar() == 0
    everyone(world, consultation, "生态环境")
    with on(due(9)):
        keep_time(timestamp=0)
        assert not Reminder.objects.filter(letter=letter(consultation)).exists()
        assert Reminder.objects.count() == 2


def test_more_time_moves_the_clock_of_that_unit(world: World, consultation: Consultation) -> None:
    everyone(world, consultation, "应急管理", "市场监管")
    reply(world, consultation, number=1)
    reply(world, consultation, answer="more_time", until=due(20))
    with on(due(11)):
        assert remind_by_calendar() == 0
    with on(due(17)):
        assert remind_by_calendar() == 1
    assert Reminder.objects.get().due_on == due(20)


def test_holders_of_links_are_mailed(
    world: World, consultation: Consultation, django_capture_on_commit_callbacks: Any
) -> None:
    one = letter(consultation, "市场监管")
    one.department = None
    one.save()
    with pytest.raises(Refused, match="没有账号"):
        remind_by_hand(letter=one, by=world.hat("city"))
    issue_link(letter=one, name="华市场", email="hua@example.cn", days=5, by=world.hat("city"))
    with django_capture_on_commit_callbacks(execute=True):
        made = remind_by_hand(letter=one, by=world.hat("city"))
    assert made.told == ["华市场 <hua@example.cn>"]
    assert [message.to for message in mail.outbox] == [["hua@example.cn"]]
    assert "先前收到的链接" in mail.outbox[0].body


def test_by_hand(world: World, consultation: Consultation) -> None:
    one = letter(consultation)
    made = remind_by_hand(letter=one, by=world.hat("city"))
    assert (made.kind, made.told, made.by) == ("hand", ["蒋环境"], world.hat("city").person)
    with pytest.raises(Refused, match="今天已经提醒过"):
        remind_by_hand(letter=one, by=world.hat("city"))
    everyone(world, consultation, "应急管理")
    with pytest.raises(Refused, match="已全部答复"):
        remind_by_hand(letter=letter(consultation, "应急管理"), by=world.hat("city"))
    for who in ("othercity", "department", "province"):
        with pytest.raises(NotAllowed):
            remind_by_hand(letter=one, by=world.hat(who))


@pytest.mark.requirement("REQ-44")
def test_without_a_rule_silence_stays_open(world: World, consultation: Consultation) -> None:
    with on(due(365)):
        assert apply_silence() == 0
    application = unit(consultation).application
    assert len(standings([application])[application.pk].waiting_for) == 3


@pytest.mark.requirement("REQ-44")
def test_a_rule_speaks_after_its_days_and_not_before(world: World, ruled: Consultation) -> None:
    objected(world, ruled)
    reply(world, ruled, "应急管理", answer="more_time", until=due(20))
    last = clock.today() + timedelta(days=15)
    with on(last, "23:59:59"):
        assert apply_silence() == 0
    with on(last + timedelta(days=1), "00:00:00"):
        assert apply_silence() == 4  # two units by market supervision, one each by the others
        assert apply_silence() == 0
        rows = Reply.objects.filter(answer="silent")
        assert {(one.via, one.by, one.name, one.replied_on) for one in rows} == {("rule", None, "", clock.today())}
    with on(due(21)):
        assert apply_silence() == 1  # the time that was asked for is over too
    application = unit(ruled).application
    one = standings([application])[application.pk]
    assert (
        one.summary
        == "生态环境：有异议，待认定；应急管理：逾期未复，按规定视为无异议；市场监管：逾期未复，按规定视为无异议"
    )
    assert (one.waiting_for, one.open_objections) == ((), 1)
    reply(world, ruled, "市场监管")  # an answer that comes late still counts
    assert "市场监管：无异议" in standings([application])[application.pk].summary


def test_a_rule_that_is_only_remembered_decides_nothing(
    world: World, settings: Any, overlay: Callable[..., Path]
) -> None:
    settings.LAW_OVERLAYS = [overlay({"policies/jilin-2024.yaml": RULE.replace("MARK", "unverified")})]
    sent(world)
    with on(due(365)):
        assert apply_silence() == 0


def test_addressee_without_account_is_told_nothing(world: World) -> None:
    from .ground import drafted, send

    consultation = drafted(world)
    without_account(world, consultation)
    send(world, consultation)
    assert not Notification.objects.filter(person=world.hat("market").person).exists()
    with on(due(11)):
        remind_by_calendar()
        assert Reminder.objects.get(letter=letter(consultation, "市场监管")).told == []
