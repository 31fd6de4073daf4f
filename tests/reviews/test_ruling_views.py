"""Pages about screening before an office passes a unit on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.reviews.models import ScreeningRuling
from greenlist.screenings.models import Run
from later import put
from reviews.desk import found, opened, paper
from stages import submitted
from world import World


def get(client: Client, pk: int) -> Any:
    return client.get(reverse("screening-ruling", args=[pk]))


@pytest.mark.parametrize(
    ("who", "status"),
    [("city", 200), ("cityapprover", 200), ("province", 200), ("othercity", 404), ("owner", 404), ("department", 404),
     (None, 302)],
)  # fmt: skip
def test_who_gets_the_page(world: World, who: str | None, status: int) -> None:
    assert get(world.client(who), submitted(world).application_id).status_code == status


def test_screened_again_decided_and_taken_back(world: World) -> None:
    application = put(submitted(world).application, "selected")
    pk, city, boss = application.pk, world.client("city"), world.client("cityapprover")
    assert "还没有筛查" in get(city, pk).content.decode()
    assert city.post(reverse("review-rescreen", args=[pk])).status_code == 302
    assert Run.objects.get().purpose == Run.Purpose.RECOMMENDATION
    assert "推荐前的认定由市（州）审批人作出" in get(city, pk).content.decode()
    assert city.post(reverse("screening-ruling", args=[pk]), {"reason": "x"}).status_code == 403
    address = reverse("screening-ruling", args=[pk])
    assert boss.post(address, {"reason": ""}).status_code == 422
    assert boss.post(address, {"reason": "名单缺失，已电话核实", "document": paper()}).status_code == 302
    made = ScreeningRuling.objects.get()
    assert "有效" in get(city, pk).content.decode()
    document = reverse("screening-ruling-document", args=[pk, made.pk])
    assert opened(city, document) == 200
    assert opened(world.client("othercity"), document) == 404
    back = reverse("screening-ruling-withdraw", args=[pk, made.pk])
    assert city.post(back, {"reason": "x"}).status_code == 403
    assert boss.post(back, {"reason": ""}).status_code == 302
    made.refresh_from_db()
    assert made.withdrawn_at is None
    assert boss.post(back, {"reason": "名单已补"}).status_code == 302
    assert "已撤销" in get(city, pk).content.decode()


def test_a_hit_asks_for_a_document(world: World) -> None:
    application = put(submitted(world).application, "selected")
    found(application, "hit")
    boss = world.client("cityapprover")
    answer = boss.post(reverse("screening-ruling", args=[application.pk]), {"reason": "已撤销"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "要上传认定的书面依据" in text
    assert "已撤销" in text  # what was typed stays
    assert "示例处罚" in text


def test_another_finding_shows_the_word_as_lapsed(world: World) -> None:
    application = put(submitted(world).application, "selected")
    found(application, "hit")
    boss = world.client("cityapprover")
    boss.post(reverse("screening-ruling", args=[application.pk]), {"reason": "已撤销", "document": paper()})
    found(application, "hit", record="r2")
    assert "已失效" in get(boss, application.pk).content.decode()


def test_the_page_keeps_to_its_queries(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    application = put(submitted(world).application, "selected")
    found(application, "hit")
    client = world.client("cityapprover")
    get(client, application.pk)
    with django_assert_num_queries(11):
        get(client, application.pk)
