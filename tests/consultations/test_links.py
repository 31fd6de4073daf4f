"""Personal links: once, for a time, for one letter, until revoked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine

from greenlist.consultations.domain.closing import close_consultation
from greenlist.consultations.domain.linking import issue_link, note_opened, revoke_link, standing_of
from greenlist.consultations.domain.replying import Answer, answer_by_link
from greenlist.consultations.models import Consultation, PersonalLink, Reply
from greenlist.consultations.queries.letters import link_of
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Membership, Role
from greenlist.parties.tokens import kept
from world import World

from .ground import everyone, letter, sent, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(world: World) -> Consultation:
    return sent(world)


def issued(world: World, consultation: Consultation, days: int = 3) -> tuple[PersonalLink, str]:
    one = letter(consultation, "市场监管")
    return issue_link(letter=one, name="华市场", email="hua@example.cn", days=days, by=world.hat("city"))


def standing(link: PersonalLink) -> str:
    found = link_of(link.token_sha256)
    assert found is not None
    return standing_of(found)


def nothing_against(consultation: Consultation) -> list[Answer]:
    return [Answer(one.pk, "none") for one in consultation.units.all()]


@pytest.mark.requirement("REQ-44")
def test_a_link_answers_once(world: World, consultation: Consultation) -> None:
    link, token = issued(world, consultation)
    note_opened(link)
    assert standing(link) == "open"
    with pytest.raises(Refused, match="还有 1 家"):
        answer_by_link(token=token, answers=nothing_against(consultation)[:1])
    rows = answer_by_link(token=token, answers=nothing_against(consultation))
    assert {(one.via, one.name, one.by, one.link_id) for one in rows} == {("link", "华市场", None, link.pk)}
    assert standing(link) == "used"
    with pytest.raises(Refused, match="失效"):
        answer_by_link(token=token, answers=nothing_against(consultation))
    entry = Entry.objects.filter(act="consultation.replied").latest("seq")
    assert (entry.actor, entry.actor_name, entry.hat) == ("", "华市场（个人链接）", "长春市市场监督管理局")
    assert Reply.objects.count() == 2


def test_the_token_is_kept_nowhere(world: World, consultation: Consultation) -> None:
    link, token = issued(world, consultation)
    assert link.token_sha256 == kept(token)
    entry = Entry.objects.get(act="consultation.link_issued")
    assert token not in str(entry.after)
    assert link_of(kept(token + "x")) is None
    with pytest.raises(Refused, match="没有这个链接"):
        answer_by_link(token=token + "x", answers=nothing_against(consultation))


def test_revoked(world: World, consultation: Consultation) -> None:
    link, token = issued(world, consultation)
    for who in ("othercity", "department", "province"):
        with pytest.raises(NotAllowed):
            revoke_link(link=link, by=world.hat(who))
    revoke_link(link=link, by=world.hat("city"))
    assert standing(link) == "revoked"
    with pytest.raises(Refused):
        answer_by_link(token=token, answers=nothing_against(consultation))
    with pytest.raises(Refused, match="不需要撤销"):
        revoke_link(link=link, by=world.hat("city"))


def test_it_ends_at_the_midnight_after_its_last_day(world: World, consultation: Consultation) -> None:
    link, _token = issued(world, consultation, days=3)
    last = clock.today() + timedelta(days=3)
    assert link.last_day == last
    with time_machine.travel(datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=clock.SHANGHAI), tick=False):
        assert standing(link) == "open"
    after = last + timedelta(days=1)
    with time_machine.travel(datetime(after.year, after.month, after.day, tzinfo=clock.SHANGHAI), tick=False):
        assert standing(link) == "expired"


def test_a_closed_batch_closes_its_links(world: World, consultation: Consultation) -> None:
    link, _token = issued(world, consultation)
    everyone(world, consultation)
    close_consultation(consultation=consultation, by=world.hat("city"))
    assert standing(link) == "closed"


def test_what_a_link_needs(world: World, consultation: Consultation) -> None:
    one, city = letter(consultation), world.hat("city")
    with pytest.raises(Refused, match="给谁"):
        issue_link(letter=one, name=" ", email="", days=3, by=city)
    for days in (0, 15):  # the law of the round allows 14
        with pytest.raises(Refused, match="1 到 14"):
            issue_link(letter=one, name="某人", email="", days=days, by=city)
    for who in ("othercity", "department", "province", "owner"):
        with pytest.raises(NotAllowed):
            issue_link(letter=one, name="某人", email="", days=3, by=world.hat(who))


def test_who_is_signed_in_answers_not_about_their_own_unit(world: World, consultation: Consultation) -> None:
    _link, token = issued(world, consultation)
    mine, someone = unit(consultation).application.unit, world.hat("newcomer").person
    Membership.objects.create(
        person=someone, organisation=mine, role=Role.APPLICANT_EDITOR, duty="business", since=clock.now()
    )
    with pytest.raises(Refused, match="任职"):
        answer_by_link(token=token, answers=nothing_against(consultation), present=someone)
