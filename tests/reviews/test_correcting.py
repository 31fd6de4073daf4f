"""A checked value: a further witness, the version evaluated again beside the frozen one, which stays."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.domain.stating import UnknownPlace
from greenlist.applications.models import Application, Evidence, Statement, Submission
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.reviews.domain import Correction, Fault, check_value, return_application, take_back
from greenlist.reviews.models import CheckedResult
from greenlist.reviews.queries.results import deciding_data, deciding_results
from later import put, several
from reviews.desk import belongs, paper
from stages import submitted
from world import World

REUSE = "values.wastewater_treated_reuse"


def corrected(world: World, submission: Submission, place: str = REUSE, content: Any = "20000", who: str = "city",
              **more: Any) -> Correction:  # fmt: skip
    given = {"reason": "与水务台账一致", "by": world.hat(who)} | more
    return check_value(application=submission.application, place=place, content=content, **given)


def indicator(result: dict[str, Any], field: str) -> list[str]:
    """The indicators whose trace names an input."""
    return [str(one["value"]) for one in result["indicators"] if one["trace"] and field in str(one["trace"])]


@pytest.mark.requirement("REQ-43")
def test_the_citys_word_stands_beside_the_claim_and_decides(world: World) -> None:
    submission = submitted(world)
    before = (submission.data, submission.result)
    made = corrected(world, submission)
    assert made.statement is not None
    assert made.result is not None
    assert made.statement.witness == "checked"
    assert Statement.objects.filter(place=REUSE, current=True).count() == 2  # never overwritten
    submission.refresh_from_db()
    assert (submission.data, submission.result) == before  # frozen
    told = made.result.data["values"]["wastewater_treated_reuse"]
    assert [one["witness"] for one in told] == ["claimed", "checked"]
    assert indicator(made.result.result, "wastewater_treated_reuse") != indicator(
        submission.result, "wastewater_treated_reuse"
    )
    assert {one["place"] for one in made.result.result["witnesses"]} == {REUSE}
    assert Entry.objects.filter(act="application.checked").get().reason == "与水务台账一致"
    assert Entry.objects.filter(act="application.evaluated_with_checked").exists()


def test_nothing_else_of_the_version_changes(world: World) -> None:
    submission = submitted(world)
    made = corrected(world, submission)
    assert made.result is not None
    data = dict(made.result.data)
    for name in submission.data:
        if name != "values":
            assert data[name] == submission.data[name], name
    changed = {name for name in data["values"] if data["values"][name] != submission.data["values"].get(name)}
    assert changed == {"wastewater_treated_reuse"}
    assert data["applied_on"] == submission.data["applied_on"]


@pytest.mark.parametrize(
    ("place", "content"),
    [("products.r1.energy", "2500"), ("unit.province_list_year", "2022"),
     ("conditions.B2", {"answer": "not_met", "reason": "发生过事故"}),
     ("judged.F5-01", {"answer": "not_met", "reason": "手续不全", "assessor": "长春市工信局"})],
)  # fmt: skip
def test_every_kind_of_place_is_laid_over(world: World, place: str, content: Any) -> None:
    submission = submitted(world)
    made = corrected(world, submission, place, content)
    assert made.result is not None
    assert made.result.places == [place]
    assert made.result.data != submission.data
    if place == "conditions.B2":
        answer = next(one for one in made.result.result["conditions"] if one["id"] == "B2")
        assert (answer["answer"], made.result.result["verdict"]) == ("not_met", "not_eligible")


def test_a_second_correction_keeps_the_first_and_both_are_laid_over(world: World) -> None:
    submission = submitted(world)
    corrected(world, submission)
    made = corrected(world, submission, "values.solid_utilised", "240")
    assert made.result is not None
    assert made.result.places == ["values.solid_utilised", REUSE]
    assert CheckedResult.objects.filter(current=True).get() == made.result
    assert CheckedResult.objects.count() == 2


def test_taken_back_the_frozen_result_decides_again(world: World) -> None:
    submission = submitted(world)
    corrected(world, submission)
    application, by = submission.application, world.hat("city")
    with pytest.raises(Refused):
        take_back(application=application, place="values.solid_utilised", reason="x", by=by)
    made = take_back(application=application, place=REUSE, reason="看错了行", by=by)
    assert made.result is None
    assert not CheckedResult.objects.filter(current=True).exists()
    assert deciding_results([application])[application.pk] == submission.result


@pytest.mark.parametrize(
    ("who", "state"),
    [("province", "submitted"), ("owner", "submitted"), ("othercity", "submitted"), ("city", "selected"),
     ("city", "draft"), ("department", "submitted")],
)  # fmt: skip
def test_only_the_city_while_it_checks(world: World, who: str, state: str) -> None:
    submission = submitted(world)
    submission.application = put(submission.application, state)
    with pytest.raises(NotAllowed):
        corrected(world, submission, who=who)


def test_not_in_a_case_of_ones_own(world: World) -> None:
    submission = submitted(world)
    belongs(world, "city", "unit")
    with pytest.raises(NotAllowed, match="回避"):
        corrected(world, submission)


def test_what_says_nothing_is_refused_and_changes_nothing(world: World) -> None:
    submission = submitted(world)
    with pytest.raises(Refused) as refused:
        corrected(world, submission, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(Refused, match="不能评价"):
        corrected(world, submission, content="很多")
    for place in ("values.nonsense", "commitment", "route"):
        with pytest.raises(UnknownPlace):
            corrected(world, submission, place=place)
    assert not CheckedResult.objects.exists()
    assert not Statement.objects.filter(witness="checked").exists()


def test_sent_back_the_citys_word_at_that_place_ends(world: World) -> None:
    submission = submitted(world)
    corrected(world, submission)
    corrected(world, submission, "values.solid_utilised", "240")
    application = submission.application
    application.refresh_from_db()
    items = [Fault(REUSE, "回用水量", "请按台账更正")]
    return_application(application=application, items=items, by=world.hat("city"), version=application.version)
    words = Statement.objects.filter(witness="checked", current=True)
    assert [one.place for one in words] == ["values.solid_utilised"]
    assert not CheckedResult.objects.filter(current=True).exists()


def test_what_decides_is_read_for_many_at_once(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    submission = submitted(world)
    made = corrected(world, submission)
    assert made.result is not None
    others = several(world, submission, count=3, state="consulted")
    every = [submission.application, *others]
    with django_assert_num_queries(2):
        results = deciding_results(every)
    assert results[submission.application_id] == made.result.result
    assert Decimal(results[others[0].pk]["ranking_score"]["value"]) == 90
    with django_assert_num_queries(2):
        few = deciding_results(every, only=("verdict", "ranking_score"))
    assert set(few[others[0].pk]) == {"verdict", "ranking_score"}
    assert few[others[1].pk]["verdict"] == "eligible"
    assert deciding_data(every)[submission.application_id] == made.result.data


def get(client: Client, pk: int, query: str = "") -> Any:
    return client.get(reverse("review-values", args=[pk]) + query)


def test_corrected_and_taken_back_in_the_browser(world: World) -> None:
    submission = submitted(world)
    pk, client = submission.application_id, world.client("city")
    text = get(client, pk).content.decode()
    assert "市级核对" in text
    address = reverse("review-correct", args=[pk])
    data = {"place": REUSE, "content": "20000", "reason": "", "base": "0", "page": ""}
    wrong = client.post(address, data)
    assert wrong.status_code == 422
    assert "请写明更正的理由" in wrong.content.decode()
    assert "20000" in wrong.content.decode()
    sent = client.post(address, data | {"reason": "与水务台账一致", "upload": paper("台账.pdf")})
    assert sent.status_code == 302
    assert Evidence.objects.get().witness == "checked"
    text = get(client, pk, "?show=checked").content.decode()
    assert "更正的影响" in text
    assert "与水务台账一致" in text
    assert "按市级核对值" in client.get(reverse("review", args=[pk])).content.decode()
    assert client.post(address, {"place": REUSE, "act": "back", "reason": "看错了"}).status_code == 302
    assert "更正的影响" not in get(client, pk).content.decode()


def test_an_answer_and_a_judgement_are_corrected_in_the_browser(world: World) -> None:
    submission = submitted(world)
    pk, client = submission.application_id, world.client("city")
    address = reverse("review-correct", args=[pk])
    for place, answer in (("conditions.B2", "not_met"), ("judged.F5-01", "not_met")):
        data = {"place": place, "answer": answer, "reason": "现场查看不符", "base": "0", "page": "", "points": ""}
        assert client.post(address, data).status_code == 302, place
    kept = Statement.objects.get(place="conditions.B2", witness="checked")
    assert kept.content["proof"]  # what was handed in stays its proof
    assert Statement.objects.get(place="judged.F5-01", witness="checked").content["assessor"] == "长春市工信局"
    assert client.post(address, {"place": "values.nonsense"}).status_code == 400


@pytest.mark.parametrize(
    ("who", "page", "post"),
    [("city", 200, 400), ("province", 200, 403), ("othercity", 404, 404), ("owner", 404, 404), (None, 302, 302)],
)
def test_who_gets_the_values(world: World, who: str | None, page: int, post: int) -> None:
    pk = submitted(world).application_id
    client = world.client(who)
    assert get(client, pk).status_code == page
    assert client.post(reverse("review-correct", args=[pk]), {"place": "x"}).status_code == post


def test_the_page_keeps_to_its_queries(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    submission = submitted(world)
    corrected(world, submission)
    client = world.client("city")
    get(client, submission.application_id)
    with django_assert_num_queries(13):
        get(client, submission.application_id)


def test_a_version_handed_in_again_is_evaluated_by_itself(world: World) -> None:
    submission = submitted(world)
    corrected(world, submission)
    application = Application.objects.get()
    second = Submission.objects.create(
        application=application, number=2, data=submission.data, evidence=[], receipt_number="T-2", receipt={},
        result=submission.result | {"verdict": "x"}, digest="0" * 64, by=submission.by, at=submission.at,
    )  # fmt: skip
    assert deciding_results([application])[application.pk] == second.result
