"""What the ministry's list brings: matched, settled by people, applied once, with ledger, steps and messages."""

from __future__ import annotations

import pytest

from greenlist.applications import process
from greenlist.applications.models import Application, Passage
from greenlist.applications.process import TransitionRefused
from greenlist.journal.models import Entry as JournalEntry
from greenlist.listings.models import Entry, GreenList
from greenlist.notices.domain import results_applying
from greenlist.notices.domain.results import choose_kinds, drop_result
from greenlist.notices.domain.results_applying import ResultChanged, apply_result
from greenlist.notices.domain.results_settling import explain_line, settle_line
from greenlist.notices.models import ResultImport, ResultLine
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import FormerName, Notification
from world import World

from .results_scene import kept, rows_of, seen, sent, table

STRANGER = ("9", "吉林省", "名单上的别家制造有限公司", "")
ELSEWHERE = ("10", "北京", "北京别家制造有限公司", "")


def states(applications: list[Application]) -> list[str]:
    return list(
        Application.objects.filter(pk__in=[one.pk for one in applications])
        .order_by("pk")
        .values_list("state", flat=True)
    )


def line(result: ResultImport, application: Application) -> ResultLine:
    return result.lines.get(application=application)


def test_a_final_list_is_matched_and_nothing_moves(world: World) -> None:
    ours = sent(world)
    FormerName.objects.create(organisation=ours[2].unit, name="从前叫作有限公司")
    rows = [
        *rows_of(ours[:1]),
        ("2", "吉林", "别的名字有限公司", ours[1].unit.uscc),
        ("3", "吉林", "从前叫作有限公司", ""),
    ]
    result = kept(world, ours[0].round, *rows, STRANGER, ELSEWHERE)
    assert [(line(result, one).how, line(result, one).listed) for one in ours] == [
        ("name", True), ("uscc", True), ("former_name", True), ("", False),
    ]  # fmt: skip
    assert line(result, ours[3]).reason.startswith("未列入工业和信息化部公布的名单")
    assert [one.printed_name for one in result.lines.filter(application=None)] == [STRANGER[2]]
    assert set(states(ours)) == {"sent_to_ministry"}


def test_the_ministrys_notice_takes_those_on_it_one_step(world: World) -> None:
    ours = sent(world)
    result = kept(world, ours[0].round, *rows_of(ours[:3]), stage="notice")
    done = apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert done is not None
    assert dict(done.moved) == {"national_noticed": 3}
    assert states(ours) == ["national_noticed"] * 3 + ["sent_to_ministry"]
    head = GreenList.objects.get(level="national")
    assert (head.stage, head.label, head.entries.count()) == ("draft", "2024年度", 3)
    assert set(head.entries.values_list("status", flat=True)) == {"proposed"}


def test_the_final_list_ends_every_application_and_tells_once(world: World) -> None:
    ours = sent(world)
    Application.objects.filter(pk=ours[0].pk).update(state="national_noticed")
    result = kept(world, ours[0].round, *rows_of(ours[:2], uscc=True), ELSEWHERE)
    Notification.objects.all().delete()
    before = JournalEntry.objects.count()
    done = apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert done is not None
    assert dict(done.moved) == {"listed": 2, "not_listed": 2}
    assert states(ours) == ["listed", "listed", "not_listed", "not_listed"]
    ways = Passage.objects.filter(application__in=ours).order_by("application_id", "pk")
    assert list(ways.values_list("transition", flat=True)) == ["T20", "T19", "T20", "T21", "T21"]
    assert "补记" in ways.get(transition="T19").reason
    told = Notification.objects.values_list("person__login", "code")
    assert sorted(told) == [
        ("city", "result_applied"),
        ("cityapprover", "result_applied"),
    ]  # these units have no people
    # five steps, the ledger, the act itself
    assert JournalEntry.objects.count() - before == 7


def test_a_unit_gets_one_message_with_the_reason(world: World) -> None:
    ours = sent(world, 1)
    mine = Application.objects.get(unit=world.organisations["unit"])
    Application.objects.filter(pk=mine.pk).update(state="sent_to_ministry")
    result = kept(world, ours[0].round, *rows_of(ours))
    Notification.objects.all().delete()
    apply_result(result=result, digest=seen(result), by=world.hat("province"))
    told = Notification.objects.get(person=world.hat("owner").person)
    assert told.code == "not_listed"
    assert "〔2025〕1号" in told.params["reason"]


def test_the_ledger_holds_the_whole_list_and_closes(world: World) -> None:
    ours = sent(world)
    result = kept(world, ours[0].round, *rows_of(ours[:2], uscc=True), STRANGER, ELSEWHERE)
    apply_result(result=result, digest=seen(result), by=world.hat("province"))
    result.refresh_from_db()
    head = result.green_list
    assert head is not None
    assert (head.level, head.stage, head.batch, head.document, head.mark) == (
        "national", "final", 9, result.document_no, "published",
    )  # fmt: skip
    assert list(head.entries.order_by("seq").values_list("region", "status")) == [
        ("吉林", "published"), ("吉林", "published"), ("吉林", "published"), ("北京", "published"),
    ]  # fmt: skip
    assert Entry.objects.filter(uscc=ours[0].unit.uscc).exists()


