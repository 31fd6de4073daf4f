"""Check-your-answers, commitment, submission, receipt: who sees what, what stands in the way, nothing lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from documents.paper_texts import docx_text, pdf_text, squeezed
from greenlist.applications.models import Application, Submission
from greenlist.documents.receipts import grouped
from greenlist.journal.models import Entry
from greenlist.parties.models import Notification
from world import World, application_of, round_of

from .filled import ready, signed, submitted


def page(client: Client, name: str, application: Application, **more: Any) -> Any:
    return client.get(reverse(name, kwargs={"pk": application.pk, **more}))


def post(client: Client, name: str, application: Application, **data: Any) -> Any:
    return client.post(reverse(name, kwargs={"pk": application.pk}), data)


PAGES = ["check", "commitment", "versions", "history"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("signatory", 200), ("outsider", 404), ("farther", 404), ("city", 404),
     ("province", 404), ("expert", 404), ("newcomer", 404), (None, 302)],
)  # fmt: skip
def test_a_draft_is_the_units_own(world: World, name: str, who: str | None, status: int) -> None:
    application = application_of(world, round_of(world))
    assert page(world.client(who), name, application).status_code == status


@pytest.mark.parametrize("name", ["receipt", "receipt_json", "receipt_data"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("outsider", 404), ("city", 200), ("othercity", 404), ("province", 200),
     ("department", 404), (None, 302)],
)  # fmt: skip
def test_a_receipt_is_seen_by_the_unit_and_its_offices(world: World, name: str, who: str, status: int) -> None:
    made = submitted(world)
    assert page(world.client(who), name, made.application, number=1).status_code == status
    if status == 200:
        assert page(world.client(who), name, made.application, number=2).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("outsider", 404), ("city", 200), ("othercity", 404)])
def test_the_receipt_is_a_paper_too(world: World, who: str, status: int) -> None:
    made = submitted(world)
    client = world.client(who)
    for form, text_of in (("pdf", pdf_text), ("docx", docx_text)):
        answer = page(client, "receipt_paper", made.application, number=1, form=form)
        assert answer.status_code == status
        if status == 200:
            text = text_of(answer.content)
            for said in (made.receipt_number, grouped(made.digest), made.application.unit.name, "greenlist verify"):
                assert squeezed(said) in text
    assert page(client, "receipt_paper", made.application, number=1, form="xml").status_code == 404


def test_the_check_page_says_what_stands_in_the_way_and_where_to_go(world: World) -> None:
    application = application_of(world, round_of(world))
    text = page(world.client("owner"), "check", application).content.decode()
    assert "NEG-1" in text
    assert f"/applications/{application.pk}/s/exclusions/#f-conditions.NEG-1" in text
    assert "还没有选择评价方式" in text
    assert "还没有签署承诺书" in text
    assert "提交申报" not in text


def test_every_value_is_shown_as_typed_and_as_read(world: World) -> None:
    application = ready(world, sample="factory-01-machinery.yaml")
    text = page(world.client("owner"), "check", application).content.decode()
    assert "4.2 亿元" in text
    assert "42,000 万元" in text
    assert "减速机" in text


def test_an_editor_is_told_who_submits_and_can_tell_them(world: World) -> None:
    application = signed(ready(world), world)
    client = world.client("owner")
    text = page(client, "check", application).content.decode()
    assert "由单位负责人办理" in text
    assert reverse("submit", kwargs={"pk": application.pk}) not in text
    assert post(client, "ask_to_submit", application).status_code == 302
    assert [one.person.login for one in Notification.objects.filter(code="please_submit")] == ["signatory"]
    assert post(client, "submit", application, version=application.version).status_code == 403


def test_the_whole_way_in_pages(world: World) -> None:
    application = ready(world)
    owner, signatory = world.client("owner"), world.client("signatory")
    assert "完成否决情形自查" in page(owner, "check", application).content.decode()
    assert post(owner, "proceed", application, act="screen", version=1).status_code == 302
    points = {f"point_{number}": "on" for number in (1, 2, 3)}
    assert post(signatory, "commitment", application, version=2, **points).status_code == 302
    application.refresh_from_db()
    assert application.state == "self_evaluated"  # signing took the step that nothing stood in the way of
    assert "提交申报" in page(signatory, "check", application).content.decode()
    answer = post(signatory, "submit", application, version=application.version)
    made = Submission.objects.get()
    assert answer.headers["Location"] == reverse("receipt", kwargs={"pk": application.pk, "number": 1})
    text = signatory.get(answer.headers["Location"]).content.decode()
    assert made.receipt_number in text
    assert made.digest in text
    assert page(owner, "check", application).status_code == 302  # to the receipt
    assert json.loads(page(owner, "receipt_json", application, number=1).content) == made.receipt
    told = Notification.objects.filter(code="submitted").values_list("person__login", flat=True)
    assert sorted(told) == ["city", "cityapprover"]


def test_signing_first_takes_every_step_that_is_free(world: World) -> None:
    application = ready(world)
    post(world.client("signatory"), "commitment", application, version=1, point_1="1", point_2="1", point_3="1")
    application.refresh_from_db()
    assert application.state == "self_evaluated"


def test_a_point_left_out_is_named_beside_its_box(world: World) -> None:
    application = ready(world)
    answer = post(world.client("signatory"), "commitment", application, version=1, point_1="on", point_3="on")
    assert answer.status_code == 422
    assert "不能承诺这一条就不能提交" in answer.content.decode()
    assert not application.statements.filter(place="commitment").exists()


def test_an_editor_reads_the_commitment_but_does_not_sign(world: World) -> None:
    application = ready(world)
    assert "抽查和核验" in page(world.client("owner"), "commitment", application).content.decode()
    answer = post(world.client("owner"), "commitment", application, version=1, point_1="1", point_2="1", point_3="1")
    assert answer.status_code == 403


def test_a_park_promises_more(world: World) -> None:
    application = application_of(world, round_of(world), unit="park", kind="park", by="parkeditor")
    text = page(world.client("parkeditor"), "commitment", application).content.decode()
    assert "网络安全" in text
    assert "偷漏税" in text


def test_a_page_that_is_out_of_date_answers_409_and_changes_nothing(world: World) -> None:
    application = signed(ready(world), world)
    answer = post(world.client("signatory"), "submit", application, version=1)
    assert answer.status_code == 409
    assert "刚被别人处理过" in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("data", [{}, {"version": "x"}, {"version": "1", "act": "nonsense"}, {"act": "screen"}])
def test_an_incomplete_step_changes_nothing(world: World, data: dict[str, str]) -> None:
    application = ready(world)
    assert post(world.client("owner"), "proceed", application, **data).status_code == 422
    application.refresh_from_db()
    assert application.state == "draft"


def test_the_same_form_sent_twice_acts_once(world: World) -> None:
    application = signed(ready(world), world)
    data = {"version": application.version, "idempotency_key": "6a3c4a62-98a6-4f51-97ad-0123456789ab"}
    client = world.client("signatory")
    first, second = (post(client, "submit", application, **data) for _ in range(2))
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert Submission.objects.count() == 1
    assert Entry.objects.filter(act="application.submitted").count() == 1


def test_sent_twice_without_a_key_is_refused_the_second_time(world: World) -> None:
    application = signed(ready(world), world)
    client = world.client("signatory")
    post(client, "submit", application, version=application.version)
    assert post(client, "submit", application, version=application.version).status_code == 403
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("city", 404), ("newcomer", 404), ("owner", 403)])
def test_who_may_not_hand_in_changes_nothing(world: World, who: str, status: int) -> None:
    application = signed(ready(world), world)
    before, client = application.state, world.client(who)
    assert post(client, "submit", application, version=application.version).status_code == status
    application.refresh_from_db()
    assert (application.state, Submission.objects.count()) == (before, 0)


def test_handing_in_what_is_not_there(world: World) -> None:
    application = ready(world)
    application.pk += 1
    assert post(world.client("signatory"), "submit", application, version=1).status_code == 404


@pytest.mark.parametrize("sample", ["factory-01-machinery.yaml", "factory-03-food.yaml"])
def test_check_and_history_keep_to_their_queries_however_much_is_stated(
    world: World, sample: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = ready(world, sample=sample)
    client = world.client("owner")
    page(client, "check", application)  # the law is opened once per process
    with django_assert_num_queries(10):
        page(client, "check", application)
    with django_assert_num_queries(7):
        page(client, "history", application)


def test_the_public_key_is_everyones(world: World) -> None:
    assert "BEGIN PUBLIC KEY" in world.client(None).get(reverse("receipt_key")).content.decode()
