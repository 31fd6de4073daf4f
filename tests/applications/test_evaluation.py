"""What is stated, evaluated: beside the form, as a page, and down to every figure."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from applications.filled import completed, fill, ready, state, submitted
from greenlist.applications.anchors import Anchors
from greenlist.applications.data import application_data
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.evaluating import evaluate_data, indicator_years
from greenlist.applications.models import Application, DraftEvaluation, Statement
from greenlist.applications.queries.evaluation import bars_of, panel_of, shown_to
from greenlist.applications.queries.trace import traced
from greenlist.rounds.domain import open_round
from world import World, application_of, round_of

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def draft(world: World) -> Application:
    return ready(world)


@pytest.fixture
def park(world: World) -> Application:
    application = application_of(world, round_of(world), unit="park", kind="park", by="parkeditor")
    fill(application, "park-01-good.yaml", world.hat("parkeditor"))
    return application


def at(application: Application, name: str = "result", **more: Any) -> str:
    return reverse(name, kwargs={"pk": application.pk, **more})


def test_a_draft_is_evaluated_once_for_what_is_stated(
    draft: Application, world: World, django_assert_num_queries: Any
) -> None:
    first = refresh_evaluation(application=draft)
    data = application_data(draft)
    with django_assert_num_queries(1):
        again = refresh_evaluation(application=draft, data=data)
    assert (again.basis, again.at) == (first.basis, first.at)
    state(draft, "values.output_value_total", "5000", world.hat("owner"))
    assert refresh_evaluation(application=draft).basis != first.basis
    assert DraftEvaluation.objects.count() == 1


def test_an_application_with_nothing_in_it_is_evaluated_too(world: World) -> None:
    application = application_of(world, round_of(world))
    result = refresh_evaluation(application=application).result
    assert result["verdict"] == "undetermined"
    panel = panel_of(shown_to(world.hat("owner"), application, None))
    assert {one.kind for one in panel.todo} >= {"missing", "answer"}


@pytest.mark.parametrize("name", ["evaluation", "result"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("signatory", 200), ("outsider", 404), ("city", 404), ("evaluator", 404)],
)
def test_who_sees_the_evaluation_of_a_draft(name: str, who: str, status: int, draft: Application, world: World) -> None:
    assert world.client(who).get(at(draft, name), **HTMX).status_code == status


def test_nobody_signed_in_is_sent_to_sign_in(draft: Application) -> None:
    assert Client().get(at(draft)).status_code == 302


def test_the_panel_leads_to_the_result_without_javascript(draft: Application, world: World) -> None:
    response = world.client("owner").get(at(draft, "evaluation"))
    assert response["Location"] == at(draft)


def test_the_panel_says_what_is_to_do_and_leads_there(draft: Application, world: World) -> None:
    page = world.client("owner").get(at(draft, "evaluation"), **HTMX).content.decode()
    assert "还要处理" in page
    assert "试评" in page
    assert "看是哪些" in page
    assert f"/applications/{draft.pk}/s/" in page
    assert "#f-" in page


def test_the_panel_is_quick(draft: Application, world: World, django_assert_max_num_queries: Any) -> None:
    client = world.client("owner")
    client.get(at(draft, "evaluation"), **HTMX)  # opens the law of the round
    with django_assert_max_num_queries(14):
        client.get(at(draft, "evaluation"), **HTMX)
    assert min(seconds(client, at(draft, "evaluation")) for _ in range(5)) < 0.1


def seconds(client: Client, address: str) -> float:
    started = time.process_time()  # of this process: others may be at work on the machine
    client.get(address, **HTMX)
    return time.process_time() - started


def test_a_finding_names_the_way_out_and_the_field(draft: Application, world: World) -> None:
    owner = world.hat("owner")
    state(draft, "values.output_value_total", "1", owner)
    (one,) = [one for one in panel_of(shown_to(owner, draft, None)).todo if "产值之和" in one.text]
    assert one.kind == "error"
    assert one.way_out
    assert one.url.endswith("/s/table-products/")


def test_what_cannot_be_read_is_told_and_everything_else_evaluated(draft: Application, world: World) -> None:
    state(draft, "values.output_value_total", "很多", world.hat("owner"))
    shown = shown_to(world.hat("owner"), draft, None)
    assert shown.evaluated
    assert next(one.kind for one in panel_of(shown).todo) == "error"


def test_a_kind_that_the_round_does_not_take_is_a_told_problem(draft: Application) -> None:
    data = application_data(draft) | {"kind": "nonsense"}
    evaluated = evaluate_data(draft.round, data)
    assert evaluated.result is None
    assert evaluated.problems
    unknown = evaluate_data(draft.round, application_data(draft) | {"pack": "no-such-pack"})
    assert unknown.result is None
    assert unknown.problems[0].fatal


def test_a_page_without_a_result_says_why(draft: Application, world: World) -> None:
    Application.objects.filter(pk=draft.pk).update(pack_id="no-such-pack")
    response = world.client("owner").get(at(draft, "evaluation"), **HTMX)
    assert response.status_code == 200
    assert "no-such-pack" in response.content.decode()


def test_officials_see_what_was_handed_in_and_not_what_is_typed_since(world: World) -> None:
    application = submitted(world).application
    Application.objects.filter(pk=application.pk).update(state="draft")
    state(application, "unit.contact", "后来改的人", world.hat("owner"))
    shown = shown_to(world.hat("city"), application, None)
    assert shown.submission is not None
    assert "后来改的人" not in str(shown.data)
    assert "后来改的人" in str(shown_to(world.hat("owner"), application, None).data)
    page = world.client("city").get(at(application)).content.decode()
    assert "/s/data-" not in page  # nothing leads into the form


@pytest.mark.parametrize(("version", "status"), [("1", 200), ("2", 404), ("x", 404), ("99999999999999999999", 404)])
def test_versions(version: str, status: int, world: World) -> None:
    application = submitted(world).application
    for who in ("owner", "city", "province"):
        assert world.client(who).get(at(application), {"version": version}).status_code == status
    assert world.client("othercity").get(at(application), {"version": version}).status_code == 404


def test_the_result_page_shows_everything(park: Application, world: World, django_assert_max_num_queries: Any) -> None:
    client = world.client("parkeditor")
    client.get(at(park))
    with django_assert_max_num_queries(14):
        page = client.get(at(park)).content.decode()
    for text in ("结论", "115.50", "推荐次序", "否决条件", "申报前提", "近三年", "尚未核定", "依据的文件"):
        assert text in page
    assert "style=" not in page
    assert "<svg" in page


def test_three_years_of_an_indicator(park: Application) -> None:
    case = evaluate_data(park.round, application_data(park)).case
    assert case is not None
    years = indicator_years(park.round, case)["EG1"]
    assert sorted(years) == [2021, 2022, 2023]
    assert all(value is not None for value in years.values())


KEYS = ["score", "energy_total", "co2_total", "NEG-1", "NEG-2a", "RG1", "EG1", "MG1", "on_province_list", "park_level"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.long
def test_every_figure_is_traced(key: str, park: Application, world: World, django_assert_max_num_queries: Any) -> None:
    client = world.client("parkeditor")
    client.get(at(park))
    with django_assert_max_num_queries(14):
        assert client.get(at(park, "trace", key=key)).status_code == 200
    assert world.client("owner").get(at(park, "trace", key=key)).status_code == 404


def test_every_part_of_every_kind_has_its_page(park: Application, world: World) -> None:
    draft = completed(application_of(world, park.round), world)
    for application, who in ((park, "parkeditor"), (draft, "owner")):
        shown = shown_to(world.hat(who), application, None)
        for one in (*shown.result["indicators"], *shown.result["conditions"]):
            assert traced(shown, one["id"]).key == one["id"]
            assert bars_of(shown)


def test_an_unknown_figure_is_not_found(draft: Application, world: World) -> None:
    assert world.client("owner").get(at(draft, "trace", key="nothing")).status_code == 404


def test_a_trace_shows_formula_numbers_inputs_and_who(park: Application, world: World) -> None:
    page = world.client("parkeditor").get(at(park, "trace", key="RG1")).content.decode()
    assert "园区工业增加值 × 100000000 ÷ 工业用新鲜水量" in page
    assert "72 × 100000000 ÷ 5,400,000" in page
    for text in ("周园区", "引领值", "待核定", "填报 540 万m3"):
        assert text in page


def test_witnesses_stand_side_by_side_with_their_reasons(park: Application, world: World) -> None:
    evaluator = world.hat("evaluator")
    Statement.objects.create(
        application=park, place="years.2023.park_va", witness="verified", content="66", reason="扣除代征区域",
        by=evaluator.person, hat=evaluator.membership, at=park.created_at,
    )  # fmt: skip
    page = traced(shown_to(world.hat("parkeditor"), park, None), "RG1")
    (value,) = [one for one in page.inputs if one.key == "park_va"]
    assert [(word.witness, str(word.value), word.reason) for word in value.words] == [
        ("claimed", "72", ""), ("verified", "66", "扣除代征区域")
    ]  # fmt: skip
    assert [one.value for one in page.seen] == ["1,333.3333", "1,222.2222"]


def test_what_was_only_kept_in_a_conflict_never_stood_behind_a_value(park: Application, world: World) -> None:
    hat = world.hat("parkeditor")
    Statement.objects.create(
        application=park, place="years.2023.park_va", content="99", by=hat.person, at=park.created_at, current=False
    )
    (value, *_rest) = traced(shown_to(hat, park, None), "RG1").inputs
    assert [str(word.value) for word in value.words] == ["72"]


def test_in_english_the_sentences_are_english(draft: Application, world: World) -> None:
    with translation.override("en"):
        shown = shown_to(world.hat("owner"), draft, None)
        assert shown.language == "en"
        text = " ".join(one["reason"] for one in shown.result["conditions"])
    assert "answered" in text or "not" in text


def test_anchors_know_fields_of_other_years_rows_and_conditions(park: Application, world: World) -> None:
    draft = application_of(world, park.round)
    anchors = Anchors(park)
    assert anchors.url("park_co2[-1]").endswith("#f-years.2022.park_co2")
    assert anchors.url("park_va@2021").endswith("#f-years.2021.park_va")
    assert anchors.url("NEG-1").endswith("/s/exclusions/#f-conditions.NEG-1")
    assert anchors.url("pack") == ""
    assert Anchors(draft).url("products[2].energy").endswith("/s/table-products/")


def test_the_newest_rounds_law_works_too(world: World) -> None:
    round_ = open_round(
        policy_id="cn-2025", jurisdiction=world.places["220000"], title="2025", by=world.hat("province")
    )
    application = application_of(world, round_)
    assert refresh_evaluation(application=application).result["policy"]["id"] == "cn-2025"


def test_a_formula_reads_in_the_language_of_the_page(park: Application, world: World) -> None:
    with translation.override("en"):
        page = traced(shown_to(world.hat("parkeditor"), park, None), "RG1")
    assert "Industrial" in page.words.title()
    assert "工业" not in page.words
