"""The pages of an engagement: the unit's, the agency's, and the officers' panel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.models import Affiliation, DeclaredRelation, Engagement
from greenlist.agencies.queries import engagement_list
from greenlist.engine import clock
from greenlist.parties.models import Notification
from greenlist.parties.notifications import sentence
from world import World, round_of

from .capped import law_of
from .engaged import accepted, agency_filed, asked, contracted, on_route, taken
from .ground import filed, paper_file, staffed

S = Engagement.State


def page(world: World, who: str | None, name: str, pk: int) -> Any:
    return world.client(who).get(reverse(name, args=[pk]))


def post(world: World, who: str | None, name: str, pk: int, **data: Any) -> Any:
    return world.client(who).post(reverse(name, args=[pk]), data)


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("signatory", 200), ("outsider", 404), ("agencyhead", 404),
     ("otherhead", 404), ("city", 404), ("province", 404), (None, 302)],
)  # fmt: skip
def test_the_units_page_is_the_units(world: World, who: str | None, status: int) -> None:
    engagement = contracted(world)
    assert page(world, who, "application-agency", engagement.application_id).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("evaluator", 200), ("agencyhead", 200), ("agencyreviewer", 200), ("otherhead", 404), ("otherevaluator", 404),
     ("owner", 403), ("city", 403), (None, 302)],
)  # fmt: skip
def test_a_competing_agency_sees_nothing(world: World, who: str | None, status: int) -> None:
    engagement = asked(world)
    assert page(world, who, "engagement-request", engagement.pk).status_code == status


def test_the_list_of_a_competing_agency_is_empty(world: World) -> None:
    engagement = asked(world)
    name = engagement.application.unit.name
    assert name in world.client("agencyhead").get(reverse("engagements")).content.decode()
    assert name not in world.client("otherhead").get(reverse("engagements")).content.decode()
    assert world.client("owner").get(reverse("engagements")).status_code == 403


@pytest.mark.requirement("REQ-05")
def test_route_self_and_rounds_without_agencies_show_nothing(world: World) -> None:
    on_self = on_route(world, route="self")
    assert page(world, "owner", "application-agency", on_self.pk).status_code == 404
    without = on_route(world, round_of(world, "cn-2025"), route="agency", unit="unit")
    assert page(world, "owner", "application-agency", without.pk).status_code == 404


@pytest.mark.requirement("REQ-49", "REQ-50")
def test_only_agencies_with_a_filing_in_force_can_be_chosen(world: World) -> None:
    application = on_route(world)
    assert "今天没有备案有效的机构" in page(world, "owner", "application-agency", application.pk).content.decode()
    agency_filed(world, application.round)
    filed(world, application.round, agency="otheragency", kinds=["park"])
    text = page(world, "owner", "application-agency", application.pk).content.decode()
    assert "还有 15 个名额（上限 15）" in text
    assert "备案的范围不包括绿色工厂" in text
    ask = {"agency": world.organisations["otheragency"].pk}
    refused = post(world, "owner", "agency-ask", application.pk, **ask)
    assert refused.status_code == 422
    assert not Engagement.objects.exists()


def test_from_the_question_to_the_contract_and_its_end(world: World) -> None:
    application = on_route(world)
    agency_filed(world, application.round)
    agency = world.organisations["agency"]
    assert post(world, "owner", "agency-ask", application.pk, agency=agency.pk, message="七月到厂").status_code == 302
    one = Engagement.objects.get()
    assert "七月到厂" in page(world, "evaluator", "engagement-request", one.pk).content.decode()
    assert post(world, "agencyreviewer", "engagement-answer", one.pk, answer="可以", basics="on").status_code == 403
    unsure = post(world, "evaluator", "engagement-answer", one.pk, answer="可以", act="accept")
    assert (unsure.status_code, "请先确认" in unsure.content.decode()) == (422, True)
    assert (
        post(world, "evaluator", "engagement-answer", one.pk, answer="可以", basics="on", act="accept").status_code
        == 302
    )
    assert "还不能签约" not in page(world, "signatory", "application-agency", application.pk).content.decode()
    today = clock.today().isoformat()
    contract = {"number": "HT-1", "signed_on": today, "starts_on": today}
    assert post(world, "owner", "engagement-contract", one.pk, **contract).status_code == 422  # no paper
    assert post(world, "owner", "engagement-contract", one.pk, **contract, paper=paper_file()).status_code == 302
    assert post(world, "owner", "agency-sign", application.pk).status_code == 403
    assert post(world, "signatory", "agency-sign", application.pk).status_code == 302
    application.refresh_from_db()
    assert (application.state, application.agency) == ("contracted", agency)
    paper = page(world, "city", "contract-file", one.pk)
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    assert page(world, "othercity", "contract-file", one.pk).status_code == 404
    assert page(world, "otherhead", "contract-file", one.pk).status_code == 404
    assert post(world, "evaluator", "engagement-ask-to-end", one.pk, reason="人手不足").status_code == 302
    assert post(world, "signatory", "agency-end", application.pk, reason="").status_code == 422
    assert post(world, "signatory", "agency-end", application.pk, reason="双方商定").status_code == 302
    application.refresh_from_db()
    assert (application.state, application.agency) == ("self_screened", None)
    assert "双方商定" in page(world, "owner", "application-agency", application.pk).content.decode()
    told = [sentence(note.code, note.params) for note in Notification.objects.all()]
    assert any("请求解除" in one and "人手不足" in one for one in told)
    assert "有一条新消息，请打开查看。" not in told


def test_declined_withdrawn_and_asked_again(world: World) -> None:
    one = asked(world)
    pk = one.application_id
    assert post(world, "evaluator", "engagement-answer", one.pk, answer="", act="decline").status_code == 422
    assert post(world, "evaluator", "engagement-answer", one.pk, answer="排期已满", act="decline").status_code == 302
    assert "排期已满" in page(world, "owner", "application-agency", pk).content.decode()
    again = asked(world, one.application)
    assert post(world, "colleague", "agency-withdraw", pk).status_code == 302
    assert Engagement.objects.get(pk=again.pk).state == S.WITHDRAWN
    assert post(world, "colleague", "agency-withdraw", pk).status_code == 404


def test_relations_are_declared_seen_by_both_and_taken_back_by_whoever_said_so(world: World) -> None:
    one = accepted(world)
    data = {"sort": "wrote_self_evaluation", "detail": "机构代写了自评价报告"}
    assert post(world, "owner", "engagement-relation", one.pk, sort="", detail="").status_code == 422
    assert post(world, "owner", "engagement-relation", one.pk, **data).status_code == 302
    for who, name, pk in (
        ("evaluator", "engagement-request", one.pk),
        ("owner", "application-agency", one.application_id),
    ):
        text = page(world, who, name, pk).content.decode()
        assert "机构代写了自评价报告" in text
        assert "不得委托" in text
    said = DeclaredRelation.objects.get()
    assert post(world, "otherhead", "relation-withdraw", said.pk).status_code == 404
    assert post(world, "evaluator", "relation-withdraw", said.pk).status_code == 403
    assert post(world, "colleague", "relation-withdraw", said.pk).status_code == 302
    text = page(world, "owner", "application-agency", one.application_id).content.decode()
    assert "机构代写了自评价报告" not in text


def test_a_relation_that_is_forbidden_stands_before_the_question(world: World) -> None:
    application = on_route(world)
    agency_filed(world, application.round)
    agency = world.organisations["agency"]
    data = {"agency": agency.pk, "sort": "wrote_self_evaluation", "detail": "代写"}
    assert post(world, "owner", "agency-relation", application.pk, **data).status_code == 302
    text = page(world, "owner", "application-agency", application.pk).content.decode()
    assert "不能委托" in text
    assert post(world, "owner", "agency-ask", application.pk, agency=agency.pk).status_code == 422


def test_contract_days_that_cannot_be(world: World) -> None:
    one = accepted(world)
    today = clock.today()
    late = {"signed_on": today + timedelta(days=1), "starts_on": today + timedelta(days=2)}
    early = {"signed_on": today - timedelta(days=9), "starts_on": today - timedelta(days=9)}
    turned = {"signed_on": today, "starts_on": today - timedelta(days=1)}
    for days, words in ((late, "晚于今天"), (early, "不能早于机构备案之日"), (turned, "签订之后才能开始")):
        data = {name: day.isoformat() for name, day in days.items()} | {"number": "HT-1", "paper": paper_file()}
        answer = post(world, "evaluator", "engagement-contract", one.pk, **data)
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_affiliations_are_declared_by_code(world: World) -> None:
    staffed(world)
    client, address = world.client("agencyhead"), reverse("agency-affiliations")
    other = world.organisations["otheragency"]
    assert client.post(address, {"uscc": "000", "basis": "branch"}).status_code == 422
    assert client.post(address, {"uscc": world.organisations["agency"].uscc, "basis": "branch"}).status_code == 422
    assert client.post(address, {"uscc": other.uscc.lower(), "basis": "branch"}).status_code == 302
    assert client.post(address, {"uscc": other.uscc, "basis": "branch"}).status_code == 422  # declared already
    made = Affiliation.objects.get()
    assert post(world, "otherhead", "affiliation-withdraw", made.pk).status_code == 404
    assert post(world, "evaluator", "affiliation-withdraw", made.pk).status_code == 302
    assert world.client("owner").get(address).status_code == 403


@pytest.mark.parametrize("agencies", [["agency"], ["agency", "otheragency"]])
def test_choosing_asks_the_same_questions_for_one_agency_and_for_two(
    world: World, agencies: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = on_route(world)
    for one in agencies:
        agency_filed(world, application.round, one)
    client, address = world.client("owner"), reverse("application-agency", args=[application.pk])
    client.get(address)
    with django_assert_num_queries(18):
        client.get(address)


def test_the_list_keeps_to_its_queries(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    round_ = round_of(world)
    staffed(world)
    agency_filed(world, round_)
    taken(world, round_, 13)
    client = world.client("agencyhead")
    text = client.get(reverse("engagements")).content.decode()
    assert "接近上限" in text
    with django_assert_num_queries(12):
        client.get(reverse("engagements"))


def test_the_list_says_what_does_not_count_yet_and_when_it_will(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = round_of(world)
    staffed(world)
    agency_filed(world, round_)
    taken(world, round_, 2)
    client, page = world.client("agencyhead"), reverse("engagements")
    assert "签约时计入" in client.get(page).content.decode()
    law = law_of(monkeypatch, cap_counts="recommendation")
    monkeypatch.setattr(engagement_list, "third_party", lambda _round: law)
    text = client.get(page).content.decode()
    for said in ("已计 0 项", "另有 2 项已签约，还没有计入", "推荐时计入"):
        assert said in text
