"""Notices and objections on the desk and before the unit: who sees what, the whole way in pages, query budgets."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.notices.domain.posting import post_notice
from greenlist.notices.models import Notice, Objection
from greenlist.notices.queries.preview import preview
from world import World, organisation, person, place

from .noticed import (
    CARD,
    TERMS,
    accepted,
    decided,
    drafted,
    heard,
    in_days,
    line_of,
    more,
    objected,
    over,
    paper,
    posted,
    proposed,
    reviewed,
    second_approver,
)

pytestmark = pytest.mark.django_db
DESK = {"province": 200, "provinceapprover": 200, "city": 403, "owner": 403, "agencyhead": 403, "expert": 403,
        "department": 403, "audit": 403}  # fmt: skip


def status_of(world: World, who: str, path: str) -> int:
    answer = world.client(who).get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return int(answer.status_code)


def text_of(world: World, who: str, path: str) -> str:
    answer = world.client(who).get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def terms(rows: list[Any], **changes: Any) -> dict[str, Any]:
    return {
        "title": TERMS.title, "document_no": "", "days": 5, "day_kind": "calendar", "first_day_counts": "no",
        "anonymous": "record", "days_reason": "厅内规定", "text": TERMS.text, "contact": TERMS.contact,
        "applications": [one.pk for one in rows],
    } | changes  # fmt: skip


def test_who_has_the_desk(world: World) -> None:
    notice = posted(world)
    objection = objected(world, notice)
    for path in ("/notices/", f"/notices/new/{notice.round_id}/", f"/notices/{notice.pk}/",
                 f"/notices/{notice.pk}/after/", "/objections/", f"/objections/{objection.pk}/"):  # fmt: skip
        assert {who: status_of(world, who, path) for who in DESK} == DESK, path


def test_another_province_sees_nothing(world: World) -> None:
    place(world, "210000", "辽宁省", "province", "cn")
    organisation(world, "liaoning", "authority", "辽宁省工业和信息化厅", "210000")
    person(world, "liaoning", "辽经办", "liaoning", "province_approver")
    notice = posted(world)
    objection = objected(world, notice)
    for path in (f"/notices/{notice.pk}/", f"/notices/{notice.pk}/after/", f"/objections/{objection.pk}/",
                 f"/objections/files/{objection.files.get().pk}/", f"/notices/new/{notice.round_id}/"):  # fmt: skip
        assert status_of(world, "liaoning", path) == 404, path
    assert "示例" not in text_of(world, "liaoning", "/objections/")
    assert world.client("liaoning").post(f"/objections/{objection.pk}/accept/").status_code == 404


def test_from_the_draft_to_the_posted_notice(world: World) -> None:
    rows = reviewed(world)
    handler, approver = world.client("province"), world.client("provinceapprover")
    assert "2 家已完成省级评审" in text_of(world, "province", "/notices/")
    form = f"/notices/new/{rows[0].round_id}/"
    text = text_of(world, "province", form)
    assert "通知未规定省级公示天数" in text
    assert text.count(" checked") >= 2
    faulty = handler.post(form, terms(rows, days_reason=""))
    assert faulty.status_code == 422
    assert 'id="id_days_reason_error"' in faulty.content.decode()
    notice_page = handler.post(form, terms(rows)).url
    notice = Notice.objects.get()
    assert notice_page == f"/notices/{notice.pk}/"
    shown = text_of(world, "province", notice_page)
    for said in (str(in_days(5)), "示例食品有限公司", "本市（州）有2家单位", "由省级审批人发布"):
        assert said in shown
    for kind, head in {"pdf": b"%PDF", "docx": b"PK"}.items():
        assert handler.get(f"{notice_page}document/{kind}/").content.startswith(head)
    assert handler.get(f"{notice_page}document/odt/").status_code == 404
    assert handler.post(f"{notice_page}post/", {"digest": "x"}).status_code == 403
    assert approver.post(f"{notice_page}post/", {"digest": "x"}).status_code == 409
    assert approver.post(f"{notice_page}post/", {"digest": preview(notice).digest}).status_code == 302
    assert "发布过的版本" in text_of(world, "province", notice_page)
    assert handler.get(f"{notice_page}edit/").status_code == 403
    assert "公示期内，单位" not in shown


def test_the_names_are_a_workbook_of_texts(world: World) -> None:
    """Of a draft as of today, of a posted notice as posted."""
    notice = drafted(world)
    handler, path = world.client("province"), f"/notices/{notice.pk}/"
    line = notice.units.order_by("position").first()
    assert line is not None
    line.name = "=1+1厂"
    line.save(update_fields=["name"])
    shown = preview(notice).content
    assert shown is not None
    assert f"{path}document/xlsx/" in text_of(world, "province", path)
    drafts = names_in(handler.get(f"{path}document/xlsx/").content)
    assert drafts[0] == ["类型", "序号", "单位名称", "所在地区"]
    assert [row[2] for row in drafts[1:]] == [one["name"] for one in shown["units"]]
    assert "=1+1厂" in {row[2] for row in drafts}
    post_notice(notice=notice, digest=preview(notice).digest, by=world.hat("provinceapprover"))
    assert f"{path}document/xlsx/" in text_of(world, "province", path)
    last = Notice.objects.get(pk=notice.pk).versions.get()
    units = [["绿色工厂", str(one["position"]), one["name"], one["place"]] for one in last.content["units"]]
    assert names_in(handler.get(f"{path}document/xlsx/").content)[1:] == units
    assert world.client("city").get(f"{path}document/xlsx/").status_code == 403


def names_in(content: bytes) -> list[list[Any]]:
    """The rows of a workbook all of whose cells are texts."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.rows for cell in row} == {"s"}
    return [list(row) for row in sheet.values]


