"""An application handed in: seen, accepted, sent back with the items at fault, handed in again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.filled import file_for, signed, state, submitted
from greenlist.applications.domain.submitting import submit_application
from greenlist.applications.locks import may_change
from greenlist.applications.models import Application, Passage, ReturnedItem, Submission
from greenlist.applications.process import TransitionRefused
from greenlist.journal.models import Entry
from greenlist.parties.models import Notification
from greenlist.reviews.domain import Fault, accept, return_application
from reviews.desk import checked
from world import World

WATER = "values.water_intake"


def get(client: Client, name: str, application: Application) -> Any:
    return client.get(reverse(name, kwargs={"pk": application.pk}))


def post(client: Client, name: str, application: Application, **data: Any) -> Any:
    return client.post(reverse(name, kwargs={"pk": application.pk}), data)


@pytest.mark.parametrize(
    ("who", "review", "send_back"),
    [("city", 200, 200), ("cityapprover", 200, 200), ("province", 200, 403), ("othercity", 404, 404),
     ("owner", 404, 404), ("outsider", 404, 404), ("department", 404, 404), (None, 302, 302)],
)  # fmt: skip
def test_the_city_reviews_the_province_looks_on(world: World, who: str | None, review: int, send_back: int) -> None:
    application = submitted(world).application
    assert get(world.client(who), "review", application).status_code == review
    assert get(world.client(who), "send_back", application).status_code == send_back


def test_the_page_shows_what_was_handed_in(world: World) -> None:
    application = submitted(world).application
    text = get(world.client("city"), "review", application).content.decode()
    assert "受理" in text
    assert "NEG-1" in text


def test_accepted_with_a_note_and_the_unit_is_told(world: World) -> None:
    application = submitted(world).application
    checked(world, application)
    answer = post(world.client("city"), "accept", application, version=application.version, note="材料齐全")
    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.state == "formally_checked"
    assert Passage.objects.latest("pk").reason == "材料齐全"
    assert Notification.objects.filter(code="moved", person__login="owner").exists()
    again = post(world.client("city"), "accept", application, version=application.version)
    assert again.status_code == 403


@pytest.mark.parametrize("data", [{}, {"version": "x"}, {"version": "1", "note": "长" * 501}])
def test_a_faulty_acceptance_changes_nothing(world: World, data: dict[str, str]) -> None:
    application = submitted(world).application
    assert post(world.client("city"), "accept", application, **data).status_code == 422
    application.refresh_from_db()
    assert application.state == "submitted"


def test_a_stale_acceptance_answers_409(world: World) -> None:
    application = submitted(world).application
    assert post(world.client("city"), "accept", application, version=1).status_code == 409


def test_the_province_does_not_decide_for_the_city(world: World) -> None:
    application = submitted(world).application
    assert post(world.client("province"), "accept", application, version=application.version).status_code == 403
    with pytest.raises(TransitionRefused, match="别的角色"):
        accept(application=application, by=world.hat("province"), version=application.version)


def box(text: str, place: str) -> str:
    """The value of the box that sends a place back."""
    start = text.index(f'value="{place}|') + len('value="')
    return text[start : text.index('"', start)]


def test_sending_back_in_two_steps(world: World) -> None:
    application = submitted(world).application
    client = world.client("city")
    item = box(get(client, "send_back", application).content.decode(), "conditions.NEG-6")
    assert post(client, "send_back", application).status_code == 422  # nothing chosen
    reasons = post(client, "send_back", application, item=[item]).content.decode()
    assert "王填报" in reasons  # who is told
    assert "常用说法" in reasons
    data = {"item": [item], "step": "send", "version": application.version}
    missing = post(client, "send_back", application, **data)
    assert missing.status_code == 422
    assert "请写明问题" in missing.content.decode()
    sent = post(client, "send_back", application, **data, **{"r0-text": "查询日期是去年的", "note": "请尽快补正"})
    assert sent.status_code == 302
    application.refresh_from_db()
    assert (application.state, application.returned) == ("draft", True)
    assert ReturnedItem.objects.get().reason == "查询日期是去年的"
    assert "查询日期是去年的" in Passage.objects.latest("pk").reason
    assert Notification.objects.filter(code="returned", person__login="signatory").exists()
    assert Entry.objects.get(act="application.draft").after["items"][0]["place"] == "conditions.NEG-6"


def sent_back(world: World, *places: str) -> Application:
    application = submitted(world).application
    items = [Fault(place, place, "请核对") for place in places]
    return_application(application=application, items=items, by=world.hat("city"), version=application.version)
    application.refresh_from_db()
    return application


def test_only_the_items_at_fault_open_again(world: World) -> None:
    application = sent_back(world, "conditions.NEG-6")
    assert may_change(application, "conditions.NEG-6")
    assert not may_change(application, "conditions.NEG-1")


def test_corrected_and_handed_in_again_it_closes_the_return(world: World) -> None:
    application = sent_back(world, "conditions.NEG-6")
    first = Submission.objects.get()
    answer = {"answer": "met", "proof": [
        {"file": "新查询.png", "source": "中国执行信息公开网", "queried_on": "2024-07-20"}]}  # fmt: skip
    state(application, "conditions.NEG-6", answer, world.hat("owner"))
    with pytest.raises(TransitionRefused):  # the commitment is to be signed anew
        submit_application(application=application, by=world.hat("signatory"), version=application.version)
    signed(application, world)
    second = submit_application(application=application, by=world.hat("signatory"), version=application.version)
    application.refresh_from_db()
    assert (application.state, application.returned) == ("submitted", False)
    assert ReturnedItem.objects.get().resolved_in == second
    assert (second.number, second.receipt["previous"]) == (2, first.digest)
    text = get(world.client("city"), "review", application).content.decode()
    assert "新查询.png" in text
    assert "与上一次提交的差异" in text


@pytest.mark.parametrize(
    "items",
    [[], [Fault("values.nonsense", "x", "y")], [Fault("conditions.NEG-6", "x", "  ")], [Fault("", "", "y")]],
)
def test_a_return_without_an_item_or_reason_is_refused(world: World, items: list[Fault]) -> None:
    application = submitted(world).application
    with pytest.raises(TransitionRefused):
        return_application(application=application, items=items, by=world.hat("city"), version=application.version)
    assert not ReturnedItem.objects.exists()


def test_the_review_keeps_to_its_queries(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    application = submitted(world).application
    client = world.client("city")
    get(client, "review", application)
    with django_assert_num_queries(18):
        get(client, "review", application)


def test_a_file_is_sent_back_with_what_it_proves(world: World) -> None:
    from applications.filled import ready

    application = ready(world)
    file_for(application, "执行信息.png", "conditions.NEG-6", world.hat("owner"))
    signed(application, world)
    submit_application(application=application, by=world.hat("signatory"), version=application.version)
    text = get(world.client("city"), "send_back", application).content.decode()
    assert "文件 执行信息.png（证明：NEG-6" in text
