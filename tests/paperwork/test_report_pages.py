"""The report of an application through the unit's own door: draft, versions, the agency's, what stands in the way."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application, Statement
from greenlist.parties.models import Organisation
from stages import completed, handed_in, proof, submitted
from world import World, application_of, round_of

from .ground import here, in_force, words_of

pytestmark = pytest.mark.django_db
PERSONS = {  # name -> page, draft, version
    "owner": (200, 200, 200), "colleague": (200, 200, 200), "signatory": (200, 200, 200), "outsider": (404, 404, 404),
    "farther": (404, 404, 404), "city": (200, 403, 200), "othercity": (404, 404, 404), "province": (200, 403, 200),
    "evaluator": (404, 404, 404), "system": (404, 404, 404), "newcomer": (404, 404, 404),
}  # fmt: skip


@pytest.fixture
def draft(world: World) -> Application:
    return completed(application_of(world, round_of(world)), world.hat("owner"))


def header(content: bytes) -> str:
    document = python_docx.Document(io.BytesIO(content))
    return "".join(one.text for section in document.sections for one in section.first_page_header.paragraphs)


@pytest.mark.requirement("REQ-42")
def test_the_draft_in_both_forms_marked_on_every_page(world: World, draft: Application) -> None:
    owner, address = world.client("owner"), f"/applications/{draft.pk}/report/"
    page = owner.get(address).content.decode()
    assert f"{address}draft/docx/" in page
    assert "处要在 Word 里补写" in page
    answer = owner.get(f"{address}draft/docx/")
    assert "草稿　未提交" in header(answer.content)
    assert "示例食品有限公司" in words_of(answer.content)
    pdf = owner.get(f"{address}draft/pdf/")
    assert pdf["Cache-Control"] == "private, no-store"
    for one in PdfReader(io.BytesIO(pdf.content)).pages:
        assert "草稿" in one.extract_text()
    assert f'href="{address}"' in owner.get(f"/applications/{draft.pk}/").content.decode()


def test_a_version_handed_in_carries_no_draft_mark(world: World) -> None:
    sealed = submitted(world)
    address = f"/applications/{sealed.application_id}/report/"
    for name in ("owner", "city", "province"):
        client = world.client(name)
        assert f"{address}1/docx/" in client.get(address).content.decode()
        assert "草稿" not in header(client.get(f"{address}1/docx/").content)
    assert "draft" not in world.client("owner").get(address).content.decode()  # handed in: there is none to work on
    receipt = world.client("owner").get(f"/applications/{sealed.application_id}/receipts/1/").content.decode()
    assert f'href="{address}"' in receipt
    for wrong in ("2/pdf/", "0/pdf/", "99999/pdf/", "abc/pdf/", "1/odt/", "1/xlsx/"):
        assert world.client("owner").get(address + wrong).status_code == 404, wrong


@pytest.mark.parametrize("name", PERSONS)
def test_who_reads_what(world: World, name: str) -> None:
    sealed = submitted(world)
    address = f"/applications/{sealed.application_id}/report/"
    client = world.client(name)
    found = tuple(client.get(address + one).status_code for one in ("", "draft/pdf/", "1/pdf/"))
    assert found == PERSONS[name]


def test_before_anything_is_handed_in_offices_see_nothing(world: World, draft: Application) -> None:
    for name in ("city", "province", "outsider"):
        assert world.client(name).get(f"/applications/{draft.pk}/report/").status_code == 404
    assert world.client(None).get(f"/applications/{draft.pk}/report/").status_code == 302


def test_the_park_and_the_agency_route(world: World) -> None:
    park = application_of(world, round_of(world), "park", "park", "parkeditor")
    answer = world.client("parkeditor").get(f"/applications/{park.pk}/report/draft/docx/")
    assert "草稿　未提交" in header(answer.content)


def test_the_agencys_report_stands_first_where_an_agency_evaluated(world: World, draft: Application) -> None:
    draft.route = "agency"
    draft.save()
    page = world.client("owner").get(f"/applications/{draft.pk}/report/").content.decode()
    assert "还没有签章的报告" in page
    file = proof(draft, "第三方评价报告.pdf", world.hat("owner"))
    file.uses.update(place="claimed_score")
    page = world.client("owner").get(f"/applications/{draft.pk}/report/").content.decode()
    assert f"/applications/{draft.pk}/evidence/{file.pk}/file/" in page


def test_a_character_no_font_has_is_a_sentence_with_a_way_out(world: World, draft: Application) -> None:
    Organisation.objects.filter(pk=draft.unit_id).update(legal_rep="王\U0002a6a5")
    owner, address = world.client("owner"), f"/applications/{draft.pk}/report/"
    page = owner.get(address).content.decode()
    assert "U+2A6A5" in page
    assert "GREENLIST_FONTS" in page
    assert "下载 Word" not in page
    answer = owner.get(f"{address}draft/pdf/", follow=True)
    assert "U+2A6A5" in answer.content.decode()
    assert answer.redirect_chain == [(address, 302)]


def test_what_cannot_be_evaluated_yet_is_told(world: World) -> None:
    application = application_of(world, round_of(world))
    Statement.objects.create(
        application=application, place="values.water_intake", content="不是数", by=world.hat("owner").person,
        hat=world.hat("owner").membership, at=application.created_at,
    )  # fmt: skip
    answer = world.client("owner").get(f"/applications/{application.pk}/report/")
    assert answer.status_code == 200


def test_an_uploaded_template_in_force_is_used(
    world: World, draft: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    here(monkeypatch)
    in_force(world, "self_report", "本省版式：{{ cover.title }}", "{{p body }}")
    owner = world.client("owner")
    words = words_of(owner.get(f"/applications/{draft.pk}/report/draft/docx/").content)
    assert words.startswith("本省版式：")


def test_queries_of_the_page(
    world: World, draft: Application, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    handed_in(draft, world.hat("signatory"))
    city = world.client("city")
    address = f"/applications/{draft.pk}/report/"
    city.get(address)
    with django_assert_num_queries(7):
        city.get(address)
