"""The audit administrator reads the journal, takes it away, has it verified; nobody else finds the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from greenlist.journal.models import Entry
from greenlist.journal.rules import journal
from world import World

from .test_chain import act
from .test_verify import tamper


def many(number: int) -> None:
    for one in range(number):
        act(reason=f"第{one + 1}条", after={"number": one})


def seen(client: Client, query: str = "") -> list[int]:
    return [one.seq for one in client.get(f"/journal/?{query}").context["page"].entries]


def rows(answer: Any) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", ["owner", "city", "province", "system", "security", "newcomer", "expert"])
@pytest.mark.parametrize("path", ["/journal/", "/journal/export/"])
def test_others_find_nothing(world: World, name: str, path: str) -> None:
    assert world.client(name).get(path).status_code == 404
    assert world.client(name).post("/journal/verify/").status_code == 404
    assert not journal.visible(world.hat(name)).exists()


def test_who_is_not_signed_in_is_asked_to(world: World) -> None:
    assert world.client(None).get("/journal/").status_code == 302


def test_an_empty_journal_says_what_to_do(world: World) -> None:
    assert "放宽条件" in world.client("audit").get("/journal/").content.decode()


@pytest.mark.parametrize("number", [1, 3, 60])
def test_a_page_costs_the_same_however_long_the_journal(
    world: World, number: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    many(number)
    client = world.client("audit")
    client.get("/journal/")
    with django_assert_num_queries(PAGE_QUERIES):
        answer = client.get("/journal/")
    assert "第1条" in answer.content.decode() or number > 50


PAGE_QUERIES = 7  # session, person, hats, unread notices, entries, last check, register


def test_pages_go_back_and_forth(world: World) -> None:
    many(120)
    client = world.client("audit")
    assert seen(client) == list(range(120, 70, -1))
    assert seen(client, "before=71") == list(range(70, 20, -1))
    assert seen(client, "before=21") == list(range(20, 0, -1))
    assert seen(client, "after=20") == list(range(70, 20, -1))
    assert client.get("/journal/?before=21").context["page"].older is None
    assert client.get("/journal/?after=70").context["page"].newer is None
    assert seen(client, "before=nonsense") == list(range(120, 70, -1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person=owner", [3, 2, 1]),
        ("person=nobody", []),
        ("act=place", [3, 2, 1]),
        ("act=round", []),
        ("subject=长春", [3, 2, 1]),
        ("subject=parties.jurisdiction 1", [3, 2, 1]),
        ("subject=parties.jurisdiction 2", []),
        ("since=2000-01-01", [3, 2, 1]),
        ("since=2999-01-01", []),
        ("until=2000-01-01", []),
    ],
)
def test_the_list_is_sifted(world: World, query: str, expected: list[int]) -> None:
    many(3)
    assert seen(world.client("audit"), query) == expected


def test_a_filter_that_makes_no_sense_is_told(world: World) -> None:
    many(1)
    answer = world.client("audit").get("/journal/?since=2026-02-01&until=2026-01-01")
    assert answer.status_code == 422
    assert "早于起始日期" in answer.content.decode()
    assert world.client("audit").get("/journal/export/?since=x").status_code == 302


def test_what_is_seen_is_taken_away_and_that_is_entered(world: World) -> None:
    many(2)
    act("round.opened", reason="=HYPERLINK(1)")
    answer = world.client("audit").get("/journal/export/?act=place")
    assert [row["序号"] for row in rows(answer)] == ["1", "2"]
    entry = Entry.objects.get(act="journal.exported")
    assert entry.after == {"asked": {"act": "place"}, "until": 3}
    assert entry.hat.endswith("审计管理员")
    assert [row["理由"] for row in rows(world.client("audit").get("/journal/export/?act=round"))] == ["'=HYPERLINK(1)"]


def test_verifying_says_that_all_is_well(world: World) -> None:
    many(3)
    client = world.client("audit")
    page = client.post("/journal/verify/", follow=True).content.decode()
    assert "链条完整" in page
    assert "第 1 条至第 3 条未发现问题" in page
    assert Entry.objects.get(act="journal.verified").after["sound"] is True


def test_verifying_says_what_is_wrong_and_where(world: World) -> None:
    many(3)
    tamper("UPDATE journal_entry SET reason = '别的' WHERE seq = 2")
    page = world.client("audit").post("/journal/verify/", follow=True).content.decode()
    assert "第 2 条：内容或编号与其哈希不符" in page
    assert Entry.objects.get(act="journal.verified").after["count"] == 1
