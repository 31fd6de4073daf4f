"""The archive of a closed round: everything of it is there, readable, and nobody is named who must not be."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultations import ground as asked
from decisions.ground import proposed, released
from greenlist.applications.models import Application
from greenlist.bundle.verify_bundle import verify_bundle
from greenlist.bundles.archiving import Scope, Sheet, members, records
from greenlist.bundles.exporting import export_round
from greenlist.decisions.models import Batch
from greenlist.journal.context import PROGRAM
from greenlist.reviews.domain import Fault, return_application
from greenlist.rounds.models import Round
from notices import noticed
from recommendations import ground as recommended
from world import World, round_of

from .ground import handed

pytestmark = pytest.mark.django_db


def sheets(round_: Round, world: World, place: str = "220000") -> dict[str, Sheet]:
    scope = Scope(round_, world.places[place], Application.objects.filter(round=round_))
    return {one.id: one for one in records(scope)}


def words(every: dict[str, Sheet]) -> str:
    """All that people and programs read of the sheets."""

    def texts() -> Iterator[str]:
        for one in members(list(every.values())):
            if one.path.endswith((".html", ".json")):
                with one.source.open() as stream:
                    yield stream.read().decode()

    return "\n".join(texts())


def test_a_closed_round_is_there_with_all_its_sheets(world: World, tmp_path: Path) -> None:
    round_ = round_of(world)
    sealed = handed(world, round_)
    one = sealed.application
    return_application(application=one, items=[Fault("conditions.B1", "B1", "请补充")], by=world.hat("city"),
                       version=one.version)  # fmt: skip
    Round.objects.update(state="closed")
    round_.refresh_from_db()
    out = tmp_path / "归档.zip"
    export_round(round_=round_, office=world.organisations["city"], out=out, purpose="archive", by=PROGRAM)
    assert verify_bundle(out).faults == []
    with zipfile.ZipFile(out) as archive:
        names = set(archive.namelist())
        index = archive.read("index.html").decode()
        for name in sorted(names):
            if name.endswith(".html"):
                assert "<script" not in archive.read(name).decode()
                assert "http" not in archive.read(name).decode()
        returned = json.loads(archive.read("records/returned.json"))
        steps = json.loads(archive.read("records/steps.json"))
    assert returned["rows"][0]["理由"] == "请补充"
    assert [row["到"] for row in steps["rows"]][-2:] == ["已提交", "填报中"]
    for id_ in ("steps", "formal-checks", "consultations", "decisions", "recommendations", "notices", "objections",
                "results", "values", "screening-rulings"):  # fmt: skip
        assert {f"records/{id_}.html", f"records/{id_}.json"} <= names
        assert f'href="records/{id_}.html"' in index
    assert "records/experts.html" not in names  # a city does not see the province's experts


def test_the_answers_of_departments(world: World) -> None:
    reply = asked.objected(world, asked.sent(world, 1))
    found = sheets(reply.letter.consultation.round, world)["consultations"]
    row = next(one for one in found.data["rows"] if one["事实和依据"])
    assert (row["部门"], row["事实和依据"]) == (reply.letter.addressee, reply.facts)


def test_a_notice_is_there_and_no_objector(world: World) -> None:
    notice = noticed.posted(world)
    one = noticed.proposed(world, notice)
    every = sheets(notice.round, world)
    (version,) = [files for _row, files in every["notices"].placed()]
    assert version[0][0].endswith(".pdf")
    row = every["objections"].data["rows"][0]
    assert (row["受理号"], row["认定的事实和理由"]) == (one.receipt_no, one.findings)
    told = words(every)
    assert one.receipt_no in told
    for secret in (one.name, one.identity, one.phone, one.email, one.ground):
        assert not secret or secret not in told


def test_what_was_recommended_with_letter_and_table(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    recommended.let_pass(monkeypatch)
    round_ = recommended.selected(world, 2)[0].round
    recommended.sent(world, round_)
    every = sheets(round_, world)
    ((row, files),) = every["recommendations"].placed()
    assert row.cells[2] == recommended.NUMBER
    names = [path for path, _file in files]
    assert names == ["recommendations/001-推荐文.pdf", "recommendations/002-推荐汇总表.xlsx"]
    with files[0][1].source.open() as stream:
        assert stream.read(5) == b"%PDF-"
    assert [one["报出"] for one in every["recommended-units"].data["rows"]] == ["是", "是"]


def a_list(world: World) -> Batch:
    batch = proposed(world, "yes", "yes", "no")
    released(world, batch)
    batch.refresh_from_db()
    return batch


def test_what_was_decided_with_its_record(world: World) -> None:
    batch = a_list(world)
    every = sheets(batch.round, world)
    ((row, files),) = every["decisions"].placed()
    assert row.cells[0] == batch.title
    assert {path.rpartition(".")[2] for path, _file in files} == {"pdf", "xlsx"}
    assert len(every["decision-lines"].rows) == batch.lines.count()


def test_of_another_city_nothing(world: World) -> None:
    batch = a_list(world)
    other = Scope(batch.round, world.places["jilin"], Application.objects.none())
    assert not any(one.rows for one in records(other))


def test_a_row_has_a_cell_for_each_column() -> None:
    sheet = Sheet("x", "X", "", ("一", "二"))
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        sheet.add("一")
