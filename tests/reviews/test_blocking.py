"""Stopped because an exclusion condition came true; on again by a written verdict alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Application, Passage
from greenlist.applications.process import StaleApplication, TransitionRefused, transition
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from greenlist.reviews.domain import block, unblock
from greenlist.reviews.models import Block
from later import put
from reviews.desk import belongs, opened, paper
from stages import submitted
from world import World


def stopped(world: World, state: str = "consulted", who: str = "city") -> Block:
    application = put(submitted(world).application, state)
    return block(
        application=application, condition="NEG-6", reason="7月30日列入失信被执行人", document=paper(),
        by=world.hat(who), version=application.version,
    )  # fmt: skip


@pytest.mark.requirement("REQ-18")
@pytest.mark.parametrize(
    ("state", "who", "way"),
    [("submitted", "city", "N10"), ("formally_checked", "cityapprover", "N11"), ("selected", "city", "N13"),
     ("recommended", "city", "N14"), ("province_noticed", "province", "N16"), ("national_noticed", "province", "N18")],
)  # fmt: skip
def test_whoever_has_the_step_stops_it(world: World, state: str, who: str, way: str) -> None:
    made = stopped(world, state, who)
    made.application.refresh_from_db()
    assert made.application.state == "blocked"
    passage = Passage.objects.latest("pk")
    assert passage.transition == way
    assert passage.reason.startswith("NEG-6 ")
    assert Entry.objects.get(act="application.blocked").after["condition"] == "NEG-6"
    assert Notification.objects.filter(code="blocked", person__login="owner").exists()


@pytest.mark.parametrize(
    ("state", "who"), [("consulted", "province"), ("province_noticed", "city"), ("consulted", "othercity"),
                       ("consulted", "owner"), ("consulted", "department"), ("listed", "province")],
)  # fmt: skip
def test_nobody_else_stops_it(world: World, state: str, who: str) -> None:
    with pytest.raises(NotAllowed):
        stopped(world, state, who)
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"condition": "NEG-99"}, "condition"), ({"reason": " "}, "reason"), ({"document": None}, "document")],
)
def test_a_stop_says_what_why_and_on_what_paper(world: World, change: dict[str, Any], field: str) -> None:
    application = put(submitted(world).application, "consulted")
    given = {"condition": "NEG-1", "reason": "已注销", "document": paper()} | change
    with pytest.raises(Refused) as refused:
        block(application=application, by=world.hat("city"), **given)
    assert refused.value.field == field


def test_what_is_no_document_is_no_basis(world: World) -> None:
    application = put(submitted(world).application, "consulted")
    bad = paper("依据.exe")
    with pytest.raises(FileRefused):
        block(application=application, condition="NEG-1", reason="x", document=bad, by=world.hat("city"))
    application.refresh_from_db()
    assert application.state == "consulted"


def test_stopped_once_and_not_when_it_moved_meanwhile(world: World) -> None:
    made = stopped(world)
    application = Application.objects.get()
    with pytest.raises(NotAllowed):
        block(application=application, condition="NEG-1", reason="x", document=paper(), by=world.hat("city"))
    with pytest.raises(StaleApplication):
        unblock(application=made.application, verdict="x", document=paper(), by=world.hat("cityapprover"), version=1)
    assert Block.objects.get().ended_at is None


def test_nothing_but_the_verdict_leads_on(world: World) -> None:
    made = stopped(world)
    with pytest.raises(TransitionRefused):
        transition(application=made.application, way="selected", by=world.hat("city"))


def test_on_again_by_a_written_verdict(world: World) -> None:
    made = stopped(world)
    application = Application.objects.get()
    for who in ("city", "othercity", "owner", "province", "provinceapprover"):
        with pytest.raises(NotAllowed):
            unblock(application=application, verdict="已解除", document=paper(), by=world.hat(who))
    by = world.hat("cityapprover")
    for verdict, document in ((" ", paper()), ("法院已解除", None)):
        with pytest.raises(Refused):
            unblock(application=application, verdict=verdict, document=document, by=by)
    ended = unblock(application=application, verdict="法院已解除", document=paper("认定.pdf"), by=by)
    application.refresh_from_db()
    assert application.state == "draft"
    assert (ended.pk, ended.verdict, ended.verdict_name) == (made.pk, "法院已解除", "认定.pdf")
    assert ended.reason == "7月30日列入失信被执行人"  # kept
    assert Passage.objects.latest("pk").transition == "N90"


def test_not_in_a_case_of_ones_own(world: World) -> None:
    belongs(world, "city", "unit")
    with pytest.raises(NotAllowed, match="回避"):
        stopped(world)


def get(client: Client, name: str, pk: int, **more: Any) -> Any:
    return client.get(reverse(name, kwargs={"pk": pk} | more))


def test_stopped_and_on_again_in_the_browser(world: World) -> None:
    application = put(submitted(world).application, "consulted")
    pk, city, boss = application.pk, world.client("city"), world.client("cityapprover")
    assert "NEG-6" in get(city, "block", pk).content.decode()
    data = {"version": application.version, "condition": "NEG-6", "reason": "列入失信被执行人"}
    lacking = city.post(reverse("block", args=[pk]), data)
    assert lacking.status_code == 422
    assert "请上传查询截图" in lacking.content.decode()
    assert city.post(reverse("block", args=[pk]), data | {"document": paper()}).status_code == 302
    stop = Block.objects.get()
    text = get(city, "review", pk).content.decode()
    assert "已中止" in text
    assert "因否决情形中止" in text  # on the timeline
    assert get(city, "unblock", pk).status_code == 403
    assert opened(city, reverse("block-document", args=[pk, stop.pk, "paper"])) == 200
    assert opened(city, reverse("block-document", args=[pk, stop.pk, "verdict"])) == 404
    assert "失信被执行人" in get(boss, "unblock", pk).content.decode()
    application.refresh_from_db()
    data = {"version": application.version, "verdict": "法院已解除", "document": paper("认定.pdf")}
    assert boss.post(reverse("unblock", args=[pk]), data).status_code == 302
    assert opened(world.client("province"), reverse("block-document", args=[pk, stop.pk, "verdict"])) == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("city", 200), ("cityapprover", 200), ("province", 403), ("othercity", 404), ("owner", 404), (None, 302)],
)
def test_who_gets_the_page(world: World, who: str | None, status: int) -> None:
    application = put(submitted(world).application, "consulted")
    assert get(world.client(who), "block", application.pk).status_code == status
