"""From a filled report into a draft: up, looked at beside what is there, taken in part or whole - and what must not."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from applications.filled import completed, signed, state
from documents.report_docs import factory_2024, park_2018, saved, with_parts
from greenlist.applications.domain.submitting import submit_application
from greenlist.applications.models import Application, Statement, UploadedSheet
from greenlist.applications.workbook import sheet_of
from greenlist.applications.workbook_changes import Preview, preview_of
from greenlist.journal.models import Entry
from world import World, application_of, round_of

NAME = "第三方评价报告.docx"


@pytest.fixture
def draft(world: World) -> Application:
    application = application_of(world, round_of(world))
    state(application, "unit.contact", "原联系人", world.hat("owner"))
    state(application, "unit.phone", "0431-8800", world.hat("owner"))
    return application


@pytest.fixture(scope="module")
def report() -> bytes:
    document = factory_2024()
    for row in document.tables[0].rows:  # the code of a unit of its own stands in no made-up report
        for cell in row.cells:
            if "０１０５" in cell.text:
                cell.text = "/"
    return saved(document)


def at(application: Application, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"pk": application.pk, **more})


def upload(application: Application, world: World, content: bytes, name: str = NAME, who: str = "owner") -> Any:
    data = {"sheet": SimpleUploadedFile(name, content), "idempotency_key": str(uuid.uuid4())}
    return world.client(who).post(at(application, "report_upload"), data)


def brought(application: Application, world: World, content: bytes, who: str = "owner") -> UploadedSheet:
    assert upload(application, world, content, who=who).status_code == 302
    return UploadedSheet.objects.latest("pk")


def preview(kept: UploadedSheet) -> Preview:
    return preview_of(kept.application, sheet_of(kept.content))


def apply(
    kept: UploadedSheet, world: World, leave: Sequence[str] = (), who: str = "owner", **more: Any
) -> HttpResponse:
    data = {"digest": preview(kept).digest, "idempotency_key": str(uuid.uuid4()), "leave": leave, **more}
    return world.client(who).post(at(kept.application, "report_apply", upload=kept.pk), data)  # type: ignore[return-value]


def claim(application: Application, place: str) -> Statement:
    return application.statements.get(place=place, current=True)


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("colleague", 200), ("outsider", 404), ("city", 404), ("evaluator", 404)]
)
def test_who_may_bring_a_report(who: str, status: int, draft: Application, report: bytes, world: World) -> None:
    assert world.client(who).get(at(draft, "report_upload")).status_code == status
    assert upload(draft, world, report, who=who).status_code == (302 if status == 200 else 404)
    kept = UploadedSheet.objects.first()
    assert (kept is not None) == (status == 200)


def test_nobody_elses_report_is_found(draft: Application, report: bytes, world: World) -> None:
    kept = brought(draft, world, report)
    for who in ("outsider", "city", "parkeditor"):
        assert world.client(who).get(at(draft, "report_apply", upload=kept.pk)).status_code == 404
        assert apply(kept, world, who=who).status_code == 404
    other = application_of(world, draft.round, kind="supply_chain")
    assert world.client("owner").get(at(other, "report_apply", upload=kept.pk)).status_code == 404
    assert world.client("owner").get(at(draft, "workbook_apply", upload=kept.pk)).status_code == 404


def test_looking_changes_nothing_and_tells_everything(draft: Application, report: bytes, world: World) -> None:
    before = list(draft.statements.order_by("pk").values_list("pk", "current"))
    kept = brought(draft, world, report)
    page = world.client("owner").get(at(draft, "report_apply", upload=kept.pk)).content.decode()
    assert list(draft.statements.order_by("pk").values_list("pk", "current")) == before
    assert "原联系人" in page  # what stands there
    assert "李四" in page  # what the report says
    assert "表1第8行第4列" in page
    assert "厂歌" in page  # what was not understood
    assert "不认得这一栏" in page
    assert "评价过程和方法" in page  # a chapter that no line asks for
    kinds = {one.place: one.kind for one in preview(kept).changes}
    assert kinds["unit.contact"] == "changed"
    assert "unit.phone" not in kinds  # says the same
    assert kinds["unit.unit_nature"] == kinds["claimed_score"] == kinds["narrative.highlights"] == "new"


def test_what_somebody_filled_in_is_kept_unless_a_person_says_otherwise(
    draft: Application, report: bytes, world: World
) -> None:
    kept = brought(draft, world, report)
    page = world.client("owner").get(at(draft, "report_apply", upload=kept.pk)).content.decode()
    boxes = [part.split(">")[0] for part in page.split('name="leave" value="')[1:]]
    ticked = [box.split('"')[0] for box in boxes if box.endswith("checked")]
    assert "unit.contact" in ticked
    assert "unit.email" not in ticked
    assert apply(kept, world, leave=ticked).status_code == 302
    assert claim(draft, "unit.contact").content == "原联系人"
    assert claim(draft, "unit.email").content == "li@example.com"


def test_applying_states_it_with_its_source_once(draft: Application, report: bytes, world: World) -> None:
    kept = brought(draft, world, report)
    assert apply(kept, world).status_code == 302
    stated = claim(draft, "unit.email")
    assert (stated.content, stated.by.login, stated.witness) == ("li@example.com", "owner", "claimed")
    assert NAME in stated.reason
    assert "表1第9行第4列" in stated.reason
    changed = claim(draft, "unit.contact")
    assert (changed.content, changed.follows is not None) == ("李四", True)
    assert claim(draft, "claimed_score").content == {"total": "86.5", "report": NAME}
    (entry,) = Entry.objects.filter(act="application.report_applied")
    assert entry.after["sha256"] == kept.sha256
    assert apply(kept, world).status_code == 302  # again, with another key
    assert Entry.objects.filter(act="application.report_applied").count() == 1
    again = brought(draft, world, report)
    assert preview(again).changes == []


def test_the_same_key_acts_once(draft: Application, report: bytes, world: World) -> None:
    kept = brought(draft, world, report)
    seen = preview(kept)
    answers = [apply(kept, world, idempotency_key="k" * 20, digest=seen.digest).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Entry.objects.filter(act="application.report_applied").count() == 1


def test_what_was_stated_meanwhile_is_looked_at_again(draft: Application, report: bytes, world: World) -> None:
    kept = brought(draft, world, report)
    seen = preview(kept)
    state(draft, "unit.contact", "同事填的人", world.hat("colleague"))
    response = apply(kept, world, digest=seen.digest, seen=seen.seen)
    assert response.status_code == 409
    assert "同事填的人" in response.content.decode()
    assert claim(draft, "unit.contact").content == "同事填的人"


def test_a_text_is_compared_with_what_stands_there(draft: Application, report: bytes, world: World) -> None:
    state(draft, "narrative.highlights", "别的亮点", world.hat("owner"))
    (one,) = [one for one in preview(brought(draft, world, report)).changes if one.place == "narrative.highlights"]
    assert (one.kind, one.now) == ("changed", "别的亮点")


def test_a_report_handed_in_application_takes_nothing(draft: Application, report: bytes, world: World) -> None:
    kept = brought(draft, world, report)
    full = signed(completed(draft, world), world)
    submit_application(application=full, by=world.hat("signatory"), version=full.version)
    before = draft.statements.count()
    assert upload(draft, world, report).status_code == 403
    assert apply(kept, world).status_code == 403
    assert draft.statements.count() == before


def test_the_report_of_another_unit_or_kind_is_refused(draft: Application, world: World) -> None:
    draft.unit.uscc = "91220202A000040126"
    draft.unit.save()
    other = upload(draft, world, saved(factory_2024()))
    assert other.status_code == 422
    assert "不是本单位的" in other.content.decode()
    park = upload(draft, world, saved(park_2018()))
    assert park.status_code == 422
    assert "绿色工业园区" in park.content.decode()


def test_files_that_are_not_read_say_what_to_do(draft: Application, report: bytes, world: World) -> None:
    def macro(parts: dict[str, bytes]) -> None:
        parts["word/vbaProject.bin"] = b"x"

    cases = {
        "报告.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为 .docx"),
        "报告.pdf": (b"%PDF-1.7\n", "Word 原稿"),
        "锁.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "取消密码"),
        "宏.docx": (with_parts(report, macro), "宏"),
        "空.docx": (b"", "文件是空的"),
        "表.docx": (b"hello", "不是 Word 文档"),
    }
    for name, (content, words) in cases.items():
        response = upload(draft, world, content, name)
        assert response.status_code == 422, name
        assert words in response.content.decode(), name
    assert not UploadedSheet.objects.exists()


def test_the_pages_cost_the_same_for_few_and_many(
    draft: Application, report: bytes, world: World, django_assert_max_num_queries: Any
) -> None:
    kept = brought(draft, world, report)
    client = world.client("owner")
    with django_assert_max_num_queries(40):
        assert client.get(at(draft, "report_apply", upload=kept.pk)).status_code == 200
    for _ in range(2):
        brought(draft, world, report)
    with django_assert_max_num_queries(20):
        assert client.get(at(draft, "report_upload")).status_code == 200
