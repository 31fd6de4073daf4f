"""The filing in the browser of an agency: begun, filled in, handed in; who gets in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.domain import filings as domain
from greenlist.agencies.models import Filing, FilingPaper
from greenlist.applications.models import Blob
from greenlist.rounds.models import Round
from world import World, round_of

from .ground import complete, drafted, filed, identity, paper_file, staffed


@pytest.fixture
def round_(world: World) -> Round:
    staffed(world)
    return round_of(world)


def go(name: str, *arguments: int) -> str:
    return reverse(name, args=arguments)


OWN = [("agencyhead", 200), ("evaluator", 200), ("agencyreviewer", 200)]
OTHERS = [("otherevaluator", 404), ("owner", 403), ("city", 403), ("province", 403), ("expert", 403), (None, 302)]


@pytest.mark.parametrize(("who", "status"), [*OWN, *OTHERS])
def test_a_filing_is_the_agencys_own(world: World, round_: Round, who: str | None, status: int) -> None:
    filing = complete(world, round_)
    assert world.client(who).get(go("agency-filing", filing.pk)).status_code == status


@pytest.mark.parametrize(("who", "status"), [*OWN, ("otherevaluator", 200), *OTHERS[1:]])
def test_the_list_is_for_agencies(world: World, round_: Round, who: str | None, status: int) -> None:
    complete(world, round_)
    answer = world.client(who).get(go("agency-filings"))
    assert answer.status_code == status
    if status == 200:
        assert ("填写中" in answer.content.decode()) is (who != "otherevaluator")


@pytest.mark.parametrize(
    ("who", "status"), [("evaluator", 302), ("agencyhead", 302), ("agencyreviewer", 403), ("owner", 403)]
)
def test_who_begins(world: World, round_: Round, who: str, status: int) -> None:
    answer = world.client(who).post(go("agency-filing-start"), {"round": round_.pk})
    assert answer.status_code == status
    assert Filing.objects.count() == (1 if status == 302 else 0)


def test_a_round_begun_already_is_not_offered_again(world: World, round_: Round) -> None:
    client = world.client("evaluator")
    assert "开始备案" in client.get(go("agency-filings")).content.decode()
    client.post(go("agency-filing-start"), {"round": round_.pk})
    assert "开始备案" not in client.get(go("agency-filings")).content.decode()
    assert client.post(go("agency-filing-start"), {"round": round_.pk}).status_code == 404
    assert Filing.objects.count() == 1


def test_a_round_without_agencies_is_not_offered(world: World) -> None:
    staffed(world)
    round_ = round_of(world)
    Round.objects.filter(pk=round_.pk).update(state="closed")
    answer = world.client("evaluator").get(go("agency-filings"))
    assert "现在没有可以备案的轮次" in answer.content.decode()


@pytest.mark.parametrize("people", [1, 12])
def test_the_page_asks_the_same_whatever_it_holds(
    world: World, round_: Round, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filing = complete(world, round_, people=people)
    client = world.client("evaluator")
    client.get(go("agency-filing", filing.pk))
    with django_assert_num_queries(15):
        client.get(go("agency-filing", filing.pk))


def test_basics_are_saved_and_a_colleague_does_not_overwrite(world: World, round_: Round) -> None:
    filing = drafted(world, round_)
    path = go("filing-basics", filing.pk)
    page = world.client("evaluator").get(path).content.decode()
    assert 'name="version" value="1"' in page
    data = {
        "kinds": ["factory"], "office_address": "长春市甲路1号", "office_province": "吉林", "office_tenure": "owned",
        "clean_record": "yes", "version": "1",
    }  # fmt: skip
    assert world.client("evaluator").post(path, data).status_code == 302
    filing.refresh_from_db()
    assert (filing.kinds, filing.office_province, filing.clean_record, filing.version) == (["factory"], "吉林", True, 2)
    late = world.client("agencyhead").post(path, data | {"office_address": "乙路2号"})
    assert (late.status_code, "刚刚有同事保存过" in late.content.decode()) == (422, True)
    assert "乙路2号" in late.content.decode()
    assert (
        world.client("agencyhead").post(path, data | {"office_address": "乙路2号", "version": "2"}).status_code == 302
    )
    bad = world.client("evaluator").post(path, {"email": "x", "version": "3"})
    assert bad.status_code == 422


def staff(**more: str) -> dict[str, Any]:
    return {"name": "郑评价", "title": "senior", "field": "energy", "full_time": "yes", **more}


def test_of_an_identity_number_only_a_digest_is_kept(world: World, round_: Round) -> None:
    filing = drafted(world, round_)
    number = identity(7)
    client = world.client("evaluator")
    assert client.post(go("filing-staff-new", filing.pk), staff(number=number.lower())).status_code == 302
    (one,) = filing.staff.all()
    assert (one.identity_tail, len(one.identity), one.full_time) == (number[-4:], 64, True)
    path = go("filing-staff", filing.pk, one.pk)
    page = client.get(path).content.decode()
    assert f"后四位 {number[-4:]}" in page
    assert number not in page
    assert client.post(path, staff(name="郑改名")).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.identity_tail) == ("郑改名", number[-4:])
    twice = client.post(go("filing-staff-new", filing.pk), staff(number=number))
    assert (twice.status_code, "已在人员名单里" in twice.content.decode()) == (422, True)
    for wrong in (number[:-1] + ("1" if number[-1] != "1" else "2"), "12", "A" * 18):
        assert client.post(go("filing-staff-new", filing.pk), staff(number=wrong)).status_code == 422
    assert client.post(go("filing-staff-remove", filing.pk, one.pk)).status_code == 302
    assert not filing.staff.exists()


def test_projects_come_and_go(world: World, round_: Round) -> None:
    filing = drafted(world, round_)
    client = world.client("evaluator")
    data = {"name": "某厂评价", "sort": "evaluation", "level": "national", "kind": "factory", "led": "on"}
    assert client.post(go("filing-project-new", filing.pk), data).status_code == 302
    (one,) = filing.projects.all()
    assert client.get(go("filing-project", filing.pk, one.pk)).status_code == 200
    changed = data | {"name": "另一厂", "finished_on": "2025-03-01"}
    assert client.post(go("filing-project", filing.pk, one.pk), changed).status_code == 302
    one.refresh_from_db()
    assert (one.name, str(one.finished_on)) == ("另一厂", "2025-03-01")
    assert client.post(go("filing-project-new", filing.pk), {"name": ""}).status_code == 422
    assert client.post(go("filing-project-remove", filing.pk, one.pk)).status_code == 302
    assert not filing.projects.exists()


def test_papers_are_taken_and_handed_out_to_their_own(world: World, round_: Round) -> None:
    filing = complete(world, round_)
    client = world.client("evaluator")
    person = filing.staff.order_by("pk")[0]
    data = {"purpose": "title", "staff": person.pk, "upload": paper_file("职称.pdf")}
    assert client.post(go("filing-paper-add", filing.pk), data).status_code == 302
    paper = FilingPaper.objects.latest("pk")
    assert (paper.name, paper.staff) == ("职称.pdf", person)
    Blob.objects.filter(pk=paper.blob_id).update(scan="clean")
    path = go("filing-paper", paper.pk)
    assert b"".join(world.client("agencyreviewer").get(path).streaming_content).startswith(b"%PDF")
    seen = [("otherevaluator", 404), ("province", 404), ("owner", 404), ("city", 404), (None, 302)]
    for who, status in seen:  # the province does not see a draft
        assert world.client(who).get(path).status_code == status, who
    Filing.objects.filter(pk=filing.pk).update(state="filed")
    assert b"".join(world.client("province").get(path).streaming_content).startswith(b"%PDF")
    Blob.objects.filter(pk=paper.blob_id).update(scan="infected")
    assert world.client("province").get(path).status_code == 403
    Filing.objects.filter(pk=filing.pk).update(state="draft")
    wrong = client.post(
        go("filing-paper-add", filing.pk), {"purpose": "title", "upload": SimpleUploadedFile("x.pdf", b"MZ")}
    )
    assert wrong.status_code == 422
    assert client.post(go("filing-paper-remove", filing.pk, paper.pk)).status_code == 302
    paper.refresh_from_db()
    assert paper.removed_at is not None


def test_a_paper_of_somebody_elses_person_is_refused(world: World, round_: Round) -> None:
    mine, other = drafted(world, round_), complete(world, round_, agency="otheragency")
    stranger = other.staff.order_by("pk")[0]
    data = {"purpose": "title", "staff": stranger.pk, "upload": paper_file()}
    assert world.client("evaluator").post(go("filing-paper-add", mine.pk), data).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"), [("evaluator", 403), ("agencyreviewer", 403), ("otherhead", 404), ("agencyhead", 302)]
)
def test_the_head_hands_in(world: World, round_: Round, who: str, status: int) -> None:
    filing = complete(world, round_)
    assert world.client(who).post(go("agency-filing-submit", filing.pk)).status_code == status
    filing.refresh_from_db()
    assert filing.state == ("filed" if status == 302 else "draft")


def test_what_was_handed_in_is_not_changed(world: World, round_: Round) -> None:
    filing = complete(world, round_)
    domain.submit_filing(filing=filing, by=world.hat("agencyhead"))
    client = world.client("evaluator")
    assert client.get(go("filing-basics", filing.pk)).status_code == 403
    assert client.post(go("filing-staff-new", filing.pk), staff()).status_code == 403
    assert client.post(go("filing-paper-add", filing.pk), {}).status_code == 403
    page = client.get(go("agency-filing", filing.pk)).content.decode()
    assert "已报送，待核对" in page
    assert "添加人员" not in page


def test_last_years_filing_is_taken_over(world: World, round_: Round) -> None:
    old = filed(world, round_, year=round_.year - 1)
    answer = world.client("evaluator").post(go("agency-filing-start"), {"round": round_.pk, "how": "renew"})
    new = Filing.objects.exclude(pk=old.pk).get()
    assert answer.headers["Location"] == go("agency-filing", new.pk)
    assert (new.renews, new.state, new.clean_record, new.number) == (old, "draft", None, "")
    assert new.staff.count() == 12
    assert FilingPaper.objects.filter(filing=new, staff__filing=new).count() == 24
    assert FilingPaper.objects.filter(filing=new, project__filing=new).count() == 3
    assert old.staff.count() == 12
