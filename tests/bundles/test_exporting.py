"""A round as a bundle: genuine, readable, the same bytes twice, and nothing of other cities in it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import time_machine

from greenlist.applications.models import Submission
from greenlist.applications.receipts import fingerprint
from greenlist.applications.signing import receipt_key
from greenlist.bundle.verify_bundle import verify_bundle
from greenlist.bundles.exporting import NothingToExport, export_round
from greenlist.journal.models import Entry
from greenlist.rounds.models import Round
from stages import completed, handed_in, proof
from world import World, application_of, round_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def handed(world: World, round_: Round) -> Submission:
    draft = application_of(world, round_)
    proof(draft, "营业执照.pdf", world.hat("owner"))
    return handed_in(completed(draft, world.hat("owner")), world.hat("signatory"))


def exported(world: World, round_: Round, out: Path, office: str = "city", purpose: str = "handover") -> Path:
    export_round(
        round_=round_, office=world.organisations[office], out=out, purpose=purpose, by=world.hat("city").actor
    )
    return out


def test_it_is_genuine_and_says_what_it_holds(world: World, round_: Round, handed: Submission, tmp_path: Path) -> None:
    verdict = verify_bundle(exported(world, round_, tmp_path / "长春.zip"), fingerprint(receipt_key().public_key()))
    assert verdict.faults == []
    told = verdict.manifest
    assert told["office"] == {"name": "长春市工信局", "place": "长春市", "code": "changchun"}
    assert [one["unit"]["name"] for one in told["applications"]] == ["示例食品有限公司"]
    assert told["round"]["law"] == round_.law.sha256
    held = handed
    paths = {one["path"] for one in told["files"]}
    folder = f"applications/{held.receipt_number}"
    assert {f"{folder}/receipt.json", f"{folder}/files/001-营业执照.pdf", "index.html", "journal.jsonl"} <= paths
    assert "law/0/policies/jilin-2024.yaml" in paths
    entry = Entry.objects.get(act="bundle.exported")
    assert entry.after is not None
    assert entry.after["digest"] == told["digest"]


def test_people_read_it_without_the_program(world: World, round_: Round, handed: Submission, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(world, round_, tmp_path / "x.zip")) as archive:
        index = archive.read("index.html").decode()
        page = archive.read(f"applications/{handed.receipt_number}/index.html").decode()
        for name in ("index.html", *(one for one in archive.namelist() if one.endswith("/index.html"))):
            assert "<script" not in archive.read(name).decode()
    assert "示例食品有限公司" in index
    assert "营业执照.pdf" in page
    assert "http" not in page


def test_the_journal_is_that_of_its_applications(
    world: World, round_: Round, handed: Submission, tmp_path: Path
) -> None:
    with zipfile.ZipFile(exported(world, round_, tmp_path / "x.zip")) as archive:
        lines = [json.loads(line) for line in archive.read("journal.jsonl").splitlines()]
    kept = Entry.objects.filter(object_type="applications.application", object_id=str(handed.application_id))
    assert [one["sha256"] for one in lines] == [one.sha256 for one in kept]
    assert lines[-1]["columns"][3] == "application.submitted"


def test_the_same_data_at_the_same_time_are_the_same_bytes(
    world: World, round_: Round, handed: Submission, tmp_path: Path
) -> None:
    with time_machine.travel("2024-07-26T02:00:00Z", tick=False):
        first, second = (exported(world, round_, tmp_path / name).read_bytes() for name in ("1.zip", "2.zip"))
    assert first == second


def test_another_city_has_nothing(world: World, round_: Round, handed: Submission, tmp_path: Path) -> None:
    with pytest.raises(NothingToExport, match="还没有收到申报"):
        exported(world, round_, tmp_path / "x.zip", office="othercity")
    assert list(tmp_path.glob("*")) == []


def test_the_province_takes_its_cities(world: World, round_: Round, handed: Submission, tmp_path: Path) -> None:
    assert verify_bundle(exported(world, round_, tmp_path / "x.zip", office="province")).faults == []


def test_only_a_closed_round_is_archived(world: World, round_: Round, handed: Submission, tmp_path: Path) -> None:
    with pytest.raises(NothingToExport, match="还没有结束"):
        exported(world, round_, tmp_path / "x.zip", purpose="archive")
    Round.objects.update(state="closed")
    round_.refresh_from_db()
    told = verify_bundle(exported(world, round_, tmp_path / "x.zip", purpose="archive")).manifest
    assert told["purpose"] == "archive"
