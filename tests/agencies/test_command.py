"""`greenlist agencies report`: the yearly work reports of a year as workbooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from documents.paper_texts import squeezed
from door import greenlist
from greenlist.agencies.domain.yearly import confirm_yearly
from greenlist.agencies.queries.yearly import stands
from greenlist.documents.sheets import read_sheets
from world import World

from .engaged import contracted

pytestmark = pytest.mark.django_db


def test_a_workbook_for_each_agency_says_whether_it_is_confirmed(world: World, tmp_path: Path) -> None:
    engagement = contracted(world)
    year, agency = str(engagement.year), engagement.agency
    said = greenlist("agencies", "report", year, "--out", tmp_path)
    assert said.code == 0
    assert f"{agency.name}：1 个项目，机构还没有确认" in said.out
    assert "待核" in said.out
    (path,) = tmp_path.glob("*.xlsx")
    assert engagement.application.unit.name in str([sheet.rows for sheet in read_sheets(path)])

    again = greenlist("agencies", "report", year, "--out", tmp_path)
    assert again.code == 2
    assert "--force" in again.err
    confirm_yearly(agency=agency, year=int(year), digest=stands(agency, int(year)).digest, by=world.hat("agencyhead"))
    english = greenlist(
        "agencies", "report", year, "--out", tmp_path, "--force", "--lang", "en", "--agency", agency.uscc
    )
    assert english.code == 0
    assert "confirmed; written to" in squeezed_spaces(english.out)
    (row,) = json.loads(greenlist("agencies", "report", year, "--out", tmp_path / "other", "--json").out)
    assert (row["agency"], row["confirmed"], row["projects"]) == (agency.name, True, 1)


def test_what_is_not_there_is_told_and_nothing_is_written(world: World, tmp_path: Path) -> None:
    engagement = contracted(world)
    for arguments, words in (
        ((str(engagement.year), "--agency", "无此机构"), engagement.agency.name),
        (("2031",), "2031年度没有"),
    ):
        said = greenlist("agencies", "report", *arguments, "--out", tmp_path)
        assert said.code == 2
        assert words in squeezed(said.err)
    assert list(tmp_path.iterdir()) == []


def test_a_year_is_a_year() -> None:
    assert greenlist("agencies", "report", "24").code == 2


def squeezed_spaces(text: str) -> str:
    return " ".join(text.split())
