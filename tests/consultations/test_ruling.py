"""Objections, the guards of the process, and what counts after a unit came again."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenlist.applications.models import Application, Passage, Submission
from greenlist.applications.process import GUARDS, Matter, Objection, TransitionRefused, transition
from greenlist.consultations.domain.ruling import rule_objection
from greenlist.consultations.models import Consultation, Letter, ObjectionRuling
from greenlist.consultations.queries.standing import standings
from greenlist.engine import clock
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Membership, Notification, Role
from later import put, several
from world import World, person

from .ground import CHECKED, departments, drafted, everyone, letter, objected, reply, send, sent, unit

pytestmark = pytest.mark.django_db
REASON = "处罚决定已经复核，事实成立。"


@pytest.fixture
def consultation(world: World) -> Consultation:
    return sent(world)


def against(application: Application, *guards: str) -> list[Objection]:
    fresh = Application.objects.select_related("round").get(pk=application.pk)
    return [one for guard in guards for one in GUARDS[guard](Matter(fresh))]


@pytest.mark.requirement("REQ-44")
def test_recommendation_needs_every_named_department(world: World, consultation: Consultation) -> None:
    application = unit(consultation).application
    (one,) = against(application, "G-CONSULT")
    assert "长春市生态环境局、长春市应急管理局、长春市市场监督管理局" in one.reason
    everyone(world, consultation, "生态环境", "应急管理")
    reply(world, consultation, "市场监管", answer="more_time", until=clock.today().replace(year=2099))
    (one,) = against(application, "G-CONSULT")
    assert "还没有收到长春市市场监督管理局的意见" in one.reason
    everyone(world, consultation, "市场监管")
    assert against(application, "RS-4", "G-CONSULT") == []


@pytest.mark.requirement("REQ-44")
def test_a_department_never_asked_is_missing(world: World, consultation: Consultation) -> None:
    everyone(world, consultation, "生态环境", "市场监管")
    Letter.objects.filter(pk=letter(consultation, "应急管理").pk).delete()
    (one,) = against(unit(consultation).application, "G-CONSULT")
    assert "应急管理" in one.reason


@pytest.mark.requirement("REQ-44")
def test_an_objection_does_not_decide_alone(world: World, consultation: Consultation) -> None:
    application, approver = unit(consultation).application, world.hat("cityapprover")
    one = objected(world, consultation)
    everyone(world, consultation, "应急管理", "市场监管")
    assert "还没有认定" in against(application, "RS-4")[0].reason
    with pytest.raises(TransitionRefused):
        transition(application=application, way="T14", by=approver)
    with pytest.raises(Refused, match="理由"):
        rule_objection(reply=one, stands=False, reason=" ", by=approver)
    for who in ("city", "othercity", "department", "province"):
        with pytest.raises(NotAllowed):
            rule_objection(reply=one, stands=False, reason=REASON, by=world.hat(who))
    rule_objection(reply=one, stands=False, reason="已经整改，验收合格。", by=approver)
    assert against(application, "RS-4", "G-CONSULT") == []
    assert "认定不成立" in standings([application])[application.pk].summary
    with pytest.raises(NotAllowed, match="已经认定"):
        rule_objection(reply=one, stands=True, reason=REASON, by=approver)
    transition(application=application, way="T14", by=approver)
    told = Notification.objects.get(person=world.hat("department").person, code="consult_dismissed")
    assert told.params["reason"] == "已经整改，验收合格。"


@pytest.mark.requirement("REQ-44")
def test_a_standing_objection_rejects_in_the_same_act(world: World, consultation: Consultation) -> None:
    application = unit(consultation).application
    world.organisations["mine"] = application.unit
    person(world, "boss", "东厂长", "mine", Role.APPLICANT_SIGNATORY)
    one = objected(world, consultation)
    rule_objection(reply=one, stands=True, reason=REASON, by=world.hat("cityapprover"))
    application.refresh_from_db()
    passage = Passage.objects.get(application=application, to_state="rejected")
    assert (application.state, passage.transition, passage.reason) == ("rejected", "B03", REASON)
    (told,) = Notification.objects.filter(person=world.hat("boss").person)
    assert told.code == "rejected"
    assert one.facts not in str(told.params)
    assert "生态环境" not in str(told.params)


def test_after_selection_it_leads_out_too(world: World, consultation: Consultation) -> None:
    application = put(unit(consultation).application, "selected")
    one = objected(world, consultation)
    assert against(application, "G-CONSULT")
    rule_objection(reply=one, stands=True, reason=REASON, by=world.hat("cityapprover"))
    assert Passage.objects.get(to_state="rejected").transition == "B04"


def test_what_cannot_be_ruled_on(world: World, consultation: Consultation) -> None:
    approver, first = world.hat("cityapprover"), objected(world, consultation)
    second = reply(world, consultation)
    with pytest.raises(NotAllowed, match="另有答复"):
        rule_objection(reply=first, stands=True, reason=REASON, by=approver)
    with pytest.raises(NotAllowed):
        rule_objection(reply=second, stands=True, reason=REASON, by=approver)
    third = objected(world, consultation)
    Membership.objects.create(
        person=approver.person, organisation=unit(consultation).application.unit, role=Role.APPLICANT_EDITOR,
        duty="business", since=clock.now(),
    )  # fmt: skip
    with pytest.raises(Refused, match="任职"):
        rule_objection(reply=third, stands=True, reason=REASON, by=approver)
    put(unit(consultation).application, "recommended")
    with pytest.raises(NotAllowed, match="别的环节"):
        rule_objection(reply=third, stands=True, reason=REASON, by=approver)
    assert not ObjectionRuling.objects.exists()


@pytest.mark.requirement("REQ-44")
def test_a_unit_that_came_again_is_asked_again(world: World, consultation: Consultation) -> None:
    everyone(world, consultation)
    application = unit(consultation).application
    assert against(application, "G-CONSULT") == []
    last = Submission.objects.get(application=application)
    again = Submission.objects.get(pk=last.pk)
    again.pk, again.number, again.receipt_number = None, 2, "TEST-2"
    again._state.adding = True
    again.save(force_insert=True)
    put(application, CHECKED)
    (one,) = against(application, "G-CONSULT")
    assert "没有征求" in one.reason
    assert standings([application])[application.pk].summary == "未征求意见"
    second = send(world, drafted(world, applications=[application]))
    assert len(standings([application])[application.pk].waiting_for) == 3
    everyone(world, second)
    assert against(application, "G-CONSULT") == []


def test_standings_take_the_same_queries_for_many(world: World) -> None:
    departments(world)
    counts, model = [], None
    for count, first in ((1, 100), (3, 200)):
        rows = several(world, model, count=count, state=CHECKED, first=first)
        model = model or Submission.objects.get(application=rows[0])
        consultation = send(world, drafted(world, applications=rows))
        everyone(world, consultation, "生态环境")
        fresh = list(Application.objects.filter(pk__in=[one.pk for one in rows]))
        with CaptureQueriesContext(connection) as queries:
            assert len(standings(fresh)) == count
        counts.append(len(queries))
    assert counts == [4, 4]
    assert standings([]) == {}


def test_guards_ask_little(world: World, consultation: Consultation) -> None:
    everyone(world, consultation)
    application = Application.objects.select_related("round").get(pk=unit(consultation).application_id)
    matter = Matter(application)
    GUARDS["RS-4"](matter)
    matter = Matter(application)
    with CaptureQueriesContext(connection) as queries:
        assert GUARDS["RS-4"](matter) == GUARDS["G-CONSULT"](matter) == []
    assert len(queries) == 3
