"""A city's recommendation from draft to sent: who may, what is asked, what stays, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenlist.applications.models import Application
from greenlist.applications.process import TransitionRefused, transition
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from greenlist.recommendations.domain.opening import choose_units, drop, open_recommendation, word_letter
from greenlist.recommendations.domain.sending import propose, send, send_back
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.queries.previewing import preview
from greenlist.recommendations.queries.sent import letters_of, recommended_in, row_of
from greenlist.rounds.domain import extend_deadline
from greenlist.rounds.models import Deadline
from world import World, round_of

from .ground import NUMBER, drafted, due, let_pass, proposed, selected, sent, the_one

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("REQ-46")
def test_all_selected_units_are_on_it_in_order(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world)
    made = open_recommendation(round=units[0].round, by=world.hat("city"))
    names = [one.application.unit.name for one in made.units.select_related("application__unit")]
    assert names == [one.unit.name for one in units]  # scores fall from unit to unit
    assert "共收到4份申报" in made.text
    with pytest.raises(Refused, match="已有一份推荐"):
        open_recommendation(round=units[0].round, by=world.hat("cityapprover"))
    with pytest.raises(NotAllowed):
        open_recommendation(round=units[0].round, by=world.hat("owner"))


@pytest.mark.requirement("REQ-08")
def test_nobody_need_be_recommended(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    round_ = round_of(world)
    due(round_, clock.today())
    result = sent(world, round_)
    assert (result.moved, result.stopped) == ((), ())
    assert the_one().state == Recommendation.State.SENT


def test_the_letter_has_a_number_of_the_right_form_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    round_ = selected(world, 1)[0].round
    made = drafted(world, round_)
    hat = world.hat("city")
    with pytest.raises(Refused) as wrong:
        word_letter(recommendation=made, letter_no="第5号", letter_on=None, signer="", text="", consulted="", by=hat,
                    version=made.version)  # fmt: skip
    assert wrong.value.field == "letter_no"
    word_letter(recommendation=made, letter_no="", letter_on=None, signer="", text="", consulted="", by=hat,
                version=made.version)  # fmt: skip
    made.refresh_from_db()
    with pytest.raises(Refused, match="还没有文号"):
        propose(recommendation=made, by=hat, version=made.version)
    drop(recommendation=made, reason="重来", by=hat)
    again = drafted(world, round_)  # the number of one that was dropped is free
    assert again.letter_no == NUMBER


@pytest.mark.requirement("REQ-46")
def test_without_letter_and_table_nobody_goes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    unit = selected(world, 1)[0]
    with pytest.raises(TransitionRefused) as refused:
        transition(application=unit, way="T15", by=world.hat("city"))
    assert "推荐汇总表" in refused.value.objections[0].reason
    made = open_recommendation(round=unit.round, by=world.hat("city"))
    with pytest.raises(TransitionRefused) as refused:
        transition(application=unit, way="T15", by=world.hat("city"))
    assert [one.guard for one in refused.value.objections] == ["G-TABLE", "G-TABLE"]  # neither number nor row
    assert made.units.get().row == {}


def test_one_prepares_another_sends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world)
    made = drafted(world, units[0].round)
    propose(recommendation=made, by=world.hat("cityapprover"), version=made.version)
    made.refresh_from_db()
    for who in ("city", "cityapprover", "othercity", "province", "owner"):
        with pytest.raises(NotAllowed):
            send(recommendation=made, digest=preview(made).digest, by=world.hat(who))
    send_back(recommendation=made, reason="请补充征求意见情况", by=world.hat("cityapprover"))
    made.refresh_from_db()
    assert (made.state, made.sent_back_reason) == ("draft", "请补充征求意见情况")


@pytest.mark.requirement("REQ-46")
def test_what_was_looked_at_is_sent_in_one_act(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world)
    before = Entry.objects.count()
    made = proposed(world, units[0].round)
    shown = preview(made)
    assert [len(shown.going), len(shown.staying), shown.checked] == [3, 0, True]
    result = send(recommendation=made, digest=shown.digest, by=world.hat("cityapprover"))
    assert len(result.moved) == 3
    assert set(Application.objects.filter(pk__in=[one.pk for one in units]).values_list("state", flat=True)) == {
        "recommended"}  # fmt: skip
    row = row_of(units[0])
    assert row is not None
    assert row["name"] == units[0].unit.name
    assert str(row["score"]) == "90.00"
    assert list(recommended_in(units[0].round, world.places["changchun"]).values_list("position", flat=True)) == [
        1,
        2,
        3,
    ]
    assert letters_of(units[0]).get().recommendation.letter_no == NUMBER
    acts = list(Entry.objects.order_by("seq").values_list("act", flat=True))[before:]
    assert acts.count("application.recommended") == 3
    assert acts[-1] == "recommendation.sent"
    told = Notification.objects.filter(code="recommend_sent", person=world.hat("province").person).get()
    assert told.params["units"] == 3


def test_something_that_changed_since_is_not_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    made = proposed(world, selected(world)[0].round)
    with pytest.raises(Refused, match="预览以后有变动"):
        send(recommendation=made, digest="0" * 64, by=world.hat("cityapprover"))


@pytest.mark.requirement("REQ-19")
def test_a_new_hit_stops_its_line_only(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world)
    made = proposed(world, units[0].round)
    digest = preview(made).digest
    let_pass(monkeypatch, but=[units[1].pk])
    result = send(recommendation=made, digest=digest, by=world.hat("cityapprover"))
    assert [one.application_id for one in result.stopped] == [units[1].pk]
    kept = made.units.get(application=units[1])
    assert (kept.went, kept.stopped) == (False, ["有新的失信记录。"])
    assert Application.objects.get(pk=units[1].pk).state == "selected"
    assert list(made.units.filter(went=True).order_by("position").values_list("position", flat=True)) == [1, 2]


def test_who_is_stopped_at_the_check_is_not_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    units = selected(world)
    let_pass(monkeypatch, but=[units[0].pk])
    made = proposed(world, units[0].round)
    shown = preview(made)
    assert [one.application_id for one in shown.staying] == [units[0].pk]
    let_pass(monkeypatch)
    assert len(send(recommendation=made, digest=shown.digest, by=world.hat("cityapprover")).moved) == 2


def test_the_guards_of_the_other_rooms_are_asked(world: World) -> None:
    made = proposed(world, selected(world, 1)[0].round)
    (one,) = preview(made).staying
    assert len(one.stopped) >= 2  # not screened clear, not consulted
    with pytest.raises(Refused, match="没有一家可以报出"):
        send(recommendation=made, digest=preview(made).digest, by=world.hat("cityapprover"))


@pytest.mark.requirement("REQ-45")
def test_late_only_by_a_recorded_extension(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world)
    made = proposed(world, units[0].round)
    due(units[0].round, clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="请省厅在“轮次”页面延期"):
        send(recommendation=made, digest=preview(made).digest, by=world.hat("cityapprover"))
    deadline = Deadline.objects.get(round=units[0].round, kind="city")
    extend_deadline(deadline=deadline, to=clock.today() + timedelta(days=3), reason="汛期",
                    document="吉工信函〔2024〕1号", by=world.hat("province"))  # fmt: skip
    send(recommendation=made, digest=preview(made).digest, by=world.hat("cityapprover"))
    assert the_one().due_on == clock.today() + timedelta(days=3)


def test_units_left_out_stay_for_a_later_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world)
    made = drafted(world, units[0].round)
    choose_units(recommendation=made, applications=[units[2].pk], by=world.hat("city"), version=made.version)
    made.refresh_from_db()
    assert [one.application_id for one in made.units.all()] == [units[2].pk]
    with pytest.raises(Refused, match="已不在可以推荐的状态"):
        choose_units(recommendation=made, applications=[10**6], by=world.hat("city"), version=made.version)
    with pytest.raises(Refused, match="刚被别人改过"):
        choose_units(recommendation=made, applications=[], by=world.hat("city"), version=1)