def test_applying_twice_does_nothing_the_second_time(world: World) -> None:
    ours = sent(world)
    result = kept(world, ours[0].round, *rows_of(ours[:2]))
    digest = seen(result)
    apply_result(result=result, digest=digest, by=world.hat("province"))
    entries, ways, told = JournalEntry.objects.count(), Passage.objects.count(), Notification.objects.count()
    assert apply_result(result=result, digest=digest, by=world.hat("province")) is None
    assert (JournalEntry.objects.count(), Passage.objects.count(), Notification.objects.count()) == (
        entries,
        ways,
        told,
    )


def test_the_same_list_handed_in_again_changes_no_ledger_and_nobody(world: World) -> None:
    ours = sent(world)
    for _again in range(2):
        result = kept(world, ours[0].round, *rows_of(ours[:2]))
        apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert GreenList.objects.filter(level="national").count() == 1
    assert Entry.objects.count() == 2
    assert Passage.objects.filter(transition="T20").count() == 2


def test_a_preview_that_is_out_of_date_is_not_applied(world: World) -> None:
    ours = sent(world)
    result = kept(world, ours[0].round, *rows_of(ours[:2]))
    digest = seen(result)
    explain_line(line=line(result, ours[3]), reason="专家评审未通过", province_list=False, by=world.hat("province"))
    with pytest.raises(ResultChanged):
        apply_result(result=result, digest=digest, by=world.hat("province"))
    digest = seen(result)
    Application.objects.filter(pk=ours[0].pk).update(version=9)
    with pytest.raises(ResultChanged):
        apply_result(result=result, digest=digest, by=world.hat("province"))
    assert set(states(ours)) == {"sent_to_ministry"}
    assert not GreenList.objects.exists()


def test_a_near_name_waits_for_a_person_who_says_why(world: World) -> None:
    ours, by = sent(world, 2), world.hat("province")
    near = ("1", "吉林", ours[0].unit.name.replace("有限公司", "有限责任公司"), "")
    result = kept(world, ours[0].round, near, ("2", "吉林", ours[1].unit.name, ""))
    doubtful = line(result, ours[0])
    assert (doubtful.listed, doubtful.doubt, doubtful.how) == (None, "near", "near")
    with pytest.raises(Refused, match="1 份申报要人工认定"):
        apply_result(result=result, digest=seen(result), by=by)
    with pytest.raises(Refused, match="依据"):
        settle_line(line=doubtful, row=doubtful.row, note=" ", by=by)
    settled = settle_line(line=doubtful, row=doubtful.row, note="已与企业核实，营业执照为准", by=by)
    assert (settled.listed, settled.doubt, settled.how) == (True, "", "chosen")
    assert settled.settled_by == by.person
    apply_result(result=result, digest=seen(result), by=by)
    assert states(ours) == ["listed", "listed"]


def test_a_row_that_is_not_it_stands_alone_again_and_can_be_chosen_by_another(world: World) -> None:
    ours, by = sent(world, 2), world.hat("province")
    near = ("1", "吉林", ours[0].unit.name.replace("有限公司", "有限责任公司"), "")
    result = kept(world, ours[0].round, near)
    first = line(result, ours[0])
    assert first.doubt == "near"
    settle_line(line=first, row=None, note="另一家企业，代码不同", by=by)
    first.refresh_from_db()
    assert (first.listed, first.row, first.printed_name) == (False, None, "")
    assert first.reason
    alone = result.lines.get(application=None)
    assert alone.printed_name == near[2]
    second = settle_line(line=line(result, ours[1]), row=alone.row, note="更名后的名称，见更名证明", by=by)
    assert (second.listed, second.printed_name, second.how) == (True, near[2], "chosen")
    assert not result.lines.filter(application=None).exists()
    with pytest.raises(Refused, match="另一份申报"):
        settle_line(line=first, row=alone.row, note="再试", by=by)
    with pytest.raises(Refused, match="没有这一行"):
        settle_line(line=first, row=99, note="再试", by=by)


def test_the_order_of_doubts_another_region(world: World) -> None:
    ours, by = sent(world, 1), world.hat("province")
    result = kept(world, ours[0].round, *rows_of(ours, region="辽宁"))
    doubtful = line(result, ours[0])
    assert (doubtful.doubt, doubtful.listed) == ("region", None)
    settle_line(line=doubtful, row=None, note="辽宁的同名企业", by=by)
    assert not result.lines.filter(application=None).exists()  # a line of another province is not ours to show
    apply_result(result=result, digest=seen(result), by=by)
    assert states(ours) == ["not_listed"]


