"""Rounds in pages: who sees and opens them, what is pinned, deadlines moved, the end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.models import Notification
from greenlist.rounds.law import installed_law
from greenlist.rounds.models import Deadline, Round
from world import World, application_of, place, round_of


def address(name: str, round_: Round) -> str:
    return reverse(name, kwargs={"pk": round_.pk})


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("city", 200), ("province", 200), ("department", 200), ("expert", 200), ("audit", 200),
     ("newcomer", 404), (None, 302)],
)  # fmt: skip
def test_everyone_sees_the_rounds_of_their_place(world: World, who: str | None, status: int) -> None:
    assert world.client(who).get(address("round", round_of(world))).status_code == status


def test_a_round_of_another_province_is_not_there(world: World) -> None:
    place(world, "230000", "黑龙江省", "province", "cn")
    round_ = round_of(world)
    Round.objects.filter(pk=round_.pk).update(jurisdiction=world.places["230000"])
    client = world.client("province")
    assert client.get(address("round", round_)).status_code == 404
    assert round_.title not in client.get(reverse("rounds")).content.decode()


@pytest.mark.parametrize("policies", [["jilin-2024"], ["jilin-2024", "cn-2024", "cn-2025"]])
def test_the_list_asks_the_same_questions_for_one_and_for_three(
    world: World, policies: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for policy in policies:
        round_of(world, policy)
    client = world.client("city")
    client.get(reverse("rounds"))
    with django_assert_num_queries(6):
        client.get(reverse("rounds"))


def test_an_empty_list_says_what_to_do(world: World) -> None:
    assert "开启轮次" in world.client("province").get(reverse("rounds")).content.decode()
    assert "省厅开启后会通知您" in world.client("owner").get(reverse("rounds")).content.decode()


@pytest.mark.parametrize(("who", "status"), [("province", 200), ("provinceapprover", 200), ("city", 403),
                                             ("owner", 403), ("newcomer", 403), (None, 302)])  # fmt: skip
def test_the_province_opens(world: World, who: str | None, status: int) -> None:
    assert world.client(who).get(reverse("round_open")).status_code == status


def test_opening_shows_what_is_pinned_and_pins_it(world: World) -> None:
    client = world.client("province")
    offered = client.get(reverse("round_open")).content.decode()
    assert "policy=jilin-2024" in offered
    assert "policy=cn-2025" in offered
    assert "henan" not in offered
    seen = client.get(reverse("round_open"), {"policy": "jilin-2024"}).content.decode()
    assert "2024-08-01" in seen
    assert "没有核定" in seen
    law, _book = installed_law()
    data = {"policy": "jilin-2024", "law": law, "title": "吉林省2024年度"}
    assert client.post(reverse("round_open"), data).status_code == 302
    round_ = Round.objects.get()
    assert (round_.law.sha256, round_.title, round_.jurisdiction.name) == (law, "吉林省2024年度", "吉林省")
    assert Entry.objects.filter(act="round.opened").count() == 1
    assert Notification.objects.filter(code="round_opened", person__login="owner").exists()
    assert client.post(reverse("round_open"), data).status_code == 422  # once per place and policy


@pytest.mark.parametrize(
    "changed", [{"law": "0" * 64}, {"title": ""}, {"title": "长" * 121}, {"policy": "nonsense"}, {"policy": ""}]
)
def test_a_faulty_opening_opens_nothing(world: World, changed: dict[str, str]) -> None:
    data = {"policy": "jilin-2024", "law": installed_law()[0], "title": "吉林省2024年度"} | changed
    assert world.client("province").post(reverse("round_open"), data).status_code == 422
    assert not Round.objects.exists()


def test_an_unknown_policy_is_named(world: World) -> None:
    answer = world.client("province").get(reverse("round_open"), {"policy": "nonsense"})
    assert answer.status_code == 422
    assert "nonsense" in answer.content.decode()


def extension(round_: Round, kind: str = "city") -> tuple[Deadline, str]:
    deadline = round_.deadlines.get(kind=kind)
    return deadline, reverse("deadline_extend", kwargs={"pk": deadline.pk})


def test_a_deadline_is_moved_with_reason_and_everyone_is_told(world: World) -> None:
    round_ = round_of(world)
    application_of(world, round_)
    deadline, url = extension(round_)
    to = clock.today() + timedelta(days=9)
    data = {"to": to.isoformat(), "reason": "汛期影响", "document": "吉工信〔2024〕200号"}
    assert world.client("province").post(url, data).status_code == 302
    deadline.refresh_from_db()
    assert (deadline.on, deadline.first_on) == (to, date(2024, 8, 1))
    text = world.client("city").get(address("round", round_)).content.decode()
    assert "由 2024-08-01 延至" in text
    assert "汛期影响" in text
    assert "还有 9 天" in text
    told = set(Notification.objects.filter(code="deadline_extended").values_list("person__login", flat=True))
    assert {"owner", "city", "othercity"} <= told
    assert "outsider" not in told  # applies for nothing in this round


@pytest.mark.parametrize(
    "changed",
    [{"to": "2024-07-01"}, {"to": "2024-12-31"}, {"to": "gestern"}, {"to": ""}, {"reason": ""}, {"document": ""}],
)
def test_a_faulty_extension_moves_nothing_and_keeps_what_was_typed(world: World, changed: dict[str, str]) -> None:
    deadline, url = extension(round_of(world))
    data: dict[str, Any] = {"to": "2099-01-01", "reason": "汛期影响", "document": "文"} | changed
    answer = world.client("province").post(url, data)
    assert answer.status_code == 422
    assert "reason" in changed or "汛期影响" in answer.content.decode()
    deadline.refresh_from_db()
    assert deadline.on == date(2024, 8, 1)


@pytest.mark.parametrize(("who", "status"), [("city", 403), ("owner", 403), ("newcomer", 404), (None, 302)])
def test_nobody_else_moves_or_ends(world: World, who: str | None, status: int) -> None:
    round_ = round_of(world)
    client = world.client(who)
    assert client.get(extension(round_)[1]).status_code == status
    assert client.get(address("round_close", round_)).status_code == status


def test_the_end_needs_a_word_and_comes_once(world: World) -> None:
    round_ = round_of(world)
    application_of(world, round_)
    client, url = world.client("province"), address("round_close", round_)
    assert "还有 1 份" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "材料已齐"}).status_code == 302
    round_.refresh_from_db()
    assert round_.state == "closed"
    assert client.post(url, {"reason": "再来一次"}).status_code == 403
    assert client.get(extension(round_)[1]).status_code == 403
    assert Entry.objects.get(act="round.closed").reason == "材料已齐"
