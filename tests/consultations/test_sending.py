"""A batch prepared, previewed, sent: who is asked about whom, and who is told what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenlist.applications.models import Application, Passage
from greenlist.applications.process import TransitionRefused
from greenlist.consultations.domain.addressing import (
    add_letter,
    change_letter,
    number_letter,
    remove_letter,
)
from greenlist.consultations.domain.preparing import Plan, change_consultation, drop_consultation, open_consultation
from greenlist.consultations.domain.sending import send_letters
from greenlist.consultations.models import Consultation
from greenlist.consultations.queries.candidates import candidates
from greenlist.consultations.queries.previewing import preview
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification, Role
from later import put, several
from world import World, person

from .ground import CHECKED, departments, drafted, due, letter, send, sent, unit

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("REQ-44")
def test_a_batch_asks_the_departments_of_the_policy(world: World) -> None:
    consultation = drafted(world)
    rows = {one.field: one for one in consultation.letters.all()}
    assert list(rows) == ["生态环境", "应急管理", "市场监管"]
    assert {one.addressee for one in rows.values()} == {"长春市生态环境局", "长春市应急管理局", "长春市市场监督管理局"}
    assert all(one.mandatory and one.department_id for one in rows.values())
    assert consultation.title == "第 1 批征求意见"


def test_a_department_without_account_is_addressed_by_its_field(world: World) -> None:
    rows = several(world, count=1, state=CHECKED)
    plan = Plan(applications=rows, due_on=due())
    consultation = open_consultation(round=rows[0].round, plan=plan, by=world.hat("city"))
    assert letter(consultation, "应急管理").addressee == "长春市应急管理部门"
    assert letter(consultation, "应急管理").department is None
    assert letter(consultation).department == world.organisations["department"]


@pytest.mark.requirement("REQ-44")
def test_others_may_be_added_and_those_of_the_policy_not_removed(world: World) -> None:
    consultation, city = drafted(world), world.hat("city")
    tax = add_letter(consultation=consultation, field="税务", addressee="长春市税务局", by=city)
    assert not tax.mandatory
    with pytest.raises(Refused, match="已经有一份函"):
        add_letter(consultation=consultation, field="税务", addressee="长春市税务局", by=city)
    with pytest.raises(Refused, match="请写明部门的职能"):
        add_letter(consultation=consultation, field=" ", addressee="某局", by=city)
    with pytest.raises(Refused, match="请写明主送单位"):
        change_letter(letter=tax, addressee=" ", by=city)
    with pytest.raises(Refused, match="不在本市"):
        change_letter(letter=tax, addressee="", department=world.organisations["otherdepartment"], by=city)
    with pytest.raises(Refused, match="不能去掉"):
        remove_letter(letter=letter(consultation), by=city)
    remove_letter(letter=tax, by=city)
    assert consultation.letters.count() == 3


def test_who_may_be_chosen(world: World) -> None:
    consultation = drafted(world)
    round_, city = consultation.round, world.hat("city")
    taken = [one.application for one in consultation.units.select_related("application")]
    with pytest.raises(Refused, match="至少选一家"):
        open_consultation(round=round_, plan=Plan(), by=city)
    with pytest.raises(Refused, match="另一份拟稿"):
        open_consultation(round=round_, plan=Plan(applications=taken), by=city)
    with pytest.raises(Refused, match="今天以后"):
        change_consultation(consultation=consultation, plan=Plan(due_on=clock.today(), applications=taken), by=city)
    change_consultation(consultation=consultation, plan=Plan(title="头一批", applications=taken[:1]), by=city)
    consultation.refresh_from_db()
    assert (consultation.title, consultation.due_on, consultation.units.count()) == ("头一批", None, 1)
    assert [one.drafted for one in candidates(round_, consultation.city)] in ([True, False], [False, True])  # type: ignore[attr-defined]
    drop_consultation(consultation=consultation, by=city)
    assert not Consultation.objects.exists()
    assert not any(one.drafted for one in candidates(round_, world.places["changchun"]))  # type: ignore[attr-defined]


@pytest.mark.requirement("REQ-44")
def test_sending_moves_every_unit_and_tells_each_person_once(world: World) -> None:
    consultation = drafted(world, 3)
    for number in (0, 1):  # somebody who works for two units of the batch
        world.organisations[f"u{number}"] = unit(consultation, number).application.unit
        if number == 0:
            person(world, "boss", "东厂长", "u0", Role.APPLICANT_SIGNATORY)
    from greenlist.parties.models import Membership

    Membership.objects.create(
        person=world.hat("boss").person, organisation=world.organisations["u1"], role=Role.APPLICANT_SIGNATORY,
        duty="business", since=clock.now(),
    )  # fmt: skip
    before = Entry.objects.count()
    send(world, consultation)
    consultation.refresh_from_db()
    assert consultation.state == "sent"
    assert set(Application.objects.filter(consulted__consultation=consultation).values_list("state", flat=True)) == {
        "consulted"
    }
    assert Passage.objects.filter(transition="T13").count() == 3
    assert Entry.objects.count() - before == 4  # one for each unit, one for the batch
    assert all(one.submission_id and one.shown["name"] for one in consultation.units.all())
    assert all(one.issued_on == clock.today() for one in consultation.letters.all())
    told = Notification.objects.filter(person=world.hat("boss").person)
    assert [one.code for one in told] == ["consult_began"]
    assert "、" in told[0].params["units"]
    for who in ("department", "safety", "market"):
        (notice,) = Notification.objects.filter(person=world.hat(who).person)
        assert (notice.code, notice.params["count"], notice.params["due"]) == ("consult_asked", 3, due().isoformat())


def test_what_stops_sending(world: World) -> None:
    consultation, approver = drafted(world), world.hat("cityapprover")
    digest = preview(consultation).digest
    with pytest.raises(NotAllowed, match="市级审批人"):
        send_letters(consultation=consultation, digest=digest, by=world.hat("city"))
    add_letter(consultation=consultation, field="税务", addressee="长春市税务局", by=world.hat("city"))
    with pytest.raises(Refused, match="预览之后内容有变动"):
        send_letters(consultation=consultation, digest=digest, by=approver)
    digest = preview(consultation).digest
    Consultation.objects.filter(pk=consultation.pk).update(due_on=None)
    with pytest.raises(Refused, match="答复期限"):
        send_letters(consultation=consultation, digest=digest, by=approver)
    Consultation.objects.filter(pk=consultation.pk).update(due_on=due())
    put(unit(consultation, 1).application, "draft")
    with pytest.raises(Refused, match="已不在待征求意见之列"):
        send_letters(consultation=consultation, digest=preview(consultation).digest, by=approver)
    assert unit(consultation).application.state == CHECKED
    assert not Passage.objects.filter(transition="T13").exists()


def test_a_unit_that_cannot_take_the_step_stops_all(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from greenlist.consultations.domain import sending

    consultation, real, done = drafted(world), sending.transition, []

    def second_fails(**given: object) -> object:
        done.append(given)
        if len(done) == 2:
            raise TransitionRefused("不行")
        return real(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "transition", second_fails)
    with pytest.raises(TransitionRefused):
        send(world, consultation)
    consultation.refresh_from_db()
    assert consultation.state == "draft"
    assert unit(consultation).application.state == CHECKED


def test_the_number_of_a_letter(world: World) -> None:
    consultation = sent(world, 1)
    one = number_letter(
        letter=letter(consultation), number="长工信函〔2024〕12号", issued_on=clock.today(), by=world.hat("city")
    )
    assert one.number == "长工信函〔2024〕12号"
    with pytest.raises(Refused, match="文号"):
        number_letter(letter=one, number="12号", issued_on=None, by=world.hat("city"))
    with pytest.raises(NotAllowed):
        number_letter(letter=one, number="", issued_on=None, by=world.hat("othercity"))
    with pytest.raises(NotAllowed):
        change_letter(letter=one, addressee="别处", by=world.hat("city"))


def test_preview_says_who_is_told(world: World) -> None:
    departments(world)
    consultation = drafted(world, 2)
    seen = preview(consultation)
    assert [[one.name for one in row.people] for row in seen.letters] == [["蒋环境"], ["严应急"], ["华市场"]]
    assert seen.told_units == 0
    assert not seen.stopped
    assert {one.shown.kind for one in seen.units} == {"factory"}
    assert preview(consultation).digest == seen.digest
    Consultation.objects.filter(pk=consultation.pk).update(due_on=due() + timedelta(days=1))
    consultation.refresh_from_db()
    assert preview(consultation).digest != seen.digest
