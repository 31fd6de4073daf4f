"""The watch of a round: whose numbers, what is late with whom, pictures that can be read, tables as files, budgets."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from documents.paper_texts import docx_text, pdf_text, squeezed
from greenlist.applications.models import Application, Passage
from greenlist.consultations.models import Consultation, ConsultedUnit, Letter, Reply
from greenlist.decisions.models import Batch
from greenlist.engine import clock
from greenlist.notices.models import Notice, NoticedUnit, Objection
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.portal.watching import watch
from greenlist.portal.watching_export import NAMES, TABLES
from greenlist.rounds.models import Deadline, Round
from later import several
from stages import submitted
from world import World


def go(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs=arguments)


def dated(round_: Round, **days: int) -> None:
    """Dates of the calendar, in days from today; the others are open."""
    Deadline.objects.filter(round=round_).update(on=None)
    for kind, left in days.items():
        Deadline.objects.filter(round=round_, kind=kind).update(on=clock.today() + timedelta(days=left))


def scene(world: World) -> Round:
    """Three of Changchun, two of Jilin city, at several steps; the real one waits for the city. No date is set."""
    model = submitted(world)
    several(world, model, count=1, state="recommended")
    several(world, model, count=1, state="consulted", first=200)
    several(world, model, count=2, state="submitted", where="jilin", first=300)
    dated(model.application.round)
    return model.application.round


def secret(text: str) -> dict[str, str]:
    """The hash of the secret part of a receipt; made up."""
    return {"token_sha256": text}


def consulted(world: World, applications: list[Application], *, due: date, answered: int) -> Letter:
    """A letter about some units, of which the first few have their answer."""
    round_, by = applications[0].round, world.hat("city").person
    asked = Consultation.objects.create(
        round=round_, city=world.places["changchun"], title="第一批", state="sent", due_on=due, created_by=by,
        created_at=clock.now(),
    )  # fmt: skip
    letter = Letter.objects.create(consultation=asked, field="生态环境", addressee="长春市生态环境局")
    for number, one in enumerate(applications):
        unit = ConsultedUnit.objects.create(consultation=asked, application=one, position=number)
        if number < answered:
            Reply.objects.create(
                letter=letter, unit=unit, answer="none", replied_on=clock.today(), via="paper", by=by, at=clock.now()
            )
    return letter


@pytest.mark.parametrize(
    ("who", "status"),
    [("province", 200), ("provinceapprover", 200), ("city", 200), ("othercity", 200), ("owner", 403),
     ("evaluator", 403), ("department", 403), ("expert", 403), ("system", 403), ("newcomer", 404), (None, 302)],
)  # fmt: skip
def test_offices_watch(world: World, who: str | None, status: int) -> None:
    round_ = scene(world)
    client = world.client(who)
    assert client.get(go("round-watch", pk=round_.pk)).status_code == status
    for table in TABLES:
        assert client.get(go("round-watch-table", pk=round_.pk, table=table, form="csv")).status_code == status


def test_each_office_watches_its_own(world: World) -> None:
    round_ = scene(world)
    found = {who: watch(round_, world.hat(who)) for who in ("province", "city", "othercity")}
    assert {who: one.funnel.total for who, one in found.items()} == {"province": 5, "city": 3, "othercity": 2}
    assert [(one.name, one.total) for one in found["province"].cities] == [("长春市", 3), ("吉林市", 2)]
    assert [one.name for one in found["city"].cities] == ["长春市"]
    assert [(one.key, one.total) for one in found["province"].industries] == [("13", 5)]
    reached = {one.id: (one.reached, one.now) for one in found["province"].funnel.stages}
    assert reached["submitted"] == (5, 3)
    assert reached["consulted"] == (2, 1)
    assert reached["recommended"] == (1, 1)
    html = world.client("othercity").get(go("round-watch", pk=round_.pk)).content.decode()
    assert "长春市" not in html


def test_an_application_that_went_back_has_been_there(world: World) -> None:
    round_ = scene(world)
    one = Application.objects.get(state="recommended")
    Passage.objects.create(
        application=one, transition="T15", from_state="selected", to_state="recommended", at=clock.now()
    )
    Application.objects.filter(pk=one.pk).update(state="formally_checked")
    stages = {each.id: (each.reached, each.now) for each in watch(round_, world.hat("city")).funnel.stages}
    assert stages["recommended"] == (1, 0)
    assert stages["formally_checked"] == (2, 1)


def test_a_date_that_is_past_is_late_with_whose_turn_it_is(world: World) -> None:
    round_ = scene(world)
    dated(round_, city=-3, province=4)
    late = {(one.what, one.who): (one.count, one.days) for one in watch(round_, world.hat("province")).late}
    assert late == {("市（州）推荐的期限已过", "长春市"): (2, 3), ("市（州）推荐的期限已过", "吉林市"): (2, 3)}
    dated(round_, city=0)
    assert watch(round_, world.hat("province")).late == []
    dated(round_, province=-1)
    told = [(one.who, one.count) for one in watch(round_, world.hat("province")).late]
    assert ("省工业和信息化厅", 1) in told


def test_who_was_sent_back_is_late_with_the_unit(world: World) -> None:
    round_ = scene(world)
    Application.objects.filter(unit=world.organisations["unit"]).update(state="draft", returned=True)
    dated(round_, apply=-2)
    late = watch(round_, world.hat("city")).late
    assert [(one.who, one.count) for one in late] == [("长春市的申报单位（退回补正）", 1)]


def test_departments_that_have_not_answered(world: World) -> None:
    round_ = scene(world)
    ours = list(Application.objects.filter(round=round_, city=world.places["changchun"]))
    letter = consulted(world, ours, due=clock.today() - timedelta(days=5), answered=1)
    late = [one for one in watch(round_, world.hat("city")).late if one.what == "征求意见没有答复"]
    assert [(one.who, one.count, one.days) for one in late] == [("长春市生态环境局", 2, 5)]
    reply = Reply.objects.get()
    reply.answer, reply.until = "more_time", clock.today() - timedelta(days=1)
    reply.save()
    assert [one.count for one in watch(round_, world.hat("city")).late] == [3]  # the longer time is over too
    Reply.objects.update(until=clock.today() + timedelta(days=1))
    assert [one.count for one in watch(round_, world.hat("city")).late] == [2]
    assert watch(round_, world.hat("othercity")).late == []
    Consultation.objects.filter(pk=letter.consultation_id).update(state="closed")
    assert watch(round_, world.hat("city")).late == []


def test_sheets_and_objections_are_for_the_province_only(world: World) -> None:
    round_ = scene(world)
    by, at = world.hat("province").person, clock.now() - timedelta(days=9)
    ours = list(Application.objects.filter(state="recommended"))
    expert = Expert.objects.create(
        person=world.hat("expert").person, pool=world.organisations["experts"], employer="示例大学", since=at
    )
    panel = Panel.objects.create(
        round=round_, place=world.places["220000"], name="第一组", kind="factory", state="scoring", per_case=3,
        created_by=by, created_at=at,
    )  # fmt: skip
    for one in ours:
        Assignment.objects.create(panel=panel, application=one, expert=expert, how="hand", why="示例", by=by, at=at)
    notice = Notice.objects.create(
        round=round_,
        place=world.places["220000"],
        title="公示",
        days=7,
        first_day_counts=False,
        anonymous="record",
        prepared_by=by,
        day_kind="calendar",
        created_by=by,
        created_at=at,
    )
    unit = NoticedUnit.objects.create(
        notice=notice, application=ours[0], position=1, name="示例厂", place_name="长春市"
    )
    yesterday = clock.today() - timedelta(days=1)
    Objection.objects.create(
        notice=notice, unit=unit, receipt_no="1", **secret("1"), ground="x", received_at=at, state="accepted",
        due_on=yesterday, name="举报人甲",
    )  # fmt: skip
    Objection.objects.create(
        notice=notice, unit=unit, receipt_no="2", **secret("2"), ground="x", received_at=at, state="hearing",
        hearing_until=yesterday,
    )  # fmt: skip
    late = {(one.what, one.who): one.days for one in watch(round_, world.hat("province")).late}
    assert late == {
        ("评审表没有签署", "专家杨专家"): 9,
        ("异议没有办结", "省工业和信息化厅"): 1,
        ("对异议的答复没有交来", "示例厂"): 1,
    }  # fmt: skip
    assert watch(round_, world.hat("city")).late == []
    page = world.client("province").get(go("round-watch", pk=round_.pk)).content.decode()
    assert "举报人甲" not in page


def test_lists_wait_for_the_own_offices_second_person(world: World) -> None:
    round_ = scene(world)
    Batch.objects.create(
        round=round_, place=world.places["changchun"], stage="selection", title="名单", state="proposed",
        created_by=world.hat("city").person, created_at=clock.now(), proposed_at=clock.now() - timedelta(days=2),
    )  # fmt: skip
    assert [(one.what, one.days) for one in watch(round_, world.hat("city")).late] == [("名单待审批", 2)]
    assert watch(round_, world.hat("province")).late == []


def test_pictures_can_be_read_and_carry_no_style(world: World) -> None:
    round_ = scene(world)
    dated(round_, city=20, province=-4)
    html = world.client("province").get(go("round-watch", pk=round_.pk)).content.decode()
    drawn = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawn) >= 3
    assert all('role="img"' in one and re.search(r'aria-label="[^"]+"', one) for one in drawn)
    assert "style=" not in html
    assert "长春市 3，吉林市 2" in html
    assert "已提交到过 5 份，现在 3 份" in html
    assert "示意图" in html
    assert "还有 20 天" in html


def test_tables_are_files(world: World) -> None:
    round_ = scene(world)
    dated(round_, city=-3)
    client = world.client("province")
    for table in TABLES:
        answer = client.get(go("round-watch-table", pk=round_.pk, table=table, form="csv"))
        rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
        book = openpyxl.load_workbook(
            io.BytesIO(client.get(go("round-watch-table", pk=round_.pk, table=table, form="xlsx")).content)
        )
        sheet = book.active
        assert sheet is not None
        assert [[str(one) if one is not None else "" for one in row] for row in sheet.values] == rows, table
        assert len(rows) > 1, table
    assert client.get(go("round-watch-table", pk=round_.pk, table="people", form="csv")).status_code == 404
    assert client.get(go("round-watch-table", pk=round_.pk, table="late", form="odt")).status_code == 404


def test_tables_are_documents(world: World) -> None:
    round_ = scene(world)
    dated(round_, city=-3)
    client = world.client("province")
    page = client.get(go("round-watch", pk=round_.pk)).content.decode()
    client.cookies["django_language"] = "en"  # the documents are Chinese all the same
    for table in TABLES:
        for form, text_of in (("pdf", pdf_text), ("docx", docx_text)):
            address = go("round-watch-table", pk=round_.pk, table=table, form=form)
            assert address in page, table
            said = text_of(client.get(address).content)
            assert squeezed(f"全省　截至 {clock.today().isoformat()}") in said, table
            assert name_of(table) in said, table
    late = docx_text(client.get(go("round-watch-table", pk=round_.pk, table="late", form="docx")).content)
    assert "在谁手上" in late
    city = world.client("city").get(go("round-watch-table", pk=round_.pk, table="funnel", form="docx")).content
    assert "长春市截至" in docx_text(city)


def name_of(table: str) -> str:
    with override("zh-hans"):
        return str(NAMES[table])


def test_home_tells_the_same_in_short(world: World) -> None:
    round_ = scene(world)
    dated(round_, city=-3)
    for who, total in (("province", 5), ("city", 3)):
        html = world.client(who).get("/").content.decode()
        assert go("round-watch", pk=round_.pk) in html
        assert f"收到 {total} 份" in html
        assert "市（州）推荐的期限已过" in html


@pytest.mark.parametrize(("who", "budget"), [("city", 11), ("province", 13)])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_watch_keeps_its_budget(
    world: World, who: str, budget: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    model = submitted(world)
    ours = several(world, model, count=rows, state="consulted")
    several(world, model, count=rows, state="submitted", where="jilin", first=300)
    consulted(world, ours, due=clock.today() - timedelta(days=5), answered=0)
    dated(model.application.round, city=-3)
    client = world.client(who)
    client.get(go("round-watch", pk=model.application.round_id))
    with django_assert_num_queries(budget):
        client.get(go("round-watch", pk=model.application.round_id))
