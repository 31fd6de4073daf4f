"""The check of the summary table before it is handed out: who sees it, what it says, the table as PDF and Word."""

from __future__ import annotations

import io

import pypdf
import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.recommendations.models import RecommendedUnit
from world import World

from .ground import let_pass, proposed, selected, sent, the_one

pytestmark = pytest.mark.django_db
OWN = {"city": 200, "cityapprover": 200, "province": 200, "othercity": 404, "owner": 403, "expert": 403, None: 302}
FORMS = {
    "table-pdf": "application/pdf",
    "table-docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@pytest.fixture(autouse=True)
def _others_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)


def spoil(cell: str, value: object) -> None:
    """One cell of the first row, as kept."""
    unit = RecommendedUnit.objects.filter(recommendation=the_one()).earliest("position")
    unit.row |= {cell: value}
    unit.save(update_fields=["row"])


def page(world: World, who: str, query: str = "") -> str:
    answer = world.client(who).get(f"/recommendations/{the_one().pk}/table/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(("who", "status"), OWN.items())
def test_who_sees_the_check_and_the_table(world: World, who: str | None, status: int) -> None:
    sent(world, selected(world, 1)[0].round)
    client, at = world.client(who), f"/recommendations/{the_one().pk}"
    assert {client.get(f"{at}/{end}").status_code for end in ("table/", "files/table-pdf/", "files/table-docx/")} == {
        status
    }


@pytest.mark.requirement("REQ-46")
def test_every_faulty_cell_is_told_before_sending_with_severity_and_place(world: World) -> None:
    proposed(world, selected(world, 2)[0].round)
    spoil("uscc", "123")
    spoil("note", "2024/3/5 更名")
    told = page(world, "city")
    assert "统一社会信用代码" in told
    assert "请写成 2024-03-05" in told
    assert "须改正" in told
    assert "请写成 2024-03-05" not in page(world, "city", "?only=error")
    assert "逐格看" in world.client("city").get(f"/recommendations/{the_one().pk}/").content.decode()


def test_before_the_check_there_is_no_table_to_look_at(world: World) -> None:
    row = proposed(world, selected(world, 1)[0].round)
    type(row).objects.filter(pk=row.pk).update(checked_at=None)
    assert "还没有核对" in page(world, "city")


@pytest.mark.parametrize("form", FORMS)
def test_the_table_as_a_document(world: World, form: str) -> None:
    sent(world, selected(world, 2)[0].round)
    answer = world.client("city").get(f"/recommendations/{the_one().pk}/files/{form}/")
    assert answer["Content-Type"] == FORMS[form]
    assert answer["Cache-Control"] == "private, no-store"
    again = world.client("province").get(f"/recommendations/{the_one().pk}/files/{form}/")
    assert answer.content == again.content
    if form == "table-pdf":
        text = "".join("".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
        assert "示例工厂100有限公司" in text


def test_an_unknown_form_is_not_there(world: World) -> None:
    sent(world, selected(world, 1)[0].round)
    assert world.client("city").get(f"/recommendations/{the_one().pk}/files/table-xls/").status_code == 404


def test_a_character_that_cannot_be_printed_leads_back_with_the_reason(world: World) -> None:
    proposed(world, selected(world, 1)[0].round)
    spoil("contact", "\U0002a6d6")
    answer = world.client("city").get(f"/recommendations/{the_one().pk}/files/table-pdf/", follow=True)
    assert "联系人" in answer.content.decode()
    assert "U+2A6D6" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_queries_whatever_the_number(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sent(world, selected(world, count)[0].round)
    client, at = world.client("city"), f"/recommendations/{the_one().pk}/table/"
    client.get(at)
    with django_assert_num_queries(6):
        assert client.get(at).status_code == 200
