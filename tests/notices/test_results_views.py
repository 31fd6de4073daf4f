"""The pages of the ministry's list: who gets in, what a list handed in shows, budgets, what faulty forms keep."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from documents.paper_texts import docx_text, pdf_text
from greenlist.applications.models import Application
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.journal.models import Entry
from greenlist.notices.domain.results_applying import apply_result
from greenlist.notices.models import ResultImport
from greenlist.notices.results_letter import letter_of
from greenlist.notices.rules.results import result_lines, results
from world import World

from .results_scene import NUMBER, kept, rows_of, seen, sent, table

OFFICE = [("province", 200), ("provinceapprover", 200), ("city", 404), ("othercity", 404), ("owner", 404),
          ("department", 404), ("expert", 404), ("evaluator", 404), ("audit", 404), ("newcomer", 404),
          (None, 302)]  # fmt: skip


def go(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs=arguments)


def posted(**more: Any) -> dict[str, Any]:
    told = {"stage": "final", "document_no": NUMBER, "title": "", "published_on": "2025-01-22", "label": "2024年度",
            "batch": "9", "pasted": ""}  # fmt: skip
    return told | more


@pytest.mark.parametrize(("who", "status"), OFFICE)
def test_the_list_is_the_provinces(world: World, who: str | None, status: int) -> None:
    ours = sent(world, 1)
    result = kept(world, ours[0].round, *rows_of(ours))
    client = world.client(who)
    for url in (
        go("result-import", pk=result.pk), go("result-line", pk=result.lines.get().pk),
        go("result-export", pk=result.pk, form="csv"), go("result-export", pk=result.pk, form="xlsx"),
    ):  # fmt: skip
        assert client.get(url).status_code == status, url
    assert client.post(go("result-kinds", pk=result.pk), {"k0": "factory"}).status_code == (
        302 if status == 200 else status
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("province", 200), ("city", 403), ("owner", 403), ("evaluator", 403), ("newcomer", 404), (None, 302)],
)
def test_who_hands_a_list_in(world: World, who: str | None, status: int) -> None:
    ours = sent(world, 1)
    assert world.client(who).get(go("results", pk=ours[0].round_id)).status_code == status


def test_rules_and_querysets_agree(world: World) -> None:
    ours = sent(world, 1)
    Application.objects.filter(pk=ours[0].pk).update(unit=world.organisations["neighbour"])
    result = kept(world, ours[0].round, *rows_of(ours))
    for _state in ("matching", "applied"):
        for who in world.hats:
            hat = world.hat(who)
            assert results.visible(hat).filter(pk=result.pk).exists() == bool(results.may(hat, "see", result)), who
            line = result.lines.get(application=ours[0])
            assert result_lines.visible(hat).filter(pk=line.pk).exists() == bool(result_lines.may(hat, "see", line)), (
                who
            )
        apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert not results.may(world.hat("province"), "apply", ResultImport.objects.get())


def test_a_pasted_table_is_handed_in_matched_and_applied(world: World) -> None:
    ours = sent(world, 3)
    client, round_ = world.client("province"), ours[0].round_id
    text = table(*rows_of(ours[:2])).decode().replace(",", "\t")
    answer = client.post(go("results", pk=round_), posted(pasted=text))
    result = ResultImport.objects.get()
    assert answer["Location"] == go("result-import", pk=result.pk)
    html = client.get(answer["Location"]).content.decode()
    assert "列入名单 2 份，未列入 1 份" in html
    digest = seen(result)
    assert client.post(go("result-apply", pk=result.pk), {"digest": "stale"}).status_code == 409
    assert client.post(go("result-apply", pk=result.pk), {"digest": digest}).status_code == 302
    assert client.post(go("result-apply", pk=result.pk), {"digest": digest}).status_code == 302  # once is enough
    html = client.get(go("result-import", pk=result.pk) + "?part=missing").content.decode()
    assert "已于" in html
    assert ours[2].unit.name in html
    states = Application.objects.filter(pk__in=[one.pk for one in ours]).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["listed", "listed", "not_listed"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "请选择名单文件"),
        ({"pasted": "没有表头\t的文字"}, "表头"),
        ({"pasted": "序号\t工厂名称\n1\t甲厂", "document_no": ""}, "请写明文号"),
        ({"pasted": "序号\t工厂名称\n1\t甲厂", "published_on": "2099-01-01"}, "还没有到"),
        ({"sheet": SimpleUploadedFile("名单.xlsx", b"PK\x03\x04 damaged", "application/zip")}, "名单.xlsx"),
    ],
)
def test_a_list_that_cannot_be_taken_says_why_and_keeps_what_was_typed(
    world: World, more: dict[str, Any], said: str
) -> None:
    ours = sent(world, 1)
    answer = world.client("province").post(go("results", pk=ours[0].round_id), posted(title="我写的名称", **more))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert "我写的名称" in html
    assert not ResultImport.objects.exists()


def test_a_person_settles_a_line_on_its_page(world: World) -> None:
    ours = sent(world, 1)
    near = ("1", "吉林", ours[0].unit.name.replace("有限公司", "有限责任公司"), "")
    result = kept(world, ours[0].round, near)
    line, client = result.lines.get(), world.client("province")
    assert "待人工认定" in client.get(go("result-import", pk=result.pk)).content.decode()
    answer = client.post(go("result-line", pk=line.pk), {"row": "0", "note": ""})
    assert answer.status_code == 422
    assert "请写明认定的依据" in answer.content.decode()
    assert client.post(go("result-line", pk=line.pk), {"row": "0", "note": "执照"}).status_code == 302
    line.refresh_from_db()
    assert line.listed is True
    assert client.post(go("result-line", pk=line.pk), {"row": "not_listed", "note": "看错了"}).status_code == 302
    answer = client.post(go("result-line", pk=line.pk), {"explain": "1", "reason": "评审未通过，见部的意见"})
    assert answer.status_code == 302
    line.refresh_from_db()
    assert (line.listed, line.reason) == (False, "评审未通过，见部的意见")


def test_a_unit_sees_its_own_result_and_its_letter_only(world: World) -> None:
    ours = sent(world, 2)
    for one, unit in zip(ours, ("neighbour", "elsewhere"), strict=True):
        Application.objects.filter(pk=one.pk).update(unit=world.organisations[unit])
    first = Application.objects.get(pk=ours[0].pk)
    result = kept(world, first.round, *rows_of([first]))
    line, page = result.lines.get(application=first), go("application-result", pk=first.pk)
    letter = go("result-letter", pk=line.pk, form="pdf")
    html = world.client("outsider").get(page).content.decode()
    assert "工业和信息化部公示、公布名单后" in html
    assert world.client("outsider").get(letter).status_code == 404  # not before it is applied
    apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert "列入名单" in world.client("outsider").get(page).content.decode()
    for who, status in (("outsider", 200), ("city", 200), ("province", 200), ("othercity", 404), ("owner", 404),
                        ("farther", 404), ("department", 404), (None, 302)):  # fmt: skip
        client = world.client(who)
        assert client.get(page).status_code == status, who
        assert client.get(letter).status_code == status, who
    assert world.client("outsider").get(letter).content.startswith(b"%PDF")
    assert world.client("outsider").get(go("result-letter", pk=line.pk, form="exe")).status_code == 404


def test_the_letter_says_what_became_of_it_and_leaves_places_open(world: World) -> None:
    ours = sent(world, 2)
    result = kept(world, ours[0].round, *rows_of(ours[:1]))
    apply_result(result=result, digest=seen(result), by=world.hat("province"))
    around = ("result__round__law", "result__place", "application__unit")
    said = {}
    for line in result.lines.select_related(*around):
        letter = letter_of(line)
        said[bool(line.listed)] = "".join(one.text for one in letter.body)
        assert letter.addressee == line.application.unit.name if line.application else ""
        assert "〔待填〕" in letter.number
        assert letter_pdf(letter).startswith(b"%PDF")
    assert "你单位已列入绿色工厂名单" in said[True]
    assert "《2024年度绿色制造名单》（工信厅节函示例〔2025〕1号）" in said[True]
    assert "未列入绿色工厂名单" in said[False]
    assert "理由：未列入工业和信息化部公布的名单" in said[False]
    packed = world.client("province").get(go("result-letters", pk=result.pk))
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert len(archive.namelist()) == 2


def test_the_table_holds_strings_only(world: World) -> None:
    ours = sent(world, 1)
    result = kept(world, ours[0].round, *rows_of(ours), ("2", "吉林", "=1+1厂", ""))
    client = world.client("province")
    book = openpyxl.load_workbook(io.BytesIO(client.get(go("result-export", pk=result.pk, form="xlsx")).content))
    rows = list(book.active.values) if book.active else []
    assert rows[2][5] == "=1+1厂"
    assert {cell.data_type for row in book.active.rows for cell in row} <= {"s", "n"} if book.active else False
    csv = b"".join(client.get(go("result-export", pk=result.pk, form="csv")))
    assert "'=1+1厂" in csv.decode()


def test_the_table_is_a_document_too(world: World) -> None:
    ours = sent(world, 2)
    result = kept(world, ours[0].round, *rows_of(ours[:1]), ("7", "吉林", "别家有限公司", ""))
    client = world.client("province")
    page = client.get(go("result-import", pk=result.pk)).content.decode()
    for form, text_of in (("pdf", pdf_text), ("docx", docx_text)):
        address = go("result-export", pk=result.pk, form=form)
        assert address in page
        every = text_of(client.get(address).content)
        listed = text_of(client.get(f"{address}?part=listed").content)
        assert "部委名单与本轮申报比对表" in every
        assert NUMBER in every
        assert "（3行）" in every
        assert ours[1].unit.name in every
        assert "别家有限公司" in every
        assert "在名单上（1行）" in listed
        assert ours[0].unit.name in listed
        assert "别家有限公司" not in listed


def test_what_cannot_be_printed_is_told_on_the_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = sent(world, 1)
    result = kept(world, ours[0].round, *rows_of(ours), ("7", "吉林", "别家\U0002a6d6有限公司", ""))
    client, address = world.client("province"), go("result-export", pk=result.pk, form="pdf")
    assert "U+2A6D6" in client.get(address, follow=True).content.decode()
    monkeypatch.setattr("greenlist.notices.views.results_lines.MOST_PRINTED", 1)
    assert "一次最多打印 1 行" in client.get(address, follow=True).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_keep_their_budgets(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ours = sent(world, count)
    result = kept(
        world, ours[0].round, *rows_of(ours), *((str(n + 50), "吉林", f"别家{n}有限公司", "") for n in range(count))
    )
    client = world.client("province")
    client.get(go("result-import", pk=result.pk))
    for part in ("listed", "others"):
        with django_assert_num_queries(9):
            client.get(go("result-import", pk=result.pk) + f"?part={part}")
    client.get(go("results", pk=ours[0].round_id))  # the law is opened once per process
    with django_assert_num_queries(7):
        client.get(go("results", pk=ours[0].round_id))
    with django_assert_num_queries(8):
        client.get(go("result-line", pk=result.lines.filter(application__isnull=False)[0].pk))
    with django_assert_num_queries(6):
        client.get(go("application-result", pk=ours[0].pk))


def test_handing_in_and_applying_cost_by_the_application_and_not_by_the_list(world: World) -> None:
    ours = sent(world, 2)
    many = [(str(n), "北京", f"北京示例第{n}有限公司", "") for n in range(3, 400)]
    result = kept(world, ours[0].round, *rows_of(ours), *many)
    assert result.lines.count() == 2
    apply_result(result=result, digest=seen(result), by=world.hat("province"))
    result.refresh_from_db()
    assert result.green_list is not None
    assert result.green_list.entries.count() == 399


def test_letters_to_units_are_sent_to_others_for_information(world: World) -> None:
    ours = sent(world, 1)
    result = kept(world, ours[0].round, *rows_of(ours))
    url, typed = go("result-copies", pk=result.pk), {"copies": "各市（州）工业和信息化局；省生态环境厅"}
    office = world.client("province")
    assert office.post(url, typed).status_code == 403  # nobody is written to yet
    apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert world.client("city").post(url, typed).status_code == 404
    assert office.post(url, {"copies": "厅" * 130}).status_code == 422
    assert office.post(url, typed)["Location"] == go("result-import", pk=result.pk)
    result.refresh_from_db()
    assert result.copies == ["各市（州）工业和信息化局", "省生态环境厅"]
    entry = Entry.objects.filter(act="result.copies_named").latest("pk")
    assert (entry.before["copies"], entry.after["copies"]) == ([], result.copies)
    assert (
        "各市（州）工业和信息化局，省生态环境厅</textarea>"
        in office.get(go("result-import", pk=result.pk)).content.decode()
    )
    line = result.lines.get(application=ours[0])
    for form, read in (("pdf", pdf_text), ("docx", docx_text)):
        said = read(office.get(go("result-letter", pk=line.pk, form=form)).content)
        assert "抄送：各市（州）工业和信息化局，省生态环境厅。" in said
        assert "印发" not in said
