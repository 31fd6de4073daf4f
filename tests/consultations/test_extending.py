"""The last day of a whole batch moved: recorded, told, counted from then on; the letters stay as they were sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from greenlist.consultations.domain.answers import Answer
from greenlist.consultations.domain.extending import extend_due
from greenlist.consultations.domain.linking import issue_link
from greenlist.consultations.domain.replying import answer_letter
from greenlist.consultations.models import Consultation, Extension
from greenlist.consultations.paper import letter_of
from greenlist.consultations.queries.waiting import waiting_of
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from world import World

from .ground import due, letter, sent

pytestmark = pytest.mark.django_db
WHY = "有的部门要现场核查。"


def extended(world: World, consultation: Consultation, days: int = 20, who: str = "cityapprover") -> Extension:
    done = extend_due(consultation=consultation, to=due(days), reason=WHY, by=world.hat(who))
    return done.extension


def test_moved_told_and_on_record(world: World) -> None:
    consultation = sent(world)
    first = consultation.due_on
    market = letter(consultation, "市场监管")
    said = [Answer(one.pk, "none") for one in consultation.units.all()]
    answer_letter(letter=market, answers=said, by=world.hat("market"))
    made = extended(world, consultation)
    consultation.refresh_from_db()
    assert (made.before, consultation.due_on, consultation.asked_until) == (first, due(20), first)
    told = Notification.objects.filter(code="consult_extended")
    assert set(told.values_list("person__login", flat=True)) == {"department", "safety"}  # the third has answered
    entry = Entry.objects.get(act="consultation.extended")
    assert (entry.reason, entry.after["due_on"]) == (WHY, due(20).isoformat())
    assert {one.due for one in waiting_of(consultation) if one.asked} == {due(20)}


def test_the_letter_stays_as_it_was_sent(world: World) -> None:
    consultation = sent(world)
    row = letter(consultation)
    before = letter_of(row, [])
    extended(world, consultation)
    assert letter_of(type(row).objects.get(pk=row.pk), []) == before


@pytest.mark.django_db(transaction=True)
def test_who_holds_a_link_is_written_to(world: World) -> None:
    consultation = sent(world)
    row = letter(consultation, "应急管理")
    issue_link(letter=row, name="张三", email="zhang@example.org", days=5, by=world.hat("city"))
    mail.outbox.clear()
    done = extend_due(consultation=consultation, to=due(20), reason=WHY, by=world.hat("cityapprover"))
    assert done.links_ending == 1
    assert [one.to for one in mail.outbox] == [["zhang@example.org"]]
    assert WHY in mail.outbox[0].body


def test_only_later_only_with_a_reason_only_by_the_approver(world: World) -> None:
    consultation = sent(world)
    by = world.hat("cityapprover")
    with pytest.raises(Refused, match="写明延长的理由"):
        extend_due(consultation=consultation, to=due(20), reason=" ", by=by)
    with pytest.raises(Refused, match="只能延长到它以后"):
        extend_due(consultation=consultation, to=due(10), reason=WHY, by=by)
    for who in ("city", "othercity", "province", "department"):
        with pytest.raises(NotAllowed):
            extended(world, consultation, who=who)
    assert not Extension.objects.exists()


def test_on_the_page_of_the_batch(world: World) -> None:
    consultation = sent(world)
    page, client = f"/consultations/{consultation.pk}/", world.client("cityapprover")
    assert "延长答复期限" in client.get(page).text
    assert client.post(f"{page}extend/", {"to": "", "reason": ""}).status_code == 422
    given = {"to": (due(20) + timedelta(days=1)).isoformat(), "reason": WHY}
    assert client.post(f"{page}extend/", given).status_code == 302
    assert WHY in client.get(page).text
    row = letter(consultation)
    assert WHY in world.client("department").get(f"/letters/{row.pk}/").text
