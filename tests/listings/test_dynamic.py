"""The yearly form of a listed unit: who gets it, what stands in it already, what it tells to nobody else."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.filled import submitted
from documents.paper_texts import docx_text, pdf_text
from greenlist.engine import clock
from greenlist.listings.domain.keeping import identify_entry
from greenlist.listings.models import Entry
from greenlist.listings.rules import own_entries
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Outcome
from greenlist.screenings.models import Finding, Run, UnitResult
from world import World

from .made import listed
from .test_queries import happened

YEAR = 2023
WHO = [("owner", 200), ("signatory", 200), ("outsider", 404), ("farther", 404), ("city", 200), ("othercity", 200),
       ("province", 200), ("department", 404), ("evaluator", 404), ("expert", 404), ("newcomer", 404),
       (None, 302)]  # fmt: skip


@pytest.fixture(autouse=True)
def in_spring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2024, 3, 1))


def entry_of(world: World, seq: int = 1, unit: str = "unit", **more: Any) -> Entry:
    """A line of a list that names the code of a unit of the world."""
    entry = listed(world, **more).entries.get(seq=seq)
    identify_entry(entry=entry, uscc=world.organisations[unit].uscc, basis="执照", by=world.hat("province"))
    entry.refresh_from_db()
    return entry


def page(entry: Entry) -> str:
    return reverse("green_dynamic", kwargs={"pk": entry.pk})


def file(entry: Entry, form: str, year: int = YEAR) -> str:
    return reverse("green_dynamic_file", kwargs={"pk": entry.pk, "year": year, "form": form})


@pytest.mark.parametrize(("who", "status"), WHO)
def test_the_unit_and_its_offices_get_it(world: World, who: str | None, status: int) -> None:
    entry, client = entry_of(world), world.client(who)
    assert client.get(page(entry)).status_code == status
    for form in ("xlsx", "docx", "pdf"):
        assert client.get(file(entry, form)).status_code == status


@pytest.mark.parametrize("who", ["owner", "outsider", "city", "province", "department", "newcomer"])
def test_seeing_and_being_visible_agree(world: World, who: str) -> None:
    entry, hat = entry_of(world), world.hat(who)
    assert bool(own_entries.may(hat, "see", entry)) == own_entries.visible(hat).filter(pk=entry.pk).exists()


@pytest.mark.requirement("REQ-57")
def test_every_format_holds_what_the_list_and_the_last_application_say(world: World) -> None:
    made = submitted(world)
    entry, client = entry_of(world), world.client("owner")
    shown = client.get(page(entry)).content.decode()
    assert made.receipt_number in shown
    book = openpyxl.load_workbook(io.BytesIO(client.get(file(entry, "xlsx")).content))
    cells = {str(row[0].value): [cell.value for cell in row] for sheet in book for row in sheet.iter_rows()}
    assert cells["name"][2] == "示例食品有限公司"
    assert cells["uscc"][2] == world.organisations["unit"].uscc
    assert cells["list_document"][2] == "吉工信示例〔2024〕1号"
    assert [cells["output_value_total"][at] for at in (3, 4, 5)] == [None, None, 21000]
    assert cells["solid_generated"][5] == 260
    for text in (pdf_text(client.get(file(entry, "pdf")).content), docx_text(client.get(file(entry, "docx")).content)):
        assert "示例食品有限公司" in text
        assert made.receipt_number in text
        assert "官方栏目未见原文" in text


def test_figures_are_those_that_the_hat_may_see(world: World) -> None:
    """Another city reads the list, and nothing of the application."""
    made = submitted(world)
    entry = entry_of(world)
    for who, sees in (("city", True), ("province", True), ("othercity", False)):
        assert (made.receipt_number in world.client(who).get(page(entry)).content.decode()) is sees


def test_what_a_unit_registered_is_for_those_who_see_the_unit(world: World) -> None:
    unit = world.organisations["unit"]
    Organisation.objects.filter(pk=unit.pk).update(legal_rep="示例法人")
    entry = entry_of(world)
    for who, sees in (("owner", True), ("city", True), ("province", True), ("othercity", False)):
        assert ("示例法人" in docx_text(world.client(who).get(file(entry, "docx")).content)) is sees
    Organisation.objects.filter(pk=unit.pk).update(status="pending")
    assert "示例法人" not in docx_text(world.client("city").get(file(entry, "docx")).content)


def test_a_name_is_not_enough(world: World) -> None:
    """A line without a code may be about another unit of the same name."""
    made = submitted(world)
    entry = listed(world).entries.get(seq=1)
    assert entry.name == made.application.unit.name
    assert world.client("owner").get(page(entry)).status_code == 404
    assert made.receipt_number not in world.client("province").get(page(entry)).content.decode()


def screened(world: World, entry: Entry) -> None:
    made = submitted(world)
    run = Run.objects.create(
        round=Round.objects.get(), authority=world.places["changchun"], purpose="on_demand", as_of=date(2024, 2, 20),
        policy_id="jilin-2024", policy_hash="", at=clock.now(),
    )  # fmt: skip
    result = UnitResult.objects.create(
        run=run, application=made.application, name=entry.name, uscc=entry.uscc, outcome=Outcome.HIT, answer={}
    )
    found = (
        ("NEG-2b", Outcome.HIT, False), ("NEG-6", Outcome.CLEAR, False), ("NEG-1a", Outcome.CANDIDATE, False),
        ("NEG-3", Outcome.HIT, True),
    )  # fmt: skip
    for condition, outcome, history in found:
        Finding.objects.create(
            unit=result, condition=condition, outcome=outcome, history=history, source="credit_china_penalties",
            record=condition, digest="", identity="", name=entry.name,
            ruling={"record": {"doc_no": f"示罚{condition}号", "dated_on": "2023-05-06", "category": ""}},
        )  # fmt: skip


def test_what_screening_found_is_information_for_the_offices(world: World) -> None:
    entry = entry_of(world)
    screened(world, entry)
    text = pdf_text(world.client("city").get(file(entry, "pdf")).content)
    assert "示罚NEG-2b号（2023-05-06）" in text
    assert "示罚NEG-1a号" in text
    for unsaid in ("示罚NEG-6号", "示罚NEG-3号"):  # clear; before the window
        assert unsaid not in text
    assert "2024年2月20日筛查" in text
    assert "示罚" not in pdf_text(world.client("owner").get(file(entry, "pdf")).content)  # of the office, not its own


def test_the_name_now_and_none_after_the_removal(world: World) -> None:
    entry = entry_of(world)
    happened(world, "renamed", entry.name, entry, new_name="更名食品有限公司")
    assert "更名食品有限公司" in pdf_text(world.client("owner").get(file(entry, "pdf")).content)
    Entry.objects.filter(pk=entry.pk).update(status="removed")
    client = world.client("owner")
    assert "已移出名单" in client.get(page(entry)).content.decode()
    assert client.get(file(entry, "pdf")).status_code == 403


def test_a_draft_list_has_no_form(world: World) -> None:
    entry = entry_of(world, stage="draft")
    assert world.client("owner").get(page(entry)).status_code == 404
    assert "公示名单只是拟认定" in world.client("province").get(page(entry)).content.decode()


@pytest.mark.parametrize(("form", "year"), [("pdf", 2019), ("pdf", 2024), ("txt", YEAR), ("exe", YEAR)])
def test_other_years_and_formats_are_not_there(world: World, form: str, year: int) -> None:
    assert world.client("owner").get(file(entry_of(world), form, year)).status_code == 404


def test_the_year_can_be_chosen(world: World) -> None:
    entry, client = entry_of(world), world.client("owner")
    assert "下载 2023 年度的表" in client.get(page(entry)).content.decode()
    assert "下载 2022 年度的表" in client.get(f"{page(entry)}?year=2022").content.decode()
    assert "下载 2023 年度的表" in client.get(f"{page(entry)}?year=nonsense").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("outsider", 200), ("city", 403), ("expert", 403), (None, 302)]
)
def test_a_unit_finds_its_own_lines(world: World, who: str | None, status: int) -> None:
    entry = entry_of(world)
    answer = world.client(who).get(reverse("green_mine"))
    assert answer.status_code == status
    if status == 200:
        assert (page(entry) in answer.content.decode()) is (who == "owner")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_own_lines(world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        entry_of(world, label=f"202{number}年度", batch=number + 1)
    client = world.client("owner")
    client.get(reverse("green_mine"))
    with django_assert_num_queries(7):
        client.get(reverse("green_mine"))


def test_queries_of_the_page(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    entry = entry_of(world)
    screened(world, entry)
    client = world.client("city")
    client.get(page(entry))
    with django_assert_num_queries(11):
        client.get(page(entry))


def test_the_entry_leads_to_the_form(world: World) -> None:
    entry = entry_of(world)
    text = world.client("city").get(reverse("green_entry", kwargs={"pk": entry.pk})).content.decode()
    assert page(entry) in text


def test_the_command_makes_and_reads_it(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from greenlist.cli import app

    sample = Path(__file__).resolve().parents[2] / "samples" / "jilin-2024" / "park-01-good.yaml"
    run = CliRunner()
    made = ["dynamic", "make", "park", "--application", str(sample), "--year", "2023", "--out", str(tmp_path)]
    assert run.invoke(app, made).exit_code == 0
    assert {one.suffix for one in tmp_path.iterdir()} == {".xlsx", ".docx", ".pdf"}
    assert run.invoke(app, made).exit_code == 2  # nothing is overwritten
    read = run.invoke(app, ["dynamic", "read", str(tmp_path / "动态管理表.xlsx")])
    assert read.exit_code == 0
    assert "2021：64　2022：68　2023：72" in read.output.replace("\n", "")
    assert run.invoke(app, ["dynamic", "read", str(sample)]).exit_code == 2
    other = ["dynamic", "make", "factory", "--application", str(sample), "--out", str(tmp_path / "x")]
    assert run.invoke(app, other).exit_code == 2
