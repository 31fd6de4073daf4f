"""Who reviews what: the plan kept and applied, what stays, what is refused by hand, who is told."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as generated
from hypothesis import strategies as st

from greenlist.applications.models import Application, Submission
from greenlist.applications.process import TransitionRefused, transition
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.panels.domain.assigning import add_assignment, apply_plan, end_assignment, exchange, propose
from greenlist.panels.domain.panels import Shape, add_members, close_panel, remove_member, reshape_panel, start_scoring
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.panels.queries.cases import cases_of, uncovered
from greenlist.panels.queries.conflicts import conflicts_of
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification, Organisation
from later import received
from world import World

from .ground import cases, expert, experts, given, panel, put_state, signed


def planned(world: World, group: Panel) -> tuple[int, int]:
    by = world.hat("province")
    return apply_plan(plan=propose(panel=group, by=by), by=by)


def live() -> set[tuple[int, int]]:
    return set(Assignment.objects.filter(ended_at=None).values_list("application", "expert"))


def test_a_plan_gives_each_case_its_experts_and_says_why(world: World) -> None:
    rows, people = cases(world, 6), experts(world, 6)
    employed = expert(world, "inside", "内部人", employer=rows[0].unit.name)
    group = panel(world, rows[0].round, members=[*people, employed])
    assert planned(world, group) == (18, 0)
    assert Counter(case for case, _expert in live()) == {one.pk: 3 for one in rows}
    assert (rows[0].pk, employed.pk) not in live()
    assert max(Counter(pk for _case, pk in live()).values()) <= 3
    assert all("专业领域与行业相符" in one.why for one in Assignment.objects.all())
    assert Entry.objects.order_by("-seq")[0].act == "panel.assigned"


def test_what_cannot_be_given_is_said_and_the_rest_is_given(world: World) -> None:
    rows = cases(world, 3)
    people = [expert(world, f"e{n}", f"某{n}", most_cases=2) for n in range(3)]
    group = panel(world, rows[0].round, members=people)
    plan = propose(panel=group, by=world.hat("province"))
    assert len(plan.content["choices"]) == 6
    assert sum(one["missing"] for one in plan.content["shortfalls"]) == 3


def test_a_plan_holds_only_while_nothing_changes(world: World) -> None:
    rows, people = cases(world, 2), experts(world, 3)
    group, by = panel(world, rows[0].round, members=people), world.hat("province")
    plan = propose(panel=group, by=by)
    Organisation.objects.filter(pk=rows[0].unit_id).update(name="吉林某大学")  # everybody's employer now
    with pytest.raises(Refused, match="有变化"):
        apply_plan(plan=plan, by=by)
    assert live() == set()
    again = propose(panel=group, by=by)
    assert apply_plan(plan=again, by=by) == (3, 0)
    with pytest.raises(Refused, match="已经采用"):
        apply_plan(plan=again, by=by)


def test_planning_again_keeps_what_is_signed_begun_or_given_by_hand(world: World) -> None:
    rows, people = cases(world, 4), experts(world, 5)
    group, by = panel(world, rows[0].round, members=people), world.hat("province")
    planned(world, group)
    done = Assignment.objects.filter(application=rows[0]).first()
    assert done is not None
    signed(done)
    taken = Assignment.objects.filter(application=rows[1]).first()
    assert taken is not None
    free = next(one for one in people if (rows[1].pk, one.pk) not in live())
    by_hand = exchange(assignment=taken, expert=free, reason="更熟悉", by=by)
    given_, ended = planned(world, group)
    assert given_ == ended == 10
    for one in (done, by_hand):
        one.refresh_from_db()
        assert one.ended_at is None
    assert (rows[1].pk, taken.expert_id) not in live()  # a person took them off
    put_state(group, "scoring")
    assert planned(world, group) == (0, 0)  # once it scores only gaps are filled


def test_a_sheet_over_an_older_version_is_given_anew(world: World) -> None:
    one, people = cases(world, 1)[0], experts(world, 3)
    group = panel(world, one.round, members=people)
    planned(world, group)
    put_state(group, "scoring")
    for held in list(Assignment.objects.all()):
        signed(held)
    last = Submission.objects.get(application=one)
    Submission.objects.bulk_create([
        Submission(application=one, number=2, data=last.data, evidence=last.evidence, result=last.result,
                   receipt_number="TEST-2", receipt=last.receipt, digest=last.digest, by=last.by, at=clock.now())
    ])  # fmt: skip
    assert planned(world, group) == (3, 3)
    assert Assignment.objects.filter(ended_at=None, sheet=None).count() == 3


# -- by hand -------------------------------------------------------------------------------------------------------


def test_what_is_refused_by_hand(world: World) -> None:
    rows, by = cases(world, 2), world.hat("province")
    good = expert(world, "good", "好专家", most_cases=1)
    bad = expert(world, "bad", "坏专家", employer=rows[0].unit.name)
    park = expert(world, "parkonly", "园区专家")
    outside = expert(world, "outside", "组外专家")
    group = panel(world, rows[0].round, members=[good, bad, park])
    Expert.objects.filter(pk=park.pk).update(kinds=["park"])
    park.refresh_from_db()

    def add(someone: Expert, case: Application = rows[0], reason: str = "需要") -> Assignment:
        return add_assignment(panel=group, application=case, expert=someone, reason=reason, by=by)

    for someone, told in ((bad, "须回避"), (park, "不是这个评审组可用"), (outside, "不是这个评审组可用")):
        with pytest.raises(Refused, match=told):
            add(someone)
    with pytest.raises(Refused, match="理由"):
        add(good, reason="  ")
    add(good)
    with pytest.raises(Refused, match="已经在评"):
        add(good)
    with pytest.raises(Refused, match="达到上限 1 份"):
        add(good, rows[1])
    with pytest.raises(NotAllowed):
        add_assignment(panel=group, application=rows[0], expert=good, reason="需要", by=world.hat("provinceapprover"))
    put_state(group, "closed")
    with pytest.raises(NotAllowed):
        end_assignment(assignment=Assignment.objects.get(), reason="需要", by=by)


def test_a_case_of_another_panel_is_refused(world: World) -> None:
    one, someone = cases(world, 1)[0], expert(world)
    panel(world, one.round, "食品组", industries=["13"])
    rest = panel(world, one.round, "其余", members=[someone])
    assert list(cases_of(rest)) == []
    with pytest.raises(Refused, match="不由这个评审组"):
        add_assignment(panel=rest, application=one, expert=someone, reason="需要", by=world.hat("province"))


def test_cases_that_no_panel_takes(world: World) -> None:
    one = cases(world, 2)[0]
    chemical = panel(world, one.round, "化工组", industries=["26"])
    assert uncovered(one.round, [chemical]).count() == 2
    rest = panel(world, one.round, "其余")
    assert uncovered(one.round, [chemical, rest]).count() == 0


# -- telling -------------------------------------------------------------------------------------------------------


def test_each_expert_is_told_once_and_no_unit_is_named(world: World) -> None:
    rows, people = cases(world, 3), experts(world, 3)
    group, by = panel(world, rows[0].round, members=people), world.hat("province")
    with pytest.raises(Refused, match="还没有分配"):
        start_scoring(panel=group, by=by)
    planned(world, group)
    assert not Notification.objects.filter(code__startswith="panel").exists()
    start_scoring(panel=group, by=by)
    told = Notification.objects.filter(code="panel_started")
    assert sorted(told.values_list("person__name", flat=True)) == ["专家甲1", "专家甲2", "专家甲3"]
    assert all(one.params == {"panel": "食品组", "count": 3} for one in told)
    more = expert(world, "more", "后来的")
    add_members(panel=group, experts=[more], by=by)
    add_assignment(panel=group, application=rows[0], expert=more, reason="意见不一", by=by, second=True)
    assert Notification.objects.filter(code="panel_more", person=more.person).count() == 1
    assert Assignment.objects.get(expert=more).second


def test_closing_tells_those_who_did_not_sign(world: World) -> None:
    one, people, by = cases(world, 1)[0], experts(world, 2), world.hat("province")
    group = put_state(panel(world, one.round, members=people), "scoring")
    signed(given(group, one, people[0]))
    given(group, one, people[1])
    with pytest.raises(Refused, match="还有 1 份"):
        close_panel(panel=group, reason="", by=by)
    close_panel(panel=group, reason="不等了", by=by)
    assert list(Notification.objects.filter(code="panel_closed").values_list("person__name", flat=True)) == ["专家甲2"]


def test_leaving_keeps_what_is_signed(world: World) -> None:
    rows, someone = cases(world, 2), expert(world)
    group = put_state(panel(world, rows[0].round, members=[someone]), "scoring")
    done, open_ = given(group, rows[0], someone), given(group, rows[1], someone)
    signed(done)
    remove_member(member=group.members.get(), reason="退出", by=world.hat("province"))
    assert live() == {(done.application_id, someone.pk)}
    open_.refresh_from_db()
    assert open_.removed


def test_a_panel_at_work_is_reshaped_with_a_reason(world: World) -> None:
    one, by = cases(world, 1)[0], world.hat("province")
    group = put_state(panel(world, one.round, members=[expert(world)]), "scoring")
    with pytest.raises(Refused, match="理由"):
        reshape_panel(panel=group, shape=Shape("新名", "factory", (), 3), reason="", by=by)
    with pytest.raises(Refused, match="类别不能改"):
        reshape_panel(panel=group, shape=Shape("新名", "park", (), 3), reason="改", by=by)
    assert reshape_panel(panel=group, shape=Shape("新名", "factory", (), 4), reason="改", by=by).per_case == 4


# -- the guard -----------------------------------------------------------------------------------------------------


def test_the_province_decides_only_when_enough_experts_have_signed(world: World) -> None:
    (one,), people = received(world, cases(world, 1)), experts(world, 4)
    group = put_state(panel(world, one.round, members=people), "scoring")
    held = [given(group, one, someone) for someone in people[:3]]

    def go() -> TransitionRefused | None:
        try:
            transition(application=one, way="T16", by=world.hat("province"))
        except TransitionRefused as refused:
            return refused
        return None

    for number, assignment in enumerate(held):
        refused = go()
        assert refused is not None
        assert f"已签署 {number} 份，还差 {3 - number} 份" in refused.objections[0].reason
        signed(assignment)
    Assignment.objects.filter(pk=held[0].pk).update(ended_at=clock.now())
    assert "还差 1 份" in go().objections[0].reason  # type: ignore[union-attr]
    signed(given(group, one, people[3]))
    assert go() is None
    one.refresh_from_db()
    assert one.state == "province_reviewed"


# -- whatever is done ----------------------------------------------------------------------------------------------


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@generated(st.lists(st.tuples(st.sampled_from(["plan", "add", "end", "hire"]), st.integers(0, 9)), max_size=6))
def test_never_a_conflict_never_above_the_limit(world: World, acts: list[tuple[str, int]]) -> None:
    Assignment.objects.all().delete()
    Panel.objects.all().delete()
    by = world.hat("province")
    rows = list(Application.objects.filter(state="recommended").order_by("pk")) or cases(world, 4)
    people = list(Expert.objects.order_by("pk")) or [
        expert(
            world, f"x{n}", f"某人{n}", most_cases=2 + n % 2, employer=rows[n % 4].unit.name if n % 3 == 0 else "学院"
        )
        for n in range(6)
    ]
    group = panel(world, rows[0].round, members=people)
    for act, number in acts:
        case, someone = rows[number % len(rows)], people[number % len(people)]
        held = Assignment.objects.filter(panel=group, ended_at=None).first()
        try:
            if act == "plan":
                planned(world, group)
            elif act == "add":
                add_assignment(panel=group, application=case, expert=someone, reason="手工", by=by)
            elif act == "end" and held is not None:
                end_assignment(assignment=held, reason="手工", by=by)
            elif act == "hire":
                Expert.objects.filter(pk=someone.pk).update(employer=case.unit.name)
                someone.refresh_from_db()
        except Refused:
            continue
        if act != "hire":  # a change of the register behind the verbs is caught by the next door, not here
            made = Assignment.objects.order_by("-pk").first()
            barred = set(conflicts_of(people, cases_of(group)))
            assert made is None or made.ended_at or (made.expert_id, made.application_id) not in barred
        counts = Counter(Assignment.objects.filter(ended_at=None).values_list("expert", flat=True))
        assert all(counts[one.pk] <= (one.most_cases or 30) for one in people)
