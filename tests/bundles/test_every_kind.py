"""Every kind of application travels: park, supply chain, one that a third party evaluated; files with their hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pytest_django import Settings

from greenlist.applications.data import application_data
from greenlist.applications.domain.roster import keep_roster, new_roster, replace_roster
from greenlist.applications.files import open_blob
from greenlist.applications.models import Application, Submission
from greenlist.applications.receipts import plain, verify
from greenlist.applications.roster import Roster
from greenlist.bundle.verify_bundle import verify_bundle
from greenlist.bundles.models import Imported, Received
from greenlist.parties.domain.units import rename_unit
from greenlist.parties.models import Organisation
from greenlist.recommendations.domain.intake import check_intake
from greenlist.recommendations.models import RecommendedUnit
from greenlist.recommendations.queries.dossier import Dossier
from greenlist.reviews.domain import Fault, return_application
from greenlist.rounds.models import Round
from later import put
from recommendations.ground import NUMBER, due, let_pass
from stages import handed_in
from world import World, round_of

from .ground import emptied, imported
from .sent_from import Make, bundle_of, by_agency, chain, other_server, park, recommended

pytestmark = [pytest.mark.django_db, pytest.mark.long]
KINDS: dict[str, Make] = {"park": park, "chain": chain, "agency": by_agency}


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture(params=KINDS)
def came(
    request: pytest.FixtureRequest, world: World, round_: Round, settings: Settings, tmp_path: Path
) -> tuple[Submission, Path]:
    """What was handed in elsewhere, and the bundle that came of it; the units are not known here either."""
    with other_server(settings, tmp_path / "elsewhere"):
        sealed = KINDS[request.param](world, round_)
        out = bundle_of(world, round_, tmp_path / "来.zip")
    emptied(units=[world.organisations[one] for one in ("unit", "park")])
    return sealed, out


def test_it_is_here_as_it_was_sealed(world: World, came: tuple[Submission, Path]) -> None:
    sealed, out = came
    assert verify_bundle(out).faults == []
    assert [one.code for one in imported(world, out).written] == ["new_unit"]
    here = Submission.objects.select_related("application__unit").get()
    assert (here.data, here.result, here.evidence, here.receipt) == (
        sealed.data, sealed.result, sealed.evidence, sealed.receipt)  # fmt: skip
    assert verify(here.receipt).signature
    one = Application.objects.select_related("round__law", "unit__jurisdiction", "city").get()
    assert (one.kind, one.route, one.unit.kind) == (
        sealed.application.kind, sealed.application.route, sealed.application.unit.kind)  # fmt: skip
    assert Imported.objects.get().differs == []
    assert _without_day(plain(application_data(one))) == _without_day(sealed.data)


def _without_day(data: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if name not in {"applied_on", "unit"}}


def test_files_travel_with_their_hashes(world: World, came: tuple[Submission, Path]) -> None:
    sealed, out = came
    imported(world, out)
    one = Application.objects.get()
    told = {(file["name"], file["version"], file["sha256"]) for file in sealed.evidence}
    kept = one.evidence.filter(removed_at=None)
    assert {(file.name, file.version, file.blob_id) for file in kept} == told != set()
    for file in kept:
        with open_blob(file.blob_id) as stream:
            assert hashlib.sha256(stream.read()).hexdigest() == file.blob_id


def test_the_pages_of_what_came_open(world: World, came: tuple[Submission, Path]) -> None:
    imported(world, came[1])
    one = Application.objects.get()
    client = world.client("city")
    name = one.unit.name
    for path in (f"/applications/{one.pk}/", f"/applications/{one.pk}/review/", f"/applications/{one.pk}/evidence/",
                 f"/bundles/{Received.objects.get().pk}/"):  # fmt: skip
        answer = client.get(path)
        assert (path, answer.status_code, name in answer.content.decode()) == (path, 200, True)


@pytest.mark.parametrize("kind", KINDS)
def test_the_province_takes_in_each_kind_with_its_dossier(
    world: World, round_: Round, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    let_pass(monkeypatch)
    due(round_, None)
    with other_server(settings, tmp_path / "elsewhere"):
        sealed = KINDS[kind](world, round_)
        put(sealed.application, "selected")
        recommended(world, round_, NUMBER)
        out = bundle_of(world, round_, tmp_path / "x.zip")
    emptied(units=[world.organisations[one] for one in ("unit", "park")])
    imported(world, out, by="province")
    unit = RecommendedUnit.objects.select_related("recommendation__round__law", "application__unit").get()
    assert (unit.application.state, unit.recommendation.letter_no) == ("recommended", NUMBER)
    assert check_intake(recommendation=unit.recommendation, by=world.hat("province")) == 1
    page = world.client("province").get(f"/intake/units/{unit.pk}/").content.decode()
    assert unit.application.unit.name in page
    assert {one["code"] for one in unit.intake.changes} == {"screening"}  # which each server runs for itself
    titles = {part.title: part for part in Dossier(unit).parts}
    assert {file["sha256"] for file in sealed.evidence} <= {part.sha256 for part in titles.values()}
    assert any("第三方评价报告" in one for one in titles) == (kind == "agency")
    for part in titles.values():
        assert part.open()


def test_it_travels_on(world: World, round_: Round, came: tuple[Submission, Path], tmp_path: Path) -> None:
    """What the city took in from a county goes on to the province under the number of the receipt it came with."""
    imported(world, came[1])
    out = bundle_of(world, round_, tmp_path / "去.zip")
    assert verify_bundle(out).faults == []
    assert [one.code for one in imported(world, out, by="province").comparison.lines] == ["same"]
    emptied(units=Organisation.objects.filter(name=came[0].application.unit.name))
    assert [one.code for one in imported(world, out, by="province").written] == ["new_unit"]
    assert Submission.objects.get().receipt == came[0].receipt


def test_a_unit_renamed_since_it_was_handed_in(world: World, round_: Round, settings: Settings, tmp_path: Path) -> None:
    unit = world.organisations["park"]
    with other_server(settings, tmp_path / "elsewhere"):
        sealed = park(world, round_)
        rename_unit(unit=Organisation.objects.get(pk=unit.pk), name="示例高新区", reason="更名", by=world.hat("city"))
        out = bundle_of(world, round_, tmp_path / "x.zip")
    outcome = imported(world, out)
    assert [one.code for one in outcome.written] == ["new"]
    assert "示例经济开发区" in outcome.written[0].notes[0]
    assert Submission.objects.get().receipt == sealed.receipt
    emptied(units=[unit])
    imported(world, out)
    assert Application.objects.get().unit.name == "示例高新区"


def test_the_roster_of_a_newer_version_takes_the_place_of_the_older(
    world: World, round_: Round, settings: Settings, tmp_path: Path
) -> None:
    with other_server(settings, tmp_path / "elsewhere"):
        one = park(world, round_).application
        first = bundle_of(world, round_, tmp_path / "1.zip")
        _back(world, one)
        one.tenants.filter(position=1).update(name="示例新入园有限公司")
        sealed = handed_in(one, world.hat("parksignatory"))
        second = bundle_of(world, round_, tmp_path / "2.zip")
    assert [line.code for line in imported(world, first).written] == ["new"]
    assert [line.code for line in imported(world, second).written] == ["newer"]
    here = Application.objects.get()
    assert [tenant.name for tenant in here.tenants.all()] == [tenant["name"] for tenant in sealed.data["tenants"]]
    assert "示例新入园有限公司" in {tenant.name for tenant in here.tenants.all()}
    assert not Imported.objects.exclude(differs=[]).exists()


def test_a_roster_changed_here_is_not_overwritten(
    world: World, round_: Round, settings: Settings, tmp_path: Path
) -> None:
    with other_server(settings, tmp_path / "elsewhere"):
        one = park(world, round_).application
        first = bundle_of(world, round_, tmp_path / "1.zip")
        _back(world, one)
        handed_in(one, world.hat("parksignatory"))
        second = bundle_of(world, round_, tmp_path / "2.zip")
    imported(world, first)
    here = Application.objects.get()
    _back(world, here)
    roster = Roster([{"name": "此处补的企业有限公司"}], [], [])
    kept = keep_roster(application=here, roster=roster, name="名册.xlsx", sha256="0" * 64, by=world.hat("parkeditor"))
    replace_roster(upload=kept, digest=new_roster(here, kept).digest, by=world.hat("parkeditor"))
    assert [line.code for line in imported(world, second).comparison.lines] == ["worked"]
    assert here.tenants.filter(name="此处补的企业有限公司").exists()


def _back(world: World, one: Application) -> None:
    one.refresh_from_db()
    items = [Fault("tenants", "园区内企业", "请核对名单")]
    return_application(application=one, items=items, by=world.hat("city"), version=one.version)
    one.refresh_from_db()


def test_twice_is_once(world: World, came: tuple[Submission, Path]) -> None:
    imported(world, came[1])
    assert [one.code for one in imported(world, came[1]).comparison.lines] == ["same"]
    assert Submission.objects.count() == 1
