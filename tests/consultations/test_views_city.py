"""The city's pages: who sees them, the whole way of a batch in the browser, how many queries they take."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from documents.paper_texts import docx_text, pdf_text
from greenlist.applications.models import Submission
from greenlist.consultations.models import Consultation, Letter, PersonalLink, Reply
from greenlist.consultations.queries.previewing import preview
from greenlist.engine import clock
from greenlist.journal.models import Entry
from later import put, several
from world import World

from .ground import CHECKED, departments, drafted, due, everyone, letter, objected, reply, scan, send, sent, unit

pytestmark = pytest.mark.django_db
OFFICE = {"city": 200, "cityapprover": 200, "province": 200, "othercity": 404, "department": 403, "owner": 403,
          "expert": 403, "evaluator": 403}  # fmt: skip


def page(world: World, who: str | None, path: str) -> Any:
    return world.client(who).get(path)


def text_of(world: World, who: str | None, path: str, status: int = 200) -> str:
    answer = page(world, who, path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def drain(answer: Any) -> int:
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


@pytest.mark.parametrize(("who", "status"), OFFICE.items())
def test_who_sees_a_batch(world: World, who: str, status: int) -> None:
    consultation = sent(world, 1)
    answered = objected(world, consultation, upload=scan())
    one = letter(consultation)
    for path in (f"{consultation.pk}/", f"letters/{one.pk}/", f"{consultation.pk}/table/", f"replies/{answered.pk}/"):
        assert page(world, who, f"/consultations/{path}").status_code == status, path
    listed = page(world, who, "/consultations/").status_code
    assert listed == (403 if status == 403 else 200)
    file = f"/consultations/replies/{answered.pk}/file/"
    assert drain(page(world, who, file)) == (200 if who == "department" or status == 200 else 404)
    paper = f"/consultations/letters/{one.pk}/document/pdf/"
    assert page(world, who, paper).status_code == (200 if who == "department" or status == 200 else 404)
    assert page(world, None, f"/consultations/{consultation.pk}/").status_code == 302


def test_a_draft_is_the_citys_alone(world: World) -> None:
    consultation = drafted(world, 1)
    for who, status in (OFFICE | {"province": 404}).items():
        assert page(world, who, f"/consultations/{consultation.pk}/").status_code == status
    assert page(world, "department", f"/letters/{letter(consultation).pk}/").status_code == 404
    assert page(world, "city", f"/consultations/letters/{letter(consultation).pk}/").status_code == 200
    assert page(world, "city", f"/consultations/{consultation.pk}/table/").status_code == 302


def test_applicants_read_nothing_of_who_objected(world: World) -> None:
    consultation = sent(world, 1)
    one = objected(world, consultation)
    application = unit(consultation).application
    application.unit = world.organisations["unit"]
    application.kind = "supply_chain"
    application.save()
    body = text_of(world, "owner", f"/applications/{application.pk}/")
    assert one.facts not in body
    assert "长春市生态环境局" not in body


@pytest.mark.requirement("REQ-44")
def test_the_whole_way(world: World) -> None:
    departments(world)
    rows = several(world, count=2, state=CHECKED)
    round_, city, approver = rows[0].round, world.client("city"), world.client("cityapprover")
    body = text_of(world, "city", "/consultations/")
    assert f"/consultations/new/?round={round_.pk}" in body
    new = f"/consultations/new/?round={round_.pk}"
    assert "政策没有规定答复期限" in text_of(world, "city", new)
    assert city.post(new, {}).status_code == 422
    bad = city.post(new, {"applications": [rows[0].pk], "due_on": clock.today()})
    assert bad.status_code == 422
    assert 'id="id_due_on_error"' in bad.content.decode()
    answer = city.post(new, {"applications": [one.pk for one in rows], "due_on": due(), "contact": "资源科"})
    consultation = Consultation.objects.get()
    path = f"/consultations/{consultation.pk}/"
    assert answer.url == path
    changed = {"title": "头批", "applications": [one.pk for one in rows], "due_on": due()}
    assert city.post(f"{path}edit/", changed).url == path
    add = city.post(f"{path}letters/add/", {"field": "税务", "addressee": "长春市税务局"})
    assert add.url == path
    tax = consultation.letters.get(field="税务")
    assert city.post(f"/consultations/letters/{tax.pk}/change/", {"addressee": "国家税务总局长春市税务局"}).url == path
    assert "没有账号" in text_of(world, "city", path)
    assert page(world, "city", f"{path}send/").status_code == 403
    body = text_of(world, "cityapprover", f"{path}send/")
    assert "发出 4 份函" in body
    assert approver.post(f"{path}send/", {"digest": "x"}).status_code == 422
    assert approver.post(f"{path}send/", {"digest": preview(Consultation.objects.get()).digest}).url == path
    body = text_of(world, "city", path)
    assert "已发函" in body
    assert "政策没有规定逾期不答复怎么办" in body
    linked = city.post(
        f"/consultations/letters/{tax.pk}/links/", {"name": "税务员", "email": "t@example.cn", "days": 5}
    )
    assert linked.url == "/consultations/links/shown/"
    shown = city.get(linked.url).content.decode()
    assert "/reply/" in shown
    assert "/reply/" not in city.get(linked.url).content.decode()
    assert "/reply/" in mail.outbox[-1].body
    assert city.post(f"/consultations/letters/{tax.pk}/remind/").status_code == 302
    assert city.post(f"/consultations/letters/{tax.pk}/remind/").status_code == 422
    link = PersonalLink.objects.get()
    assert city.post(f"/consultations/links/{link.pk}/revoke/").status_code == 302
    assert city.post(f"/consultations/letters/{tax.pk}/number/", {"number": "12"}).status_code == 422
    assert city.post(f"/consultations/letters/{tax.pk}/number/", {"number": "长工信函〔2024〕3号"}).status_code == 302


def test_paper_with_its_scan(world: World) -> None:
    consultation = sent(world)
    one, city = letter(consultation), world.client("city")
    path = f"/consultations/letters/{one.pk}/paper/"
    first, second = (f"u{row.pk}" for row in consultation.units.all())
    given = {"signed_by": "局长", "replied_on": clock.today(), f"{first}-answer": "none"}
    missing = city.post(path, given)
    assert missing.status_code == 422
    assert "还没有选择文件" in missing.content.decode()
    bad = city.post(path, given | {f"{second}-answer": "objection", "scan": scan()})
    assert bad.status_code == 422
    assert f'id="id_{second}-facts_error"' in bad.content.decode()
    assert city.post(path, {"replied_on": clock.today(), "scan": scan()}).status_code == 422
    assert city.post(path, given | {"scan": scan()}).status_code == 302
    assert Reply.objects.get().blob_name == "复函.pdf"
    assert "书面复函" in text_of(world, "city", f"/consultations/letters/{one.pk}/")


def test_the_ruling_page(world: World) -> None:
    consultation = sent(world, 1)
    one = objected(world, consultation, condition="NEG-2a")
    path = f"/consultations/replies/{one.pk}/"
    assert "由市级审批人认定" in text_of(world, "city", path)
    body = text_of(world, "cityapprover", path)
    assert "发生安全" in body
    assert f"/applications/{unit(consultation).application_id}/review/" in body
    approver = world.client("cityapprover")
    assert approver.post(path, {}).status_code == 422
    assert world.client("city").post(path, {"stands": "no", "reason": "x"}).status_code == 403
    assert approver.post(path, {"stands": "yes", "reason": "属实。"}).url == f"/consultations/{consultation.pk}/"
    assert "认定成立" in text_of(world, "city", f"/consultations/{consultation.pk}/?show=objection")


def test_the_table_as_a_workbook(world: World) -> None:
    consultation = sent(world)
    everyone(world, consultation, "生态环境")
    reply(world, consultation, "应急管理", answer="objection", facts="=1+1")
    answer = page(world, "city", f"/consultations/{consultation.pk}/table/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert rows[0][:4] == ["序号", "单位名称", "统一社会信用代码", "类别"]
    assert rows[0][4:7] == ["长春市生态环境局", "长春市应急管理局", "长春市市场监督管理局"]
    assert rows[1][4:8] == ["无异议", "有异议，待认定", "未答复", "长春市市场监督管理局"]
    assert len(rows) == 3


def test_closing(world: World) -> None:
    consultation = sent(world)
    path = f"/consultations/{consultation.pk}/close/"
    answer = world.client("city").post(path)
    assert answer.status_code == 422
    assert "没有齐" in answer.content.decode()
    everyone(world, consultation)
    assert world.client("province").post(path).status_code == 403
    assert world.client("city").post(path).status_code == 302
    assert world.client("city").post(f"/consultations/letters/{letter(consultation).pk}/remind/").status_code == 403


def test_queries_do_not_grow(world: World) -> None:
    departments(world)
    counts: dict[str, list[int]] = {}
    model = None
    for count, first in ((1, 100), (3, 200)):
        rows = several(world, model, count=count, state=CHECKED, first=first)
        model = model or Submission.objects.filter(application=rows[0]).get()
        draft = drafted(world, applications=rows)
        paths = {"draft": f"/consultations/{draft.pk}/", "edit": f"/consultations/{draft.pk}/edit/"}
        _measure(world, "city", paths, counts)
        _measure(world, "cityapprover", {"send": f"/consultations/{draft.pk}/send/"}, counts)
        send(world, draft)
        everyone(world, draft, "生态环境")
        objected(world, draft, "应急管理")
        one = letter(draft)
        paths = {
            "list": "/consultations/", "batch": f"/consultations/{draft.pk}/",
            "table": f"/consultations/{draft.pk}/table/",
            "letter": f"/consultations/letters/{one.pk}/", "paper": f"/consultations/letters/{one.pk}/paper/",
        }  # fmt: skip
        _measure(world, "city", paths, counts)
        _measure(world, "department", {"letters": "/letters/", "answer": f"/letters/{one.pk}/"}, counts)
    assert {name: pair for name, pair in counts.items() if pair[0] != pair[1]} == {}
    assert {name: pair[0] for name, pair in counts.items() if pair[0] > 20} == {}


def _measure(world: World, who: str, paths: dict[str, str], counts: dict[str, list[int]]) -> None:
    client = world.client(who)
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200, path
        counts.setdefault(name, []).append(len(queries))


def test_a_unit_that_left_is_not_heard_any_more(world: World) -> None:
    consultation = sent(world)
    put(unit(consultation).application, "recommended")
    body = text_of(world, "department", f"/letters/{letter(consultation).pk}/")
    assert "不再收答复" in body
    assert Letter.objects.count() == 3


def test_a_letter_is_sent_to_others_for_information(world: World) -> None:
    one = letter(sent(world, 1))
    path = f"/consultations/letters/{one.pk}/"
    given = {"number": "长工信函〔2024〕3号", "issued_on": "2024-07-15", "copies": "长春市发展改革委\n长春市财政局"}
    assert world.client("city").post(f"{path}number/", given).status_code == 302
    one.refresh_from_db()
    assert one.copies == ["长春市发展改革委", "长春市财政局"]
    entry = Entry.objects.filter(act="consultation.letter_numbered").latest("pk")
    assert (entry.before["copies"], entry.after["copies"]) == ([], one.copies)
    assert "长春市发展改革委，长春市财政局</textarea>" in text_of(world, "city", path)
    for form, read in (("pdf", pdf_text), ("docx", docx_text)):
        said = read(page(world, "department", f"{path}document/{form}/").content)
        assert "抄送：长春市发展改革委，长春市财政局。" in said
        assert "印发" not in said  # 信函格式
        assert "文件" not in said.split("关于征求")[0]
