"""Objections: handed in, taken up or not, the unit heard, decided by two people, and what that does to the list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.process import GUARDS, Matter
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.notices import slips
from greenlist.notices.domain.asking import look_up
from greenlist.notices.domain.deciding import decide_objection, send_back_outcome
from greenlist.notices.domain.ending import forget_knocks, remind_due
from greenlist.notices.domain.handling import accept_objection, hear_unit, propose_outcome, refuse_objection
from greenlist.notices.domain.hearing import answer_objection
from greenlist.notices.domain.knocking import TooMany
from greenlist.notices.domain.objecting import Closed, Given, hand_in
from greenlist.notices.models import Knock, Notice, Objection
from greenlist.notices.queries.after import standing_of
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Membership, Notification, Role
from later import put
from world import World

from .noticed import (
    CARD,
    GIVEN,
    accepted,
    decided,
    drafted,
    heard,
    in_days,
    line_of,
    objected,
    over,
    paper,
    posted,
    proposed,
    reviewed,
)

pytestmark = pytest.mark.django_db
S = Objection.State


@pytest.fixture
def notice(world: World) -> Notice:
    """Two units, posted today."""
    return posted(world)


def given(**changes: Any) -> Given:
    return Given(**({"ground": "超标排放", "name": "张反映", "identity": CARD, "phone": "139"} | changes))


# -- handing in ------------------------------------------------------------------------------------------------


def test_an_objection_under_real_name(world: World, notice: Notice) -> None:
    objection, secret = hand_in(unit=line_of(notice), given=GIVEN, source="s", files=[paper()])
    assert objection.state == S.RECEIVED
    assert objection.files.get().of_unit is False
    assert secret not in str(objection.__dict__)
    typed = secret.lower().replace("-", " ")
    assert look_up(number=objection.receipt_no.lower(), secret=typed, source="s") == objection
    assert set(Notification.objects.filter(code="objection_received").values_list("person__login", flat=True)) == {
        "province", "provinceapprover",
    }  # fmt: skip


def test_the_journal_names_nobody_who_objects(world: World, notice: Notice) -> None:
    decided(world, notice)
    for entry in Entry.objects.filter(act__startswith="objection."):
        said = f"{entry.before} {entry.after} {entry.reason} {entry.object_name} {entry.actor_name}"
        for secret in (GIVEN.name, GIVEN.identity, GIVEN.phone, GIVEN.ground):
            assert secret not in said, entry.act


@pytest.mark.parametrize(("changes", "field"), [
    ({"ground": " "}, "ground"), ({"name": ""}, "name"), ({"identity": "110105194912310021"}, "identity"),
    ({"identity": ""}, "identity"), ({"identity": "91220101000000011X"}, "identity"), ({"phone": ""}, "phone"),
])  # fmt: skip
def test_what_an_objection_needs(world: World, notice: Notice, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as caught:
        hand_in(unit=line_of(notice), given=given(**changes), source="")
    assert caught.value.field == field
    assert not Objection.objects.exists()


@pytest.mark.parametrize("identity", [CARD, CARD.lower(), "  11010519491231002x "])
def test_a_number_however_it_is_typed(world: World, notice: Notice, identity: str) -> None:
    assert hand_in(unit=line_of(notice), given=given(identity=identity), source="")[0].identity == CARD


def test_a_unit_objects_by_its_code(world: World, notice: Notice) -> None:
    code = world.organisations["neighbour"].uscc
    objection, _secret = hand_in(unit=line_of(notice), given=given(name="邻居机械有限公司", identity=code), source="")
    assert objection.identity == code


def test_anonymous_is_a_lead_and_keeps_nothing_of_the_person(world: World, notice: Notice) -> None:
    objection, _secret = hand_in(unit=line_of(notice), given=given(anonymous=True), source="")
    assert (objection.state, objection.name, objection.identity, objection.phone) == (S.RECORDED, "", "", "")
    with pytest.raises(NotAllowed):
        accept_objection(objection=objection, due_on=in_days(3), by=world.hat("province"))
    assert standing_of(over(notice)).ready[0].open == ()


def test_anonymous_is_refused_where_the_notice_says_so(world: World) -> None:
    notice = posted(world, anonymous="refuse")
    with pytest.raises(Refused, match="不受理匿名") as caught:
        hand_in(unit=line_of(notice), given=given(anonymous=True), source="")
    assert caught.value.field == "anonymous"


def test_outside_of_the_days_it_says_the_dates(world: World, notice: Notice) -> None:
    last = over(notice).ends_on
    assert last is not None
    with pytest.raises(Closed, match=last.isoformat()):
        hand_in(unit=line_of(notice), given=GIVEN, source="")


def test_a_draft_takes_none(world: World) -> None:
    with pytest.raises(Closed):
        hand_in(unit=line_of(drafted(world)), given=GIVEN, source="")


def test_files_are_looked_at(world: World, notice: Notice) -> None:
    bad = SimpleUploadedFile("证据.pdf", b"MZ\x90\x00 not a pdf", "application/pdf")
    for files in ([bad], [paper(f"{number}.pdf") for number in range(6)]):
        with pytest.raises(FileRefused):
            hand_in(unit=line_of(notice), given=GIVEN, source="", files=files)
    assert not Objection.objects.exists()


def test_one_source_hands_in_so_many_an_hour(world: World, notice: Notice) -> None:
    for _ in range(5):
        hand_in(unit=line_of(notice), given=GIVEN, source="one")
    with pytest.raises(TooMany):
        hand_in(unit=line_of(notice), given=GIVEN, source="one")
    hand_in(unit=line_of(notice), given=GIVEN, source="other")
    Knock.objects.update(at=clock.now() - timedelta(hours=2))
    hand_in(unit=line_of(notice), given=GIVEN, source="one")
    Knock.objects.update(at=clock.now() - timedelta(days=2))
    assert forget_knocks() == 7


def test_a_notice_takes_so_many_an_hour(world: World, notice: Notice) -> None:
    now = clock.now()
    Knock.objects.bulk_create(
        Knock(what="objection", source=str(number), notice=notice, at=now) for number in range(100)
    )
    with pytest.raises(TooMany):
        hand_in(unit=line_of(notice), given=GIVEN, source="new")


def test_wrong_slips_are_counted(world: World, notice: Notice) -> None:
    objection = objected(world, notice)
    for number, secret in [(objection.receipt_no, "AAAA-AAAA-AAAA-AAAA"), ("YY20260101-AAAAAA", "")] * 10:
        with pytest.raises(Refused, match="不对"):
            look_up(number=number, secret=secret, source="one")
    with pytest.raises(TooMany):
        look_up(number=objection.receipt_no, secret=slips.secret_of(objection.receipt_no), source="one")
    assert look_up(number=objection.receipt_no, secret=slips.secret_of(objection.receipt_no), source="two") == objection


# -- handling --------------------------------------------------------------------------------------------------


def test_a_deadline_is_asked_for_where_the_policy_writes_none(world: World, notice: Notice) -> None:
    objection = objected(world, notice)
    for due in (None, clock.today() - timedelta(days=1)):
        with pytest.raises(Refused) as caught:
            accept_objection(objection=objection, due_on=due, by=world.hat("province"))
        assert caught.value.field == "due_on"
    assert accept_objection(objection=objection, due_on=in_days(9), by=world.hat("province")).due_on == in_days(9)


def test_refusing_needs_a_reason_that_the_slip_shows(world: World, notice: Notice) -> None:
    objection = objected(world, notice)
    with pytest.raises(Refused):
        refuse_objection(objection=objection, reason=" ", by=world.hat("province"))
    refuse_objection(objection=objection, reason="不属于公示范围", by=world.hat("province"))
    found = look_up(number=objection.receipt_no, secret=slips.secret_of(objection.receipt_no), source="")
    assert (found.state, found.refused_reason) == (S.REFUSED, "不属于公示范围")


@pytest.mark.parametrize("text", ["张反映说你厂超标", f"{CARD} 反映", "请回电 13900000000"])
def test_the_unit_is_not_told_who(world: World, notice: Notice, text: str) -> None:
    objection = accepted(world, notice)
    with pytest.raises(Refused) as caught:
        hear_unit(objection=objection, told_unit=text, until=in_days(3), by=world.hat("province"))
    assert caught.value.field == "told_unit"


def test_the_unit_answers_in_time(world: World, notice: Notice) -> None:
    objection = heard(world, notice)
    assert objection.answer == "罚款已缴，整改已验收"
    assert objection.files.filter(of_unit=True).get().name == "说明.pdf"
    told = Notification.objects.filter(code="objection_hearing").values_list("person__login", flat=True)
    assert set(told) == {"owner", "colleague", "signatory"}
    Objection.objects.update(hearing_until=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="已过"):
        answer_objection(objection=objection, text="再补充", by=world.hat("owner"))
    for who in ("outsider", "city", "province"):
        with pytest.raises(NotAllowed):
            answer_objection(objection=objection, text="代答", by=world.hat(who))


def test_nothing_is_proposed_while_the_unit_may_answer(world: World, notice: Notice) -> None:
    objection, by = accepted(world, notice), world.hat("province")
    with pytest.raises(Refused, match="听取") as caught:
        propose_outcome(objection=objection, outcome="upheld", findings="属实", by=by)
    assert caught.value.field == "outcome"
    hear_unit(objection=objection, told_unit="请说明", until=in_days(3), by=by)
    with pytest.raises(Refused, match="还可以答复"):
        propose_outcome(objection=objection, outcome="rejected", findings="不属实", by=by)
    Objection.objects.update(hearing_until=clock.today() - timedelta(days=1))
    assert propose_outcome(objection=objection, outcome="upheld", findings="属实", by=by).state == S.PROPOSED


def test_unfounded_ones_need_no_hearing(world: World, notice: Notice) -> None:
    objection, by = accepted(world, notice), world.hat("province")
    assert propose_outcome(objection=objection, outcome="rejected", findings="同名企业", by=by).state == S.PROPOSED


def test_one_proposes_another_decides(world: World, notice: Notice) -> None:
    objection = proposed(world, notice)
    with pytest.raises(NotAllowed, match="审批人"):
        decide_objection(objection=objection, by=world.hat("province"))
    Objection.objects.update(handled_by=world.hat("provinceapprover").person)
    with pytest.raises(NotAllowed, match="另一位"):
        decide_objection(objection=objection, by=world.hat("provinceapprover"))


def test_upheld_takes_the_unit_off_the_list(world: World, notice: Notice) -> None:
    objection = decided(world, notice)
    application = line_of(notice).application
    assert (application.state, objection.effect) == ("rejected", "out")
    passage = application.passages.latest("pk")
    assert (passage.transition, passage.reason) == ("B07", "处罚决定书属实")
    told = Notification.objects.filter(code="rejected", person=world.hat("owner").person).get()
    assert told.params["reason"] == "处罚决定书属实"
    after = standing_of(notice)
    assert ([one.upheld for one in after.out], len(after.running)) == ([True], 1)


@pytest.mark.parametrize("outcome", ["partly", "rejected"])
def test_else_the_unit_stays_and_is_told(world: World, notice: Notice, outcome: str) -> None:
    objection = decided(world, notice, outcome)
    assert (line_of(notice).application.state, objection.effect) == ("province_noticed", "stays")
    assert Notification.objects.filter(code="objection_decided", person=world.hat("owner").person).exists()
    assert [one.line.pk for one in standing_of(over(notice)).ready] == [one.pk for one in notice.units.all()]


def test_a_second_objection_to_a_unit_that_left_is_only_recorded(world: World, notice: Notice) -> None:
    first, second = proposed(world, notice), proposed(world, notice)
    decide_objection(objection=first, by=world.hat("provinceapprover"))
    assert decide_objection(objection=second, by=world.hat("provinceapprover")).effect == "gone"


def test_sent_back_it_is_proposed_anew(world: World, notice: Notice) -> None:
    objection = proposed(world, notice)
    held = send_back_outcome(objection=objection, reason="证据不足", by=world.hat("provinceapprover"))
    assert (held.state, held.sent_back, held.outcome) == (S.HEARING, "证据不足", "")
    again = propose_outcome(objection=objection, outcome="rejected", findings="证据不足", by=world.hat("province"))
    assert again.state == S.PROPOSED


def test_nobody_handles_the_case_of_his_own_unit(world: World, notice: Notice) -> None:
    objection = objected(world, notice)
    Membership.objects.create(
        person=world.hat("province").person, organisation=world.organisations["unit"], role=Role.APPLICANT_EDITOR,
        duty="business", since=clock.now(),
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        accept_objection(objection=objection, due_on=in_days(3), by=world.hat("province"))
    assert accept_objection(objection=objection, due_on=in_days(3), by=world.hat("provinceapprover"))


def test_the_office_is_reminded_of_what_falls_due(world: World, notice: Notice) -> None:
    accepted(world, notice)
    assert remind_due() == 0
    Objection.objects.update(due_on=in_days(1))
    assert remind_due() == 1
    assert Notification.objects.filter(code="objection_due").count() == 2


# -- G-NOTICE --------------------------------------------------------------------------------------------------


def guard(notice: Notice) -> list[str]:
    return [one.reason for one in GUARDS["G-NOTICE"](Matter(line_of(notice).application))]


def test_the_guard_waits_for_the_last_day_and_for_objections(world: World, django_assert_max_num_queries: Any) -> None:
    (application,) = reviewed(world, count=1)
    assert GUARDS["G-NOTICE"](Matter(put(application, "province_noticed")))[0].reason == "还没有公示。"
    notice = posted(world, [put(application, "province_reviewed")])
    assert "期满" in guard(notice)[0]
    objection = objected(world, notice)
    over(notice)
    assert guard(notice) == ["还有 1 件异议没有办结。"]
    refuse_objection(objection=objection, reason="无事实", by=world.hat("province"))
    matter = Matter(line_of(notice).application)
    with django_assert_max_num_queries(2):
        assert GUARDS["G-NOTICE"](matter) == []
