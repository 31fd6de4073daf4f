"""Batches of reports: asked, held, made, cut off, taken; the switch."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application, Blob, Submission
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.paperwork import made
from greenlist.paperwork.domain.holds import hold_batches, lift_hold
from greenlist.paperwork.domain.runs import ask_reports, build
from greenlist.paperwork.jobs import build_reports
from greenlist.paperwork.models import BatchHold, ReportRun
from greenlist.paperwork.queries.holds import hold_of
from greenlist.paperwork.rules.holds import holds
from greenlist.paperwork.rules.runs import runs
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from greenlist.rounds.models import Round
from later import several
from stages import submitted
from world import World, round_of

pytestmark = pytest.mark.django_db


def tomorrow() -> Any:
    return clock.now() + timedelta(days=1)


def held(world: World, round_: Round) -> BatchHold:
    return hold_batches(round_=round_, reason="截止前两天", until=tomorrow(), by=world.hat("province"))


def jobs(name: str = "paperwork.build_reports") -> int:
    return ProcrastinateJob.objects.filter(task_name=name).count()


def taken(run: ReportRun) -> zipfile.ZipFile:
    run.refresh_from_db()
    with made.opened(run.key) as stream:
        return zipfile.ZipFile(io.BytesIO(stream.read()))


@pytest.mark.requirement("REQ-42")
def test_every_report_in_one_file(world: World) -> None:
    sealed = submitted(world)
    round_ = sealed.application.round
    several(world, sealed, count=1, state="submitted")
    several(world, sealed, count=1, state="submitted", where="jilin", first=300)
    run = ask_reports(round_=round_, form="both", by=world.hat("city"))
    assert (run.total, run.state, jobs()) == (2, "waiting", 1)
    build_reports(run=run.pk)
    archive = taken(run)
    assert sorted(archive.namelist()) == [
        "0001-示例工厂100有限公司-绿色工厂-自评价报告.docx", "0001-示例工厂100有限公司-绿色工厂-自评价报告.pdf",
        "0002-示例食品有限公司-绿色工厂-自评价报告.docx", "0002-示例食品有限公司-绿色工厂-自评价报告.pdf",
    ]  # fmt: skip
    assert archive.read("0002-示例食品有限公司-绿色工厂-自评价报告.pdf").startswith(b"%PDF")
    assert (run.state, run.done, run.failed) == ("done", 2, [])
    assert Notification.objects.get(person=world.hat("city").person, code="paperwork_reports_ready")
    assert Entry.objects.get(act="batches.reports_asked").after["units"] == 2


def test_one_at_fault_does_not_stop_the_others(world: World) -> None:
    sealed = submitted(world)
    broken = several(world, sealed, count=1, state="submitted")[0]
    Submission.objects.filter(application=broken).model.objects.none()
    run = ask_reports(round_=sealed.application.round, form="pdf", by=world.hat("city"))
    Application.objects.filter(pk=broken.pk).update(route="agency")  # whose signed report is not there: its own is made
    with pytest.MonkeyPatch.context() as patch:
        from greenlist.paperwork.domain import run_files as verbs

        real = verbs.report_of

        def report_of(one: Application, source: Any) -> Any:
            if one.pk == broken.pk:
                raise Refused("所填内容还不能评价")
            return real(one, source)

        patch.setattr(verbs, "report_of", report_of)
        build(run=run.pk)
    archive = taken(run)
    assert run.failed == [{"unit": broken.unit.name, "reason": "所填内容还不能评价"}]
    assert sorted(archive.namelist()) == ["0002-示例食品有限公司-绿色工厂-自评价报告.pdf", "没有生成的.txt"]
    assert "所填内容还不能评价" in archive.read("没有生成的.txt").decode("utf-8-sig")


def test_a_signed_report_that_no_scanner_cleared_is_not_packed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    application = submitted(world).application
    blob = Blob.objects.create(
        sha256="a" * 64, size=1, media_type="application/pdf", scan="infected", kept_at=clock.now()
    )
    signed = [{"sha256": blob.pk, "name": "评价报告.pdf"}]
    monkeypatch.setattr("greenlist.paperwork.domain.run_files.signed_files", lambda _version: signed)
    Application.objects.filter(pk=application.pk).update(route="agency")
    run = ask_reports(round_=application.round, form="pdf", by=world.hat("city"))
    build(run=run.pk)
    assert taken(run).namelist() == ["没有生成的.txt"]
    assert "有病毒" in run.failed[0]["reason"]


def test_one_batch_at_a_time_and_one_that_was_cut_off_is_asked_again(world: World) -> None:
    round_ = submitted(world).application.round
    run = ask_reports(round_=round_, form="pdf", by=world.hat("city"))
    with pytest.raises(Refused, match="这一批"):
        ask_reports(round_=round_, form="pdf", by=world.hat("cityapprover"))
    ask_reports(round_=round_, form="pdf", by=world.hat("province"))  # an office of its own
    ReportRun.objects.filter(pk=run.pk).update(
        started_at=timezone.now(), heard_at=timezone.now() - timedelta(minutes=16)
    )
    run.refresh_from_db()
    assert run.state == "cut_off"
    page = world.client("city").get(f"/rounds/{round_.pk}/reports/").content.decode()
    assert "请重新生成" in page
    ask_reports(round_=round_, form="pdf", by=world.hat("city"))


def test_nobody_handed_in(world: World) -> None:
    round_ = round_of(world)
    with pytest.raises(Refused, match="还没有单位提交"):
        ask_reports(round_=round_, form="pdf", by=world.hat("city"))


def test_held_batches_wait_and_single_documents_do_not(world: World) -> None:
    sealed = submitted(world)
    round_ = sealed.application.round
    held(world, round_)
    run = ask_reports(round_=round_, form="pdf", by=world.hat("city"))
    build_reports(run=run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.key) == ("waiting", 0, "")
    assert jobs() == 2  # and asks again in two minutes
    page = world.client("city").get(f"/rounds/{round_.pk}/reports/").content.decode()
    assert "截止前两天" in page
    assert "排队等候" in page
    single = world.client("owner").get(f"/applications/{sealed.application_id}/report/1/pdf/")
    assert single.content.startswith(b"%PDF")
    lift_hold(round_=round_, by=world.hat("system"))
    build_reports(run=run.pk)
    run.refresh_from_db()
    assert run.state == "done"
    entries = Entry.objects.filter(act__startswith="batches.").order_by("pk")
    assert list(entries.values_list("act", flat=True)) == [
        "batches.held",
        "batches.reports_asked",
        "batches.resumed",
    ]


def test_the_dossiers_of_a_recommendation_wait_too(world: World) -> None:
    from greenlist.recommendations.jobs import build_packages
    from greenlist.recommendations.models import PackageRun, Recommendation

    round_ = round_of(world)
    now = clock.now()
    row = Recommendation.objects.create(
        round=round_, place=world.places["changchun"], level="city", created_by=world.hat("city").person, created_at=now
    )
    run = PackageRun.objects.create(recommendation=row, total=1, by=world.hat("city").person, at=now)
    held(world, round_)
    build_packages(run=run.pk)
    run.refresh_from_db()
    assert run.ended_at is None
    assert jobs("recommendations.build_packages") == 1
    assert "暂停了批量生成" in world.client("city").get(f"/recommendations/{row.pk}/packages/").content.decode()


def test_the_switch(world: World) -> None:
    round_ = round_of(world)
    by = world.hat("province")
    for reason, until in (("", tomorrow()), ("忙", clock.now() - timedelta(hours=1))):
        with pytest.raises(Refused):
            hold_batches(round_=round_, reason=reason, until=until, by=by)
    hold = held(world, round_)
    with pytest.raises(Refused, match="已经暂停"):
        held(world, round_)
    BatchHold.objects.filter(pk=hold.pk).update(
        at=clock.now() - timedelta(days=2), until=clock.now() - timedelta(days=1)
    )
    assert hold_of(round_.pk) is None  # ended by its time
    with pytest.raises(Refused, match="没有暂停"):
        lift_hold(round_=round_, by=by)
    held(world, round_)


def test_who_may_hold(world: World) -> None:
    round_ = round_of(world)
    for name in ("province", "provinceapprover", "system"):
        assert holds.may(world.hat(name), "hold", round_), name
        assert holds.may(world.hat(name), "lift", round_), name
    for name in ("city", "othercity"):
        assert holds.may(world.hat(name), "see", round_)
        assert not holds.may(world.hat(name), "hold", round_)
    for name in ("owner", "evaluator", "department", "expert", "audit", "security", "newcomer"):
        assert not holds.may(world.hat(name), "see", round_), name
        with pytest.raises(NotAllowed):
            hold_batches(round_=round_, reason="忙", until=tomorrow(), by=world.hat(name))
    held(world, round_)
    assert holds.visible(world.hat("city")).exists()
    assert not holds.visible(world.hat("owner")).exists()
    assert not holds.may(world.hat("province"), "burn", round_)


def test_who_may_ask(world: World) -> None:
    round_ = submitted(world).application.round
    run = ask_reports(round_=round_, form="pdf", by=world.hat("city"))
    assert runs.may(world.hat("cityapprover"), "see", run)
    for name in ("othercity", "province", "owner", "system", "evaluator", "newcomer"):
        assert not runs.may(world.hat(name), "see", run), name
    for name in ("owner", "system", "department"):
        assert not runs.may_ask(world.hat(name), round_)
    assert not runs.may(world.hat("city"), "burn", run)


# -- pages ------------------------------------------------------------------------------------------------------


def test_the_page_of_the_round_shows_the_switch(world: World) -> None:
    round_ = round_of(world)
    office = world.client("province")
    assert "没有暂停" in office.get(f"/rounds/{round_.pk}/").content.decode()
    address = f"/rounds/{round_.pk}/batch-hold/"
    answer = office.post(address, {"until": "2020-01-01T08:00", "reason": ""})
    assert answer.status_code == 422
    assert "请写明为什么暂停" in answer.content.decode()
    until = (clock.now() + timedelta(days=2)).astimezone(clock.SHANGHAI)
    assert office.post(address, {"until": f"{until:%Y-%m-%dT%H:%M}", "reason": "先保证填报"}).status_code == 302
    assert BatchHold.objects.get().until == until.replace(second=0, microsecond=0)
    for name in ("city", "system", "province"):
        page = world.client(name).get(f"/rounds/{round_.pk}/").content.decode()
        assert f"已暂停到 {until:%Y-%m-%d %H:%M}" in page, name
        assert "先保证填报" in page
    assert "批量生成" not in world.client("owner").get(f"/rounds/{round_.pk}/").content.decode()
    assert world.client("city").post(address, {"until": "2030-01-01T08:00", "reason": "x"}).status_code == 403
    assert world.client("owner").get(address).status_code == 403
    assert world.client("city").post(f"{address}lift/").status_code == 403
    assert world.client("system").post(f"{address}lift/").status_code == 302
    assert hold_of(round_.pk) is None
    assert "提前恢复" in office.get(address).content.decode()


def test_asked_and_taken_on_the_page(world: World) -> None:
    round_ = submitted(world).application.round
    city, address = world.client("city"), f"/rounds/{round_.pk}/reports/"
    assert "还没有生成过" in city.get(address).content.decode()
    assert city.post(address, {"form": "odt"}).status_code == 422
    assert city.post(address, {"form": "pdf"}).status_code == 302
    run = ReportRun.objects.get()
    page = city.get(address).content.decode()
    assert f'hx-get="{address}"' in page
    assert "刷新进度" in page
    assert city.get(f"/report-runs/{run.pk}/file/").status_code == 302  # not made yet
    build(run=run.pk)
    fragment = city.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "hx-get" not in fragment
    answer = city.get(f"/report-runs/{run.pk}/file/")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    for name, status in (("othercity", 404), ("owner", 404), ("province", 404)):
        assert world.client(name).get(f"/report-runs/{run.pk}/file/").status_code == status
    assert world.client("owner").get(address).status_code == 403
    assert world.client("othercity").get(address).status_code == 200
    made.sweep(older_than=clock.now().timestamp() + 60)
    assert "已过保存期" in city.get(address).content.decode()
    assert city.get(f"/report-runs/{run.pk}/file/").status_code == 302


def test_queries_of_the_page(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    round_ = submitted(world).application.round
    city = world.client("city")
    city.get(f"/rounds/{round_.pk}/reports/")
    for count in (1, 3):
        while ReportRun.objects.count() < count:
            run = ask_reports(round_=round_, form="pdf", by=world.hat("city"))
            ReportRun.objects.filter(pk=run.pk).update(ended_at=clock.now())
        with django_assert_num_queries(10):
            city.get(f"/rounds/{round_.pk}/reports/")
