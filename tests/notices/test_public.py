"""What everybody sees: posted notices and nothing else; objecting, the slip, how it stands. In both languages."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.paper_texts import docx_text, pdf_text
from greenlist.applications.uploads import OPEN_TO_ALL
from greenlist.notices import slips
from greenlist.notices.domain.posting import post_notice
from greenlist.notices.models import Knock, Notice, NoticedUnit, NoticeVersion, Objection
from greenlist.notices.queries.preview import preview
from greenlist.notices.queries.public import open_notices
from world import World

from .noticed import CARD, decided, drafted, in_days, line_of, more, objected, over, paper, posted, reviewed

pytestmark = pytest.mark.django_db
LIST = "/public-notices/"
STANDING = f"{LIST}objections/"
GIVEN: dict[str, Any] = {
    "ground": "超标排放被处罚", "name": "张反映", "identity": CARD, "phone": "13900000000", "email": "", "website": "",
}  # fmt: skip


@pytest.fixture
def nobody(world: World) -> Client:
    return world.client(None)


def form_of(notice: Notice) -> str:
    return f"{LIST}{notice.pk}/units/{line_of(notice).pk}/object/"


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("who", [None, "owner", "city", "province"])
def test_anybody_reads_what_was_posted(world: World, who: str | None) -> None:
    notice = posted(world)
    client = world.client(who)
    assert "正在公示" in text_of(client, LIST)
    text = text_of(client, f"{LIST}{notice.pk}/")
    for said in ("示例食品有限公司", "长春市", str(in_days(5)), "还有 5 天", "5 个自然日", "发布当日不计入", "提出异议",
                 notice.versions.get().pdf_id, "0431-00000000"):  # fmt: skip
        assert said in text
    main = text.partition("<main")[2].partition("</main>")[0]
    for unsaid in (world.organisations["unit"].uscc, "王填报", "1391", "85.6", "自评价"):
        assert unsaid not in main


def test_drafts_are_not_there(world: World, nobody: Client) -> None:
    notice = drafted(world)
    line = line_of(notice).pk
    assert "示例食品有限公司" not in text_of(nobody, LIST)
    for path in ("", "versions/1/", "versions/1/units.xlsx", f"units/{line}/object/"):
        assert nobody.get(f"{LIST}{notice.pk}/{path}").status_code == 404
    assert open_notices() == []
    Notice.objects.update(state="dropped")
    assert nobody.get(f"{LIST}{notice.pk}/").status_code == 404


def test_a_prepared_correction_is_not_there(world: World, nobody: Client) -> None:
    notice = posted(world)
    Notice.objects.update(title="还没有发布的标题", text="还没有发布的正文", correction={"title": "还没有发布的标题"})
    for path in (LIST, f"{LIST}{notice.pk}/"):
        assert "还没有发布" not in text_of(nobody, path)


def test_a_visitor_sees_nothing_else(world: World, nobody: Client) -> None:
    notice = posted(world)
    objection = objected(world, notice)
    for path in (
        "/notices/", f"/notices/{notice.pk}/", f"/notices/{notice.pk}/after/", f"/notices/{notice.pk}/document/pdf/",
        "/objections/", f"/objections/{objection.pk}/", f"/objections/files/{objection.files.get().pk}/",
        "/unit-objections/", f"/unit-objections/{objection.pk}/",
    ):  # fmt: skip
        answer = nobody.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/accounts/login/")
    for path in (LIST, f"{LIST}{notice.pk}/", form_of(notice)):
        for secret in (objection.receipt_no, "张反映", CARD):
            assert secret not in text_of(nobody, path)


def test_the_document_is_the_one_whose_hash_is_shown(world: World, nobody: Client) -> None:
    notice = posted(world)
    answer = nobody.get(f"{LIST}{notice.pk}/versions/1/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(content).hexdigest() == notice.versions.get().pdf_id
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=86400, immutable"
    assert nobody.get(f"{LIST}{notice.pk}/versions/2/").status_code == 404


def test_pages_with_a_form_are_kept_nowhere(world: World, nobody: Client) -> None:
    for path in (form_of(posted(world)), STANDING):
        assert "no-store" in nobody.get(path)["Cache-Control"]


def test_the_list_is_narrowed(world: World, nobody: Client) -> None:
    notice = posted(world)
    path = f"{LIST}{notice.pk}/"
    for query, found in (("?q=食品", 1), ("?q=没有", 0), ("?kind=park", 0), ("?kind=x", 2), ("?place=长春市", 2)):
        text = text_of(nobody, path + query)
        assert f"找到 {found} 家" in text, query


def test_the_names_are_a_file_of_what_the_page_shows(world: World, nobody: Client) -> None:
    """Every cell a text, whatever it begins with; narrowed like the page; the same bytes in every language."""
    notice = drafted(world)
    NoticedUnit.objects.filter(pk=line_of(notice).pk).update(name="=1+1厂")
    post_notice(notice=notice, digest=preview(notice).digest, by=world.hat("provinceapprover"))
    page, file = f"{LIST}{notice.pk}/", f"{LIST}{notice.pk}/versions/1/units."
    assert f'href="{file}xlsx"' in text_of(nobody, page)
    answer = nobody.get(f"{file}xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    listed = notice.versions.get().content["units"]
    rows = [("绿色工厂", str(one["position"]), one["name"], one["place"]) for one in listed]
    assert list(sheet.iter_rows(values_only=True)) == [("类型", "序号", "单位名称", "所在地区"), *rows]
    assert {cell.data_type for line in sheet for cell in line} == {"s"}
    assert "=1+1厂" in {row[2] for row in rows}
    assert answer["Cache-Control"] == "public, max-age=86400, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'attachment; filename="notice-{notice.pk}-v1-units.xlsx"'
    assert nobody.get(f"{file}xlsx", headers={"Accept-Language": "en"}).content == answer.content
    lines = nobody.get(f"{file}csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "类型,序号,单位名称,所在地区"
    assert lines[1:] == [",".join(row).replace("=1+1", "'=1+1") for row in rows]
    assert f'href="{file}csv?kind=&amp;place=&amp;q=1%2B1"' in text_of(nobody, f"{page}?q=1%2B1")
    assert len(nobody.get(f"{file}csv?q=1%2B1").content.decode().splitlines()) == 2


def test_the_names_are_those_of_the_version_asked_for(world: World, nobody: Client) -> None:
    """An earlier version stays as it was posted; of a correction that is only prepared there is none."""
    notice = posted(world)
    first = notice.versions.get()
    content = first.content | {"units": first.content["units"][:1]}
    more = {"content": content, "pdf": first.pdf, "by": first.by, "at": first.at}
    NoticeVersion.objects.create(notice=notice, number=2, **more)
    file = f"{LIST}{notice.pk}/versions"
    lines = [len(nobody.get(f"{file}/{number}/units.csv").content.splitlines()) for number in (1, 2)]
    assert lines == [3, 2]
    assert [nobody.get(f"{file}/{rest}").status_code for rest in ("3/units.csv", "1/units.pdf")] == [404, 404]
    assert f"{file}/2/units.xlsx" in text_of(nobody, f"{LIST}{notice.pk}/")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_queries_of_the_names(world: World, nobody: Client, django_assert_num_queries: DjangoAssertNumQueries,
                              form: str) -> None:  # fmt: skip
    path = f"{LIST}{posted(world).pk}/versions/1/units.{form}"
    with django_assert_num_queries(1):  # the notice with that version
        nobody.get(path)


def test_in_english(world: World, nobody: Client) -> None:
    notice = posted(world)
    for path in (LIST, f"{LIST}{notice.pk}/", form_of(notice), STANDING):
        answer = nobody.get(path, headers={"Accept-Language": "en"})
        assert answer.status_code == 200
        assert '<html lang="en">' in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list(world: World, nobody: Client, django_assert_num_queries: DjangoAssertNumQueries,
                             count: int) -> None:  # fmt: skip
    (first,) = reviewed(world, count=1)
    posted(world, [first])
    for number in range(1, count):
        posted(world, more(world, first, count=1, first=300 + number))
    nobody.get(LIST)
    with django_assert_num_queries(2):  # those open; how many there were before
        nobody.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_notice(world: World, nobody: Client, django_assert_num_queries: DjangoAssertNumQueries,
                             count: int) -> None:  # fmt: skip
    notice = posted(world, reviewed(world, count=count))
    nobody.get(f"{LIST}{notice.pk}/")
    with django_assert_num_queries(2):  # the notice with its newest version; the versions
        nobody.get(f"{LIST}{notice.pk}/")


# -- objecting -------------------------------------------------------------------------------------------------


def test_objecting_gives_a_slip_with_which_one_asks(world: World, nobody: Client) -> None:
    notice = posted(world)
    answer = nobody.post(form_of(notice), GIVEN | {"proof": [paper("照片.pdf"), paper("决定书.pdf")]})
    assert answer.status_code == 302
    assert answer["Location"] == f"{LIST}slip/"
    objection = Objection.objects.get()
    assert objection.files.count() == 2
    secret = slips.secret_of(objection.receipt_no)
    shown = text_of(nobody, f"{LIST}slip/")
    assert objection.receipt_no in shown
    assert secret in shown
    file = f"{LIST}slip/{objection.receipt_no}"
    assert secret in pdf_text(nobody.get(f"{file}.pdf").content)
    assert secret in docx_text(nobody.get(f"{file}.docx").content)
    other = world.client(None)
    assert other.get(f"{LIST}slip/")["Location"] == STANDING
    assert [other.get(f"{file}.pdf").status_code, nobody.get(f"{file}.txt").status_code] == [404, 404]
    text = other.post(STANDING, {"number": objection.receipt_no, "secret": secret}).content.decode()
    assert "已收到" in text
    for unsaid in ("张反映", CARD, "超标排放"):
        assert unsaid not in text


def test_the_outcome_is_told_with_the_slip_and_no_more(world: World, nobody: Client) -> None:
    objection = decided(world, posted(world))
    given = {"number": objection.receipt_no, "secret": slips.secret_of(objection.receipt_no)}
    text = nobody.post(STANDING, given).content.decode()
    assert "异议成立" in text
    assert "单位移出拟推荐名单" in text
    for unsaid in ("罚款已缴", "处罚决定书属实", "沈经办"):
        assert unsaid not in text


def test_a_wrong_slip_stays_counted(world: World, nobody: Client) -> None:
    objection = objected(world, posted(world))
    for _ in range(20):
        assert nobody.post(STANDING, {"number": objection.receipt_no, "secret": "AAAA"}).status_code == 422
    assert Knock.objects.filter(what="wrong_slip").count() == 20
    secret = slips.secret_of(objection.receipt_no)
    assert nobody.post(STANDING, {"number": objection.receipt_no, "secret": secret}).status_code == 429


@pytest.mark.parametrize(("changes", "field"), [
    ({"ground": ""}, "ground"), ({"name": ""}, "name"), ({"identity": "123"}, "identity"), ({"phone": ""}, "phone"),
    ({"email": "x"}, "email"), ({"website": "http://spam"}, "website"),
])  # fmt: skip
def test_what_is_wrong_stands_at_its_field(world: World, nobody: Client, changes: dict[str, str], field: str) -> None:
    answer = nobody.post(form_of(posted(world)), GIVEN | changes)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert "超标排放被处罚" in answer.content.decode() or field == "ground"  # nothing typed is lost
    assert not Objection.objects.exists()


def test_a_false_file_is_refused_at_the_files(world: World, nobody: Client) -> None:
    answer = nobody.post(form_of(posted(world)), GIVEN | {"proof": SimpleUploadedFile("a.pdf", b"MZ not a pdf")})
    assert answer.status_code == 422
    assert 'id="id_proof_error"' in answer.content.decode()


def test_more_than_the_ceiling_is_stopped(world: World, nobody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPEN_TO_ALL, "notice-object", 100)
    answer = nobody.post(form_of(posted(world)), GIVEN | {"proof": paper()})
    assert answer.status_code == 422
    assert not Objection.objects.exists()


def test_too_many_are_told_to_come_later(world: World, nobody: Client) -> None:
    path = form_of(posted(world))
    for _ in range(5):
        assert nobody.post(path, GIVEN).status_code == 302
    assert nobody.post(path, GIVEN).status_code == 429
    assert Objection.objects.count() == 5


def test_sent_twice_it_is_one(world: World, nobody: Client) -> None:
    path = form_of(posted(world))
    for _ in range(2):
        assert nobody.post(path, GIVEN | {"idempotency_key": "one"}).status_code == 302
    assert Objection.objects.count() == 1


def test_after_the_last_day_the_page_says_when_it_was(world: World, nobody: Client) -> None:
    notice = over(posted(world))
    for answer in (nobody.get(form_of(notice)), nobody.post(form_of(notice), GIVEN)):
        assert answer.status_code == 410
        assert str(notice.ends_on) in answer.content.decode()
    text = text_of(nobody, f"{LIST}{notice.pk}/")
    assert "公示期已满" in text
    assert "/object/" not in text
    assert "公示期满" in text_of(nobody, LIST)


def test_anonymous_is_offered_where_it_is_recorded(world: World, nobody: Client) -> None:
    notice = posted(world)
    assert 'name="anonymous"' in text_of(nobody, form_of(notice))
    assert nobody.post(form_of(notice), {"ground": "举报", "anonymous": "on"}).status_code == 302
    assert Objection.objects.get().state == "recorded"
    Notice.objects.update(anonymous="refuse")
    assert 'name="anonymous"' not in text_of(nobody, form_of(notice))
    assert nobody.post(form_of(notice), {"ground": "举报", "anonymous": "on"}).status_code == 422


def test_a_line_of_another_notice_is_not_found(world: World, nobody: Client) -> None:
    (first,) = reviewed(world, count=1)
    one, other = posted(world, [first]), posted(world, more(world, first, count=1))
    assert nobody.get(f"{LIST}{one.pk}/units/{line_of(other).pk}/object/").status_code == 404
