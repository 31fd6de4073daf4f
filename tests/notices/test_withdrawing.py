"""A posted notice taken back: by two people, read by everybody, its units where they were before."""

from __future__ import annotations

import pytest
from django.test import Client

from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS, Matter
from greenlist.journal.models import Entry
from greenlist.notices.domain.deciding import decide_objection
from greenlist.notices.domain.objecting import Closed
from greenlist.notices.domain.withdrawing import ask_withdrawal, drop_withdrawal, withdraw
from greenlist.notices.models import Notice
from greenlist.notices.queries.public import open_notices, past_notices
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification, Role
from later import put
from reviews.desk import opened
from world import World, person

from .noticed import line_of, objected, posted, proposed

pytestmark = pytest.mark.django_db
WHY = "名单中有两家单位的类别登错。"


@pytest.fixture
def notice(world: World) -> Notice:
    """Two units, posted today."""
    return posted(world)


def asked(world: World, notice: Notice) -> Notice:
    return ask_withdrawal(notice=notice, reason=WHY, by=world.hat("province"))


def states(notice: Notice) -> set[str]:
    return set(notice.units.values_list("application__state", flat=True))


def test_asked_by_one_and_done_by_another(world: World, notice: Notice) -> None:
    with pytest.raises(Refused, match="写明为什么"):
        ask_withdrawal(notice=notice, reason=" ", by=world.hat("province"))
    with pytest.raises(NotAllowed, match="没有待办理"):
        withdraw(notice=notice, by=world.hat("provinceapprover"))
    held = ask_withdrawal(notice=notice, reason=WHY, by=world.hat("provinceapprover"))
    for who in ("province", "provinceapprover", "city", "owner"):
        with pytest.raises(NotAllowed):
            withdraw(notice=held, by=world.hat(who))
    person(world, "second", "第二审批", "province", Role.PROVINCE_APPROVER)
    done = withdraw(notice=held, by=world.hat("second"))
    assert (done.state, done.withdrawn_reason, done.withdrawal) == ("revoked", WHY, None)
    assert states(notice) == {"province_reviewed"}
    assert Entry.objects.get(act="notice.withdrawn").reason == WHY
    told = Notification.objects.filter(code="notice_withdrawn", person=world.hat("owner").person).get()
    assert told.params["reason"] == WHY
    assert Notification.objects.filter(code="notice_withdrawn_city", person=world.hat("city").person).count() == 1


def test_let_stand_after_all(world: World, notice: Notice) -> None:
    held = drop_withdrawal(notice=asked(world, notice), by=world.hat("province"))
    assert (held.state, held.withdrawal) == ("open", None)
    assert states(notice) == {"province_noticed"}


def test_not_once_a_unit_was_sent_up(world: World, notice: Notice) -> None:
    held = asked(world, notice)
    put(line_of(notice).application, "sent_to_ministry")
    with pytest.raises(Refused, match="已有 1 家报部"):
        withdraw(notice=held, by=world.hat("provinceapprover"))
    assert Notice.objects.get(pk=notice.pk).state == "open"


def test_the_public_reads_that_and_why_and_hands_nothing_in_any_more(world: World, notice: Notice) -> None:
    assert [one.id for one in open_notices()] == [notice.pk]
    withdraw(notice=asked(world, notice), by=world.hat("provinceapprover"))
    assert open_notices() == []
    assert [one.pk for one in past_notices()] == [notice.pk]
    shown = Client().get(f"/public-notices/{notice.pk}/")
    assert WHY in shown.text
    assert "已撤回" in Client().get("/public-notices/").text
    assert "提出异议</a>" not in shown.text
    assert opened(Client(), f"/public-notices/{notice.pk}/versions/1/") == 200
    with pytest.raises(Closed, match="已经撤回"):
        objected(world, notice)


def test_units_may_stand_in_another_and_wait_for_its_days(world: World, notice: Notice) -> None:
    withdraw(notice=asked(world, notice), by=world.hat("provinceapprover"))
    one = Application.objects.select_related("round", "unit", "city").get(pk=line_of(notice).application_id)
    assert GUARDS["G-NOTICE"](Matter(one))[0].reason == "还没有公示。"
    rows = list(Application.objects.filter(noticed__notice=notice).select_related("round", "unit", "city"))
    assert states(posted(world, rows)) == {"province_noticed"}


def test_an_objection_stays_a_case_and_still_takes_a_unit_off(world: World, notice: Notice) -> None:
    case = proposed(world, notice, outcome="upheld")
    withdraw(notice=asked(world, notice), by=world.hat("provinceapprover"))
    done = decide_objection(objection=case, by=world.hat("provinceapprover"))
    assert (done.state, done.effect) == ("decided", "out")
    application = Application.objects.get(pk=done.unit.application_id)
    assert application.state == "rejected"
    assert application.passages.latest("pk").transition == "B12"


def test_through_the_pages(world: World, notice: Notice) -> None:
    handler, approver = world.client("province"), world.client("provinceapprover")
    page = f"/notices/{notice.pk}/"
    assert handler.post(f"{page}withdraw/", {"reason": ""}).status_code == 422
    assert handler.post(f"{page}withdraw/", {"reason": WHY}).status_code == 302
    assert "待审批的撤回" in handler.get(page).text
    assert handler.post(f"{page}withdraw/post/").status_code == 403
    assert handler.post(f"{page}withdraw/other/").status_code == 404
    assert world.client("city").post(f"{page}withdraw/post/").status_code == 403
    assert approver.post(f"{page}withdraw/post/").status_code == 302
    assert "已撤回" in approver.get(page).text
    assert approver.get(f"{page}after/").status_code in {200, 302, 404}
