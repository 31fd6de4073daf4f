"""The yearly work report: assembled from what is here, corrected by the agency, confirmed by its head."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from greenlist.agencies.domain import yearly as domain
from greenlist.agencies.models import Engagement, YearlyReport
from greenlist.agencies.queries.yearly import stands, years_of
from greenlist.agencies.queries.yearly_due import due, due_of
from greenlist.applications.models import Application
from greenlist.documents.sheets import read_sheets
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from world import World

from .engaged import contracted
from .ground import staffed
from .verifying import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def working(world: World) -> Engagement:
    """The agency has a contract of the year of the round."""
    return contracted(world)


def year_of(one: Engagement) -> int:
    assert one.year is not None
    return one.year


def entries(act: str) -> list[Any]:
    return list(Entry.objects.filter(act=act))


# -- what the data say ---------------------------------------------------------------------------------


def test_a_contract_of_the_year_is_a_project_with_what_is_known(working: Engagement) -> None:
    found = stands(working.agency, year_of(working))
    (row,) = found.report.rows
    assert (row.applicant, row.kind, row.level) == (working.application.unit.name, "factory", "国家级")
    assert (row.contract_on, row.site_on, row.report_on, row.score) == (working.signed_on, None, None, None)
    assert (row.recommended, row.listed, row.conclusion) == (None, None, "")
    assert found.report.staff["senior"] == 7
    assert stands(working.agency, year_of(working) + 1).report.rows == ()
    assert years_of(working.agency) == [year_of(working)]


def test_a_signed_report_gives_day_score_and_conclusion_and_the_way_gives_the_rest(world: World) -> None:
    report = signed(world)
    engagement = report.engagement
    (row,) = stands(engagement.agency, year_of(engagement)).report.rows
    assert (row.site_on, row.score) == (date(2024, 5, 20), report.score)
    assert row.report_on == report.at.date()
    assert row.conclusion in {"基本要求符合", "基本要求未定"}
    Application.objects.filter(pk=engagement.application_id).update(state="not_listed")
    (row,) = stands(engagement.agency, year_of(engagement)).report.rows
    assert (row.recommended, row.listed) == (False, False)


def test_a_contract_that_ended_still_stands_there_and_says_so(working: Engagement) -> None:
    Engagement.objects.filter(pk=working.pk).update(state=Engagement.State.ENDED)
    assert stands(working.agency, year_of(working)).report.rows[0].conclusion == "委托已解除"


def test_how_much_is_asked(working: Engagement, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(8):
        stands(working.agency, year_of(working))


# -- by when ------------------------------------------------------------------------------------------


def test_a_notice_that_names_no_day_says_so_and_shows_one_that_did(working: Engagement) -> None:
    (one,) = due_of(working.agency, year_of(working))
    assert one.on is None
    assert (one.example, one.example_mark) == (date(2023, 8, 15), "published")
    assert "196号" in one.document


def test_a_notice_that_names_a_day_is_followed(working: Engagement) -> None:
    round_ = working.application.round
    round_.policy_id = "jiangsu-2024"
    assert due(round_.jurisdiction, round_).on == date(2024, 3, 15)


# -- the verbs ----------------------------------------------------------------------------------------


def test_a_correction_is_kept_beside_the_data_with_its_reason(world: World, working: Engagement) -> None:
    year, by = year_of(working), world.hat("evaluator")
    domain.correct_yearly(
        agency=working.agency, year=year, key=str(working.pk), values={"score": "88", "conclusion": ""}, reason="漏录",
        by=by,
    )  # fmt: skip
    found = stands(working.agency, year)
    assert found.report.rows[0].corrected == ("score",)
    assert [one.reason for one in found.corrections] == ["漏录"]
    (entry,) = entries("yearly_report.corrected")
    assert entry.reason == "漏录"
    domain.drop_yearly_correction(agency=working.agency, year=year, key=str(working.pk), by=by)
    assert stands(working.agency, year).report.rows[0].corrected == ()


@pytest.mark.parametrize(
    ("values", "reason", "field"),
    [
        ({"score": "八十"}, "改", "score"), ({"score": "80"}, " ", "reason"), ({"applicant": ""}, "改", "applicant"),
        ({"conclusion": "长" * 201}, "改", "conclusion"), ({}, "改", ""), ({"contract_on": "5月"}, "改", "contract_on"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_and_nothing_changes(
    world: World, working: Engagement, values: dict[str, str], reason: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        domain.correct_yearly(
            agency=working.agency, year=year_of(working), key=str(working.pk), values=values, reason=reason,
            by=world.hat("evaluator"),
        )  # fmt: skip
    assert refused.value.field == field
    assert not YearlyReport.objects.exists()


def test_projects_outside_the_system_are_added_and_taken_off(world: World, working: Engagement) -> None:
    year, by = year_of(working), world.hat("agencyhead")
    told = {"agency": working.agency, "year": year, "by": by}
    with pytest.raises(Refused, match="名称"):
        domain.add_yearly_project(**told, values={"score": "1"}, reason="外省")
    for name in ("外省厂", "另一厂"):
        domain.add_yearly_project(**told, values={"applicant": name, "level": "国家级"}, reason="外省项目")
    rows = stands(working.agency, year).report.rows
    assert [row.applicant for row in rows if row.added] == ["外省厂", "另一厂"]
    domain.drop_yearly_correction(**told, key=next(row.key for row in rows if row.added))
    assert len(stands(working.agency, year).report.rows) == 2


def test_the_head_confirms_what_was_seen_and_the_province_is_told(world: World, working: Engagement) -> None:
    year, head = year_of(working), world.hat("agencyhead")
    seen = stands(working.agency, year).digest
    told = {"agency": working.agency, "year": year}
    with pytest.raises(NotAllowed):
        domain.confirm_yearly(**told, digest=seen, by=world.hat("evaluator"))
    domain.note_yearly(**told, note="无", by=world.hat("evaluator"))
    with pytest.raises(Refused, match="变动"):
        domain.confirm_yearly(**told, digest=seen, by=head)
    domain.confirm_yearly(**told, digest=stands(working.agency, year).digest, by=head)
    assert Notification.objects.filter(code="yearly_confirmed", person=world.hat("province").person).exists()
    with pytest.raises(NotAllowed):
        domain.note_yearly(**told, note="改", by=head)
    Engagement.objects.filter(pk=working.pk).update(contract_no="", signed_on=date(2024, 1, 2))
    found = stands(working.agency, year)
    assert found.moved
    assert found.report.rows[0].contract_on == working.signed_on
    domain.reopen_yearly(**told, reason="日期有误", by=head)
    assert stands(working.agency, year).report.rows[0].contract_on == date(2024, 1, 2)
    assert len(entries("yearly_report.confirmed")) == len(entries("yearly_report.reopened")) == 1


def test_another_agency_has_no_say(world: World, working: Engagement) -> None:
    staffed(world)
    with pytest.raises(NotAllowed):
        domain.note_yearly(agency=working.agency, year=2024, note="x", by=world.hat("otherhead"))
    assert not YearlyReport.objects.exists()


# -- the pages ----------------------------------------------------------------------------------------


def page(name: str, year: int) -> str:
    return reverse(name, args=[year])


def test_the_agency_sees_its_years_and_a_report(world: World, working: Engagement) -> None:
    for who in ("agencyhead", "evaluator"):
        client = world.client(who)
        assert str(year_of(working)) in client.get(reverse("yearly-reports")).content.decode()
        shown = client.get(page("yearly-report", year_of(working))).content.decode()
        assert working.application.unit.name in shown
        assert "没有规定年度工作情况的报送日期" in shown
        assert "2023-08-15" in shown
        assert ("yearly-confirm" in shown or page("yearly-confirm", year_of(working)) in shown) == (who == "agencyhead")


@pytest.mark.parametrize("who", ["owner", "city", "otherevaluator"])
def test_nobody_else_sees_it(world: World, working: Engagement, who: str) -> None:
    client, address = world.client(who), page("yearly-report", year_of(working))
    shown = client.get(f"{address}?agency={working.agency_id}")
    assert shown.status_code == 404
    own = client.get(address)
    assert own.status_code == 404 or working.application.unit.name not in own.content.decode()
    assert client.get(f"{page('yearly-report-export', year_of(working))}?agency={working.agency_id}").status_code == 404


def test_it_is_corrected_confirmed_and_seen_by_the_province(world: World, working: Engagement) -> None:
    year = year_of(working)
    head, province = world.client("agencyhead"), world.client("province")
    address = page("yearly-report", year)
    assert province.get(f"{address}?agency={working.agency_id}").status_code == 404  # not confirmed yet
    assert "未确认" in province.get(reverse("yearly-reports")).content.decode()
    form = f"{page('yearly-project', year)}?project={working.pk}"
    shown = head.get(form)
    told = dict(shown.context["form"].initial) | {"conclusion": "符合", "reason": "补录"}
    assert head.post(form, told | {"score": "x"}).status_code == 422
    assert head.post(form, told).status_code == 302
    assert head.post(page("yearly-project", year), {"applicant": "外省厂", "reason": "外省"}).status_code == 302
    assert head.post(page("yearly-staff", year), {"junior": "3", "reason": "新聘"}).status_code == 302
    assert head.post(page("yearly-note", year), {"note": "全年无投诉"}).status_code == 302
    shown = head.get(address)
    assert head.post(page("yearly-confirm", year), {"digest": shown.context["one"].digest}).status_code == 302
    seen = province.get(f"{address}?agency={working.agency_id}").content.decode()
    assert "外省厂" in seen
    assert "已确认" in province.get(reverse("yearly-reports")).content.decode()
    assert head.post(page("yearly-reopen", year), {"reason": ""}).status_code == 422
    assert head.post(page("yearly-reopen", year), {"reason": "有误"}).status_code == 302


def test_the_workbook_holds_every_project_and_runs_nothing(world: World, working: Engagement, tmp_path: Any) -> None:
    year = year_of(working)
    told = {"applicant": "=HYPERLINK(1)", "score": "81.5", "level": "国家级"}
    domain.add_yearly_project(
        agency=working.agency, year=year, values=told, reason="@外省", by=world.hat("agencyhead")
    )  # fmt: skip
    answer = world.client("agencyhead").get(page("yearly-report-export", year))
    path = tmp_path / "年度.xlsx"
    path.write_bytes(answer.content)
    sheets = {sheet.name: sheet.rows for sheet in read_sheets(path)}
    assert list(sheets) == ["项目", "机构", "更正", "说明"]
    rows = [row for row in sheets["项目"] if row and isinstance(row[0], float)]
    assert [row[1] for row in rows] == [working.application.unit.name, "=HYPERLINK(1)"]
    assert rows[1][8] == 81.5
    assert "未见原文" in str(sheets["说明"])
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(answer.content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_report_as_a_document_says_the_same(world: World, working: Engagement, form: str) -> None:
    at = page("yearly-report-export", year_of(working))
    answer = world.client("agencyhead").get(at, {"form": form})
    assert answer.status_code == 200
    assert answer.content == world.client("agencyhead").get(at, {"form": form}).content
    assert world.client("agencyhead").get(at, {"form": "odt"}).status_code == 404
    if form == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        text = "".join("".join(one.extract_text().split()) for one in pages)
        assert "".join(working.application.unit.name.split()) in text
        assert "未确认：系统汇总和机构更正的现状" in text


def test_queries_of_the_page(world: World, working: Engagement, django_assert_num_queries: Any) -> None:
    client = world.client("agencyhead")
    client.get(page("yearly-report", year_of(working)))
    with django_assert_num_queries(13):
        client.get(page("yearly-report", year_of(working)))
