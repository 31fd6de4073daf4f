"""A list released: what moves, what stays, what is told, what stops it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS
from greenlist.decisions.domain import Changed, decide, move, open_batch, propose, refresh, release, send_back
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.previewing import Preview, preview
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Membership, Notification, Role
from greenlist.parties.notifications import sentence
from later import put, received
from world import World

from .ground import lines_of, proposed, released, waiting

pytestmark = pytest.mark.django_db


def signed_up(world: World, *applications: Application) -> None:
    """Somebody of each unit who gets its notices."""
    for one in applications:
        Membership.objects.create(
            person=world.hat("owner").person, organisation=one.unit, role=Role.APPLICANT_EDITOR, duty="business",
            since=one.created_at,
        )  # fmt: skip


@pytest.mark.requirement("REQ-07")
def test_a_release_moves_the_chosen_turns_down_the_others_and_leaves_the_open(world: World) -> None:
    batch = proposed(world, "yes", "no", "")
    chosen, refused, left = (one.application for one in lines_of(batch))
    signed_up(world, chosen, refused, left)
    before = Entry.objects.count()
    done = released(world, batch)
    assert ([one.application_id for one in done.moved], done.stopped) == ([chosen.pk, refused.pk], ())
    states = dict(Application.objects.values_list("pk", "state"))
    assert (states[chosen.pk], states[refused.pk], states[left.pk]) == ("selected", "rejected", "consulted")
    assert Batch.objects.get().state == "released"
    told = [sentence(one.code, one.params) for one in Notification.objects.filter(person=world.hat("owner").person)]
    assert [one for one in told if refused.unit.name in one] == [f"{refused.unit.name}的绿色工厂申报未获推荐。排序靠后"]
    assert not [one for one in told if left.unit.name in one]
    acts = list(Entry.objects.order_by("seq").values_list("act", flat=True))[before:]
    assert acts == ["screening.run", "application.selected", "application.rejected", "decision.released"]


@pytest.mark.requirement("REQ-08")
def test_nobody_need_be_chosen(world: World) -> None:
    batch = proposed(world, "", "")
    done = released(world, batch)
    assert (done.moved, done.stopped) == ((), ())
    assert Batch.objects.get().state == "released"
    assert set(Application.objects.filter(decision_lines__batch=batch).values_list("state", flat=True)) == {"consulted"}


def test_the_preview_shows_what_the_release_does(world: World) -> None:
    batch = proposed(world, "yes", "no", "")
    first, second, third = (one.application for one in lines_of(batch))
    signed_up(world, first, second, third)
    seen = preview(batch, world.hat("cityapprover"))
    assert [(one.line.application_id, one.to, list(one.people.values())) for one in seen.going] == [
        (first.pk, "已择优遴选", ["王填报"]), (second.pk, "不予推荐", ["王填报"]),
    ]  # fmt: skip
    assert [one.application_id for one in seen.undecided] == [third.pk]
    release(batch=batch, digest=seen.digest, by=world.hat("cityapprover"))
    told = Notification.objects.filter(person=world.hat("owner").person, code__in=("moved", "rejected")).order_by("pk")
    assert [sentence(one.code, one.params) for one in told] == [one.message for one in seen.going]


def test_a_release_of_another_preview_is_refused_with_what_changed(world: World) -> None:
    batch = proposed(world, "yes", "no")
    digest = preview(batch).digest
    first = lines_of(batch)[0].application
    put(first, "blocked")
    with pytest.raises(Changed) as caught:
        release(batch=batch, digest=digest, by=world.hat("cityapprover"))
    (told,) = caught.value.changes
    assert first.unit.name in told
    assert "被办理" in told
    assert Batch.objects.get().state == "proposed"
    assert Application.objects.filter(state="rejected").count() == 0
    send_back(batch=batch, reason="改", by=world.hat("cityapprover"))
    second = lines_of(batch)[1]
    by = world.hat("city")
    decide(batch=batch, lines=[second.pk], outcome="no", reason="另一个理由", by=by, version=batch.version)
    propose(batch=batch, by=by, version=batch.version)
    with pytest.raises(Changed) as caught:
        release(batch=batch, digest=digest, by=world.hat("cityapprover"))
    assert any("理由" in one for one in caught.value.changes)


def test_a_line_that_a_guard_stops_stays_and_the_rest_goes(world: World) -> None:
    batch = proposed(world, "yes", "yes")
    first, second = lines_of(batch)
    put(first.application, "blocked")
    done = released(world, batch)
    assert ([one.pk for one in done.moved], [one.pk for one in done.stopped]) == ([second.pk], [first.pk])
    first.refresh_from_db()
    assert (first.stopped, first.passage, first.outcome) == (["从现在的状态不能走这一步，请刷新后再看。"], None, "yes")
    assert Entry.objects.filter(act="application.selected").count() == 1


def test_a_new_hit_stops_only_its_own_line(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = proposed(world, "yes", "yes")
    first, second = lines_of(batch)
    digest = preview(batch).digest
    monkeypatch.setattr(
        "greenlist.decisions.releasing_rules.outcomes_of", lambda _applications: {first.application_id: "hit"}
    )
    monkeypatch.setattr("greenlist.decisions.domain.releasing.preview", lambda held: _as_before(held, monkeypatch))
    done = release(batch=batch, digest=digest, by=world.hat("cityapprover"))
    assert ([one.pk for one in done.moved], [one.pk for one in done.stopped]) == ([second.pk], [first.pk])
    assert done.stopped[0].stopped == ["筛查命中否决情形，没有书面认定，不能列入。"]


def _as_before(held: Batch, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """The preview as it was before the lists changed."""
    with monkeypatch.context() as patch:
        patch.setattr("greenlist.decisions.releasing_rules.outcomes_of", lambda _applications: {})
        return preview(held)


@pytest.mark.parametrize(
    ("outcome", "state", "passages"),
    [("no", "not_listed", ["T16", "B06"]), ("back", "formally_checked", ["T16", "B05"])],
)
def test_the_meeting_goes_two_steps_and_tells_once(
    world: World, monkeypatch: pytest.MonkeyPatch, outcome: str, state: str, passages: list[str]
) -> None:
    monkeypatch.setitem(GUARDS, "G-REVIEW", lambda _matter: [])
    made = received(world, waiting(world, 1, state="recommended"))
    signed_up(world, made[0])
    by = world.hat("province")
    batch = open_batch(round=made[0].round, stage=Stage.MEETING, by=by)
    line = lines_of(batch)[0]
    decide(batch=batch, lines=[line.pk], outcome=outcome, reason="专家意见", by=by, version=batch.version)
    propose(batch=batch, by=by, version=batch.version)
    released(world, batch, "provinceapprover")
    made[0].refresh_from_db()
    assert made[0].state == state
    assert list(made[0].passages.order_by("pk").values_list("transition", flat=True)) == passages
    told = Notification.objects.filter(person=world.hat("owner").person, params__unit=made[0].unit.name)
    assert [one.params["reason"] for one in told] == ["专家意见"]


def test_released_it_is_frozen(world: World) -> None:
    batch = proposed(world, "yes")
    released(world, batch)
    line = lines_of(batch)[0]
    by = world.hat("city")
    for act in (
        lambda: decide(batch=batch, lines=[line.pk], outcome="", reason="", by=by, version=None),
        lambda: move(line=line, to=1, reason="x", by=by, version=None),
        lambda: refresh(batch=batch, by=by),
        lambda: released(world, batch),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db(transaction=True)
def test_two_releases_at_once_act_once(world: World) -> None:
    batch = proposed(world, "yes", "no")
    digest, hat = preview(batch).digest, world.hat("cityapprover")

    def go(_number: int) -> str:
        try:
            release(batch=Batch.objects.get(pk=batch.pk), digest=digest, by=hat)
        except (NotAllowed, Refused) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "released"

    with ThreadPoolExecutor(3) as pool:
        outcomes = sorted(pool.map(go, range(3)))
    assert outcomes == ["NotAllowed", "NotAllowed", "released"]
    assert Entry.objects.filter(act__in=("application.selected", "application.rejected")).count() == 2
    assert Entry.objects.filter(act="decision.released").count() == 1
