"""What stops an office: the province's list, screening that is missing, old or not clear, a case of one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application, Passage, Submission
from greenlist.applications.process import GUARDS, Matter, Objection, TransitionRefused, transition
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.reviews.domain import accept, rule_on_screening, withdraw_ruling
from greenlist.reviews.models import ScreeningRuling
from greenlist.reviews.own_case import own_case
from greenlist.reviews.rescreening import findings_digest, outcome_now, rescreen
from greenlist.reviews.rules import reviews
from greenlist.screenings.models import Run
from later import put
from reviews.desk import belongs, checked, found, listed, paper
from stages import submitted
from world import World

RS2, RS3 = "RS-2", "RS-3"


@pytest.fixture
def selected(world: World) -> Application:
    """The unit's application, selected by the city."""
    return put(submitted(world).application, "selected")


def asked(guard: str, application: Application) -> list[Objection]:
    return GUARDS[guard](Matter(application))


def again(application: Application) -> Application:
    return Application.objects.select_related("round__law", "round__jurisdiction", "unit", "city").get(
        pk=application.pk
    )


@pytest.mark.requirement("REQ-09")
def test_the_province_list_as_the_frozen_result_says(selected: Application) -> None:
    assert not asked("G-PROV", selected)


@pytest.mark.requirement("REQ-09")
@pytest.mark.parametrize(("status", "passes"), [("published", True), ("renamed", True), ("removed", False)])
def test_what_the_ledger_knows_now_decides(world: World, selected: Application, status: str, *, passes: bool) -> None:
    listed(world, selected, status)
    against = asked("G-PROV", selected)
    assert (not against) == passes
    assert passes or "已移出" in against[0].reason


@pytest.mark.requirement("REQ-09")
def test_a_unit_that_is_not_on_the_list_is_stopped_until_the_ledger_has_it(world: World, selected: Application) -> None:
    frozen = Submission.objects.get()
    for one in frozen.result["conditions"]:
        if one["id"] == "on_province_list":
            one.update(answer="undetermined", reason="拟认定")
    Submission(
        application=selected, number=2, data=frozen.data, evidence=[], result=frozen.result, receipt_number="T-2",
        receipt={}, digest="0" * 64, by=frozen.by, at=clock.now(),
    ).save()  # fmt: skip
    assert "拟认定" in asked("G-PROV", selected)[0].reason
    listed(world, selected)
    assert not asked("G-PROV", selected)


def test_never_screened_is_never_clear(selected: Application) -> None:
    assert "还没有筛查" in asked(RS2, selected)[0].reason
    assert outcome_now(selected) == ""
    assert findings_digest(selected) == ""


@pytest.mark.requirement("REQ-19")
def test_clear_and_new_enough_passes(selected: Application) -> None:
    found(selected)
    assert not asked(RS2, selected)
    assert not asked(RS3, selected)  # it never went to the province: nothing later to compare with


@pytest.mark.parametrize("days", [1, 30])
def test_an_answer_about_an_earlier_day_is_old_however_late_it_was_asked(selected: Application, days: int) -> None:
    found(selected, as_of=clock.today() - timedelta(days=days))
    assert "重新筛查" in asked(RS2, selected)[0].reason


def test_an_answer_from_before_the_submission_of_the_same_day_is_old(selected: Application) -> None:
    found(selected, at=Submission.objects.get().at - timedelta(seconds=1))
    assert asked(RS2, selected)


@pytest.mark.requirement("REQ-19")
def test_before_sending_up_the_answer_is_newer_than_the_recommendation(world: World, selected: Application) -> None:
    found(selected)
    Passage.objects.create(
        application=selected, transition="T15", from_state="selected", to_state="recommended",
        by=world.hat("city").person, at=clock.now() + timedelta(minutes=1),
    )  # fmt: skip
    assert not asked(RS2, selected)
    assert "推荐以前" in asked(RS3, selected)[0].reason
    found(selected, at=clock.now() + timedelta(minutes=2))
    assert not asked(RS3, selected)


@pytest.mark.parametrize("outcome", ["hit", "candidate", "undetermined"])
def test_anything_but_clear_stops_until_it_is_decided_in_writing(
    world: World, selected: Application, outcome: str
) -> None:
    found(selected, outcome)
    assert "没有书面认定" in asked(RS2, selected)[0].reason
    made = rule_on_screening(
        application=selected, point=RS2, reason="处罚已依法撤销", document=paper(), by=world.hat("cityapprover")
    )
    assert not asked(RS2, selected)
    assert asked(RS3, selected)  # another point, another word
    assert made.findings == findings_digest(selected)
    assert Entry.objects.get(act="screening_ruling.made").after["sha256"] == made.blob_id


@pytest.mark.parametrize("change", [{"record": "r2"}, {"condition": "NEG-6"}, {"source": "gsxt_serious"}])
def test_a_word_lapses_when_anything_else_is_found(world: World, selected: Application, change: dict[str, str]) -> None:
    found(selected, "hit")
    rule_on_screening(
        application=selected, point=RS2, reason="处罚已撤销", document=paper(), by=world.hat("cityapprover")
    )
    found(selected, "hit")
    assert not asked(RS2, selected)  # the same once more
    found(selected, "hit", **change)
    assert "不再适用" in asked(RS2, selected)[0].reason


