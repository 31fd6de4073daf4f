"""The province's meeting in the browser: who sees it, witnesses side by side, decided, previewed, released."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application
from greenlist.decisions.domain import decide, open_batch, propose
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.engine import clock
from greenlist.parties.models import Membership, Role
from greenlist.reviews.models import CheckedResult
from later import several
from world import World, organisation, person, place

from .meeting_ground import meeting, recommended, scored

pytestmark = pytest.mark.django_db
WHO = [("province", 200), ("provinceapprover", 200), ("city", 403), ("expert", 403), ("owner", 403), (None, 302)]


def go(world: World, who: str | None, name: str, *args: Any, **query: str) -> Any:
    return world.client(who).get(reverse(name, args=args), query)


def text(answer: Any) -> str:
    assert answer.status_code in {200, 409, 422}, answer.status_code
    return str(answer.content.decode())


def lines(batch: Batch) -> list[Line]:
    return list(batch.lines.select_related("application__unit").order_by("position"))


@pytest.mark.parametrize(("who", "status"), WHO)
def test_the_meeting_is_the_provinces(world: World, who: str | None, status: int) -> None:
    batch = meeting(world, 1)
    line = lines(batch)[0]
    pages: list[tuple[Any, ...]]
    pages = [("meetings",), ("meeting", batch.pk), ("meeting-preview", batch.pk), ("meeting-record", batch.pk),
             ("meeting-line", batch.pk, line.pk), ("meeting-minutes", batch.pk, "pdf")]  # fmt: skip
    assert {name: go(world, who, name, *args).status_code for name, *args in pages} == {
        name: status for name, *_args in pages
    }


def test_another_province_finds_nothing(world: World) -> None:
    batch = meeting(world, 1)
    place(world, "230000", "黑龙江省", "province", "cn")
    organisation(world, "north", "authority", "黑龙江省工业和信息化厅", "230000")
    person(world, "northern", "黄北方", "north", Role.PROVINCE_HANDLER)
    for name in ("meeting", "meeting-preview", "meeting-record"):
        assert go(world, "northern", name, batch.pk).status_code == 404
    assert batch.title not in text(go(world, "northern", "meetings"))


def test_the_list_is_opened_by_a_handler(world: World) -> None:
    cases = recommended(world, 1)
    assert "1 家已推荐到省" in text(go(world, "province", "meetings"))
    sent = {"round": str(cases[0].round_id)}
    assert world.client("provinceapprover").post(reverse("meeting-open"), sent).status_code == 403
    answer = world.client("province").post(reverse("meeting-open"), sent)
    assert answer["Location"] == reverse("meeting", args=[Batch.objects.get().pk])


def test_all_witnesses_stand_side_by_side(world: World) -> None:
    cases = recommended(world, 3)
    version = cases[0].submissions.get()
    version.pk, version.number, version.receipt_number, version._state.adding = None, 2, "TEST-2", True
    version.result["claimed_score"] = {"total": "85.6", "report": "报告", "sha256": "", "by_year": {}}
    version.save(force_insert=True)
    scored(world, cases)
    batch = open_batch(round=cases[0].round, stage=Stage.MEETING, by=world.hat("province"))
    first = lines(batch)[0]
    CheckedResult.objects.create(
        application=first.application, submission=first.submission, places=["values.x"], data={}, digest="0",
        result={"ranking_score": {"value": "79.25", "from": "computed"}}, by=world.hat("city").person, at=clock.now(),
    )  # fmt: skip
    city = Batch.objects.create(round=batch.round, place=world.places["changchun"], stage=Stage.SELECTION, title="市",
                                created_by=world.hat("city").person, created_at=clock.now())  # fmt: skip
    Line.objects.create(batch=city, application=first.application, kind="factory", submission=first.submission,
                        position=7)  # fmt: skip
    Batch.objects.filter(pk=city.pk).update(state="released", released_at=clock.now())
    page = text(go(world, "province", "meeting", batch.pk))
    row = page.split(first.application.unit.name)[2]  # after the tick box
    for figure in ("85.6", "79.25", "85", "一致", ">7<"):
        assert figure in row.split("</tr>")[0]
    assert "分歧大" in page


FILTERS = [
    ({"review": "conflicting"}, 1), ({"review": "mixed"}, 1), ({"review": "incomplete"}, 0), ({"advice": "yes"}, 3),
    ({"advice": "no"}, 0), ({"industry": "13"}, 3), ({"industry": "34"}, 0), ({"outcome": "open"}, 3),
    ({"outcome": "yes"}, 0), ({"text": "示例工厂101"}, 1), ({"city": "0"}, 0), ({}, 3),
]  # fmt: skip


def test_filters(world: World) -> None:
    batch = meeting(world)
    for query, count in FILTERS:
        page = text(go(world, "province", "meeting", batch.pk, **query))
        assert page.count('class="place"') == count, query


def test_the_whole_way_of_a_meeting(world: World) -> None:
    batch = meeting(world)
    handler, approver = world.client("province"), world.client("provinceapprover")
    one, two, three = lines(batch)
    path = reverse("meeting-decide", args=[batch.pk])

    def decided(line: Line, outcome: str, why: str = "") -> Any:
        version = Batch.objects.get(pk=batch.pk).version
        return handler.post(path, {"lines": line.pk, "outcome": outcome, "text": why, "version": version})

    assert decided(one, "yes").status_code == 302
    assert decided(two, "no").status_code == 422  # no reason
    assert decided(two, "no", "专家意见分歧大，材料不足").status_code == 302
    assert decided(three, "back", "请核对用水数据").status_code == 302
    assert approver.post(path, {"lines": one.pk, "outcome": "yes", "version": "1"}).status_code == 403
    act = reverse("meeting-act", args=[batch.pk, "propose"])
    assert handler.post(act, {"version": Batch.objects.get().version}).status_code == 302
    page = text(approver.get(reverse("meeting-preview", args=[batch.pk])))
    assert "专家意见分歧大" in page
    release = reverse("meeting-release", args=[batch.pk])
    assert handler.post(release, {"digest": "x"}).status_code == 403
    assert approver.post(release, {"digest": "x"}).status_code == 409
    seen = approver.get(reverse("meeting-preview", args=[batch.pk])).context["seen"]
    assert approver.post(release, {"digest": seen.digest}).status_code == 302
    assert Batch.objects.get().state == Batch.State.RELEASED
    assert "发布，此后不能修改" in text(handler.get(reverse("meeting", args=[batch.pk])))


def test_nobody_decides_on_a_case_of_their_own(world: World) -> None:
    batch = meeting(world)
    one, two, _three = lines(batch)
    Membership.objects.create(
        person=world.hat("province").person, organisation=one.application.unit, role=Role.APPLICANT_EDITOR,
        duty="business", since=clock.now(),
    )  # fmt: skip
    page = text(go(world, "province", "meeting", batch.pk))
    assert page.count('type="checkbox" name="lines"') == 2
    assert "要回避这份申报" in page
    client, path = world.client("province"), reverse("meeting-decide", args=[batch.pk])
    sent = {"lines": [one.pk, two.pk], "outcome": "yes", "version": batch.version}
    answer = client.post(path, sent)
    assert answer.status_code == 422
    assert "要回避这份申报" in text(answer)
    move = reverse("meeting-move", args=[batch.pk, one.pk])
    assert client.post(move, {"to": 2, "reason": "同等", "version": batch.version}).status_code == 403
    assert client.post(path, {"scope": "all", "outcome": "yes", "version": batch.version}).status_code == 302
    assert set(batch.lines.filter(outcome="yes").values_list("application", flat=True)) == {
        row.application_id for row in lines(batch) if row.pk != one.pk
    }


def test_a_line_is_moved_and_noted_with_reasons(world: World) -> None:
    batch = meeting(world)
    one, client = lines(batch)[0], world.client("province")
    move = reverse("meeting-move", args=[batch.pk, one.pk])
    assert client.post(move, {"to": 2, "reason": "", "version": batch.version}).status_code == 422
    assert client.post(move, {"to": 2, "reason": "同等得分", "version": batch.version}).status_code == 302
    note = reverse("meeting-note", args=[batch.pk, one.pk])
    assert client.post(note, {"text": ""}).status_code == 422
    assert client.post(note, {"text": "请核对用水"}).status_code == 302
    page = text(go(world, "provinceapprover", "meeting-line", batch.pk, one.pk))
    assert "请核对用水" in page
    assert "同等得分" in page
    assert "1 条备注" in text(go(world, "province", "meeting", batch.pk))


@pytest.mark.parametrize("act", ["quota", "burn"])
def test_no_such_act(world: World, act: str) -> None:
    batch = meeting(world, 1)
    assert world.client("province").post(reverse("meeting-act", args=[batch.pk, act]), {}).status_code == 404


def test_sent_back_and_dropped(world: World) -> None:
    batch = meeting(world, 1)
    decide(batch=batch, lines=[lines(batch)[0].pk], outcome="yes", reason="", by=world.hat("province"),
           version=batch.version)  # fmt: skip
    propose(batch=batch, by=world.hat("province"), version=batch.version)
    path = reverse("meeting-act", args=[batch.pk, "send_back"])
    assert world.client("provinceapprover").post(path, {"reason": ""}).status_code == 422
    assert world.client("provinceapprover").post(path, {"reason": "再看看"}).status_code == 302
    assert "再看看" in text(go(world, "province", "meeting", batch.pk))
    path = reverse("meeting-act", args=[batch.pk, "drop"])
    assert world.client("province").post(path, {"reason": "重新召集"}).status_code == 302
    assert go(world, "province", "meeting-record", batch.pk).status_code == 403


def test_one_line_takes_as_many_queries_as_three(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    batch = meeting(world, 3)
    client, path = world.client("province"), reverse("meeting", args=[batch.pk])
    client.get(path)
    with django_assert_num_queries(PAGE):
        client.get(path)
    Line.objects.filter(batch=batch, position__gt=1).delete()
    with django_assert_num_queries(PAGE):
        assert text(client.get(path)).count('class="place"') == 1


PAGE = 20


def test_cases_that_came_later_join_on_refresh(world: World) -> None:
    batch = meeting(world, 1)
    model = Application.objects.get(pk=lines(batch)[0].application_id).submissions.get()
    several(world, model, count=1, state="recommended", first=500)
    act = reverse("meeting-act", args=[batch.pk, "refresh"])
    assert world.client("province").post(act, {"version": batch.version}).status_code == 302
    assert batch.lines.count() == 2


def test_a_case_without_experts_says_so(world: World) -> None:
    cases = recommended(world, 1)
    batch = open_batch(round=cases[0].round, stage=Stage.MEETING, by=world.hat("province"))
    assert "未评完" in text(go(world, "province", "meeting", batch.pk))
    assert "没有分配专家" in text(go(world, "province", "meeting-line", batch.pk, lines(batch)[0].pk))
    scored(world, cases)
    assert "一致" in text(go(world, "province", "meeting", batch.pk))
