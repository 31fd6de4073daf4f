"""The report in the browser: versions and their papers, signing point by point, revisions."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.models import AgencyReport, Engagement, Revision
from world import World

from .capped import law_of, reported
from .engaged import taken
from .verifying import drafted, fresh, passed, signed

pytestmark = pytest.mark.django_db


def of(engagement: Engagement, rest: str = "") -> str:
    return f"/agency/engagements/{engagement.pk}/report/{rest}"


def sign(client: Client, engagement: Engagement, **more: str) -> int:
    """Agree to every point and sign what the page shows."""
    page = client.get(of(engagement, "sign/")).content.decode()
    digest = re.search(r'name="digest" value="(\w+)"', page)
    given = {f"point_{number}": "on" for number in range(1, 6)} | {"digest": digest[1] if digest else ""} | more
    return client.post(of(engagement, "sign/"), given).status_code


def test_the_head_signs_point_by_point(world: World) -> None:
    engagement, head = drafted(world), world.client("agencyhead")
    page = head.get(of(engagement, "sign/")).content.decode()
    assert "这一稿还没有复核" in page
    assert "以机构法定代表人身份签章" not in page
    assert sign(head, engagement) == 422  # not reviewed
    passed(world, fresh(engagement))
    assert sign(head, engagement, point_3="") == 422
    assert sign(head, engagement, digest="0" * 64) == 422
    assert not AgencyReport.objects.exists()
    assert sign(head, engagement) == 302
    page = head.get(of(engagement)).content.decode()
    assert AgencyReport.objects.get().digest in page
    assert page.count("核对相符") == 2
    assert head.get(of(engagement, "sign/")).status_code == 403  # signed


@pytest.mark.parametrize(("others", "left"), [(1, "还有 1 个名额"), (2, "名额已满"), (3, "名额已满")])
def test_the_places_are_shown_before_where_a_report_takes_one(
    world: World, monkeypatch: pytest.MonkeyPatch, others: int, left: str
) -> None:
    engagement, head = drafted(world), world.client("agencyhead")
    passed(world, fresh(engagement))
    assert "个名额" not in head.get(of(engagement, "sign/")).content.decode()  # the contract took it
    law_of(monkeypatch, cap=2, cap_counts="report")
    for one in taken(world, engagement.application.round, others):
        reported(world, one)
    page = head.get(of(engagement, "sign/")).content.decode()
    assert left in page
    full = others > 1
    assert ("由其另选机构" in page, "以机构法定代表人身份签章" in page) == (full, not full)
    assert sign(head, engagement) == (422 if full else 302)
    assert engagement.reports.exists() is not full


@pytest.mark.parametrize(
    ("who", "status"),
    [("evaluator", 403), ("agencyreviewer", 403), ("owner", 403), ("city", 403), ("otherhead", 404), ("outsider", 404)],
)
def test_nobody_else_comes_to_sign(world: World, who: str, status: int) -> None:
    engagement = drafted(world)
    assert world.client(who).get(of(engagement, "sign/")).status_code == status
    assert world.client(who).post(of(engagement, "sign/"), {}).status_code == status


def test_both_sides_and_the_offices_read_it_nobody_else(world: World) -> None:
    report = signed(world)
    engagement = report.engagement
    for who, status in (
        ("evaluator", 200), ("owner", 200), ("colleague", 200), ("city", 200), ("province", 200), ("othercity", 404),
        ("outsider", 404), ("otherhead", 404), ("expert", 404), ("department", 404),
    ):  # fmt: skip
        assert world.client(who).get(of(engagement)).status_code == status, who
        paper = world.client(who).get(of(engagement, "1/paper/"))
        assert paper.status_code == status, who
        assert b"".join(paper).startswith(b"%PDF-") == (status == 200)  # type: ignore[call-overload]
    paper = world.client("owner").get(of(engagement, "1/paper/"))
    assert b"".join(paper)  # type: ignore[call-overload]
    assert paper["Cache-Control"] == "private, no-store"
    assert world.client("owner").get(of(engagement, "2/paper/")).status_code == 404


def test_the_draft_is_printed_for_the_agency_alone(world: World) -> None:
    engagement = drafted(world)
    assert world.client("evaluator").get(of(engagement, "draft/")).content.startswith(b"%PDF-")
    assert world.client("owner").get(of(engagement, "draft/")).status_code == 403
    assert world.client("otherevaluator").get(of(engagement, "draft/")).status_code == 404


def test_a_revision_is_opened_with_its_reason_and_given_up(world: World) -> None:
    engagement = signed(world).engagement
    head = world.client("agencyhead")
    assert world.client("evaluator").post(of(engagement, "revise/"), {"reason": "改"}).status_code == 403
    assert head.post(of(engagement, "revise/"), {"reason": ""}).status_code == 422
    assert head.post(of(engagement, "revise/"), {"reason": "更正面积"}).status_code == 302
    assert "更正面积" in world.client("city").get(of(engagement)).content.decode()
    assert world.client("owner").post(of(engagement, "revise/drop/")).status_code == 403
    assert head.post(of(engagement, "revise/drop/")).status_code == 302
    assert Revision.objects.get().dropped_at is not None
    assert "已放弃" in head.get(of(engagement)).content.decode()
    assert head.post(of(engagement, "revise/drop/")).status_code == 302  # told that nothing is open


def test_budget(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    engagement, unit = signed(world).engagement, world.client("owner")
    unit.get(of(engagement))
    with django_assert_num_queries(26):
        unit.get(of(engagement))
