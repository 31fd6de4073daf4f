"""The pages of an evaluation: its agency works, the unit sees how far it is, nobody else sees anything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies import working
from agencies.exif_photos import jpeg
from greenlist.agencies.models import Engagement, SitePhoto
from greenlist.agencies.points import FAULT, FINE, POINTS
from greenlist.engine import clock
from world import World

pytestmark = pytest.mark.django_db
RECORDS = ("plan", "documents", "site", "chapters", "review")


@pytest.fixture
def engagement(world: World) -> Engagement:
    return working.engaged(world)


@pytest.fixture
def reviewed(world: World, engagement: Engagement) -> Engagement:
    return working.reviewed(world, working.planned(world, engagement))


def page(engagement: Engagement, name: str = "", *more: object) -> str:
    return reverse(f"engagement-{name}" if name else "engagement", args=[engagement.pk, *more])


def see(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


class TestThreePersons:
    @pytest.mark.parametrize("who", ["evaluator", "agencyhead", "agencyreviewer"])
    def test_the_agency_reads_every_page(self, world: World, reviewed: Engagement, who: str) -> None:
        client = world.client(who)
        assert "评价进度" in see(client, page(reviewed))
        for name in RECORDS:
            see(client, page(reviewed, name))

    def test_the_unit_sees_how_far_it_is_and_who_comes(self, world: World, reviewed: Engagement) -> None:
        client = world.client("owner")
        shown = see(client, page(reviewed))
        assert "评价员1（组长）" in shown
        assert "能源管理制度" not in shown
        for name in RECORDS:
            see(client, page(reviewed, name), 403)

    @pytest.mark.parametrize("who", ["otherevaluator", "otherhead", "outsider", "othercity", "department"])
    def test_nobody_else_sees_it(self, world: World, reviewed: Engagement, who: str) -> None:
        client = world.client(who)
        for name in ("", *RECORDS):
            see(client, page(reviewed, name), 404)

    def test_an_office_sees_records_once_it_was_handed_in(self, world: World, reviewed: Engagement) -> None:
        see(world.client("city"), page(reviewed))
        see(world.client("city"), page(reviewed, "documents"), 403)

    def test_a_reviewer_finds_no_forms_of_the_evaluators(self, world: World, reviewed: Engagement) -> None:
        client = world.client("agencyreviewer")
        assert "由机构的评价人员办理" in see(client, page(reviewed, "plan"))
        assert client.post(page(reviewed, "plan"), {"purpose": "改"}).status_code == 403

    def test_before_the_contract_it_is_the_request(self, world: World, engagement: Engagement) -> None:
        Engagement.objects.filter(pk=engagement.pk).update(state="asked", contracted_at=None)
        leads = {
            "evaluator": f"{page(engagement)}request/",
            "owner": f"/applications/{engagement.application_id}/agency/",
        }
        for who, where in leads.items():
            assert world.client(who).get(page(engagement))["Location"] == where

    def test_nobody_signed_in(self, world: World, engagement: Engagement) -> None:
        assert world.client(None).get(page(engagement)).status_code == 302


class TestBudgets:
    def test_the_work_page(self, world: World, reviewed: Engagement, django_assert_max_num_queries: Any) -> None:
        client = world.client("evaluator")
        see(client, page(reviewed))
        with django_assert_max_num_queries(24):
            see(client, page(reviewed))

    def test_documents_take_as_many_for_one_as_for_ten(
        self, world: World, reviewed: Engagement, django_assert_num_queries: Any
    ) -> None:
        client = world.client("evaluator")
        address = page(reviewed, "documents")
        see(client, address)
        for number in range(9):
            client.post(address, {"document": f"制度{number}", "finding": "sufficient"})
        with django_assert_num_queries(14):
            see(client, address)


class TestPlan:
    def test_a_plan_and_a_team(self, world: World, engagement: Engagement) -> None:
        client = world.client("evaluator")
        today = clock.today().isoformat()
        given = {
            "purpose": "核实",
            "scope": "厂区",
            "criteria": "标准",
            "starts_on": today,
            "ends_on": today,
            "schedule": "一天",
        }
        assert client.post(page(engagement, "plan"), given).status_code == 302
        first = working.staff_of(engagement, 0)
        add = page(engagement, "member-add")
        assert "1 处要改" in client.post(add, {"staff": "", "part": "leader"}).content.decode()
        assert client.post(add, {"staff": first.pk, "part": "leader", "tasks": "总负责"}).status_code == 302
        assert "完成评价组织安排" in see(client, page(engagement, "plan"))
        assert client.post(page(engagement, "confirm", "plan")).status_code == 302
        assert working.fresh(engagement).application.state == "planned"

    def test_what_is_missing_is_said_with_a_way_to_it(self, world: World, engagement: Engagement) -> None:
        answer = world.client("evaluator").post(page(engagement, "confirm", "plan"))
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "评价组还没有组长" in shown
        assert f"{page(engagement, 'plan')}#team" in shown

    def test_a_step_of_a_page_of_yesterday(self, world: World, engagement: Engagement) -> None:
        answer = world.client("evaluator").post(page(engagement, "confirm", "plan"), {"version": "99"})
        assert answer.status_code == 409

    def test_there_is_no_such_step(self, world: World, engagement: Engagement) -> None:
        assert world.client("evaluator").post(page(engagement, "confirm", "dance")).status_code == 404

    def test_a_member_leaves(self, world: World, engagement: Engagement) -> None:
        member = working.teamed(world, engagement)[1]
        answer = world.client("evaluator").post(page(engagement, "member-remove", member.pk), follow=True)
        assert "已移出评价组" in answer.content.decode()
        assert engagement.team.count() == 1

    def test_dates_that_do_not_hold_keep_what_was_typed(self, world: World, engagement: Engagement) -> None:
        today = clock.today()
        given = {"purpose": "留着的话", "starts_on": today, "ends_on": today - timedelta(days=1)}
        answer = world.client("evaluator").post(page(engagement, "plan"), given)
        assert answer.status_code == 422
        assert "留着的话" in answer.content.decode()


class TestDocuments:
    def test_a_row_noted_corrected_removed(self, world: World, reviewed: Engagement) -> None:
        client = world.client("evaluator")
        address = page(reviewed, "documents")
        wrong = client.post(address, {"document": "台账", "finding": "to_see"})
        assert wrong.status_code == 422
        assert "到现场看什么" in wrong.content.decode()
        assert client.post(address, {"document": "台账", "finding": "to_see", "note": "原件"}).status_code == 302
        row = reviewed.document_checks.get(document="台账")
        one = page(reviewed, "check", row.pk)
        assert "台账" in see(client, one)
        assert client.post(one, {"document": "台账", "finding": "sufficient"}).status_code == 302
        assert client.post(page(reviewed, "check-remove", row.pk)).status_code == 302
        assert not reviewed.document_checks.filter(pk=row.pk).exists()


class TestSite:
    def post(self, world: World, engagement: Engagement) -> Any:
        today = clock.today().isoformat()
        given = {
            "from_on": today,
            "to_on": today,
            "place": "厂区",
            "visitors": [one.pk for one in engagement.team.all()],
        }
        return world.client("evaluator").post(page(engagement, "site"), given | {"met": "王经理", "seen": "锅炉"})

    def test_a_visit_with_a_photo(self, world: World, reviewed: Engagement) -> None:
        assert self.post(world, reviewed).status_code == 302
        visit = reviewed.visits.get()
        client = world.client("evaluator")
        moment = clock.now().astimezone(clock.SHANGHAI).strftime("%Y:%m:%d %H:%M:%S")
        picture = SimpleUploadedFile("锅炉.jpg", jpeg(taken=moment), "image/jpeg")
        add = page(reviewed, "photo-add", visit.pk)
        answer = client.post(add, {"file": picture, "caption": "锅炉房"}, follow=True)
        assert "拍摄时间取自文件" in answer.content.decode()
        photo = SitePhoto.objects.get()
        assert not photo.stated
        shown = client.get(page(reviewed, "photo", photo.pk))
        assert shown["Content-Type"] == "image/jpeg"
        assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
        assert world.client("otherevaluator").get(page(reviewed, "photo", photo.pk)).status_code == 404
        assert client.post(page(reviewed, "photo-remove", photo.pk)).status_code == 302
        assert not SitePhoto.objects.exists()

    def test_a_photo_without_a_time_takes_the_stated_one(self, world: World, reviewed: Engagement) -> None:
        self.post(world, reviewed)
        visit = reviewed.visits.get()
        client = world.client("evaluator")
        add = page(reviewed, "photo-add", visit.pk)
        day = (visit.from_on - timedelta(days=3)).isoformat()
        picture = SimpleUploadedFile("门.jpg", jpeg(comment=b"1"), "image/jpeg")
        client.post(add, {"file": picture, "taken_at": f"{day}T09:00"})
        shown = see(client, page(reviewed, "visit", visit.pk))
        assert "时间为填写" in shown
        assert "不在本次现场日期内" in shown

    def test_what_is_no_picture_is_refused(self, world: World, reviewed: Engagement) -> None:
        self.post(world, reviewed)
        add = page(reviewed, "photo-add", reviewed.visits.get().pk)
        answer = world.client("evaluator").post(
            add, {"file": SimpleUploadedFile("门.jpg", b"%PDF-1.7 no", "image/jpeg")}
        )
        assert answer.status_code == 422
        assert "不接受这种文件" in answer.content.decode()


class TestChapters:
    def test_one_text_after_the_other(self, world: World, reviewed: Engagement) -> None:
        client = world.client("evaluator")
        first = page(reviewed, "chapter", "highlights")
        assert "最多 100 字" in see(client, first)
        answer = client.post(first, {"text": "余热利用。", "version": "0", "onward": "1"})
        assert answer.status_code == 302
        assert answer["Location"] != page(reviewed, "chapters")
        assert "5 / 100 字" in see(client, page(reviewed, "chapters"))

    def test_a_text_that_is_too_long_stays_on_the_page(self, world: World, reviewed: Engagement) -> None:
        answer = world.client("evaluator").post(
            page(reviewed, "chapter", "highlights"), {"text": "绿" * 120, "version": "0"}
        )
        assert answer.status_code == 422
        assert "绿" * 120 in answer.content.decode()

    def test_two_writers_see_both_texts(self, world: World, reviewed: Engagement) -> None:
        address = page(reviewed, "chapter", "highlights")
        world.client("agencyhead").post(address, {"text": "先写的", "version": "0"})
        client = world.client("evaluator")
        answer = client.post(address, {"text": "后写的", "version": "0"})
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "先写的" in shown
        assert "后写的" in shown
        assert client.post(address, {"text": "合并的", "version": "1"}).status_code == 302

    def test_there_is_no_such_chapter(self, world: World, reviewed: Engagement) -> None:
        see(world.client("evaluator"), page(reviewed, "chapter", "poem"), 404)


class TestReview:
    def test_from_the_draft_to_the_opinion(self, world: World) -> None:
        draft = working.at_draft(world)
        client = world.client("agencyreviewer")
        address = page(draft, "review")
        with (
            patch("greenlist.agencies.views.review.draft_digest", return_value="d" * 64),
            patch("greenlist.agencies.domain.steps.review.draft_digest", return_value="d" * 64),
        ):
            assert "您的复核" in see(client, address)
            given = dict.fromkeys(POINTS, FINE) | {"opinion": "计算无误", "verdict": "passed", "basis": "d" * 64}
            wrong = client.post(address, given | {"score": FAULT})
            assert wrong.status_code == 422
            assert "不能通过" in wrong.content.decode()
            assert client.post(address, given).status_code == 302
            assert "可以签章" in see(client, address)
            assert "您的复核" not in see(world.client("evaluator"), address)