def test_a_draft_is_changed_and_dropped(world: World) -> None:
    rows = reviewed(world)
    notice = drafted(world, rows)
    handler = world.client("province")
    assert handler.post(f"/notices/{notice.pk}/edit/", terms(rows[:1], days=9)).status_code == 302
    notice.refresh_from_db()
    assert (notice.days, notice.units.count()) == (9, 1)
    assert handler.post(f"/notices/{notice.pk}/edit/", terms([])).status_code == 422
    assert handler.post(f"/notices/{notice.pk}/drop/", {"reason": ""}).status_code == 422
    assert handler.post(f"/notices/{notice.pk}/drop/", {"reason": "重拟"}).status_code == 302
    assert "已撤销" in text_of(world, "province", f"/notices/{notice.pk}/")


def test_a_correction_on_its_pages(world: World) -> None:
    notice = posted(world)
    second_approver(world)
    path = f"/notices/{notice.pk}/"
    given = {"title": notice.title, "document_no": "", "days": 5, "text": "更正后的正文", "contact": notice.contact}
    assert world.client("province").post(f"{path}correct/", given).status_code == 422
    assert world.client("provinceapprover").post(f"{path}correct/", given | {"reason": "正文有误"}).status_code == 302
    assert "待发布的更正" in text_of(world, "province", path)
    assert world.client("provinceapprover").post(f"{path}correct/post/").status_code == 403
    assert world.client("province").get(f"{path}document/pdf/").content.startswith(b"%PDF")
    assert world.client("approver2").post(f"{path}correct/post/").status_code == 302
    public = world.client(None).get(f"/public-notices/{notice.pk}/").content.decode()
    for said in ("更正后的正文", "第 2 版（PDF）", "第 1 版（PDF）", "正文有误"):
        assert said in public
    assert world.client("province").post(f"{path}correct/", given | {"reason": "再改", "days": 6}).status_code == 302
    assert world.client("province").post(f"{path}correct/drop/").status_code == 302


def test_the_whole_way_of_an_objection(world: World) -> None:
    notice = posted(world)
    objection = objected(world, notice)
    act = f"/objections/{objection.pk}/%s/"
    handler, approver = world.client("province"), world.client("provinceapprover")
    text = text_of(world, "province", f"/objections/{objection.pk}/")
    for said in ("张反映", CARD, "处罚决定书.pdf", "没有规定，由办理人员填写"):
        assert said in text
    assert handler.post(act % "accept", {"due_on": ""}).status_code == 422
    assert handler.post(act % "accept", {"due_on": in_days(15)}).status_code == 302
    assert handler.post(act % "hear", {"told_unit": "张反映说", "until": in_days(5)}).status_code == 422
    assert handler.post(act % "hear", {"told_unit": "请说明去年处罚的情况", "until": in_days(5)}).status_code == 302
    own = f"/unit-objections/{objection.pk}/"
    assert "请说明去年处罚的情况" in text_of(world, "owner", own)
    answer = world.client("owner").post(own, {"text": "已整改", "papers": paper("验收.pdf")})
    assert answer.status_code == 302
    given = {"outcome": "upheld", "findings": "处罚属实"}
    assert handler.post(act % "propose", given | {"outcome": ""}).status_code == 422
    assert handler.post(act % "propose", given).status_code == 302
    assert "由省级审批人决定" in text_of(world, "province", f"/objections/{objection.pk}/")
    assert "单位移出拟推荐名单" in text_of(world, "provinceapprover", f"/objections/{objection.pk}/")
    assert handler.post(act % "decide").status_code == 403
    assert approver.post(act % "send_back", {"reason": "写清楚"}).status_code == 302
    assert "写清楚" in text_of(world, "province", f"/objections/{objection.pk}/")
    assert handler.post(act % "propose", given).status_code == 302
    assert approver.post(act % "decide").status_code == 302
    objection.refresh_from_db()
    assert (objection.state, line_of(notice).application.state) == ("decided", "rejected")
    assert "处罚属实" in text_of(world, "owner", own)
    assert handler.post(act % "burn").status_code == 404


