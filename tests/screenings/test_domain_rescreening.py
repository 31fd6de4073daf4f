"""A new list: who is pending or listed is screened again, and who should know is told - once, and only of news."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.listings.models import Entry, GreenList
from greenlist.parties.models import Notification
from greenlist.rounds.domain import close_round
from greenlist.rounds.models import Round
from greenlist.screening.names import name_key
from greenlist.screenings import domain
from greenlist.screenings.models import Run
from greenlist.screenings.queries import newest_outcome
from world import World, round_of

from .ground import UNIT, every_list, handed_in, imported, penalty

PENALTIES = "credit_china_penalties"
OFFICES = {"陈经办", "褚审批", "沈经办", "韩审批"}  # of the unit's city and of the province


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def told() -> dict[str, dict[str, object]]:
    rows = Notification.objects.filter(code="screened_anew")
    return {one.person.name: one.params | {"url": one.url} for one in rows.select_related("person")}


def new_penalty(world: World, folder: Path, name: str = UNIT, number: int = 7) -> list[Run]:
    """A list with a penalty against a name comes in, on the day itself."""
    row = penalty(name, on=clock.today().isoformat(), number=number)
    return domain.rescreen(imported(world, folder, PENALTIES, [row], as_of=clock.today()))


def test_each_city_gets_a_run_of_its_own(world: World, round_: Round, tmp_path: Path) -> None:
    here, there = handed_in(world, round_), handed_in(world, round_, "elsewhere")
    listed = imported(world, tmp_path, "gsxt_status", as_of=clock.today())
    runs = domain.rescreen(listed)
    assert {run.authority.code: [unit.application for unit in run.units.all()] for run in runs} == {
        "changchun": [here], "jilin": [there]
    }  # fmt: skip
    assert {(run.purpose, run.because, run.by, run.as_of) for run in runs} == {
        ("new_list", listed, None, clock.today())
    }


def test_offices_are_told_of_what_is_new(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    handed_in(world, round_, "elsewhere")
    (listed,) = {run.because for run in new_penalty(world, tmp_path)}
    assert listed is not None
    notices = told()
    assert set(notices) == OFFICES
    assert notices["陈经办"] == {
        "round": round_.title, "list": listed.name, "place": "长春市", "units": 1, "hits": 0, "candidates": 1,
        "url": f"/screening/{round_.pk}/",
    }  # fmt: skip


def test_what_was_known_is_no_news(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    new_penalty(world, tmp_path)
    Notification.objects.all().delete()
    domain.rescreen(imported(world, tmp_path, "gsxt_status", as_of=clock.today()))
    assert told() == {}
    new_penalty(world, tmp_path, number=8)
    assert told()["沈经办"]["candidates"] == 1


def test_what_has_come_to_its_end_and_closed_rounds_are_left_alone(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    Application.objects.filter(pk=application.pk).update(state="rejected")
    assert new_penalty(world, tmp_path) == []
    Application.objects.filter(pk=application.pk).update(state="formally_checked")
    close_round(round=round_, by=world.hat("province"))
    assert new_penalty(world, tmp_path, number=8) == []


def test_a_listed_application_is_looked_at_even_in_a_closed_round(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    Application.objects.filter(pk=application.pk).update(state="listed")
    close_round(round=round_, by=world.hat("province"))
    (run,) = new_penalty(world, tmp_path)
    assert (run.purpose, run.units.get().application) == ("listed", application)
    assert set(told()) == OFFICES


def listed_entry(world: World, name: str, code: str = "") -> Entry:
    """A unit on a list of the province."""
    green_list = GreenList.objects.create(
        authority=world.places["220000"], level="province", stage="final", label="2023年度", year=2023,
        announced_on=date(2023, 12, 1), by=None, at=clock.now(),
    )  # fmt: skip
    return Entry.objects.create(
        green_list=green_list, kind="factory", seq=1, name=name, name_key=name_key(name), uscc=code
    )


def test_units_of_the_green_lists_are_looked_at_by_the_province(world: World, round_: Round, tmp_path: Path) -> None:
    listed_entry(world, "虚构上榜有限公司")
    (run,) = new_penalty(world, tmp_path, "虚构上榜有限公司")
    unit = run.units.get()
    assert (run.purpose, run.authority) == ("listed", world.places["220000"])
    assert (unit.application, unit.name, unit.outcome) == (None, "虚构上榜有限公司", "candidate")
    assert set(told()) == {"沈经办", "韩审批"}
    decided = domain.judge(
        finding=unit.findings.get(outcome="candidate"), verdict="other", reason="不是同一家", document=None,
        by=world.hat("province"),
    )  # fmt: skip
    again = Run.objects.latest("pk")
    assert decided.city is None
    assert (again.whole, again.units.get().application) == (False, None)
    assert again.units.get().findings.get(condition="NEG-2b").outcome == "clear"


def test_a_unit_listed_and_applying_is_looked_at_once_in_each(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    Application.objects.filter(pk=application.pk).update(state="listed")
    listed_entry(world, UNIT, application.unit.uscc)
    (run,) = new_penalty(world, tmp_path)
    assert run.units.count() == 1


def test_a_withdrawn_list_is_taken_out_of_the_answers(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    every_list(world, tmp_path)
    (run,) = new_penalty(world, tmp_path)
    assert newest_outcome(application) == "candidate"
    assert run.because is not None
    domain.withdraw_list(list_file=run.because, reason="传错了文件", by=world.hat("province"))
    domain.rescreen(run.because)
    assert newest_outcome(application) == "clear"
