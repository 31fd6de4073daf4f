"""Verification in the browser: one value, several after a preview, nonconformities of both sides, differences."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from applications.papers import pdf
from greenlist.agencies.models import Engagement
from greenlist.applications.models import Nonconformity, Statement
from world import World

from .verifying import claimed, stand_at

pytestmark = pytest.mark.django_db
PLACE = "values.floor_area"


@pytest.fixture
def engagement(world: World) -> Engagement:
    return claimed(world)


def of(engagement: Engagement, rest: str = "values/") -> str:
    return f"/agency/engagements/{engagement.pk}/{rest}"


def post(world: World, engagement: Engagement, who: str = "evaluator", **data: Any) -> Any:
    given = {"place": PLACE, "base": "0", "content": "27450", "reason": "按产权证汇总", "evidence": "", "page": ""}
    return world.client(who).post(of(engagement, "values/state/?section=data-g1"), given | data)


def verified(engagement: Engagement, place: str = PLACE) -> Statement | None:
    rows = engagement.application.statements.filter(place=place, witness="verified", current=True)
    return rows.select_related("evidence").first()


def issue(world: World, engagement: Engagement, **data: Any) -> Any:
    given = {"grade": "major", "reason": "与产权证不一致", "due": ""} | data
    return world.client("evaluator").post(of(engagement, f"nonconformities/add/?place={PLACE}"), given)


@pytest.mark.parametrize(
    ("who", "status"),
    [("evaluator", 200), ("agencyhead", 200), ("agencyreviewer", 200), ("otherevaluator", 404), ("owner", 403),
     ("city", 403), ("outsider", 404), ("othercity", 404)],
)  # fmt: skip
def test_who_reads_the_values(world: World, engagement: Engagement, who: str, status: int) -> None:
    assert world.client(who).get(of(engagement)).status_code == status


@pytest.mark.parametrize("who", ["agencyreviewer", "owner", "colleague", "city", "otherevaluator"])
def test_nobody_else_states_one(world: World, engagement: Engagement, who: str) -> None:
    assert post(world, engagement, who).status_code in {403, 404}
    assert verified(engagement) is None


def test_one_is_stated_with_a_file_of_ones_own(world: World, engagement: Engagement) -> None:
    upload = SimpleUploadedFile("现场测量.pdf", pdf(text="测量"), "application/pdf")
    answer = post(world, engagement, upload=upload)
    assert answer.status_code == 302
    assert answer["Location"] == of(engagement, f"values/?section=data-g1#q-{PLACE}")
    word = verified(engagement)
    assert word is not None
    assert word.evidence is not None
    assert (word.content, word.evidence.name, word.evidence.witness) == ("27450", "现场测量.pdf", "verified")
    page = world.client("evaluator").get(of(engagement, "values/?show=differs")).content.decode()
    assert "27450 m²" in page
    assert "按产权证汇总" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"reason": ""}, "请写明核查依据"), ({"content": "很多"}, "这里填数字"),
     ({"upload": SimpleUploadedFile("a.exe", b"MZ")}, "不接受这种文件")],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    world: World, engagement: Engagement, wrong: dict[str, Any], words: str
) -> None:
    answer = post(world, engagement, **wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert '<details class="value-form" open>' in answer.content.decode()
    assert verified(engagement) is None


def test_a_condition_is_answered(world: World, engagement: Engagement) -> None:
    answer = post(world, engagement, place="conditions.NEG-6", answer="not_met", content="")
    assert answer.status_code == 302
    word = verified(engagement, "conditions.NEG-6")
    assert word is not None
    assert word.content["answer"] == "not_met"
    assert post(world, engagement, place="conditions.NEG-6", answer="", base=str(word.pk)).status_code == 422


def test_a_place_that_is_not_there(world: World, engagement: Engagement) -> None:
    assert post(world, engagement, place="values.nothing").status_code == 400


def test_a_colleague_was_faster(world: World, engagement: Engagement) -> None:
    post(world, engagement, "agencyhead", content="1")
    answer = post(world, engagement, "evaluator", content="2")
    assert answer.status_code == 422
    assert "刚改过这一项" in answer.content.decode()


def test_several_are_confirmed_after_a_preview(world: World, engagement: Engagement) -> None:
    address, client = of(engagement, "values/confirm/"), world.client("evaluator")
    chosen = {"value": [PLACE, "values.land_area_m2", "conditions.NEG-6", "values.nothing"]}
    page = client.post(address, chosen)
    assert page.status_code == 200
    assert "按申报值确认：3 项" in page.content.decode()
    assert verified(engagement) is None  # only looked at
    assert client.post(address, chosen | {"step": "confirm", "reason": ""}).status_code == 422
    assert client.post(address, chosen | {"step": "confirm", "reason": "与产权证一致"}).status_code == 302
    word = verified(engagement)
    assert word is not None
    assert word.reason == "与产权证一致"
    assert client.post(address, {}).status_code == 302  # nothing chosen: told, nothing done
    assert world.client("owner").post(address, chosen).status_code == 403


def test_filters(world: World, engagement: Engagement) -> None:
    client = world.client("evaluator")
    post(world, engagement)
    assert "总建筑面积" in client.get(of(engagement, "values/?show=differs")).content.decode()
    assert "总建筑面积" not in client.get(of(engagement, "values/?show=open")).content.decode()
    assert "单位没有填报的" in client.get(of(engagement, "values/?show=missing")).content.decode()
    assert client.get(of(engagement, "values/?section=nothing&page=x")).status_code == 200


def test_signed_values_are_read_only(world: World, engagement: Engagement) -> None:
    stand_at(engagement.application, "technically_reviewed")
    page = world.client("evaluator").get(of(engagement)).content.decode()
    assert "报告已签章" in page
    assert "保存核查值" not in page
    assert post(world, engagement).status_code == 403


def test_one_is_raised_answered_asked_again_and_closed(world: World, engagement: Engagement) -> None:
    assert issue(world, engagement).status_code == 302
    row = Nonconformity.objects.get()
    mine = f"/applications/{engagement.application_id}/nonconformities/"
    page = world.client("owner").get(mine).content.decode()
    assert "与产权证不一致" in page
    assert f"#f-{PLACE}" in page  # where it is mended
    assert world.client("colleague").post(f"{mine}{row.pk}/", {"answer": ""}).status_code == 422
    assert world.client("colleague").post(f"{mine}{row.pk}/", {"answer": "已改"}).status_code == 302
    theirs, client = of(engagement, f"nonconformities/{row.pk}/"), world.client("evaluator")
    assert client.post(theirs, {"act": "again", "verdict": "请附产权证"}).status_code == 302
    assert "请附产权证" in world.client("owner").get(mine).content.decode()
    assert client.post(theirs, {"act": "again", "verdict": "再问"}).status_code == 422  # it is the unit's turn
    assert client.post(theirs, {"act": "close", "verdict": ""}).status_code == 422
    assert client.post(theirs, {"act": "close", "verdict": "已核对"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "closed"


def test_what_cannot_be_raised(world: World, engagement: Engagement) -> None:
    assert issue(world, engagement, reason="").status_code == 422
    assert issue(world, engagement, due="2000-01-01").status_code == 422
    client = world.client("evaluator")
    assert client.get(of(engagement, "nonconformities/add/?place=values.nothing")).status_code == 404
    assert world.client("owner").get(of(engagement, f"nonconformities/add/?place={PLACE}")).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("colleague", 200), ("outsider", 404), ("otherevaluator", 404)]
)
def test_who_reads_the_nonconformities(world: World, engagement: Engagement, who: str, status: int) -> None:
    client = world.client(who)
    assert client.get(f"/applications/{engagement.application_id}/nonconformities/").status_code == status
    assert client.get(of(engagement, "nonconformities/")).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("evaluator", 200), ("city", 200), ("province", 200), ("othercity", 404), ("outsider", 404),
     ("otherevaluator", 404), ("expert", 404)],
)  # fmt: skip
def test_who_reads_the_differences(world: World, engagement: Engagement, who: str, status: int) -> None:
    post(world, engagement)
    answer = world.client(who).get(of(engagement, "differences/"))
    assert answer.status_code == status
    if status == 200:
        assert "−10%" in answer.content.decode()


def test_budgets(world: World, engagement: Engagement, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """As many queries for one value as for all of a section."""
    issue(world, engagement)
    client, unit = world.client("evaluator"), world.client("owner")
    client.get(of(engagement))
    with django_assert_num_queries(13):
        client.get(of(engagement, "values/?section=exclusions"))
    with django_assert_num_queries(12):
        client.get(of(engagement, "differences/"))
    unit.get(of(engagement, "nonconformities/"))
    with django_assert_num_queries(9):
        unit.get(of(engagement, "nonconformities/"))