def test_taken_back_it_stops_again(world: World, selected: Application) -> None:
    found(selected, "undetermined")
    by = world.hat("cityapprover")
    made = rule_on_screening(application=selected, point=RS2, reason="名单缺一个月", document=None, by=by)
    with pytest.raises(Refused):
        withdraw_ruling(ruling=made, reason=" ", by=by)
    withdraw_ruling(ruling=made, reason="名单已补齐", by=by)
    assert asked(RS2, selected)
    with pytest.raises(Refused):
        withdraw_ruling(ruling=made, reason="再撤一次", by=by)


def test_a_new_word_takes_the_place_of_the_old_one(world: World, selected: Application) -> None:
    found(selected, "undetermined")
    for reason in ("名单缺一个月", "名单缺一个月，已电话核实"):
        rule_on_screening(application=selected, point=RS2, reason=reason, document=None, by=world.hat("cityapprover"))
    assert ScreeningRuling.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("who", "point"),
    [("city", RS2), ("othercity", RS2), ("provinceapprover", RS2), ("cityapprover", RS3), ("provinceapprover", RS3),
     ("owner", RS2), ("cityapprover", "RS-9")],
)  # fmt: skip
def test_only_the_approver_of_the_point_decides(world: World, selected: Application, who: str, point: str) -> None:
    found(selected, "undetermined")
    with pytest.raises(NotAllowed):
        rule_on_screening(application=selected, point=point, reason="x", document=None, by=world.hat(who))


def test_the_province_decides_before_it_sends_up(world: World, selected: Application) -> None:
    put(selected, "province_noticed")
    found(selected, "candidate")
    by = world.hat("provinceapprover")
    rule_on_screening(application=selected, point=RS3, reason="同名不同人", document=None, by=by)
    assert not asked(RS3, selected)


@pytest.mark.parametrize(
    ("outcome", "reason", "field"), [("hit", "有依据", "document"), ("hit", " ", "reason"), ("clear", "x", "")]
)
def test_a_word_needs_something_to_decide_a_reason_and_for_a_hit_a_document(
    world: World, selected: Application, outcome: str, reason: str, field: str
) -> None:
    found(selected, outcome)
    with pytest.raises(Refused) as refused:
        rule_on_screening(application=selected, point=RS2, reason=reason, document=None, by=world.hat("cityapprover"))
    assert refused.value.field == field


def test_what_is_old_is_screened_again_before_anything_is_decided(world: World, selected: Application) -> None:
    found(selected, "hit", as_of=clock.today() - timedelta(days=9))
    with pytest.raises(Refused, match="重新筛查"):
        rule_on_screening(application=selected, point=RS2, reason="x", document=paper(), by=world.hat("cityapprover"))


def test_screened_again_by_the_office_whose_step_it_is(world: World, selected: Application) -> None:
    rows = Application.objects.filter(pk=selected.pk)
    run = rescreen(rows, world.places["changchun"], world.hat("city"))
    assert (run.purpose, run.units.count()) == (Run.Purpose.RECOMMENDATION, 1)
    assert outcome_now(selected) == "undetermined"  # no list was ever read: that is not clear
    up = rescreen(rows, world.places["220000"], world.hat("province"))
    assert up.purpose == Run.Purpose.SENDING_UP
    with pytest.raises(Refused):
        rescreen(Application.objects.none(), world.places["changchun"], world.hat("city"))


@pytest.mark.parametrize("guard", ["G-PROV", RS2, RS3])
def test_a_guard_asks_little(
    world: World, selected: Application, guard: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    found(selected, "hit")
    rule_on_screening(application=selected, point=RS2, reason="已撤销", document=paper(), by=world.hat("cityapprover"))
    matter = Matter(again(selected))
    with django_assert_max_num_queries(3):
        GUARDS[guard](matter)


@pytest.mark.parametrize(
    ("where", "hindered"), [("unit", True), ("agency", True), ("neighbour", False), ("otheragency", False)]
)
def test_nobody_acts_on_a_case_of_his_own(world: World, where: str, *, hindered: bool) -> None:
    application = submitted(world).application
    Application.objects.filter(pk=application.pk).update(agency=world.organisations["agency"])
    application = again(application)
    checked(world, application)
    belongs(world, "city", where)
    assert bool(own_case(world.hat("city").person, application)) is hindered
    assert bool(reviews.may(world.hat("city"), "decide", application)) is not hindered
    assert reviews.may(world.hat("city"), "see", application)
    if not hindered:
        accept(application=application, by=world.hat("city"), version=application.version)
        return
    for act in (accept, _along):
        with pytest.raises(TransitionRefused, match="回避"):
            act(application=application, by=world.hat("city"), version=application.version)
    accept(application=application, by=world.hat("cityapprover"), version=application.version)


def _along(**given: object) -> None:
    transition(way="T12", **given)  # type: ignore[arg-type]


def test_a_role_that_ended_hinders_nobody(world: World) -> None:
    application = submitted(world).application
    held = belongs(world, "city", "unit")
    held.until = clock.now()
    held.save()
    assert own_case(world.hat("city").person, application) == ""