def test_after_the_ministrys_notice_only_an_upheld_objection_ends_it(world: World) -> None:
    ours, by = sent(world, 2, state="national_noticed"), world.hat("province")
    result = kept(world, ours[0].round, *rows_of(ours[:1]))
    missing = line(result, ours[1])
    assert missing.reason == ""  # no phrase: a person writes what the ministry decided
    with pytest.raises(Refused, match="没有写理由"):
        apply_result(result=result, digest=seen(result), by=by)
    explain_line(line=missing, reason="部公示期间有异议，经核实成立。", province_list=False, by=by)
    apply_result(result=result, digest=seen(result), by=by)
    assert states(ours) == ["listed", "rejected"]
    assert Passage.objects.get(transition="B08").reason == "部公示期间有异议，经核实成立。"


def test_jilin_writes_no_fallback(world: World) -> None:
    ours, by = sent(world, 2), world.hat("province")
    result = kept(world, ours[0].round, *rows_of(ours[:1]))
    assert line(result, ours[1]).effect == ""
    with pytest.raises(Refused, match="没有规定"):
        explain_line(line=line(result, ours[1]), reason="评审未通过", province_list=True, by=by)
    apply_result(result=result, digest=seen(result), by=by)
    assert not GreenList.objects.filter(level="province").exists()


def test_where_the_policy_says_so_who_is_not_listed_becomes_provincial(world: World) -> None:
    ours, by = sent(world, 3, policy="henan-2025"), world.hat("province")
    result = kept(world, ours[0].round, *rows_of(ours[:1]), label="2025年度")
    assert [line(result, one).effect for one in ours] == ["", "province_list", "province_list"]
    explain_line(line=line(result, ours[2]), reason="有否决情形", province_list=False, by=by)
    apply_result(result=result, digest=seen(result), by=by)
    assert states(ours) == ["listed", "not_listed", "not_listed"]
    draft = GreenList.objects.get(level="province")
    assert draft.stage == "draft"
    assert [(one.name, one.uscc, one.status) for one in draft.entries.all()] == [
        (ours[1].unit.name, ours[1].unit.uscc, "proposed")
    ]
    reasons = dict(Passage.objects.filter(transition="T21").values_list("application", "reason"))
    assert "转为省级" in reasons[ours[1].pk]
    assert reasons[ours[2].pk] == "有否决情形"


def test_who_is_on_the_list_and_was_not_sent_up_stays(world: World) -> None:
    ours = sent(world, 2)
    Application.objects.filter(pk=ours[0].pk).update(state="province_noticed")
    result = kept(world, ours[0].round, *rows_of(ours))
    assert line(result, ours[0]).effect == "held"
    apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert states(ours) == ["province_noticed", "listed"]
    assert line(result, ours[0]).moved == ""


def test_a_section_without_a_kind_is_asked_about_first(world: World) -> None:
    ours, by = sent(world, 2), world.hat("province")
    content = table(*rows_of(ours[:1]), head=("序号", "地区", "单位名称", ""), title="附件")
    result = kept(world, ours[0].round, content=content)
    assert not result.lines.exists()
    with pytest.raises(Refused, match="选定类型"):
        apply_result(result=result, digest=seen(result), by=by)
    with pytest.raises(Refused):
        choose_kinds(result=result, kinds={"0": "nothing"}, by=by)
    with pytest.raises(Refused):
        choose_kinds(result=result, kinds={"7": "factory"}, by=by)
    choose_kinds(result=result, kinds={"0": "factory"}, by=by)
    assert [line(result, one).listed for one in ours] == [True, False]


def test_one_list_of_a_stage_at_a_time_and_a_reason_to_drop_it(world: World) -> None:
    ours, by = sent(world, 1), world.hat("province")
    result = kept(world, ours[0].round, *rows_of(ours))
    with pytest.raises(Refused, match="正在核对"):
        kept(world, ours[0].round, *rows_of(ours))
    with pytest.raises(Refused, match="理由"):
        drop_result(result=result, reason="", by=by)
    drop_result(result=result, reason="文件传错了", by=by)
    with pytest.raises(NotAllowed):
        apply_result(result=result, digest=seen(result), by=by)
    kept(world, ours[0].round, *rows_of(ours))
    assert states(ours) == ["sent_to_ministry"]


def test_only_the_rounds_own_province_records(world: World) -> None:
    ours = sent(world, 1)
    result = kept(world, ours[0].round, *rows_of(ours))
    for who in ("city", "owner", "expert", "audit"):
        with pytest.raises(NotAllowed):
            apply_result(result=result, digest=seen(result), by=world.hat(who))
    with pytest.raises(Refused, match="文号"):
        kept(world, ours[0].round, *rows_of(ours), stage="notice", number=" ")


def test_a_refused_step_undoes_all_of_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = sent(world, 3)
    result = kept(world, ours[0].round, *rows_of(ours))
    plain = process.transition

    def stopping(**given: object) -> object:
        if given["application"].pk == ours[2].pk:  # type: ignore[attr-defined]
            raise TransitionRefused("本人有利害关系，不能办理。")
        return plain(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(results_applying, "transition", stopping)
    with pytest.raises(Refused, match="利害关系"):
        apply_result(result=result, digest=seen(result), by=world.hat("province"))
    assert set(states(ours)) == {"sent_to_ministry"}
    assert not GreenList.objects.exists()
