"""The same version recommended once more after the province returned it: seen, told with its letter, taken in once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from greenlist.applications.models import Application, Passage
from greenlist.bundles.domain.importing import Outcome
from greenlist.bundles.models import Imported, Received
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.models import Organisation
from greenlist.recommendations.domain.intake import Item, check_intake, return_unit
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.rounds.models import Round
from later import put
from recommendations.ground import due, let_pass
from world import World, round_of

from .ground import emptied, handed, imported, received
from .sent_from import bundle_of, other_server, recommended

pytestmark = pytest.mark.django_db
FIRST, SECOND = "长工信示例〔2024〕5号", "长工信示例〔2024〕9号"


@pytest.fixture
def round_(world: World, monkeypatch: pytest.MonkeyPatch) -> Round:
    let_pass(monkeypatch)
    made = round_of(world)
    due(made, None)
    return made


@pytest.fixture
def paths(world: World, round_: Round, settings: Settings, tmp_path: Path) -> list[Path]:
    """Bundles of the city's server: handed in, recommended, recommended again after a return."""
    with other_server(settings, tmp_path / "elsewhere"):
        one = handed(world, round_).application
        made = [bundle_of(world, round_, tmp_path / "0.zip")]
        for number in (FIRST, SECOND):
            put(one, "selected")
            letter = recommended(world, round_, number)
            made.append(bundle_of(world, round_, tmp_path / f"{len(made)}.zip"))
            returned(world, letter)
    emptied(units=[world.organisations["unit"]])
    return made


def returned(world: World, letter: Recommendation) -> None:
    """The province takes it in and returns its one unit."""
    by = world.hat("province")
    check_intake(recommendation=letter, by=by)
    unit = letter.units.select_related("application", "recommendation").get()
    items = [Item("征求意见", "请补征应急管理部门的意见")]
    return_unit(unit=unit, items=items, by=by, version=unit.application.version)


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.comparison.lines]


def taken(world: World, path: Path) -> list[str]:
    return codes(imported(world, path, by="province"))


def test_recommended_again_it_is_taken_with_its_new_letter(world: World, paths: list[Path]) -> None:
    assert taken(world, paths[1]) == ["new_unit"]
    one = Application.objects.get()
    returned(world, Recommendation.objects.get())
    outcome = imported(world, paths[2], by="province")
    assert codes(outcome) == ["again"]
    (line,) = outcome.written
    told = "\n".join(line.notes)
    assert SECOND in told
    assert f"此处原来的推荐文：{FIRST}" in told
    one.refresh_from_db()
    assert (one.state, one.submissions.count()) == ("recommended", 1)
    letters = list(Recommendation.objects.order_by("pk").values_list("letter_no", flat=True))
    assert letters == [FIRST, SECOND]
    newest = RecommendedUnit.objects.get(recommendation__letter_no=SECOND)
    assert (newest.application, newest.went, hasattr(newest, "intake")) == (one, True, False)
    assert Passage.objects.filter(application=one).latest("pk").from_state == "formally_checked"
    entry = Entry.objects.filter(act="application.imported").latest("seq")
    assert entry.after is not None
    assert (entry.after["as"], entry.after["letter_no"]) == ("again", SECOND)
    assert [(row.code, row.versions) for row in Imported.objects.all()] == [("new_unit", [1]), ("again", [])]
    page = world.client("province").get(f"/intake/{newest.recommendation_id}/").content.decode()
    assert "示例食品有限公司" in page


def test_the_foot_of_the_letter_comes_along(world: World, round_: Round, settings: Settings, tmp_path: Path) -> None:
    foot = {"copies": ["长春市生态环境局"], "printed_by": "长春市工信局办公室", "printed_on": clock.today()}
    with other_server(settings, tmp_path / "elsewhere"):
        put(handed(world, round_).application, "selected")
        letter = recommended(world, round_, FIRST)
        Recommendation.objects.filter(pk=letter.pk).update(**foot)
        out = bundle_of(world, round_, tmp_path / "x.zip")
    taken(world, out)
    assert Recommendation.objects.values(*foot).get() == foot


def test_again_is_once(world: World, paths: list[Path]) -> None:
    taken(world, paths[1])
    returned(world, Recommendation.objects.get())
    taken(world, paths[2])
    assert taken(world, paths[2]) == ["same"]
    assert taken(world, paths[1]) == ["same"]  # its letter is known
    returned(world, Recommendation.objects.latest("pk"))
    assert taken(world, paths[2]) == ["same"]  # returned here once more, and nothing new came
    assert Recommendation.objects.count() == 2


def test_an_older_letter_does_not_follow_a_newer_one(world: World, paths: list[Path]) -> None:
    taken(world, paths[2])
    returned(world, Recommendation.objects.latest("pk"))
    Recommendation.objects.filter(letter_no=SECOND).update(sent_at=clock.now() + timedelta(minutes=1))
    assert taken(world, paths[1]) == ["older_letter"]


def test_what_is_not_returned_here_stays(world: World, paths: list[Path]) -> None:
    taken(world, paths[1])
    outcome = imported(world, paths[2], by="province")
    assert codes(outcome) == ["twice"]
    assert outcome.written == ()
    assert Recommendation.objects.get().letter_no == FIRST


def test_what_was_worked_on_since_the_return_stays(world: World, paths: list[Path]) -> None:
    taken(world, paths[1])
    returned(world, Recommendation.objects.get())
    put(Application.objects.get(), "consulted", "city", world)
    assert taken(world, paths[2]) == ["worked"]


def test_what_came_before_it_was_recommended(world: World, paths: list[Path]) -> None:
    assert taken(world, paths[0]) == ["new_unit"]
    assert Application.objects.get().state == "submitted"
    assert taken(world, paths[1]) == ["recommended"]
    assert Application.objects.get().state == "recommended"
    assert Recommendation.objects.get().letter_no == FIRST


def test_a_city_takes_no_letters_in(world: World, paths: list[Path]) -> None:
    assert codes(imported(world, paths[0])) == ["new_unit"]
    assert codes(imported(world, paths[1])) == ["same"]
    assert not Recommendation.objects.exists()


def test_the_page_shows_the_new_letter_before_it_is_taken(world: World, paths: list[Path]) -> None:
    taken(world, paths[1])
    returned(world, Recommendation.objects.get())
    row = received(world, paths[2], "province")
    page = world.client("province").get(f"/bundles/{row.pk}/").content.decode()
    assert "退回后再次推荐的同一版本，收下新的推荐文" in page
    assert SECOND in page
    assert "收下 1 份" in page
    assert (Received.objects.count(), Organisation.objects.filter(name="示例食品有限公司").count()) == (2, 1)
