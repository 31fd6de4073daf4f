"""A unit's documents merged: order, bookmarks, volumes, what cannot be a page, the worker's run."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from applications.papers import docx, pdf
from greenlist.applications.domain.evidence import add_evidence
from greenlist.applications.files import open_blob
from greenlist.applications.models import Application
from greenlist.parties.access import NotAllowed
from greenlist.parties.models import Notification
from greenlist.recommendations.domain.delivering import keep_scan
from greenlist.recommendations.domain.packaging import build_run, make_all, make_package, merged
from greenlist.recommendations.models import Package, PackageFile, RecommendedUnit
from greenlist.recommendations.queries.dossier import Dossier
from later import put
from stages import completed, handed_in
from world import World, application_of, round_of

from .ground import due, let_pass, real_png, sent, the_one

pytestmark = pytest.mark.django_db
KINDS = ("pdf", "png", "docx")


def with_files(world: World, count: int) -> Application:
    """The food factory handed in with files of several kinds, standing where the city recommends."""
    round_ = round_of(world)
    due(round_, None)
    application = completed(application_of(world, round_), world.hat("owner"))
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        upload = SimpleUploadedFile(f"证明{number:02d}.{kind}", content_for(kind, number))
        add_evidence(application=application, upload=upload, by=world.hat("owner"))
    handed_in(application, world.hat("signatory"))
    return put(application, "selected")


def content_for(kind: str, number: int) -> bytes:
    """A file of a kind that differs from number to number: the same bytes are not handed in twice."""
    if kind == "docx":
        return docx({"word/number.txt": str(number)})
    return pdf(text=str(number)) if kind == "pdf" else real_png(60, 40, number)


def unit_there() -> RecommendedUnit:
    around = ("recommendation__round__law", "recommendation__place", "application__unit__jurisdiction",
              "application__city", "application__round__law", "application__agency")  # fmt: skip
    return RecommendedUnit.objects.select_related(*around).get()


def content_of(file: PackageFile) -> bytes:
    with open_blob(file.blob_id) as stream:
        return stream.read()


def titles(outline: list[Any]) -> list[Any]:
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


@pytest.fixture(autouse=True)
def _without_libreoffice(settings: Any) -> None:
    """These tests hold on every machine; tests/documents/test_package_office.py has its own."""
    settings.SOFFICE = "off"


@pytest.fixture
def recommended(world: World, monkeypatch: pytest.MonkeyPatch) -> Application:
    let_pass(monkeypatch)
    application = with_files(world, 3)
    sent(world, application.round)
    return application


@pytest.mark.requirement("REQ-48")
def test_one_file_in_the_order_of_the_policy(world: World, recommended: Application) -> None:
    package = make_package(unit=unit_there(), by=world.hat("city"))
    assert package is not None
    (volume,) = package.files.all()
    assert (volume.kind, volume.name, volume.first_page) == ("volume", "示例食品有限公司.pdf", 1)
    reader = PdfReader(io.BytesIO(content_of(volume)))
    assert volume.pages == len(reader.pages)
    outline = titles(reader.outline)
    assert [one for one in outline if isinstance(one, str)] == [
        "封面和目录", "长春市工信局推荐文 长工信示例〔2024〕5号", "推荐汇总表", "自评价报告", "申报表", "形式审查记录",
        "征求意见汇总", "证明材料", f"提交回执 {recommended.submissions.get().receipt_number}",
    ]  # fmt: skip
    assert ["证明00.pdf", "证明01.png"] in outline
    front = reader.pages[0].extract_text()
    assert "示例食品有限公司" in front
    assert "0001 证明02.docx" in reader.attachments
    assert {(one["code"], one["title"], one["detail"]) for one in package.remarks} == {
        ("not_converted", "证明02.docx", ""), ("not_archival", "证明00.pdf", "no_claim")}  # fmt: skip
    assert f"第{volume.pages}页共{volume.pages}页" in "".join(reader.pages[-1].extract_text().split())
    shown = reader.get_destination_page_number
    places = {one.title: shown(one) + 1 for one in reader.outline if not isinstance(one, list)}
    assert places["推荐汇总表"] == next(one["page"] for one in package.parts if one["group"] == "table")


def test_the_same_documents_give_the_same_bytes_and_are_not_merged_twice(
    world: World, recommended: Application
) -> None:
    unit = unit_there()
    first = merged(unit, world.hat("city").person)
    digest = first.files.get(kind="volume").blob_id
    assert merged(unit, world.hat("cityapprover").person).by == world.hat("city").person  # found, not made
    Package.objects.all().delete()
    assert merged(unit, world.hat("city").person).files.get(kind="volume").blob_id == digest


def test_a_stamped_scan_takes_the_place_of_what_we_print(world: World, recommended: Application) -> None:
    row = the_one()
    for part, unit in (("letter", None), ("checks", unit_there())):
        upload = SimpleUploadedFile(f"{part}盖章.png", real_png(40, 60), "image/png")
        keep_scan(recommendation=row, part=part, upload=upload, by=world.hat("city"), unit=unit)
    parts = Dossier(unit_there()).parts
    stamped = [one.title for one in parts if "盖章扫描件" in one.title]
    assert stamped == ["长春市工信局推荐文 长工信示例〔2024〕5号（盖章扫描件）", "形式审查记录（盖章扫描件）"]
    package = make_package(unit=unit_there(), by=world.hat("city"))
    assert package is not None


def test_who_may_merge(world: World, recommended: Application) -> None:
    for who in ("othercity", "province", "owner"):
        with pytest.raises(NotAllowed):
            make_package(unit=unit_there(), by=world.hat(who))


def test_the_worker_makes_all_and_says_so(world: World, recommended: Application, monkeypatch: Any) -> None:
    run = make_all(recommendation=the_one(), by=world.hat("city"))
    assert (run.total, run.ended_at) == (1, None)
    build_run(run=run.pk)
    run.refresh_from_db()
    assert (run.done, run.failed) == (1, [])
    assert run.ended_at is not None
    assert Package.objects.count() == 1
    assert Notification.objects.filter(code="recommend_packages_ready", person=world.hat("city").person).exists()


def test_one_at_fault_does_not_stop_the_others(world: World, recommended: Application, monkeypatch: Any) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise ValueError("gone")

    monkeypatch.setattr("greenlist.recommendations.domain.packaging.merged", broken)
    run = make_all(recommendation=the_one(), by=world.hat("city"))
    build_run(run=run.pk)
    run.refresh_from_db()
    assert run.failed == [{"unit": "示例食品有限公司", "reason": "ValueError"}]


def test_twenty_files_are_merged_in_seconds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    sent(world, with_files(world, 20).round)
    started = time.monotonic()
    package = merged(unit_there(), world.hat("city").person)
    taken = time.monotonic() - started
    print("package of 20 files:", round(taken, 2), "s")
    assert sum(one["where"] == "attached" for one in package.parts) == 6
    assert taken < 20
