"""The public register by the interface: anybody reads it, and nothing in it that is not public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from agencies.ground import LAST_DAY, drafted, filed
from greenlist.agencies.models import ConductCase, Filing, Sanction
from greenlist.api import v1_agencies
from greenlist.engine import clock
from world import World, round_of

API = "/api/v1/agencies"
PUBLIC = {
    "id", "name", "uscc", "province", "number", "accepted_on", "valid_until", "in_force", "kinds", "projects",
    "suspended", "sanctions",
}  # fmt: skip


@pytest.fixture
def filing(world: World) -> Filing:
    return filed(world, round_of(world))


def barred(filing: Filing, world: World, until: date) -> Sanction:
    by, place, now = world.hat("province").person, filing.jurisdiction, clock.now()
    case = ConductCase.objects.create(
        agency=filing.agency, province=place, source="complaint", ground="编造现场记录", opened_by=by, opened_at=now
    )
    return Sanction.objects.create(
        case=case, agency=filing.agency, province=place, circular_no="示通报〔2024〕1号", bar_from=date(2024, 1, 1),
        bar_until=until, clause="x", at=now,
    )  # fmt: skip


@pytest.mark.parametrize("who", [None, "owner", "evaluator", "province"])
def test_anybody_reads_what_is_public_and_nothing_else(world: World, filing: Filing, who: str | None) -> None:
    client = world.client(who)
    (found,) = client.get(API).json()["items"]
    assert set(found) == PUBLIC
    assert (found["number"], found["in_force"], found["suspended"]) == (filing.number, True, False)
    assert found["kinds"] == filing.kinds
    assert client.get(f"{API}/{filing.pk}").json() == found
    text = client.get(API).content.decode()
    assert not any(secret in text for secret in (filing.phone, filing.contact, "评价员", filing.email))


def test_drafts_and_filings_past_their_day_are_not_listed(world: World) -> None:
    draft = drafted(world, round_of(world))
    past = filed(world, draft.round, agency="otheragency", valid_until=clock.today() - timedelta(days=1))
    client = world.client(None)
    assert client.get(API).json()["items"] == []
    assert client.get(f"{API}/{draft.pk}").status_code == 404
    assert client.get(f"{API}/{draft.pk}").json() == {"detail": "没有这家机构。"}
    assert client.get(f"{API}/{past.pk}").json()["in_force"] is False


def test_a_bar_in_force_is_told_until_its_last_day(world: World, filing: Filing) -> None:
    bar = barred(filing, world, clock.today())
    (found,) = world.client(None).get(API).json()["items"]
    assert found["suspended"] is True
    assert found["sanctions"] == [
        {"bar_from": "2024-01-01", "bar_until": clock.today().isoformat(), "circular": bar.circular_no}
    ]
    assert "编造" not in str(found)
    Sanction.objects.filter(pk=bar.pk).update(bar_until=clock.today() - timedelta(days=1))
    assert world.client(None).get(f"{API}/{filing.pk}").json()["suspended"] is False


@pytest.mark.parametrize(
    ("query", "count"),
    [("kind=park", 1), ("q=绿色", 1), ("q=没有", 0), ("province=nowhere", 0), ("page=2", 0), ("q=", 422),
     ("kind=tree", 422), ("q=%00", 422), ("page=0", 422)],
)  # fmt: skip
def test_filters(world: World, filing: Filing, query: str, count: int) -> None:
    filing.agency.name = "示例绿色评价有限公司"
    filing.agency.save()
    response = world.client(None).get(f"{API}?{query}")
    assert (response.status_code if count == 422 else len(response.json()["items"])) == count


def test_of_one_province(world: World, filing: Filing) -> None:
    found = world.client(None).get(f"{API}?province={filing.jurisdiction.code}").json()
    assert (found["total"], found["next_page"]) == (1, None)


def test_pages_and_their_budget(
    world: World, filing: Filing, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    filed(world, filing.round, agency="otheragency")
    monkeypatch.setattr(v1_agencies, "PAGE", 1)
    client = world.client(None)
    with django_assert_num_queries(3):
        first = client.get(API).json()
    assert (first["total"], first["next_page"], len(first["items"])) == (2, 2, 1)
    assert client.get(f"{API}?page=2").json()["items"][0]["valid_until"] == LAST_DAY.isoformat()
