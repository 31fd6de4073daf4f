"""Templates uploaded, put in force, gone back on; who may; what they do to documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from applications.papers import docx
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Blob
from greenlist.documents.filling import KINDS, Unfit
from greenlist.documents.filling.samples import sample
from greenlist.documents.filling.starting import starting
from greenlist.documents.filling.writers import own_docx, own_pdf
from greenlist.documents.papers import MissingGlyph
from greenlist.journal.models import Entry
from greenlist.paperwork.domain.templates import activate_template, retire_template, upload_template
from greenlist.paperwork.models import DocumentTemplate
from greenlist.paperwork.printing import printed
from greenlist.paperwork.rules.templates import templates
from greenlist.paperwork.templatetags.paperwork_words import KIND_NAMES
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from world import World, round_of

from .ground import here, in_force, template, upload, uploaded, words_of

pytestmark = pytest.mark.django_db
CONTENT = sample(KINDS["circular"])


@pytest.fixture(autouse=True)
def _tried_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch)


def acts() -> list[str]:
    return list(Entry.objects.filter(act__startswith="template.").order_by("pk").values_list("act", flat=True))


@pytest.mark.requirement("REQ-46")
def test_uploaded_looked_at_put_in_force(world: World) -> None:
    round_ = round_of(world)
    row = uploaded(world, "circular", "本省通报 {{ number }}", "{{p body }}")
    assert (row.number, row.active, row.used) == (1, False, ["body", "number"])
    assert ["主送机关", "示例单位"] in row.missing
    assert printed(CONTENT, "docx", kind="circular", round_=round_) == own_docx(CONTENT)
    activate_template(template=row, by=world.hat("provinceapprover"))
    made = printed(CONTENT, "docx", kind="circular", round_=round_)
    assert words_of(made).startswith("本省通报 示例发〔2024〕5号\n根据有关要求")
    assert printed(CONTENT, "pdf", kind="circular", round_=round_) == own_pdf(CONTENT)
    assert acts() == ["template.uploaded", "template.activated"]


def test_the_next_version_takes_the_place_and_one_can_go_back(world: World) -> None:
    round_ = round_of(world)
    first = in_force(world, "circular", "一版 {{ number }}")
    second = in_force(world, "circular", "二版 {{ number }}")
    assert (first.number, second.number) == (1, 2)
    assert DocumentTemplate.objects.filter(active=True).get() == second
    assert "二版" in words_of(printed(CONTENT, "docx", kind="circular", round_=round_))
    activate_template(template=first, by=world.hat("provinceapprover"))
    assert "一版" in words_of(printed(CONTENT, "docx", kind="circular", round_=round_))
    retire_template(template=first, by=world.hat("provinceapprover"), reason="另行制作")
    assert printed(CONTENT, "docx", kind="circular", round_=round_) == own_docx(CONTENT)
    entry = Entry.objects.filter(act="template.retired").get()
    assert entry.reason == "另行制作"


def test_a_policy_of_its_own_goes_before_all(world: World) -> None:
    round_ = round_of(world)
    in_force(world, "circular", "通用 {{ number }}")
    in_force(world, "circular", "本轮 {{ number }}", policy="jilin-2024")
    assert "本轮" in words_of(printed(CONTENT, "docx", kind="circular", round_=round_))
    round_.policy_id = "another"
    assert "通用" in words_of(printed(CONTENT, "docx", kind="circular", round_=round_))


def test_another_province_is_not_concerned(world: World) -> None:
    round_ = round_of(world)
    in_force(world, "circular", "本省 {{ number }}")
    round_.jurisdiction = world.places["cn"]
    assert "本省" not in words_of(printed(CONTENT, "docx", kind="circular", round_=round_))


def test_what_is_no_template_leaves_nothing_behind(world: World) -> None:
    by = world.hat("province")
    bad = {
        Unfit: upload("{{ ofice }}"),
        FileRefused: SimpleUploadedFile("a.docx", docx({"word/vbaProject.bin": b"x"})),
    }
    for fault, file in bad.items():
        with pytest.raises(fault):
            upload_template(kind="circular", policy="", upload=file, note="", by=by)
    renamed = SimpleUploadedFile("a.pdf", template("{{ office }}"))
    with pytest.raises(FileRefused, match="文件名"):
        upload_template(kind="circular", policy="", upload=renamed, note="", by=by)
    with pytest.raises(Refused):
        upload_template(kind="circular", policy="no-such", upload=upload(), note="", by=by)
    with pytest.raises(Refused):
        upload_template(kind="nothing", policy="", upload=upload(), note="", by=by)
    assert not DocumentTemplate.objects.exists()
    assert not acts()


def test_who_may(world: World) -> None:
    row = uploaded(world, "circular", "{{ number }}")
    own = uploaded(world, "circular", "{{ office }}", by="provinceapprover")
    for name in ("province", "provinceapprover"):
        assert templates.may_open(world.hat(name))
        assert row in templates.visible(world.hat(name))
    for name in ("owner", "city", "cityapprover", "evaluator", "system", "security", "audit", "expert", "newcomer"):
        assert not templates.may_open(world.hat(name))
        assert not templates.visible(world.hat(name)).exists()
        assert not templates.may(world.hat(name), "see", row)
        with pytest.raises(NotAllowed):
            upload_template(kind="circular", policy="", upload=upload(), note="", by=world.hat(name))
    assert not templates.may(world.hat("province"), "activate", row)  # an approver does
    assert templates.may(world.hat("provinceapprover"), "activate", row)
    assert not templates.may(world.hat("provinceapprover"), "activate", own)  # not what he uploaded himself
    assert not templates.may(world.hat("provinceapprover"), "retire", row)
    assert not templates.may(world.hat("provinceapprover"), "burn", row)


def test_a_file_not_scanned_yet_is_not_put_in_force_and_an_infected_one_not_used(world: World) -> None:
    round_ = round_of(world)
    row = uploaded(world, "circular", "模板 {{ number }}")
    Blob.objects.filter(pk=row.blob_id).update(scan=Blob.Scan.PENDING)
    with pytest.raises(NotAllowed, match="查毒"):
        activate_template(template=row, by=world.hat("provinceapprover"))
    Blob.objects.filter(pk=row.blob_id).update(scan=Blob.Scan.CLEAN)
    activate_template(template=row, by=world.hat("provinceapprover"))
    Blob.objects.filter(pk=row.blob_id).update(scan=Blob.Scan.INFECTED)
    assert printed(CONTENT, "docx", kind="circular", round_=round_) == own_docx(CONTENT)


def test_one_query_for_a_word_file_none_for_a_pdf(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = round_of(world)
    with django_assert_num_queries(1):
        printed(CONTENT, "docx", kind="circular", round_=round_)
    with django_assert_num_queries(0):
        printed(CONTENT, "pdf", kind="circular", round_=round_)


def test_a_missing_character_is_told_in_the_words_of_the_site(world: World) -> None:
    rare = replace(CONTENT, addressee="\U0002a6a5县")
    for form in ("pdf", "docx"):
        with pytest.raises(MissingGlyph, match="GREENLIST_FONTS"):
            printed(rare, form, kind="circular", round_=round_of(world) if form == "pdf" else _round())


def _round() -> object:
    from greenlist.rounds.models import Round

    return Round.objects.get()


# -- pages ------------------------------------------------------------------------------------------------------


def test_the_pages_lead_from_start_to_force(world: World) -> None:
    office, approver = world.client("province"), world.client("provinceapprover")
    assert "通报" in office.get("/document-templates/").content.decode()
    page = office.get("/document-templates/circular/").content.decode()
    assert "{{ office }}" in page.replace("&#x27;", "'")
    start = office.get("/document-templates/circular/start/")
    assert start.content == starting(KINDS["circular"])
    answer = office.post(
        "/document-templates/circular/", {"file": upload("{{ office }}{{ ofice }}"), "policy": "", "note": ""}
    )
    assert answer.status_code == 422
    assert "正文第 1 段" in answer.content.decode()
    assert "是不是“office”" in answer.content.decode()
    answer = office.post(
        "/document-templates/circular/", {"file": upload("{{ office }}"), "policy": "", "note": "新版头"}
    )
    row = DocumentTemplate.objects.get()
    address = f"/document-templates/versions/{row.pk}/"
    assert answer["Location"] == address
    page = office.get(address).content.decode()
    assert "主送机关" in page
    assert "由省级审批人启用和停用" in page
    assert words_of(office.get(f"{address}sample/").content) == "示例省工业和信息化厅"
    assert b"".join(office.get(f"{address}file/").streaming_content)[:2] == b"PK"
    assert office.post(f"{address}activate/").status_code == 403
    assert approver.post(f"{address}activate/").status_code == 302
    assert "在用" in office.get("/document-templates/circular/").content.decode()
    assert "请写明为什么停用" in approver.post(f"{address}retire/", {"reason": ""}).content.decode()
    assert approver.post(f"{address}retire/", {"reason": "退回"}).status_code == 302
    assert not DocumentTemplate.objects.filter(active=True).exists()


def test_others_stay_outside(world: World) -> None:
    row = uploaded(world, "circular", "{{ number }}")
    address = f"/document-templates/versions/{row.pk}/"
    for name in ("owner", "city", "system", "evaluator"):
        client = world.client(name)
        for url in ("/document-templates/", "/document-templates/circular/", "/document-templates/circular/start/",
                    address, f"{address}file/", f"{address}sample/"):  # fmt: skip
            assert client.get(url).status_code == 403, (name, url)
        for url in ("/document-templates/circular/", f"{address}activate/", f"{address}retire/"):
            assert client.post(url).status_code == 403, (name, url)
    assert world.client(None).get("/document-templates/").status_code == 302
    office = world.client("province")
    assert office.get("/document-templates/nothing/").status_code == 404
    assert office.get("/document-templates/versions/999999/").status_code == 404


def test_queries_of_the_lists(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    office = world.client("province")
    office.get("/document-templates/")
    for count in (1, 3):
        while DocumentTemplate.objects.count() < count:
            uploaded(world, "circular", f"{count} {{{{ number }}}}")
        with django_assert_num_queries(5):
            office.get("/document-templates/")
        with django_assert_num_queries(6):
            office.get("/document-templates/circular/")


def test_every_kind_has_its_name_on_the_pages() -> None:
    assert {one: str(name) for one, name in KIND_NAMES.items()} == {one.id: one.name for one in KINDS.values()}
