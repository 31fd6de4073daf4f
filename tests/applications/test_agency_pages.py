"""Pages of an application while an agency is engaged: what its people open, what the applicant is shown."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.editing import KINDS, application_with, save, section_url
from applications.engaged import engage, object_to
from applications.papers import pdf
from greenlist.applications.domain.evidence import add_evidence
from greenlist.applications.domain.stating import state
from greenlist.applications.models import Application, Evidence, Statement
from greenlist.applications.sections import section_of_place, sections_of
from world import World

pytestmark = pytest.mark.django_db
PLACE = "values.water_intake"
READ = ("application", "evidence", "result", "evaluation", "history", "versions", "workbook")


@pytest.fixture
def application(world: World) -> Application:
    """A draft with one figure and one file, contracted."""
    made = application_with(world, *KINDS[1])
    state(application=made, place=PLACE, content="100", by=world.hat("owner"))
    upload = SimpleUploadedFile("水费发票.pdf", pdf(text="水费"))
    add_evidence(application=made, upload=upload, by=world.hat("owner"), places=[PLACE])
    return engage(world, made)


def url(name: str, application: Application, **more: object) -> str:
    return reverse(name, kwargs={"pk": application.pk, **more})


def test_the_agency_opens_the_draft_and_no_other_agency_does(world: World, application: Application) -> None:
    evaluator, other = world.client("evaluator"), world.client("otherevaluator")
    file = Evidence.objects.get()
    addresses = [url(name, application) for name in READ]
    addresses += [url(name, application, eid=file.pk) for name in ("evidence_item", "evidence_view", "evidence_file")]
    addresses += [url("section", application, section="unit"), url("trace", application, key="score")]
    for address in addresses:
        answer = evaluator.get(address)
        assert answer.status_code in {200, 302}, address
        answer.getvalue()  # to its end, so that a file behind it is closed
        assert other.get(address).status_code == 404, address


def test_the_agency_reads_and_changes_nothing_of_the_applicants(world: World, application: Application) -> None:
    evaluator, file = world.client("evaluator"), Evidence.objects.get()
    page = evaluator.get(url("application", application)).content.decode()
    assert "单位所填内容" in page
    assert "从上年申报带入" not in page
    assert reverse("check", kwargs={"pk": application.pk}) not in page
    section = evaluator.get(section_url(application, "unit")).content.decode()
    assert "只有申报单位可以填写" in section
    assert "保存并继续" not in section
    assert save(evaluator, application, "unit", **{"unit.contact": "某人"}).status_code == 403
    for name in ("check", "copy"):
        assert evaluator.get(url(name, application)).status_code == 403
    for name in ("evidence_remove", "evidence_describe"):
        assert evaluator.post(url(name, application, eid=file.pk)).status_code == 403
    assert not Statement.objects.filter(place="unit.contact").exists()


def test_the_agency_hands_in_files_of_its_own(world: World, application: Application) -> None:
    evaluator, owner = world.client("evaluator"), world.client("owner")
    upload = SimpleUploadedFile("核查记录.pdf", pdf(text="核查"), "application/pdf")
    data = {"upload": [upload], "place": ""}
    assert evaluator.post(url("evidence_upload", application), data).status_code == 204
    theirs = Evidence.objects.get(witness="verified")
    page = owner.get(url("evidence", application)).content.decode()
    assert "核查记录.pdf" in page
    assert "评价机构" in page
    assert owner.post(url("evidence_remove", application, eid=theirs.pk)).status_code == 403
    assert "移除文件" not in owner.get(url("evidence_item", application, eid=theirs.pk)).content.decode()
    engage(world, application, "technically_reviewed")
    assert evaluator.post(url("evidence_upload", application), data).status_code == 403


def test_the_list_says_nothing_of_others_to_an_agency(world: World, application: Application) -> None:
    assert "示例食品有限公司" in world.client("evaluator").get("/applications/").content.decode()
    assert "示例食品有限公司" not in world.client("otherevaluator").get("/applications/").content.decode()


def test_the_applicant_sees_what_the_agency_objects_to(world: World, application: Application) -> None:
    engage(world, application, "site_evaluated")
    owner = world.client("owner")
    shut = owner.get(url("application", application)).content.decode()
    assert "示例绿色评价有限公司" in shut
    assert "看第三方评价" in shut
    assert "接着填" not in shut
    object_to(world, application, PLACE)
    page = owner.get(url("application", application)).content.decode()
    assert "评价机构提出 1 个问题" in page
    assert url("application-nonconformities", application) in page
    section = section_of_place(sections_of(application), PLACE)
    assert section is not None
    shown = owner.get(section_url(application, section.id)).content.decode()
    assert "评价机构提出（严重不符合）：监测报告与填报不一致" in shown
    assert "没有对这一项提出问题" in shown


def test_the_check_page_waits_for_the_agency(world: World, application: Application) -> None:
    engage(world, application, "planned")
    page = world.client("signatory").get(url("check", application)).content.decode()
    assert "第三方机构正在评价；报告签章后" in page
    assert "评价机构还没有出具签章的评价报告" in page
    assert "还没有上传签章的第三方评价报告" not in page
    refused = world.client("signatory").post(url("submit", application), {"version": application.version})
    assert refused.status_code in {403, 422}


def test_how_many_queries_the_agencys_pages_ask(
    world: World, application: Application, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    evaluator = world.client("evaluator")
    for name, count in (("application", 11), ("evidence", 13)):
        evaluator.get(url(name, application))
        with django_assert_num_queries(count):
            evaluator.get(url(name, application))
