"""The evaluation step by step: each step refuses while something is missing, and says what."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest

from agencies import working
from greenlist.agencies.domain import steps
from greenlist.agencies.domain.steps.review import Opinion
from greenlist.agencies.models import Engagement, ReportChapter, Revision, TechnicalReview
from greenlist.agencies.points import FAULT, FINE, POINTS
from greenlist.agencies.queries.work import work_of
from greenlist.applications.models import Nonconformity
from greenlist.applications.process import TransitionRefused
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from world import World

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("REQ-51")]
DIGEST = "d" * 64


@pytest.fixture
def engagement(world: World) -> Engagement:
    return working.engaged(world)


def lacking(engagement: Engagement, step: str) -> str:
    return " ".join(one.text for one in work_of(working.fresh(engagement)).step(step).lacks)


def refused(verb: object, **more: object) -> str:
    with pytest.raises(TransitionRefused) as found:
        verb(**more)  # type: ignore[operator]
    return " ".join(one.reason for one in found.value.objections)


class TestPlan:
    def test_it_waits_for_plan_and_leader(self, world: World, engagement: Engagement) -> None:
        hat = world.hat("evaluator")
        said = refused(steps.confirm_plan, engagement=engagement, by=hat)
        assert "评价目的" in said
        assert "还没有组长" in said
        assert working.fresh(engagement).application.state == "contracted"

    def test_it_is_done_and_the_unit_is_told(self, world: World, engagement: Engagement) -> None:
        done = working.planned(world, engagement)
        assert done.application.state == "planned"
        notice = Notification.objects.get(person=world.hat("owner").person, code="evaluation_planned")
        assert notice.params["leader"] == "评价员1"

    def test_a_part_of_the_plan_may_be_left_for_later(self, world: World, engagement: Engagement) -> None:
        steps.save_plan(engagement=engagement, planned=steps.Planned(purpose="先写目的"), by=world.hat("evaluator"))
        assert "评价目的" not in lacking(engagement, "plan")
        assert "日程安排" in lacking(engagement, "plan")

    def test_it_does_not_end_before_it_begins(self, world: World, engagement: Engagement) -> None:
        today = clock.today()
        plan = steps.Planned(starts_on=today, ends_on=today - timedelta(days=1))
        with pytest.raises(Refused, match="早于开始日期") as found:
            steps.save_plan(engagement=engagement, planned=plan, by=world.hat("evaluator"))
        assert found.value.field == "ends_on"

    def test_a_team_comes_from_the_filed_staff(self, world: World, engagement: Engagement) -> None:
        foreign = working.filed(world, engagement.application.round, agency="otheragency").staff.all()[0]
        with pytest.raises(Refused, match="备案的人员名单"):
            steps.add_team_member(engagement=engagement, staff=foreign, part="member", by=world.hat("evaluator"))

    def test_one_leader_and_nobody_twice(self, world: World, engagement: Engagement) -> None:
        working.teamed(world, engagement)
        hat, third = world.hat("evaluator"), working.staff_of(engagement, 2)
        with pytest.raises(Refused, match="已有组长"):
            steps.add_team_member(engagement=engagement, staff=third, part="leader", by=hat)
        with pytest.raises(Refused, match="已在评价组里"):
            steps.add_team_member(engagement=engagement, staff=working.staff_of(engagement, 0), part="expert", by=hat)

    def test_whoever_was_on_site_stays_in_the_team(self, world: World, engagement: Engagement) -> None:
        done = working.visited(world, working.reviewed(world, working.planned(world, engagement)))
        with pytest.raises(Refused, match="参加过现场评价"):
            steps.remove_team_member(member=done.team.all()[0], by=world.hat("evaluator"))

    def test_minimums_count_where_the_policy_sets_them(self, world: World, engagement: Engagement) -> None:
        working.teamed(world, engagement)
        work = work_of(working.fresh(engagement))
        rule = work.procedure
        for name, value in (("min_team", 3), ("leader_title", "senior")):
            fact = getattr(rule, name).model_copy(update={"value": value})
            rule = rule.model_copy(update={name: fact})
        work.procedure = rule
        said = " ".join(one.text for one in work.step("plan").lacks)
        assert "至少 3 人，现在 2 人" in said
        assert "组长须有" not in said  # the leader is senior
        assert "至少" not in lacking(engagement, "plan")  # the policy says nothing

    def test_who_cannot_evaluate_the_kind_is_shown(self, world: World, engagement: Engagement) -> None:
        member = working.teamed(world, engagement)[1]
        member.staff.kinds = ["park"]
        member.staff.save()
        assert [one.pk for one in work_of(working.fresh(engagement)).incompetent] == [member.pk]


class TestWho:
    @pytest.mark.parametrize("who", ["owner", "otherevaluator", "otherhead", "city", "province"])
    def test_nobody_but_the_agency_works_on_it(self, world: World, engagement: Engagement, who: str) -> None:
        with pytest.raises(NotAllowed):
            steps.save_plan(engagement=engagement, planned=steps.Planned(purpose="x"), by=world.hat(who))

    def test_a_reviewer_does_not_write(self, world: World, engagement: Engagement) -> None:
        done = working.planned(world, engagement)
        with pytest.raises(NotAllowed):
            steps.write_chapter(engagement=done, key="highlights", text="好", by=world.hat("agencyreviewer"))

    def test_nothing_is_done_before_its_turn(self, world: World, engagement: Engagement) -> None:
        hat = world.hat("evaluator")
        with pytest.raises(NotAllowed, match="先完成评价组织安排"):
            steps.check_document(engagement=engagement, seen=steps.Seen("制度", "sufficient"), by=hat)
        with pytest.raises(NotAllowed, match="先完成文件评审"):
            steps.add_visit(engagement=engagement, visited=working.visit_of(engagement), by=hat)

    def test_nothing_is_done_after_the_contract_ended(self, world: World, engagement: Engagement) -> None:
        Engagement.objects.filter(pk=engagement.pk).update(state="ended")
        with pytest.raises(NotAllowed, match="解除"):
            steps.save_plan(engagement=engagement, planned=steps.Planned(), by=world.hat("evaluator"))

    def test_a_signed_report_closes_the_records_and_a_revision_opens_them(
        self, world: World, engagement: Engagement
    ) -> None:
        done = working.planned(world, engagement)
        done.application.state = "technically_reviewed"
        done.application.save()
        write = {"engagement": done, "key": "highlights", "text": "好", "by": world.hat("evaluator")}
        with pytest.raises(NotAllowed, match="已经签章"):
            steps.write_chapter(**write)
        Revision.objects.create(engagement=done, reason="更正", by=world.hat("agencyhead").person, at=clock.now())
        assert steps.write_chapter(**write).text == "好"


class TestDocuments:
    @pytest.fixture
    def engagement(self, world: World) -> Engagement:
        return working.planned(world, working.engaged(world))

    def test_at_least_one(self, world: World, engagement: Engagement) -> None:
        assert "至少记录一份" in refused(steps.confirm_documents, engagement=engagement, by=world.hat("evaluator"))
        assert working.reviewed(world, engagement).application.state == "documents_reviewed"

    def test_what_is_not_sufficient_says_why(self, world: World, engagement: Engagement) -> None:
        with pytest.raises(Refused, match="缺什么"):
            steps.check_document(
                engagement=engagement, seen=steps.Seen("台账", "insufficient"), by=world.hat("evaluator")
            )

    def test_a_document_has_a_name_or_is_a_file(self, world: World, engagement: Engagement) -> None:
        with pytest.raises(Refused, match="看的是什么文件"):
            steps.check_document(engagement=engagement, seen=steps.Seen(" ", "sufficient"), by=world.hat("evaluator"))

    def test_changed_and_removed_rows_are_in_the_journal(self, world: World, engagement: Engagement) -> None:
        hat = world.hat("evaluator")
        row = steps.check_document(engagement=engagement, seen=steps.Seen("台账", "to_see", "看原件"), by=hat)
        steps.check_document(engagement=engagement, seen=steps.Seen("台账", "sufficient"), by=hat, check=row)
        assert engagement.document_checks.get().finding == "sufficient"
        changed = Entry.objects.filter(act="evaluation.document_checked").latest("seq")
        assert changed.before["finding"] == "to_see"
        steps.remove_check(check=row, by=hat)
        assert Entry.objects.latest("seq").before["document"] == "台账"


class TestSite:
    @pytest.fixture
    def engagement(self, world: World) -> Engagement:
        return working.reviewed(world, working.planned(world, working.engaged(world)))

    def test_it_waits_for_a_visit_with_people_and_findings(self, world: World, engagement: Engagement) -> None:
        hat = world.hat("evaluator")
        assert "还没有现场记录" in refused(steps.confirm_site, engagement=engagement, by=hat)
        today = clock.today()
        bare = steps.Visited(today, today, "厂区", [engagement.team.all()[0]])
        made = steps.add_visit(engagement=engagement, visited=bare, by=hat)
        assert "访谈人员、看到的情况" in refused(steps.confirm_site, engagement=engagement, by=hat)
        steps.change_visit(visit=made, visited=working.visit_of(engagement), by=hat)
        assert steps.confirm_site(engagement=engagement, by=hat).to_state == "site_evaluated"

    @pytest.mark.parametrize(
        ("days", "field", "words"), [((1, 1), "to_on", "不能晚于今天"), ((0, -1), "to_on", "早于到达")]
    )
    def test_days_hold(
        self, world: World, engagement: Engagement, days: tuple[int, int], field: str, words: str
    ) -> None:
        first, last = (clock.today() + timedelta(days=one) for one in days)
        visit = steps.Visited(first, last, "厂区", list(engagement.team.all()))
        with pytest.raises(Refused, match=words) as found:
            steps.add_visit(engagement=engagement, visited=visit, by=world.hat("evaluator"))
        assert found.value.field == field

    def test_visitors_are_of_the_team(self, world: World, engagement: Engagement) -> None:
        nobody = steps.Visited(clock.today(), clock.today(), "厂区", [])
        with pytest.raises(Refused, match="至少选一位"):
            steps.add_visit(engagement=engagement, visited=nobody, by=world.hat("evaluator"))

    def test_days_on_site_count_where_the_policy_sets_them(self, world: World, engagement: Engagement) -> None:
        steps.add_visit(engagement=engagement, visited=working.visit_of(engagement), by=world.hat("evaluator"))
        work = work_of(working.fresh(engagement))
        least = work.procedure.min_site_days.model_copy(update={"value": 2})
        work.procedure = work.procedure.model_copy(update={"min_site_days": least})
        assert "至少 2 天，现在 1 天" in " ".join(one.text for one in work.step("site").lacks)


class TestDraft:
    @pytest.fixture
    def engagement(self, world: World) -> Engagement:
        return working.visited(world, working.reviewed(world, working.planned(world, working.engaged(world))))

    @pytest.mark.requirement("REQ-52")
    def test_it_waits_for_texts_values_and_findings(self, world: World, engagement: Engagement) -> None:
        hat = world.hat("evaluator")
        Nonconformity.objects.create(
            application=engagement.application, place="values.water_intake", label="取水量", grade="major",
            reason="与台账不符", by=hat.person, at=clock.now(),
        )  # fmt: skip
        seen = steps.Seen("计量器具台账", "to_see", "看检定证书")
        steps.check_document(engagement=engagement, seen=seen, by=hat)
        said = refused(steps.confirm_draft, engagement=engagement, by=hat)
        for words in ("还没有写", "1 个严重不符合项没有关闭", "个数值没有核查", "标为“需现场核实”"):
            assert words in said

    def test_it_is_done_and_reviewers_are_told(self, world: World, engagement: Engagement) -> None:
        assert working.drafted(world, engagement).application.state == "report_drafted"
        told = Notification.objects.filter(code="draft_to_review").values_list("person__login", flat=True)
        assert set(told) == {"agencyreviewer", "agencyhead"}

    def test_the_highlights_hold_a_hundred_characters(self, world: World, engagement: Engagement) -> None:
        write = {"engagement": engagement, "key": "highlights", "by": world.hat("evaluator")}
        assert steps.write_chapter(**write, text="绿 " * 100).version == 1  # white space does not count
        with pytest.raises(Refused, match="最多 100 字，现在 101 字"):
            steps.write_chapter(**write, text="绿" * 101)

    def test_nobody_overwrites_what_they_did_not_see(self, world: World, engagement: Engagement) -> None:
        write = {"engagement": engagement, "key": "highlights"}
        steps.write_chapter(**write, text="先写的", by=world.hat("evaluator"), version=0)
        with pytest.raises(Refused, match="别人也改了这一章"):
            steps.write_chapter(**write, text="后写的", by=world.hat("agencyhead"), version=0)
        assert ReportChapter.objects.get().text == "先写的"

    def test_the_same_text_again_is_no_new_version(self, world: World, engagement: Engagement) -> None:
        write = {"engagement": engagement, "key": "highlights", "text": "好", "by": world.hat("evaluator")}
        assert steps.write_chapter(**write).version == 1
        assert steps.write_chapter(**write).version == 1

    def test_there_is_no_such_chapter(self, world: World, engagement: Engagement) -> None:
        with pytest.raises(Refused, match="没有这一章"):
            steps.write_chapter(engagement=engagement, key="poem", text="好", by=world.hat("evaluator"))


def fine(**other: str) -> dict[str, str]:
    return dict.fromkeys(POINTS, FINE) | other


@pytest.fixture
def draft(world: World) -> Engagement:
    return working.at_draft(world)


class TestReview:
    def review(self, world: World, draft: Engagement, opinion: Opinion, who: str = "agencyreviewer") -> TechnicalReview:
        with patch("greenlist.agencies.domain.steps.review.draft_digest", return_value=DIGEST):
            return steps.review_draft(engagement=draft, opinion=opinion, basis=DIGEST, by=world.hat(who))

    def test_it_passes(self, world: World, draft: Engagement) -> None:
        made = self.review(world, draft, Opinion(passed=True, text="资料齐全，计算无误。", points=fine()))
        assert work_of(working.fresh(draft)).passed(DIGEST) == made
        assert work_of(working.fresh(draft)).passed("e" * 64) is None  # the draft was changed since
        assert Notification.objects.filter(code="draft_passed", person__login="evaluator").exists()

    def test_it_goes_back(self, world: World, draft: Engagement) -> None:
        back = Opinion(passed=False, text="取水量依据不足，请补单据。", points=fine(values=FAULT))
        self.review(world, draft, back)
        assert "退回修改" in lacking(draft, "review")
        assert Notification.objects.filter(code="draft_to_rework", person__login="evaluator").exists()

    @pytest.mark.parametrize(
        ("opinion", "words"),
        [
            (Opinion(passed=True, text=" ", points=fine()), "写明复核意见"),
            (Opinion(passed=True, text="好", points={"score": FINE}), "还有 7 项"),
            (Opinion(passed=True, text="好", points=fine(score=FAULT)), "不能通过"),
            (Opinion(passed=False, text="再改", points=fine()), "至少把一项"),
        ],
    )
    def test_what_does_not_hold_together_is_refused(
        self, world: World, draft: Engagement, opinion: Opinion, words: str
    ) -> None:
        with pytest.raises(Refused, match=words):
            self.review(world, draft, opinion)

    def test_not_by_the_team(self, world: World, draft: Engagement) -> None:
        staff = draft.team.all()[0].staff
        staff.person = world.hat("agencyreviewer").person
        staff.save()
        with pytest.raises(Refused, match="评价组以外的人"):
            self.review(world, draft, Opinion(passed=True, text="好", points=fine()))

    def test_not_by_somebody_called_as_one_of_the_team(self, world: World, draft: Engagement) -> None:
        staff = draft.team.all()[0].staff
        staff.name = world.hat("agencyreviewer").person.name
        staff.save()
        with pytest.raises(Refused, match="同名"):
            self.review(world, draft, Opinion(passed=True, text="好", points=fine()))

    def test_not_by_whoever_wrote_a_chapter(self, world: World, draft: Engagement) -> None:
        steps.write_chapter(engagement=draft, key="highlights", text="改一句", by=world.hat("agencyhead"))
        with pytest.raises(Refused, match="您写的章节"):
            self.review(world, draft, Opinion(passed=True, text="好", points=fine()), "agencyhead")

    def test_not_by_an_evaluator(self, world: World, draft: Engagement) -> None:
        with pytest.raises(NotAllowed, match="复核人员或负责人"):
            self.review(world, draft, Opinion(passed=True, text="好", points=fine()), "evaluator")

    def test_not_of_another_draft(self, world: World, draft: Engagement) -> None:
        opinion = Opinion(passed=True, text="好", points=fine())
        with (
            patch("greenlist.agencies.domain.steps.review.draft_digest", return_value="e" * 64),
            pytest.raises(Refused, match="又被改过"),
        ):
            steps.review_draft(engagement=draft, opinion=opinion, basis=DIGEST, by=world.hat("agencyreviewer"))


class TestSteps:
    def test_six_steps_in_order(self, draft: Engagement) -> None:
        work = work_of(working.fresh(draft))
        titles = [str(one.title) for one in work.steps]
        assert titles == ["预评价", "评价组织安排", "文件评审", "现场评价", "报告编写", "内部技术复核与签章"]
        assert [one.state for one in work.steps] == ["done"] * 5 + ["partial"]

    def test_before_the_contract_the_first_is_due(self, engagement: Engagement) -> None:
        Engagement.objects.filter(pk=engagement.pk).update(state="asked", contracted_at=None)
        now = work_of(working.fresh(engagement)).now
        assert now is not None
        assert now.id == "request"
        assert "还没有答复" in now.lacks[0].text
