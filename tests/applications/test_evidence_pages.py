"""Pages of evidence before owner, colleague, outsider and officials; what is handed out and with which headers."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from applications import papers
from greenlist.applications.domain.evidence import add_evidence, remove_evidence, replace_evidence
from greenlist.applications.freezing import evidence_list
from greenlist.applications.models import Application, Blob, Evidence, Submission
from greenlist.applications.process import Matter
from greenlist.applications.queries.evidence import in_force
from greenlist.engine import clock
from world import World, application_of, round_of

NEG = "conditions.NEG-1"
OUTSIDERS = ("outsider", "farther", "othercity", "department", "evaluator", "expert", "system", "audit", "newcomer")


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def draft(world: World) -> Application:
    return application_of(world, round_of(world))


def add(world: World, application: Application, name: str = "批复.pdf", text: str = "", by: str = "owner") -> Evidence:
    content = papers.png() if name.endswith("png") else papers.pdf(text=text)
    upload = SimpleUploadedFile(name, content)
    return add_evidence(application=application, upload=upload, by=world.hat(by), places=[NEG]).evidence


def hand_in(world: World, application: Application, number: int = 1) -> Submission:
    Application.objects.filter(pk=application.pk).update(state="submitted")
    return Submission.objects.create(
        application=application, number=number, data={}, evidence=evidence_list(Matter(application)), result={},
        receipt_number=f"JL2024-{application.pk}-{number}", receipt={}, digest="0", by=world.hat("signatory").person,
        at=clock.now(),
    )  # fmt: skip


def page(response: HttpResponse) -> str:
    return response.content.decode()


def content(response: Any) -> bytes:
    """All of it: a response that is not read to its end stays open."""
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def at(application: Application, *tail: object) -> str:
    return f"/applications/{application.pk}/evidence/" + "".join(f"{one}/" for one in tail)


def send(client: Client, application: Application, *files: tuple[str, bytes], **fields: str) -> HttpResponse:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    form = {"idempotency_key": str(uuid.uuid4())} | fields | {"upload": uploads}
    return client.post(at(application, "upload"), form)  # type: ignore[return-value]


# -- who sees what ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["owner", "colleague", "signatory"])
def test_the_unit_sees_its_draft(world: World, draft: Application, who: str) -> None:
    one = add(world, draft)
    client = world.client(who)
    shown = page(client.get(at(draft)))
    assert "批复.pdf" in shown
    assert "否决条件自查" in shown
    assert client.get(at(draft, one.pk)).status_code == 200
    assert client.get(at(draft, one.pk, "view")).status_code == 200
    assert content(client.get(at(draft, one.pk, "file"))) == papers.pdf()


@pytest.mark.parametrize("who", [*OUTSIDERS, "city", "province"])
def test_nobody_else_sees_a_draft_or_its_files(world: World, draft: Application, who: str) -> None:
    one = add(world, draft)
    client = world.client(who)
    for tail in ((), (one.pk,), (one.pk, "view"), (one.pk, "file")):
        assert client.get(at(draft, *tail)).status_code == 404
    for tail in (
        ("upload",),
        *((one.pk, act) for act in ("replace", "describe", "link", "remove")),
        (one.pk, "unlink", 1),
    ):
        assert client.post(at(draft, *tail)).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(world: World, draft: Application) -> None:
    one = add(world, draft)
    for tail in ((), (one.pk,), (one.pk, "view"), (one.pk, "file")):
        response = world.client(None).get(at(draft, *tail))
        assert response.status_code == 302
        assert "/accounts/" in response["Location"]


def test_a_file_of_another_application_is_not_found_under_mine(world: World, draft: Application) -> None:
    other = application_of(world, draft.round, unit="neighbour", by="outsider")
    theirs = add(world, other, by="outsider")
    for act in ("", "view", "file"):
        assert world.client("owner").get(at(draft, theirs.pk, *([act] if act else []))).status_code == 404
    for act in ("replace", "describe", "link", "remove"):
        assert world.client("owner").post(at(draft, theirs.pk, act)).status_code == 404


@pytest.mark.parametrize("who", ["city", "cityapprover", "province"])
def test_officials_see_what_was_handed_in_and_nothing_later(world: World, draft: Application, who: str) -> None:
    first, dropped = add(world, draft), add(world, draft, "旧.pdf", "2")
    hand_in(world, draft)
    Application.objects.filter(pk=draft.pk).update(state="draft")
    draft.refresh_from_db()
    remove_evidence(evidence=dropped, by=world.hat("owner"))
    later = add(world, draft, "后来.pdf", "3")
    client = world.client(who)
    shown = page(client.get(at(draft)))
    assert "批复.pdf" in shown
    assert "旧.pdf" in shown
    assert "后来.pdf" not in shown
    assert "upload-title" not in shown
    assert client.get(at(draft, first.pk)).status_code == 200
    assert content(client.get(at(draft, dropped.pk, "file"))) == papers.pdf(text="2")
    assert client.get(at(draft, later.pk)).status_code == 404
    assert client.get(at(draft, later.pk, "file")).status_code == 404


def test_each_version_shows_its_own_files(world: World, draft: Application) -> None:
    old = add(world, draft)
    hand_in(world, draft)
    Application.objects.filter(pk=draft.pk).update(state="draft")
    draft.refresh_from_db()
    upload = SimpleUploadedFile("新.pdf", papers.pdf(text="2"))
    new = replace_evidence(evidence=old, upload=upload, by=world.hat("owner"))
    hand_in(world, draft, 2)
    for who in ("city", "owner"):
        client = world.client(who)
        assert "批复.pdf" in page(client.get(at(draft) + "?version=1"))
        assert "新.pdf" not in page(client.get(at(draft) + "?version=1"))
        assert client.get(at(draft, new.pk) + "?version=1").status_code == 404
        assert client.get(at(draft, old.pk) + "?version=1").status_code == 200
        assert "新.pdf" in page(client.get(at(draft) + "?version=2"))
    for version in ("3", "x", "-1", "9" * 40, "٣"):
        assert world.client("city").get(at(draft) + f"?version={version}").status_code == 404


# -- handing in ---------------------------------------------------------------------------------------------


def test_several_files_at_once(world: World, draft: Application) -> None:
    files = [(f"{n}.pdf", papers.pdf(text=str(n))) for n in range(20)]
    response = send(world.client("owner"), draft, *files, place=NEG)
    assert response.status_code == 302
    assert in_force(draft).count() == 20
    assert {use.place for one in in_force(draft) for use in one.uses.all()} == {NEG}


def test_files_that_are_refused_are_named_and_the_others_kept(world: World, draft: Application) -> None:
    files = [("好.pdf", papers.pdf()), ("空.pdf", b""), ("宏.docx", papers.docx({"word/vbaProject.bin": b"x"}))]
    response = send(world.client("owner"), draft, *files)
    assert response.status_code == 422
    shown = page(response)
    assert "空.pdf：文件是空的" in shown
    assert "宏.docx：文件含有宏" in shown
    assert [one.name for one in in_force(draft)] == ["好.pdf"]


def test_the_script_that_sends_one_by_one_gets_short_answers(world: World, draft: Application) -> None:
    client = world.client("owner")
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    upload = {"upload": SimpleUploadedFile("a.pdf", papers.pdf())}
    assert client.post(at(draft, "upload"), upload, headers=headers).status_code == 204
    refused = client.post(at(draft, "upload"), {"upload": SimpleUploadedFile("b.pdf", b"x")})
    assert refused.status_code == 422
    assert "无法识别" in refused.json()["errors"][0]


def test_the_same_form_sent_twice_keeps_the_file_once(world: World, draft: Application) -> None:
    client = world.client("owner")
    key = str(uuid.uuid4())
    for _again in range(2):
        assert send(client, draft, ("a.pdf", papers.pdf()), idempotency_key=key).status_code == 302
    assert Evidence.objects.count() == 1


def test_a_form_without_a_file_says_so(world: World, draft: Application) -> None:
    response = send(world.client("owner"), draft)
    assert response.status_code == 422
    assert "还没有选择文件" in page(response)


@pytest.mark.parametrize("name", ["../../../etc/cron.d/x.pdf", "..\\..\\x.pdf", "长" * 200 + ".pdf", "a\u202ex.pdf"])
def test_hostile_names_become_plain_ones(world: World, draft: Application, tmp_path: Path, name: str) -> None:
    assert send(world.client("owner"), draft, (name, papers.pdf())).status_code == 302
    one = Evidence.objects.get()
    assert one.name.endswith(".pdf")
    assert len(one.name) <= 200
    assert not set(one.name) & set("/\\\u202e")
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {one.blob_id}


def test_an_upload_over_the_ceiling_of_a_request_is_dropped(
    world: World, draft: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greenlist.applications.uploads.MAX_REQUEST", 1000)
    response = send(world.client("owner"), draft, ("a.pdf", papers.pdf(text="x" * 2000)))
    assert response.status_code == 422
    assert "没有保存" in page(response)
    assert not Evidence.objects.exists()


def test_nobody_signed_in_can_send_files_anywhere(world: World) -> None:
    response = world.client(None).post("/accounts/login/", {"x": SimpleUploadedFile("a.pdf", papers.pdf())})
    assert response.wsgi_request.FILES == {}


def test_a_locked_application_takes_nothing(world: World, draft: Application) -> None:
    hand_in(world, draft)
    client = world.client("owner")
    assert "upload-title" not in page(client.get(at(draft)))
    assert send(client, draft, ("a.pdf", papers.pdf())).status_code == 403


# -- one file -----------------------------------------------------------------------------------------------


def act(client: Client, draft: Application, one: Evidence, what: str, **fields: Any) -> HttpResponse:
    return client.post(at(draft, one.pk, what), {"idempotency_key": str(uuid.uuid4())} | fields)  # type: ignore[return-value]


def test_a_new_version_by_the_form(world: World, draft: Application) -> None:
    one = add(world, draft)
    client = world.client("colleague")
    upload = SimpleUploadedFile("新.pdf", papers.pdf(text="2"))
    response = act(client, draft, one, "replace", file=upload, expires_on="2030-01-01")
    new = in_force(draft).get()
    assert response["Location"] == at(draft, new.pk)
    shown = page(client.get(at(draft, new.pk)))
    assert "第 2 版" in shown
    assert "有效至 2030-01-01" in shown
    assert "已有更新的版本" in page(client.get(at(draft, one.pk)))
    again = act(client, draft, new, "replace", file=SimpleUploadedFile("新.pdf", papers.pdf(text="2")))
    assert again.status_code == 422
    assert "完全相同" in page(again)


def test_dates_that_cannot_be_come_back_with_what_was_typed(world: World, draft: Application) -> None:
    one = add(world, draft)
    response = act(
        world.client("owner"), draft, one, "describe", issued_on="2024-05-01", expires_on="2024-04-01", note="年检"
    )
    assert response.status_code == 422
    assert "有效期不能早于出具日期" in page(response)
    assert 'value="2024-05-01"' in page(response)
    assert 'value="年检"' in page(response)


def test_what_it_proves_by_the_form(world: World, draft: Application) -> None:
    one = add(world, draft)
    client = world.client("owner")
    assert act(client, draft, one, "link", place="values.floor_area", page="12").status_code == 302
    assert "第 12 页" in page(client.get(at(draft, one.pk)))
    assert act(client, draft, one, "link", place="values.nothing").status_code == 422
    use = one.uses.get(place=NEG)
    assert client.post(at(draft, one.pk, "unlink", use.pk)).status_code == 302
    assert client.post(at(draft, one.pk, "unlink", use.pk)).status_code == 404
    assert [use.place for use in one.uses.all()] == ["values.floor_area"]


def test_removing_by_the_form(world: World, draft: Application) -> None:
    one = add(world, draft)
    client = world.client("owner")
    assert act(client, draft, one, "remove").status_code == 302
    assert not in_force(draft).exists()
    assert "已移除" in page(client.get(at(draft, one.pk)))


# -- content ------------------------------------------------------------------------------------------------


def test_a_file_is_handed_out_as_an_attachment_that_runs_nothing(world: World, draft: Application) -> None:
    one = add(world, draft, "能源审计报告（2023）.pdf")
    response = world.client("owner").get(at(draft, one.pk, "file"))
    assert content(response) == papers.pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%83%BD")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]


def test_pictures_and_pdf_are_shown_by_our_viewer_alone(world: World, draft: Application) -> None:
    pdf, png = add(world, draft), add(world, draft, "a.png")
    client = world.client("owner")
    assert "<iframe" in page(client.get(at(draft, pdf.pk, "view")))
    assert "<img" in page(client.get(at(draft, png.pk, "view")))
    shown = client.get(at(draft, pdf.pk, "file") + "?inline=1")
    assert content(shown)
    assert shown["Content-Disposition"].startswith("inline")
    assert "script-src" not in shown["Content-Security-Policy"]
    assert shown["Content-Security-Policy"].startswith("default-src 'none'")
    assert shown["X-Content-Type-Options"] == "nosniff"


def test_a_document_is_never_shown_inline(world: World, draft: Application) -> None:
    upload = SimpleUploadedFile("a.docx", papers.docx())
    one = add_evidence(application=draft, upload=upload, by=world.hat("owner")).evidence
    client = world.client("owner")
    response = client.get(at(draft, one.pk, "file") + "?inline=1")
    assert content(response)
    assert response["Content-Disposition"].startswith("attachment")
    assert "不能直接显示" in page(client.get(at(draft, one.pk, "view")))


@pytest.mark.parametrize("scan", [Blob.Scan.PENDING, Blob.Scan.INFECTED])
def test_what_is_in_quarantine_is_handed_to_nobody(world: World, draft: Application, scan: str) -> None:
    one = add(world, draft)
    hand_in(world, draft)
    Blob.objects.update(scan=scan)
    for who in ("owner", "city"):
        client = world.client(who)
        assert str(Blob.Scan(scan).label) in page(client.get(at(draft)))
        assert client.get(at(draft, one.pk, "file")).status_code == 403
        assert client.get(at(draft, one.pk, "file") + "?inline=1").status_code == 403
        shown = page(client.get(at(draft, one.pk, "view")))
        assert "<iframe" not in shown


def test_a_file_that_is_gone_from_the_store_is_not_found(world: World, draft: Application, tmp_path: Path) -> None:
    one = add(world, draft)
    (tmp_path / "files" / one.blob_id[:2] / one.blob_id).unlink()
    assert world.client("owner").get(at(draft, one.pk, "file")).status_code == 404


# -- budgets ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_file_and_three(
    world: World, draft: Application, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for n in range(count):
        add(world, draft, f"{n}.pdf", str(n))
    client = world.client("owner")
    client.get(at(draft))
    with django_assert_num_queries(13):
        client.get(at(draft))


@pytest.mark.parametrize("count", [1, 3])
def test_so_does_a_version_before_an_official(
    world: World, draft: Application, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for n in range(count):
        add(world, draft, f"{n}.pdf", str(n))
    hand_in(world, draft)
    client = world.client("city")
    client.get(at(draft))
    with django_assert_num_queries(8):
        client.get(at(draft))
