"""A notice drafted, previewed, posted, corrected, ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from greenlist.applications.files import open_blob
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.notices.domain.correcting import Correction, draft_correction, drop_correction, post_correction
from greenlist.notices.domain.drafting import draft_notice, drop_notice, redraft
from greenlist.notices.domain.ending import end_notices
from greenlist.notices.domain.posting import Changed, post_notice
from greenlist.notices.models import Notice
from greenlist.notices.queries.preview import preview
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from later import put
from world import World, organisation, person, place

from .noticed import TERMS, accepted, drafted, in_days, line_of, posted, reviewed, second_approver, terms

pytestmark = pytest.mark.django_db


def change(notice: Notice, **changes: object) -> Correction:
    said = {name: getattr(notice, name) for name in ("title", "document_no", "text", "contact", "days")}
    return Correction(**(said | changes))  # type: ignore[arg-type]


def test_days_that_the_policy_does_not_write_need_a_reason(world: World) -> None:
    rows = reviewed(world)
    with pytest.raises(Refused) as caught:
        drafted(world, rows, days_reason="")
    assert caught.value.field == "days_reason"
    assert drafted(world, rows).days_reason


@pytest.mark.parametrize(("changes", "field"), [
    ({"title": " "}, "title"), ({"days": 0}, "days"), ({"days": 91}, "days"),
    ({"contact": "电话：\n邮箱："}, "contact"), ({"document_no": "9号"}, "document_no"),
])  # fmt: skip
def test_what_a_draft_needs(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as caught:
        drafted(world, reviewed(world, count=1), **changes)
    assert caught.value.field == field


def test_a_draft_shows_reviewed_units_once(world: World) -> None:
    rows = reviewed(world, count=3)
    with pytest.raises(Refused, match="至少"):
        drafted(world, [put(rows[2], "recommended")])
    notice = drafted(world, rows[:2])
    assert [(one.position, one.place_name) for one in notice.units.all()] == [(1, "长春市"), (2, "长春市")]
    with pytest.raises(Refused):
        drafted(world, rows[:1])
    drop_notice(notice=notice, reason="重拟", by=world.hat("province"))
    assert drafted(world, rows[:1]).units.count() == 1


@pytest.mark.parametrize("who", ["city", "cityapprover", "owner", "expert", "audit"])
def test_only_the_province_drafts(world: World, who: str) -> None:
    rows = reviewed(world, count=1)
    with pytest.raises(NotAllowed):
        draft_notice(round=rows[0].round, applications=rows, terms=TERMS, by=world.hat(who))


def test_whoever_prepared_it_does_not_post_it(world: World) -> None:
    notice = drafted(world)
    shown = preview(notice)
    with pytest.raises(NotAllowed, match="审批人"):
        post_notice(notice=notice, digest=shown.digest, by=world.hat("province"))
    rows = [one.application for one in notice.units.select_related("application")]
    redraft(notice=notice, applications=rows, terms=terms(days=7), by=world.hat("provinceapprover"))
    with pytest.raises(NotAllowed, match="另一位"):
        post_notice(notice=notice, digest=shown.digest, by=world.hat("provinceapprover"))
    second_approver(world)
    with pytest.raises(Changed):  # what was previewed is not what stands now
        post_notice(notice=notice, digest=shown.digest, by=world.hat("approver2"))
    notice.refresh_from_db()
    version = post_notice(notice=notice, digest=preview(notice).digest, by=world.hat("approver2"))
    assert version.content["days"] == 7


def test_posting_moves_every_unit_and_tells_everybody(world: World) -> None:
    rows = reviewed(world, count=3)
    notice = posted(world, rows)
    assert notice.state == Notice.State.OPEN
    assert (notice.starts_on, notice.ends_on) == (clock.today(), in_days(5))
    for one in rows:
        one.refresh_from_db()
        assert one.state == "province_noticed"
        assert one.passages.latest("pk").transition == "T17"
    told = set(Notification.objects.filter(code__startswith="notice_").values_list("person__login", "code"))
    assert told == {("owner", "notice_posted"), ("colleague", "notice_posted"), ("signatory", "notice_posted"),
                    ("city", "notice_posted_city"), ("cityapprover", "notice_posted_city")}  # fmt: skip
    assert not Notification.objects.filter(code="moved").exists()  # one message per act
    last = Entry.objects.order_by("-seq")[0]
    assert (last.act, last.after["units"]) == ("notice.posted", 3)


def test_version_one_is_kept_with_its_document(world: World) -> None:
    version = posted(world).versions.get()
    assert version.number == 1
    assert set(version.content["units"][0]) == {"id", "kind", "position", "name", "place"}
    with open_blob(version.pdf_id) as kept:
        assert kept.read(5) == b"%PDF-"


def test_a_unit_that_left_stops_the_posting_until_it_is_taken_out(world: World) -> None:
    rows = reviewed(world)
    notice = drafted(world, rows)
    put(rows[1], "blocked")
    shown = preview(notice)
    assert [one.line.application_id for one in shown.gone] == [rows[1].pk]
    with pytest.raises(Refused, match="1 家"):
        post_notice(notice=notice, digest=shown.digest, by=world.hat("provinceapprover"))
    redraft(notice=notice, applications=rows[:1], terms=TERMS, by=world.hat("province"))
    post_notice(notice=notice, digest=preview(notice).digest, by=world.hat("provinceapprover"))


@pytest.mark.parametrize(("first", "expected"), [(False, "2024-10-09"), (True, "2024-10-08")])
def test_working_days_over_a_holiday(world: World, first: bool, expected: str) -> None:
    notice = drafted(world, day_kind="working", days=3, first_day_counts=first)  # Sunday 29 September 2024 is worked
    shown = preview(notice, date(2024, 9, 29))
    assert shown.ends_on == date.fromisoformat(expected)
    assert [row.id for row in shown.holidays][:2] == ["2024-09-29", "2024-10-01"]
    assert not shown.ends_free


def test_a_last_day_that_nobody_works_is_pointed_out(world: World) -> None:
    assert preview(drafted(world, days=3), date(2024, 9, 29)).ends_free


def test_a_year_without_holidays_is_not_guessed(world: World) -> None:
    notice = drafted(world, day_kind="working")
    shown = preview(notice, date(2026, 12, 30))
    assert shown.ends_on is None
    assert shown.problem is not None
    assert "2027" in str(shown.problem)
    with time_machine.travel("2026-12-30T10:00:00+08:00"), pytest.raises(Refused, match="2027"):
        post_notice(notice=notice, digest="", by=world.hat("provinceapprover"))
    notice.refresh_from_db()
    assert notice.state == Notice.State.DRAFT


def test_a_correction_is_a_version_by_two_people(world: World) -> None:
    notice = posted(world)
    by = world.hat("province")
    with pytest.raises(Refused, match="相同"):
        draft_correction(notice=notice, change=change(notice), reason="无", by=by)
    with pytest.raises(Refused, match="只能延长"):
        draft_correction(notice=notice, change=change(notice, days=4), reason="改短", by=by)
    held = draft_correction(notice=notice, change=change(notice, days=7), reason="延长两天", by=by)
    assert held.versions.count() == 1
    with pytest.raises(NotAllowed):
        post_correction(notice=notice, by=by)
    second = post_correction(notice=notice, by=world.hat("provinceapprover"))
    notice.refresh_from_db()
    assert (second.number, second.reason, notice.ends_on, notice.correction) == (2, "延长两天", in_days(7), None)
    first = notice.versions.get(number=1)
    assert first.content["days"] == 5
    assert first.pdf_id != second.pdf_id


def test_names_are_written_anew_by_a_correction(world: World) -> None:
    notice = posted(world)
    unit = line_of(notice).application.unit
    unit.name = "更名后有限公司"
    unit.save()
    draft_correction(notice=notice, change=change(notice, names=True), reason="更名", by=world.hat("province"))
    second = post_correction(notice=notice, by=world.hat("provinceapprover"))
    assert "更名后有限公司" in {one["name"] for one in second.content["units"]}
    assert "更名后有限公司" not in {one["name"] for one in notice.versions.get(number=1).content["units"]}


def test_a_correction_can_be_dropped(world: World) -> None:
    notice = posted(world)
    draft_correction(notice=notice, change=change(notice, days=8), reason="延长", by=world.hat("province"))
    drop_correction(notice=notice, by=world.hat("province"))
    with pytest.raises(NotAllowed, match="没有待发布"):
        post_correction(notice=notice, by=world.hat("provinceapprover"))


def test_a_notice_ends_the_day_after_its_last(world: World) -> None:
    notice = posted(world)
    accepted(world, notice)
    Notice.objects.update(ends_on=clock.today())
    assert end_notices() == 0
    Notice.objects.update(ends_on=clock.today() - timedelta(days=1))
    assert end_notices() == 1
    assert end_notices() == 0
    notice.refresh_from_db()
    assert notice.state == Notice.State.ENDED
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.act, entry.actor, entry.after["ready"], entry.after["waiting"]) == ("notice.ended", "", 1, 1)
    assert set(Notification.objects.filter(code="notice_ended").values_list("person__login", flat=True)) == {
        "province", "provinceapprover",
    }  # fmt: skip


def test_the_end_is_by_the_clock_of_shanghai(world: World) -> None:
    notice = posted(world)
    Notice.objects.update(starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 6))
    with time_machine.travel("2026-03-06T15:59:00Z"):  # 23:59 in Shanghai
        assert end_notices() == 0
    with time_machine.travel("2026-03-06T16:01:00Z"):
        assert end_notices() == 1
    notice.refresh_from_db()
    assert notice.state == Notice.State.ENDED


def test_a_round_of_another_province_is_not_ours(world: World) -> None:
    rows = reviewed(world, count=1)
    place(world, "210000", "辽宁省", "province", "cn")
    organisation(world, "liaoning", "authority", "辽宁省工业和信息化厅", "210000")
    person(world, "liaoning", "辽经办", "liaoning", "province_handler")
    with pytest.raises(Refused, match="本省"):
        draft_notice(round=rows[0].round, applications=rows, terms=TERMS, by=world.hat("liaoning"))
