"""Recommendations in the browser: who gets what, what stands on the pages, the whole way of one, queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from applications.papers import pdf
from documents.paper_texts import docx_text, pdf_text
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.recommendations.models import Posting, Recommendation, RecommendedUnit, Upload
from greenlist.recommendations.queries.previewing import preview
from world import World

from .ground import NUMBER, drafted, let_pass, proposed, selected, sent, the_one

pytestmark = pytest.mark.django_db
OWN = {"city": 200, "cityapprover": 200, "province": 200, "othercity": 404, "owner": 403, "expert": 403, None: 302}
INTAKE = {"province": 200, "provinceapprover": 200, "city": 403, "owner": 403, None: 302}


@pytest.fixture(autouse=True)
def _others_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)


def page(world: World, who: str | None, path: str) -> Any:
    return world.client(who).get(path)


def text(world: World, who: str, path: str) -> str:
    answer = page(world, who, path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def paths(row: Recommendation) -> Iterator[str]:
    unit = row.units.first()
    assert unit is not None
    for end in ("", "preview/", "delivery/", "packages/", "platform/", f"units/{unit.pk}/", "files/xlsx/"):
        yield f"/recommendations/{row.pk}/{end}"


@pytest.mark.parametrize(("who", "status"), OWN.items())
def test_who_sees_a_recommendation(world: World, who: str | None, status: int) -> None:
    sent(world, selected(world, 1)[0].round)
    assert {page(world, who, path).status_code for path in paths(the_one())} == {status}


@pytest.mark.parametrize(("who", "status"), INTAKE.items())
def test_who_takes_in(world: World, who: str | None, status: int) -> None:
    sent(world, selected(world, 1)[0].round)
    row = the_one()
    unit = row.units.get()
    every = ("/intake/", f"/intake/{row.pk}/", f"/intake/units/{unit.pk}/")
    assert {page(world, who, path).status_code for path in every} == {status}


def test_an_intake_of_something_not_sent_is_not_there(world: World) -> None:
    row = proposed(world, selected(world, 1)[0].round)
    assert page(world, "province", f"/intake/{row.pk}/").status_code == 404
    assert page(world, "province", f"/intake/units/{row.units.get().pk}/").status_code == 404


@pytest.mark.requirement("REQ-46")
@pytest.mark.requirement("REQ-47")
def test_the_whole_way_of_one(world: World) -> None:
    units = selected(world, 2)
    handler, approver = world.client("city"), world.client("cityapprover")
    assert "2 家已遴选的单位可以推荐" in text(world, "city", "/recommendations/")
    answer = handler.post(f"/recommendations/start/{units[0].round_id}/", {})
    row = the_one()
    assert answer["Location"] == f"/recommendations/{row.pk}/"
    assert "还没有核对" in text(world, "city", answer["Location"])
    told = handler.post(f"/recommendations/{row.pk}/propose/", {"version": row.version}, follow=True)
    assert "推荐文还没有文号" in told.content.decode()
    letter = {"version": row.version, "letter_no": "第五号", "letter_on": clock.today(), "text": "写明的经过"}
    wrong = handler.post(f"/recommendations/{row.pk}/letter/", letter)
    assert wrong.status_code == 422
    assert "写明的经过" in wrong.content.decode()  # nothing typed is lost
    assert handler.post(f"/recommendations/{row.pk}/letter/", letter | {"letter_no": NUMBER}).status_code == 302
    handler.post(f"/recommendations/{row.pk}/do/check/", {})
    row.refresh_from_db()
    handler.post(f"/recommendations/{row.pk}/units/", {"version": row.version, "application": [units[0].pk]})
    row.refresh_from_db()
    handler.post(f"/recommendations/{row.pk}/propose/", {"version": row.version})
    shown = text(world, "cityapprover", f"/recommendations/{row.pk}/preview/")
    assert "报出 1 家" in shown
    assert "示例工厂100有限公司" in shown
    assert "由审批人办理" in text(world, "city", f"/recommendations/{row.pk}/preview/")
    digest = preview(the_one()).digest
    assert handler.post(f"/recommendations/{row.pk}/preview/", {"digest": digest}).status_code == 403
    done = approver.post(f"/recommendations/{row.pk}/preview/", {"digest": digest}, follow=True)
    assert "已报出 1 家" in done.content.decode()
    assert "还没有登记纸质材料的寄送" in done.content.decode()
    _delivered(world, the_one())


def _delivered(world: World, row: Recommendation) -> None:
    client, today = world.client("city"), clock.today()
    scan = SimpleUploadedFile("推荐文.pdf", pdf())
    assert client.post(f"/recommendations/{row.pk}/scans/", {"part": "letter", "file": scan}).status_code == 302
    posting = {"act": "posting", "what": "推荐文和材料", "copies": 1, "recipient": "省厅", "posted_on": today,
               "how": "EMS", "tracking_no": "EE1"}  # fmt: skip
    assert client.post(f"/recommendations/{row.pk}/delivery/", posting | {"how": ""}).status_code == 422
    client.post(f"/recommendations/{row.pk}/delivery/", posting)
    unit = row.units.get(went=True)
    client.post(f"/recommendations/{row.pk}/delivery/", {"act": "upload", "units": [unit.pk], "uploaded_on": today})
    assert (Posting.objects.get().tracking_no, Upload.objects.get().application_id) == ("EE1", unit.application_id)
    assert "寄送和上传都已登记" in text(world, "city", f"/recommendations/{row.pk}/delivery/")
    assert client.post(f"/recommendations/{row.pk}/units/{unit.pk}/package/", {}).status_code == 302
    assert "合订本" in text(world, "city", f"/recommendations/{row.pk}/units/{unit.pk}/")
    file = unit.package.files.get()
    answer = page(world, "city", f"/recommendations/packages/{file.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert page(world, "othercity", f"/recommendations/packages/{file.pk}/").status_code == 404
    assert page(world, "owner", f"/recommendations/packages/{file.pk}/").status_code == 403


def test_intake_in_the_browser(world: World) -> None:
    units = selected(world, 2)
    sent(world, units[0].round)
    row, client = the_one(), world.client("province")
    assert "未核对" in text(world, "province", f"/intake/{row.pk}/")
    client.post(f"/intake/{row.pk}/check/", {})
    first, second = row.units.order_by("position")
    back = f"/intake/units/{first.pk}/return/"
    version = Application.objects.get(pk=first.application_id).version
    assert client.post(back, {"version": version}).status_code == 422
    client.post(back, {"version": version, "other": "缺少盖章页"})
    assert "缺少盖章页" in text(world, "province", f"/intake/units/{first.pk}/")
    client.post(f"/intake/units/{second.pk}/take/", {"note": "齐"})
    shown = text(world, "province", "/intake/")
    assert "长春市" in shown
    assert "吉林市" in shown  # sent nothing, and is named
    answer = page(world, "province", f"/intake/{row.pk}/?form=xlsx")
    assert answer.content.startswith(b"PK")
    for form, text_of in (("pdf", pdf_text), ("docx", docx_text)):
        answer = page(world, "province", f"/intake/{row.pk}/?form={form}")
        assert f"file.{form}" in answer["Content-Disposition"]
        said = text_of(answer.content)
        assert "推荐材料受理核对表" in said
        assert "推荐单位（2家）" in said
        for part in (first.application.unit.name, second.application.unit.name, "已退回", "已受理", "齐"):
            assert part in said


def test_the_unit_sees_the_letter_it_went_with(world: World) -> None:
    from stages import submitted

    application = submitted(world).application
    path = f"/applications/{application.pk}/recommended/"
    assert "还没有随推荐文报出" in text(world, "owner", path)
    from .ground import due

    Application.objects.filter(pk=application.pk).update(state="selected")
    due(application.round, None)
    sent(world, application.round)
    assert NUMBER in text(world, "owner", path)
    got = {who: page(world, who, path).status_code for who in ("colleague", "city", "province", "outsider", "expert")}
    assert got == {"colleague": 200, "city": 200, "province": 200, "outsider": 404, "expert": 404}


def test_letter_and_table_as_files(world: World) -> None:
    sent(world, selected(world, 1)[0].round)
    row = the_one()
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        assert page(world, "city", f"/recommendations/{row.pk}/files/{form}/").content.startswith(start)
    assert page(world, "city", f"/recommendations/{row.pk}/files/exe/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_whatever_their_number(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    sent(world, selected(world, count)[0].round)
    row, city, province = the_one(), world.client("city"), world.client("province")
    unit = RecommendedUnit.objects.filter(recommendation=row).latest("pk")
    province.post(f"/intake/{row.pk}/check/", {})
    one, own = f"/recommendations/{row.pk}", f"/recommendations/{row.pk}/units/{unit.pk}/"
    of_city = {"/recommendations/": 9, f"{one}/": 12, f"{one}/preview/": 9, f"{one}/delivery/": 9,
               f"{one}/packages/": 9, f"{one}/platform/": 9, own: 13}  # fmt: skip
    of_province = {"/intake/": 9, f"/intake/{row.pk}/": 6, f"/intake/units/{unit.pk}/": 5}
    for client, budgets in ((city, of_city), (province, of_province)):
        for path, number in budgets.items():
            client.get(path)  # what is opened once per process is open now
            with django_assert_num_queries(number):
                assert client.get(path).status_code == 200


FOOT = {"copies": "省生态环境厅、省应急管理厅", "printed_by": "长春市工业和信息化局办公室", "printed_on": "2024-08-01"}


def test_the_foot_of_the_letter_is_typed_kept_printed_and_written_down(world: World) -> None:
    row = drafted(world, selected(world, 1)[0].round)
    city, path = world.client("city"), f"/recommendations/{row.pk}/"
    given = {"letter_no": row.letter_no, "letter_on": "2024-07-26", "signer": "陈局长", "version": row.version}
    assert city.post(f"{path}letter/", given | FOOT).status_code == 302
    shown = text(world, "city", path)
    assert "省生态环境厅，省应急管理厅</textarea>" in shown
    assert 'value="2024-08-01"' in shown
    entry = Entry.objects.filter(act="recommendation.worded").latest("pk")
    assert entry.before["copies"] == []
    assert entry.after["copies"] == ["省生态环境厅", "省应急管理厅"]
    assert (entry.after["printed_by"], entry.after["printed_on"]) == (FOOT["printed_by"], FOOT["printed_on"])
    in_pdf = pdf_text(page(world, "city", f"{path}files/pdf/").content)
    in_docx = docx_text(page(world, "city", f"{path}files/docx/").content)
    for said in (in_pdf, in_docx):
        assert "抄送：省生态环境厅，省应急管理厅。" in said
        assert "长春市工业和信息化局办公室" in said
        assert "2024年8月1日印发" in said


def test_another_foot_is_another_letter_to_be_released(world: World) -> None:
    row = drafted(world, selected(world, 1)[0].round)
    before = preview(row).digest
    row.copies = ["省生态环境厅"]
    assert preview(row).digest != before


@pytest.mark.parametrize(("field", "typed"), [("copies", "厅" * 130), ("copies", "、".join(map(str, range(70))))])
def test_copies_that_are_no_names_stand_at_their_field(world: World, field: str, typed: str) -> None:
    row = drafted(world, selected(world, 1)[0].round)
    given = {"version": row.version, field: typed}
    answer = world.client("city").post(f"/recommendations/{row.pk}/letter/", given)
    assert answer.status_code == 422
    assert f'id="id_letter_{field}_error"' in answer.content.decode()
    assert typed in answer.content.decode()
    assert the_one().copies == []
