"""Working on a list: who may, what is refused, what is entered."""

from __future__ import annotations

import pytest

from greenlist.applications.models import Application
from greenlist.decisions.domain import Changed, decide, drop, move, note, open_batch, propose, refresh, send_back
from greenlist.decisions.models import Line, Stage
from greenlist.decisions.rules.batches import batches
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from world import World

from .ground import decided, lines_of, listed, more, waiting

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("REQ-07")
def test_a_list_holds_what_waits_at_the_city_in_the_order_of_the_policy(world: World) -> None:
    made = waiting(world, 3)
    more(world, count=1, first=200, where="jilin")
    more(world, count=1, first=210, state="formally_checked")
    more(world, count=1, first=220, verdict="undetermined")
    batch = open_batch(round=made[0].round, stage=Stage.SELECTION, by=world.hat("city"))
    lines = lines_of(batch)
    assert [one.application_id for one in lines[:3]] == [one.pk for one in made]
    assert [(one.place, one.position, one.verdict) for one in lines] == [
        (1, 1, "eligible"), (2, 2, "eligible"), (3, 3, "eligible"), (None, 4, "undetermined"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="已有一份没有发布的名单"):
        open_batch(round=made[0].round, stage=Stage.SELECTION, by=world.hat("city"))
    for who in ("cityapprover", "province", "owner"):
        with pytest.raises(NotAllowed):
            open_batch(round=made[0].round, stage=Stage.SELECTION, by=world.hat(who))


def test_the_meeting_takes_what_every_city_recommended(world: World) -> None:
    made = waiting(world, 2, state="recommended")
    other = more(world, count=1, first=200, state="recommended", where="jilin")
    batch = open_batch(round=made[0].round, stage=Stage.MEETING, by=world.hat("province"))
    assert {one.application_id for one in lines_of(batch)} == {one.pk for one in [*made, *other]}
    back = decide(batch=batch, lines=[lines_of(batch)[0].pk], outcome="back", reason="补正", by=world.hat("province"),
                  version=batch.version)  # fmt: skip
    assert back == 1


def test_what_cannot_be_decided(world: World) -> None:
    made = waiting(world, 1)
    more(world, count=1, first=220, verdict="not_eligible")
    batch = open_batch(round=made[0].round, stage=Stage.SELECTION, by=world.hat("city"))
    good, bad = (one.pk for one in lines_of(batch))

    def refused(match: str, lines: list[int], outcome: str, reason: str = "") -> None:
        with pytest.raises(Refused, match=match):
            decide(batch=batch, lines=lines, outcome=outcome, reason=reason, by=world.hat("city"), version=1)

    refused("评价结果不是“符合”", [good, bad], "yes")
    refused("请写明理由", [good], "no", " ")
    refused("请先勾选", [], "no", "x")
    refused("已不在名单上", [good, 10**6], "no", "x")
    refused("请选择处理意见", [good], "back", "x")
    refused("理由太长", [good], "no", "长" * 2001)
    assert {one.outcome for one in lines_of(batch)} == {""}
    with pytest.raises(Changed):
        decide(batch=batch, lines=[good], outcome="yes", reason="", by=world.hat("city"), version=9)


def test_one_moved_shifts_the_others_and_keeps_the_computed_place(world: World) -> None:
    batch = listed(world, 4)
    first, second, third, fourth = lines_of(batch)
    move(line=fourth, to=2, reason="产业带动", by=world.hat("city"), version=batch.version)
    assert [one.pk for one in lines_of(batch)] == [first.pk, fourth.pk, second.pk, third.pk]
    fourth.refresh_from_db()
    assert (fourth.place, fourth.position, fourth.moved_reason) == (4, 2, "产业带动")
    batch.refresh_from_db()
    more(world, count=1, first=300)
    refresh(batch=batch, by=world.hat("city"), version=batch.version)
    assert lines_of(batch)[1].pk == fourth.pk
    with pytest.raises(Refused, match="1 到 5"):
        move(line=fourth, to=6, reason="x", by=world.hat("city"), version=None)
    with pytest.raises(Refused, match="理由"):
        move(line=fourth, to=1, reason="", by=world.hat("city"), version=None)


def test_a_refresh_adds_and_removes_and_undoes_what_may_not_stand(world: World) -> None:
    batch = decided(world, listed(world, 3), "yes", "yes")
    first, second, third = lines_of(batch)
    Application.objects.filter(pk=third.application_id).update(state="draft")
    new = more(world, count=1, first=300)
    done = refresh(batch=batch, by=world.hat("city"), version=batch.version)
    assert (done.added, done.removed) == ((new[0].unit.name,), (third.application.unit.name,))
    assert {one.application_id: one.outcome for one in lines_of(batch)} == {
        first.application_id: "yes", second.application_id: "yes", new[0].pk: "",
    }  # fmt: skip


def test_proposed_nobody_changes_it_until_it_is_handed_back(world: World) -> None:
    batch = listed(world, 1)
    propose(batch=batch, by=world.hat("city"), version=batch.version)
    assert Notification.objects.filter(person=world.hat("cityapprover").person, code="decision_proposed").count() == 1
    line = lines_of(batch)[0]
    with pytest.raises(NotAllowed):
        decide(batch=batch, lines=[line.pk], outcome="yes", reason="", by=world.hat("city"), version=None)
    with pytest.raises(Refused):
        send_back(batch=batch, reason=" ", by=world.hat("cityapprover"))
    send_back(batch=batch, reason="再看第一家", by=world.hat("cityapprover"))
    decide(batch=batch, lines=[line.pk], outcome="yes", reason="", by=world.hat("city"), version=batch.version)
    note(line=line, text="已电话核实", by=world.hat("city"))
    drop(batch=batch, reason="重做", by=world.hat("city"))
    with pytest.raises(NotAllowed):
        note(line=line, text="迟了", by=world.hat("city"))
    acts = list(Entry.objects.filter(act__startswith="decision.").order_by("seq").values_list("act", flat=True))
    assert acts == [f"decision.{one}" for one in ("opened", "proposed", "sent_back", "decided", "noted", "dropped")]


ACTS = ("see", "edit", "note", "preview", "propose", "send_back", "release", "drop")


def test_who_may_what(world: World) -> None:
    batch = listed(world, 1)

    def allowed(who: str) -> set[str]:
        return {act for act in ACTS if batches.may(world.hat(who), act, batch)}

    assert allowed("city") == {"see", "edit", "note", "preview", "propose", "drop"}
    assert allowed("cityapprover") == {"see", "note", "preview", "drop"}
    propose(batch=batch, by=world.hat("city"), version=batch.version)
    assert allowed("city") == {"see", "note", "preview", "send_back", "drop"}
    assert allowed("cityapprover") == {"see", "note", "preview", "send_back", "release", "drop"}
    assert allowed("othercity") == allowed("province") == allowed("owner") == allowed("expert") == set()
    assert not batches.may(world.hat("city"), "burn", batch)
    for who in world.hats:
        seen = batches.visible(world.hat(who)).filter(pk=batch.pk).exists()
        assert seen is bool(batches.may(world.hat(who), "see", batch))


def test_whoever_worked_on_it_does_not_release_it(world: World) -> None:
    batch = listed(world, 1)
    Line.objects.filter(batch=batch).update(decided_by=world.hat("cityapprover").person)
    propose(batch=batch, by=world.hat("city"), version=batch.version)
    ruling = batches.may(world.hat("cityapprover"), "release", batch)
    assert not ruling
    assert "另一位审批人" in str(ruling.reason)


def test_one_person_may_do_both_only_where_the_policy_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = listed(world, 1)
    monkeypatch.setattr("greenlist.decisions.rules.batches.four_eyes", lambda _round: False)
    approver = world.hat("cityapprover")
    propose(batch=batch, by=approver, version=batch.version)
    assert batches.may(approver, "release", batch)
    assert not batches.may(world.hat("city"), "release", batch)
