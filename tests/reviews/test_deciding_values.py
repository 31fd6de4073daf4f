"""A decided value: the province's own word, after all others; it decides from then on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from decisions.meeting_ground import meeting
from greenlist.applications.models import Application, Statement
from greenlist.applications.rules import DECIDED_IN
from greenlist.decisions.queries.meeting_figures import figures_of
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.reviews.domain import check_value, take_back
from greenlist.reviews.models import CheckedResult
from greenlist.reviews.queries.results import deciding_results
from later import put
from reviews.desk import belongs
from stages import submitted
from world import World

from .test_correcting import REUSE, corrected

pytestmark = pytest.mark.requirement("REQ-43")


def score(result: dict[str, object]) -> str:
    return str((result["ranking_score"] or {}).get("value") or "")  # type: ignore[attr-defined]


@pytest.fixture
def case(world: World) -> Application:
    """A factory in which the city corrected a value, sent to the province."""
    submission = submitted(world)
    corrected(world, submission)
    return put(submission.application, "recommended")


def decide(world: World, case: Application, content: str | None, who: str = "province") -> CheckedResult | None:
    by = world.hat(who)
    return check_value(application=case, place=REUSE, content=content, reason="按环评批复核定", by=by).result


def test_the_provinces_word_stands_after_the_citys_and_decides(world: World, case: Application) -> None:
    city = CheckedResult.objects.get(current=True)
    made = decide(world, case, "30000")
    assert made is not None
    assert [one["witness"] for one in made.data["values"]["wastewater_treated_reuse"]] == [
        "claimed", "checked", "decided"]  # fmt: skip
    assert (made.witness, made.checked_score) == ("decided", score(city.result))
    assert deciding_results([case])[case.pk] == made.result != city.result
    assert Statement.objects.filter(place=REUSE, current=True).count() == 3  # nobody's word is lost
    entry = Entry.objects.get(act="application.decided")
    assert (entry.reason, entry.after["content"]) == ("按环评批复核定", "30000")


def test_taken_back_the_citys_word_decides_again(world: World, case: Application) -> None:
    before = deciding_results([case])[case.pk]
    with pytest.raises(Refused, match="没有审定值"):
        take_back(application=case, place=REUSE, reason="误填", by=world.hat("province"))
    decide(world, case, "30000")
    done = take_back(application=case, place=REUSE, reason="误填", by=world.hat("province")).result
    assert done is not None
    assert (done.witness, done.result) == ("checked", before)


def test_only_the_province_and_only_before_its_meeting_has_decided(world: World, case: Application) -> None:
    for who in ("city", "owner", "expert", "othercity"):
        with pytest.raises(NotAllowed):
            decide(world, case, "30000", who)
    with pytest.raises(Refused, match="写明理由"):
        check_value(application=case, place=REUSE, content="1", reason="", by=world.hat("province"))
    assert {"recommended"} == DECIDED_IN
    with pytest.raises(NotAllowed, match="审定会发布以前"):
        decide(world, put(case, "province_reviewed"), "30000")
    put(case, "recommended")
    belongs(world, "province", "unit")
    with pytest.raises(NotAllowed, match="回避"):
        decide(world, case, "30000")


def test_on_its_page(world: World, case: Application) -> None:
    client, address = world.client("province"), reverse("review-values", args=[case.pk])
    section = client.get(f"{address}?show=checked")
    assert "填审定值" in section.text
    given = {"place": REUSE, "content": "30000", "reason": "按环评批复核定", "base": "0"}
    assert client.post(reverse("review-correct", args=[case.pk]), given | {"reason": ""}).status_code == 422
    assert client.post(reverse("review-correct", args=[case.pk]), given).status_code == 302
    shown = client.get(f"{address}?show=checked").text
    assert "按环评批复核定" in shown
    assert "改审定值" in shown
    assert "更正的影响" in shown
    assert "省级审定" in world.client("city").get(f"{address}?show=checked").text
    back = {"act": "back", "place": REUSE, "reason": "误填"}
    assert client.post(reverse("review-correct", args=[case.pk]), back).status_code == 302
    assert not Statement.objects.filter(witness="decided", current=True, content__isnull=False).exists()


def test_the_meeting_sees_it_beside_the_others(world: World) -> None:
    batch = meeting(world, 2)
    line = batch.lines.select_related("application").order_by("position")[0]
    CheckedResult.objects.create(
        application=line.application, submission=line.submission, places=[REUSE], data={}, digest="0" * 64,
        result=line.submission.result | {"ranking_score": {"value": "71.25"}}, witness="decided", checked_score="80.5",
        by=world.hat("province").person, at=line.submission.at,
    )  # fmt: skip
    found = figures_of([line])[line.pk]
    assert (found.checked, found.decided) == ("80.5", "71.25")
    client = world.client("province")
    table = client.get(reverse("meeting", args=[batch.pk])).text
    assert "省定分" in table
    assert "71.25" in table
    page = client.get(reverse("meeting-line", args=[batch.pk, line.pk])).text
    assert "填审定值" in page
