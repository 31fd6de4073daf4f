"""Differences between versions and the timeline: place by place, in words, in order."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.urls import reverse

from greenlist.applications.comparing import differences, file_differences
from greenlist.applications.data import Data
from greenlist.applications.models import Application
from greenlist.applications.process import Matter, process_of
from greenlist.applications.sheets import Layout, sheets
from greenlist.applications.timeline import timeline, to_come
from greenlist.reviews.domain import Fault, return_application
from world import World, application_of, round_of

from .filled import completed, ready, submitted

DATA: Data = {
    "greenlist": 1,
    "kind": "factory",
    "evaluation_year": 2023,
    "route": "self",
    "unit": {"name": "示例食品有限公司", "agency": "甲"},
    "values": {"water_intake": {"value": "3.1", "unit": "万m3"}, "water_reuse": "100"},
    "products": [{"name": "月饼", "output_value": "5"}, {"name": "面包", "output_value": "6"}],
    "conditions": {"NEG-6": {"answer": "met", "proof": [{"file": "a.png", "queried_on": "2024-07-15"}]}},
}


@pytest.fixture
def layout(world: World) -> Layout:
    return Layout(application_of(world, round_of(world)))


def changed(layout: Layout, **change: Any) -> list[tuple[str, str, str, str, str]]:
    after = copy.deepcopy(DATA) | change
    return [
        (one.sign, str(one.label), one.row, one.before.text if one.before else "", one.after.text if one.after else "")
        for one in differences(layout, DATA, after)
    ]


def test_the_same_data_has_no_differences(layout: Layout) -> None:
    assert changed(layout) == []


def test_a_value_changed_added_and_removed(layout: Layout) -> None:
    found = changed(layout, values={"water_intake": {"value": "31000", "unit": "m3"}, "energy_total": "9"})
    assert ("changed", "取水量", "", "3.1 万m3", "31000 m3") in found
    assert {(sign, before, after) for sign, _label, _row, before, after in found} == {
        ("changed", "3.1 万m3", "31000 m3"), ("removed", "100", ""), ("added", "", "9"),
    }  # fmt: skip


def test_a_row_is_known_again_by_its_name(layout: Layout) -> None:
    rows = [{"name": "面包", "output_value": "7"}]
    found = changed(layout, products=rows)
    assert [(sign, row, before, after) for sign, _label, row, before, after in found] == [
        ("removed", "月饼", "月饼", ""), ("removed", "月饼", "5", ""), ("changed", "面包", "6", "7"),
    ]  # fmt: skip


def test_an_answer_in_words(layout: Layout) -> None:
    found = changed(layout, conditions={"NEG-6": {"answer": "not_met"}})
    assert found[0][3:] == ("无此情形；2024-07-15", "有此情形")
    assert found[0][1].startswith("NEG-6 ")


def test_route_and_unknown_places_have_words_too(layout: Layout) -> None:
    found = changed(layout, route="agency", values=DATA["values"] | {"nonsense": "1"})
    assert ("changed", "评价方式", "", "自评价", "第三方评价") in found
    assert any(label == "values.nonsense" for _sign, label, *_rest in found)


def test_files(layout: Layout) -> None:
    old = [{"name": "a.pdf", "sha256": "1", "proves": []}, {"name": "b.pdf", "sha256": "2", "proves": []}]
    new = [
        {"name": "a.pdf", "sha256": "3", "proves": [{"place": "conditions.NEG-6", "page": ""}]},
        {"name": "c.pdf", "sha256": "2", "proves": []},
    ]
    found = {(one.name, one.sign) for one in file_differences(layout, old, new)}
    assert found == {("a.pdf", "changed"), ("b.pdf", "removed"), ("c.pdf", "added")}


def test_every_place_of_a_filled_application_has_its_place_on_the_form(world: World) -> None:
    application = ready(world)
    laid = sheets(Layout(application), Matter(application).data)
    assert [str(entry.label) for sheet in laid if sheet.section is None for entry in sheet.entries] == []


def test_a_park_with_its_tenants_and_years(world: World) -> None:
    application = application_of(world, round_of(world), unit="park", kind="park", by="parkeditor")
    completed(application, world, by="parkeditor", sample="park-01-good.yaml")
    text = world.client("parkeditor").get(reverse("check", kwargs={"pk": application.pk})).content.decode()
    assert '<th scope="col" class="num">2022</th>' in text
    assert "项回答" in text


def test_versions_page_compares_the_draft_with_what_was_handed_in(world: World) -> None:
    application = submitted(world).application
    application.refresh_from_db()
    url = reverse("versions", kwargs={"pk": application.pk})
    assert "有两个版本时" in world.client("city").get(url).content.decode()
    return_application(
        application=application, items=[Fault("conditions.NEG-6", "NEG-6", "重查")], by=world.hat("city"),
        version=application.version,
    )  # fmt: skip
    own = world.client("owner").get(url).content.decode()
    assert "现在的草稿" in own
    assert "填写的内容没有变化" in own
    assert "现在的草稿" not in world.client("city").get(url).content.decode()
    assert world.client("owner").get(url, {"before": "7", "after": "x"}).status_code == 200


# -- timeline ---------------------------------------------------------------------------------------------------


def ahead(application: Application, route: str) -> list[str]:
    return [state.id for state in to_come(process_of(application.round), application.state, route)]


def test_what_is_to_come_follows_the_route(world: World) -> None:
    application = application_of(world, round_of(world))
    rest = ["submitted", "formally_checked", "consulted", "selected", "recommended", "province_reviewed",
            "province_noticed", "sent_to_ministry", "national_noticed", "listed"]  # fmt: skip
    assert ahead(application, "") == ["self_screened", "self_evaluated", *rest]
    assert ahead(application, "self") == ["self_screened", "self_evaluated", *rest]
    assert ahead(application, "agency") == ["self_screened", "technically_reviewed", *rest]


def test_done_now_and_to_come_in_the_words_of_whoever_looks(world: World) -> None:
    application = submitted(world).application
    application.refresh_from_db()
    mine, theirs = (timeline(application, world.hat(who)) for who in ("owner", "city"))
    assert [step.sign for step in mine.steps][:4] == ["done", "done", "done", "now"]
    assert mine.now is not None
    assert theirs.now is not None
    assert (mine.now.label, theirs.now.label) == ("已提交，等待市（州）核对材料", "已提交")
    recommended = next(step for step in mine.steps if step.deadline)
    assert recommended.deadline.isoformat() == "2024-08-01"


def test_a_return_is_a_step_back_with_its_reason(world: World) -> None:
    application = submitted(world).application
    application.refresh_from_db()
    items = [Fault("conditions.NEG-6", "失信被执行人", "日期太早")]
    return_application(application=application, items=items, by=world.hat("city"), version=application.version)
    steps = timeline(application, world.hat("owner")).steps
    now = next(step for step in steps if step.sign == "now")
    assert now.reason == "失信被执行人：日期太早"
    fragment = world.client("owner").get(
        reverse("history", kwargs={"pk": application.pk}), headers={"HX-Request": "true"}
    )
    assert "<html" not in fragment.content.decode()
    assert "日期太早" in fragment.content.decode()