def test_the_unit_sees_what_was_written_for_it_and_no_more(world: World) -> None:
    notice = posted(world)
    waiting = accepted(world, notice)
    assert status_of(world, "owner", f"/unit-objections/{waiting.pk}/") == 404
    objection = heard(world, notice)
    path = f"/unit-objections/{objection.pk}/"
    expected = {"owner": 200, "colleague": 200, "outsider": 404, "farther": 404, "city": 403, "province": 403,
                "department": 403, "agencyhead": 403}  # fmt: skip
    assert {who: status_of(world, who, path) for who in expected} == expected
    text = text_of(world, "colleague", path) + text_of(world, "owner", "/unit-objections/")
    for secret in ("张反映", CARD, "13900000000", "超标排放", objection.receipt_no, "处罚决定书.pdf"):
        assert secret not in text
    assert "没有要答复的问题" in text_of(world, "outsider", "/unit-objections/")
    assert world.client("owner").post(path, {"text": ""}).status_code == 422
    assert world.client("outsider").post(path, {"text": "代答"}).status_code == 404


def test_files_are_for_whom_they_are_meant(world: World) -> None:
    objection = heard(world, posted(world))
    proof, answer = (objection.files.get(of_unit=of_unit) for of_unit in (False, True))
    expected = {
        "province": (200, 200), "owner": (404, 200), "outsider": (404, 404), "city": (404, 404), "expert": (404, 404),
    }  # fmt: skip
    for who, statuses in expected.items():
        assert tuple(status_of(world, who, f"/objections/files/{one.pk}/") for one in (proof, answer)) == statuses, who
    sent = world.client("province").get(f"/objections/files/{proof.pk}/")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Disposition"].startswith("attachment")
    assert sent["Cache-Control"] == "private, no-store"
    assert b"".join(sent.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    type(proof.blob).objects.filter(pk=proof.blob_id).update(scan="infected")
    assert status_of(world, "province", f"/objections/files/{proof.pk}/") == 403


def test_nothing_of_an_objection_reaches_a_city(world: World) -> None:
    notice = posted(world)
    proposed(world, notice)
    application = line_of(notice).application
    for path in ("/", "/applications/", f"/applications/{application.pk}/", "/notifications/"):
        text = text_of(world, "city", path)
        for secret in ("张反映", CARD, "异议成立"):
            assert secret not in text, path


def test_after_the_notice(world: World) -> None:
    rows = reviewed(world, count=3)
    notice = posted(world, rows)
    decided(world, notice)
    waiting = objected(world, notice, line_of(notice, rows[1]))
    path = f"/notices/{notice.pk}/after/"
    assert "等公示期满：1 家" in text_of(world, "province", path)
    over(notice)
    text = text_of(world, "province", path)
    for said in ("可以报部：1 家", "等待办结：1 家", "已移出名单：1 家", waiting.receipt_no, "还没有定办结期限"):
        assert said in text
    draft = drafted(world, more(world, rows[0], count=1))
    assert status_of(world, "province", f"/notices/{draft.pk}/after/") == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_budgets(world: World, django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    rows = reviewed(world, count=count)
    notice = posted(world, rows)
    for one in rows:
        heard_of = objected(world, notice, line_of(notice, one))
    draft = drafted(world, more(world, rows[0], count=count))
    more(world, rows[0], count=count, first=500)
    client = world.client("province")
    budgets = {
        "/notices/": 7, f"/notices/{notice.pk}/": 6, f"/notices/{notice.pk}/after/": 7, f"/notices/{draft.pk}/": 7,
        f"/notices/{draft.pk}/edit/": 7, "/objections/": 6, f"/objections/{heard_of.pk}/": 7,
    }  # fmt: skip
    for path, most in budgets.items():
        client.get(path)
        with django_assert_num_queries(most):
            assert client.get(path).status_code == 200
    assert Objection.objects.count() == count
