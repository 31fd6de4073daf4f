"""Cases, bars and leads in the browser: who sees what, what stands on the pages, how many queries they take."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from documents.paper_texts import docx_text, pdf_text
from greenlist.agencies.models import AffectedApplication, AgencyReport, ConductCase, LeadNote, LikenessPair, Sanction
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.rounds.models import Round
from world import World, round_of

from .cases import NUMBER, REASONS, asked, barred, decided, heard, opened, proposed
from .engaged import another_unit, contracted, on_route
from .ground import filed, paper_file, staffed
from .visits import reported, visited

pytestmark = pytest.mark.django_db
PROVINCE = {"province": 200, "provinceapprover": 200, "city": 403, "owner": 403, "agencyhead": 403, "expert": 403}


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def page(world: World, who: str, path: str) -> Any:
    return world.client(who).get(path)


def status_of(world: World, who: str, path: str) -> int:
    answer = page(world, who, path)
    if answer.streaming:
        b"".join(answer.streaming_content)  # read to its end a file is closed
    return int(answer.status_code)


def text_of(world: World, who: str, path: str) -> str:
    answer = page(world, who, path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(("who", "status"), PROVINCE.items())
def test_who_has_the_desk(world: World, round_: Round, who: str, status: int) -> None:
    case = opened(world)
    paths = ("", "cases/", "cases/new/", "leads/", f"cases/{case.pk}/")
    assert {page(world, who, f"/agencies/{path}").status_code for path in paths} == {status}


def test_another_province_sees_nothing(world: World, round_: Round) -> None:
    from greenlist.parties.models import Role
    from world import organisation, person, place

    place(world, "210000", "辽宁省", "province", "cn")
    organisation(world, "liaoning", "authority", "辽宁省工业和信息化厅", "210000")
    person(world, "liaoning", "辽经办", "liaoning", Role.PROVINCE_HANDLER)
    case = decided(world)
    for path in (f"cases/{case.pk}/", f"circulars/{case.pk}/"):
        assert page(world, "liaoning", f"/agencies/{path}").status_code == 404
    assert "示例绿色评价有限公司" not in text_of(world, "liaoning", "/agencies/")


def test_an_agency_sees_its_own_case_from_the_hearing_on(world: World, round_: Round) -> None:
    case = opened(world)
    path = f"/agency/cases/{case.pk}/"
    assert page(world, "agencyhead", path).status_code == 404
    assert "没有对本机构的核查" in text_of(world, "agencyhead", "/agency/cases/")
    world.client("province").post(f"/agencies/cases/{case.pk}/hearing/", {"until": clock.today() + timedelta(days=3)})
    for who, status in {"agencyhead": 200, "evaluator": 200, "otherhead": 404, "province": 403, "owner": 403}.items():
        assert page(world, who, path).status_code == status
    assert "报告中的照片不是本厂的" in text_of(world, "agencyhead", path)
    assert "吉林省" in text_of(world, "evaluator", "/agency/cases/")
    assert "没有对本机构的核查" in text_of(world, "otherhead", "/agency/cases/")


def test_the_whole_way_of_a_case(world: World, round_: Round) -> None:
    staffed(world)
    agency = world.organisations["agency"]
    answer = world.client("province").post(
        "/agencies/cases/new/",
        {"agency": agency.pk, "source": "complaint", "ground": "照片是别处的", "paper": paper_file("举报.pdf")},
    )
    case = ConductCase.objects.get()
    assert answer.url == f"/agencies/cases/{case.pk}/"
    act = f"/agencies/cases/{case.pk}/%s/"
    world.client("province").post(act % "hearing", {"until": clock.today() + timedelta(days=3)})
    answer = world.client("agencyhead").post(
        f"/agency/cases/{case.pk}/", {"text": "是疏忽", "paper": paper_file("说明.pdf")}
    )
    assert answer.status_code == 302
    given = {"finding": "fraud", "reasons": REASONS, "circular_no": NUMBER, "circular_on": clock.today()}
    assert world.client("province").post(act % "propose", given).status_code == 302
    assert "由省级审批人决定" in text_of(world, "province", f"/agencies/cases/{case.pk}/")
    assert world.client("province").post(act % "decide").status_code == 403
    assert world.client("provinceapprover").post(act % "decide").status_code == 302
    assert Sanction.objects.get().circular_no == NUMBER
    assert "不予采信其评价结果" in text_of(world, "agencyhead", f"/agency/cases/{case.pk}/")
    assert "不予采信" in text_of(world, "province", "/agencies/")


def test_what_is_wrong_stands_at_its_field(world: World, round_: Round) -> None:
    case = heard(world)
    given = {"finding": "fraud", "reasons": REASONS, "circular_no": "9", "circular_on": ""}
    answer = world.client("province").post(f"/agencies/cases/{case.pk}/propose/", given)
    assert answer.status_code == 422
    assert 'id="id_propose_circular_no_error"' in answer.content.decode()
    assert world.client("province").post(f"/agencies/cases/{case.pk}/burn/").status_code == 404
    assert world.client("province").post(f"/agencies/cases/{case.pk}/paper/", {}).status_code == 422
    assert world.client("province").post("/agencies/cases/new/", {}).status_code == 422
    assert world.client("agencyhead").post(f"/agency/cases/{case.pk}/", {"text": ""}).status_code == 422


def test_papers_of_a_case_are_not_the_agencys(world: World, round_: Round) -> None:
    case = asked(world, papers=[paper_file("举报人.pdf")])
    world.client("agencyhead").post(f"/agency/cases/{case.pk}/", {"text": "说明", "paper": paper_file("说明.pdf")})
    proof, answer = case.papers.all()
    expected = {
        "province": (200, 200), "agencyhead": (404, 200), "otherhead": (404, 404), "city": (404, 404),
        "owner": (404, 404),
    }  # fmt: skip
    for who, statuses in expected.items():
        found = [status_of(world, who, f"/agencies/cases/papers/{one.pk}/") for one in (proof, answer)]
        assert tuple(found) == statuses, who
    assert "举报人.pdf" not in text_of(world, "agencyhead", f"/agency/cases/{case.pk}/")
    assert "举报人.pdf" in text_of(world, "province", f"/agencies/cases/{case.pk}/")


def test_who_reads_the_circular(world: World, round_: Round) -> None:
    contracted(world, on_route(world, round_))
    case = decided(world)
    expected = {
        "province": 200, "city": 200, "othercity": 200, "agencyhead": 200, "owner": 200, "otherhead": 404,
        "outsider": 404, "department": 404,
    }  # fmt: skip
    for who, status in expected.items():
        assert page(world, who, f"/agencies/circulars/{case.pk}/").status_code == status, who
    assert "示例食品有限公司" in text_of(world, "city", f"/agencies/circulars/{case.pk}/")
    assert "示例食品有限公司" not in text_of(world, "othercity", f"/agencies/circulars/{case.pk}/")
    assert page(world, "city", f"/agencies/circulars/{proposed(world, 'otheragency').pk}/").status_code == 404


def test_the_circular_as_a_letter(world: World, round_: Round) -> None:
    case = proposed(world)
    for form, head in {"pdf": b"%PDF", "docx": b"PK"}.items():
        answer = page(world, "province", f"/agencies/cases/{case.pk}/letter/{form}/")
        assert answer.content.startswith(head)
        assert page(world, "city", f"/agencies/cases/{case.pk}/letter/{form}/").status_code == 403
    assert page(world, "province", f"/agencies/cases/{case.pk}/letter/odt/").status_code == 404
    early = opened(world, "otheragency")
    assert page(world, "province", f"/agencies/cases/{early.pk}/letter/pdf/").status_code == 404


def test_a_marked_application_is_decided_on_its_page(world: World, round_: Round) -> None:
    contracted(world, on_route(world, round_))
    barred(world)
    (row,) = AffectedApplication.objects.all()
    path = f"/agencies/affected/{row.pk}/"
    for who, status in {"province": 200, "city": 200, "owner": 200, "othercity": 404, "agencyhead": 404}.items():
        assert page(world, who, path).status_code == status, who
    assert "待决定的申报" in text_of(world, "province", "/agencies/")
    assert world.client("city").post(path, {"effect": "stand", "note": "属实"}).status_code == 403
    assert world.client("province").post(path, {"effect": "stand", "note": ""}).status_code == 422
    assert world.client("province").post(path, {"effect": "reopen", "note": "不可信"}).status_code == 302
    assert world.client("province").post(path, {"effect": "stand", "note": "反悔"}).status_code == 403
    row.application.refresh_from_db()
    assert row.application.state == "self_screened"


def test_who_decides_sees_first_whom_it_touches(world: World, round_: Round) -> None:
    contracted(world, on_route(world, round_))
    case = proposed(world)
    text = text_of(world, "provinceapprover", f"/agencies/cases/{case.pk}/")
    assert "决定会影响 1 份正在办理的申报" in text
    assert "示例食品有限公司" in text


def test_lifting_on_its_page(world: World, round_: Round) -> None:
    sanction = barred(world)
    path = f"/agencies/circulars/{sanction.case_id}/lift/"
    assert world.client("province").post(path, {"reason": "复核"}).status_code == 403
    assert world.client("provinceapprover").post(path, {"reason": ""}).status_code == 422
    assert world.client("provinceapprover").post(path, {"reason": "复核后撤销"}).status_code == 302
    assert "复核后撤销" in text_of(world, "city", f"/agencies/circulars/{sanction.case_id}/")


def test_leads_of_calendar_and_likeness(world: World, round_: Round) -> None:
    one, other = two_evaluations(world, round_)
    visited(world, one), visited(world, other)
    text = "全厂用能以电和天然气为主，蒸汽由园区集中供应，余热回收用于生活热水。" * 3
    reported(world, one, text)
    report = reported(world, other, text.replace("电和天然气", "天然气和电"))
    listed = text_of(world, "province", "/agencies/leads/")
    assert "同时列为" in listed
    pair = LikenessPair.objects.get()
    assert pair.report == report
    key = f"likeness:{pair.report.engagement_id}:{pair.other.engagement_id}"
    path = f"/agencies/leads/{one.agency_id}/{key}/"
    assert "<mark>" in text_of(world, "province", path)
    assert page(world, "province", f"/agencies/leads/{one.agency_id}/likeness:0:0/").status_code == 404
    assert page(world, "city", path).status_code == page(world, "agencyhead", path).status_code == 403
    assert world.client("province").post(path, {"note": ""}).status_code == 422
    assert world.client("province").post(path, {"note": "已电话核实"}).status_code == 302
    assert LeadNote.objects.get().lead == key
    assert "已电话核实" in text_of(world, "province", path)
    asking = f"/agencies/cases/new/?agency={one.agency_id}&lead={key}"
    assert "来自线索" in text_of(world, "province", asking)
    world.client("province").post(asking, {"agency": one.agency_id, "source": "lead", "ground": "雷同"})
    assert ConductCase.objects.get().leads.get().lead == key


def two_evaluations(world: World, round_: Round) -> Any:
    first = contracted(world, on_route(world, round_))
    farther = on_route(world, round_, unit="elsewhere", by="farther")
    from greenlist.parties.models import Role
    from world import person

    person(world, "fartherhead", "孙厂长", "elsewhere", Role.APPLICANT_SIGNATORY)
    return first, contracted(world, farther, by="farther", signatory="fartherhead")


def test_a_new_version_is_compared_in_place_of_the_old(world: World, round_: Round) -> None:
    one, other = two_evaluations(world, round_)
    text = "全厂用能以电和天然气为主，蒸汽由园区集中供应，余热回收用于生活热水。" * 3
    reported(world, one, text)
    reported(world, other, text)
    assert LikenessPair.objects.count() == 1
    reported(world, other, "另写的一份报告，讲的是本厂自己的用能和管理，没有一处与别的报告一样。" * 2, number=2)
    assert not LikenessPair.objects.exists()
    assert AgencyReport.objects.count() == 3


def test_the_desk_takes_the_same_queries_however_much_there_is(
    world: World, round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client("province")
    filed(world, round_)
    engagement = contracted(world, on_route(world, round_))
    visited(world, engagement)
    opened(world)
    client.get("/agencies/")
    with django_assert_num_queries(26):
        client.get("/agencies/")
    filed(world, round_, agency="otheragency")
    for number in range(3):
        key = another_unit(world, number)
        application = on_route(world, round_, unit=key, by=f"{key}-editor")
        visited(world, contracted(world, application, by=f"{key}-editor", signatory=f"{key}-signatory"))
        opened(world, "otheragency")
    with django_assert_num_queries(26):
        client.get("/agencies/")


def test_the_foot_of_the_circular_is_typed_kept_printed_and_written_down(world: World, round_: Round) -> None:
    case = heard(world)
    given = {"finding": "fraud", "reasons": REASONS, "circular_no": NUMBER, "circular_on": "2024-08-02",
             "copies": "省市场监管厅，各评价机构",
             "printed_by": "吉林省工业和信息化厅办公室", "printed_on": "2024-08-05"}  # fmt: skip
    path = f"/agencies/cases/{case.pk}/"
    assert world.client("province").post(f"{path}propose/", given).status_code == 302
    shown = text_of(world, "province", path)
    assert "抄送：省市场监管厅，各评价机构" in shown
    entry = Entry.objects.filter(act="conduct.proposed").latest("pk")
    assert entry.after["copies"] == ["省市场监管厅", "各评价机构"]
    assert entry.after["printed_on"] == "2024-08-05"
    for form, read in (("pdf", pdf_text), ("docx", docx_text)):
        said = read(page(world, "province", reverse("conduct-letter", args=[case.pk, form])).content)
        assert "抄送：省市场监管厅，各评价机构。" in said
        assert "吉林省工业和信息化厅办公室2024年8月5日印发" in said
