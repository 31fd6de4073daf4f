"""Pictures of a template's trial: asked for, made by the worker, looked at; what is said where there are none."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from greenlist.applications.models import Blob
from greenlist.documents.filling.kinds import KINDS
from greenlist.documents.filling.samples import sample
from greenlist.documents.filling.writers import own_pdf
from greenlist.engine import clock
from greenlist.paperwork import pictures
from greenlist.paperwork.domain.pictures import ask_pictures, make_pictures
from greenlist.paperwork.models import DocumentTemplate
from greenlist.paperwork.queries.pictures import TASK, standing_of
from greenlist.parties.access import NotAllowed
from world import World

from .ground import here, upload, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tried_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch)


@pytest.fixture
def office(tmp_path: Path, settings: Any) -> Path:
    """Stands in for LibreOffice: whatever it is given, it makes the two pages of a circular of it."""
    (tmp_path / "laid.pdf").write_bytes(own_pdf(sample(KINDS["circular"])))
    return script(tmp_path, settings, f'cp "{tmp_path}/laid.pdf" "$PWD/office.pdf"')


def script(folder: Path, settings: Any, body: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    settings.SOFFICE = str(path)
    return path


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name=TASK).count()


def address(row: DocumentTemplate) -> str:
    return f"/document-templates/versions/{row.pk}/"


@pytest.mark.usefixtures("office")
def test_they_are_made_after_the_upload_and_looked_at(world: World) -> None:
    client = world.client("province")
    client.post("/document-templates/circular/", {"file": upload("{{ office }}"), "policy": "", "note": ""})
    row = DocumentTemplate.objects.get()
    assert jobs() == 1
    page = client.get(address(row)).content.decode()
    assert "排队等候" in page
    assert 'hx-trigger="every 2s"' in page
    assert client.get(f"{address(row)}pictures/1/").status_code == 404
    make_pictures(template=row.pk)
    ProcrastinateJob.objects.filter(task_name=TASK).update(status="succeeded")
    part = client.get(f"{address(row)}pictures/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "every 2s" not in part
    assert "第 2 页，共 2 页" in part
    assert client.get(f"{address(row)}pictures/")["Location"] == address(row)
    picture = client.get(f"{address(row)}pictures/2/")
    assert picture["Content-Type"] == "image/png"
    assert "no-store" in picture["Cache-Control"]
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(f"{address(row)}pictures/3/").status_code == 404


@pytest.mark.usefixtures("office")
def test_asked_twice_they_are_made_once(world: World) -> None:
    row = uploaded(world, "circular", "{{ number }}")
    assert standing_of(row).state == "none"
    assert ask_pictures(template=row, by=world.hat("province"))
    assert ask_pictures(template=row, by=world.hat("provinceapprover"))
    assert (jobs(), standing_of(row).state) == (1, "waiting")
    ProcrastinateJob.objects.filter(task_name=TASK).update(status="doing")
    assert standing_of(row).state == "working"
    ProcrastinateEvent.objects.filter(type="started").update(at=clock.now() - timedelta(hours=1))  # it was cut off
    assert standing_of(row).state == "none"
    assert world.client("province").post(f"{address(row)}pictures/").status_code == 302
    assert jobs() == 2


def test_without_an_office_the_page_says_so_and_offers_the_file(world: World, settings: Any) -> None:
    settings.SOFFICE = "off"
    row = uploaded(world, "circular", "{{ number }}")
    assert not ask_pictures(template=row, by=world.hat("province"))
    assert jobs() == 0
    page = world.client("province").get(address(row)).content.decode()
    assert "服务器上没有 LibreOffice" in page
    assert f"{address(row)}sample/" in page
    assert "画出各页" not in page


def test_one_that_fails_is_told_and_can_be_asked_again(world: World, settings: Any, tmp_path: Path) -> None:
    script(tmp_path, settings, "exit 1")
    row = uploaded(world, "circular", "{{ number }}")
    make_pictures(template=row.pk)
    page = world.client("province").get(address(row)).content.decode()
    assert "没有在时限内排出" in page
    assert "画出各页" in page
    assert pictures.page(row, 1) is None


@pytest.mark.usefixtures("office")
def test_a_file_that_is_not_scanned_is_not_opened(world: World) -> None:
    row = uploaded(world, "circular", "{{ number }}")
    make_pictures(template=row.pk)
    Blob.objects.filter(pk=row.blob_id).update(scan=Blob.Scan.PENDING)
    with pytest.raises(NotAllowed, match="查毒"):
        ask_pictures(template=row, by=world.hat("province"))
    client = world.client("province")
    assert "查毒通过后才能看" in client.get(address(row)).content.decode()
    assert client.get(f"{address(row)}pictures/1/").status_code == 403


@pytest.mark.usefixtures("office")
def test_they_are_the_provinces(world: World) -> None:
    row = uploaded(world, "circular", "{{ number }}")
    make_pictures(template=row.pk)
    for who in ("owner", "city", "system", "evaluator"):
        assert world.client(who).get(f"{address(row)}pictures/1/").status_code == 403
        assert world.client(who).post(f"{address(row)}pictures/").status_code == 403
    assert world.client(None).get(f"{address(row)}pictures/1/").status_code == 302
    assert world.client("provinceapprover").get(f"{address(row)}pictures/1/").status_code == 200
