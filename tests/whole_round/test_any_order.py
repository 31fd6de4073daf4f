"""Whatever people try, in whatever order and under whichever hat: what must never happen does not happen.

A machine of hypothesis tries the verbs of every office on five units. Most of what it tries is refused; what is done
must keep the invariants below, and what is refused must leave nothing behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from decisions.ground import policy_with
from greenlist.applications.models import Application, Passage
from greenlist.applications.process import TransitionRefused, process_of
from greenlist.consultations.domain.answers import Answer
from greenlist.consultations.domain.preparing import Plan, open_consultation
from greenlist.consultations.domain.replying import answer_letter
from greenlist.consultations.domain.ruling import rule_objection
from greenlist.consultations.domain.sending import send_letters
from greenlist.consultations.models import Consultation, Letter, Reply
from greenlist.consultations.queries.previewing import preview as preview_letters
from greenlist.decisions.domain import decide, open_batch, propose, refresh, release
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.previewing import preview as preview_list
from greenlist.decisions.queries.quotas import taken
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.notices.domain.deciding import decide_objection
from greenlist.notices.domain.drafting import Terms, draft_notice
from greenlist.notices.domain.ending import end_notices
from greenlist.notices.domain.handling import accept_objection, hear_unit, propose_outcome
from greenlist.notices.domain.objecting import Given, hand_in
from greenlist.notices.domain.posting import post_notice
from greenlist.notices.models import NoticedUnit, Objection
from greenlist.notices.queries.preview import preview as preview_notice
from greenlist.panels.models import Assignment, Panel
from greenlist.parties.domain import Refused
from greenlist.parties.models import Membership, Role
from greenlist.recommendations.domain.checking import check
from greenlist.recommendations.domain.intake import check_intake, take
from greenlist.recommendations.domain.opening import open_recommendation, word_letter
from greenlist.recommendations.domain.sending import propose as propose_recommendation
from greenlist.recommendations.domain.sending import send
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries.previewing import preview as preview_recommendation
from greenlist.reviews.domain import Fault, accept, answer_all, block, return_application, rule_on_screening, unblock
from greenlist.reviews.rescreening import holds, ruling_for, screened
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Outcome
from later import several
from panels.ground import experts as made_experts
from panels.ground import given as assigned
from panels.ground import panel as made_panel
from panels.ground import put_state, signed
from screenings.ground import OTHERS, imported, penalty
from world import World, organisation, person

from .city import paper

pytestmark = [pytest.mark.django_db, pytest.mark.long]
BEGIN = "2024-07-15T09:00:00+08:00"
UNITS = st.integers(0, 4)
PLACES = 4  # of the city, for five units
QUOTA = "quota:\n  rule: {value: per_kind, mark: published}\n  per_kind:\n    factory: {value: 4, mark: published}\n"
GIVES_BACK = ("B04", "B05", "B10", "N", "F")  # ways after which a unit has to be chosen anew, by how they begin
CITY = st.sampled_from(["city", "cityapprover", "othercity", "insider", "province", "department"])
PROVINCE = st.sampled_from(["province", "provinceapprover", "cityapprover", "insider"])
REFUSED = (Refused, TransitionRefused, PermissionDenied)


class Ground:
    """What every example begins with, made once: five units handed in, lists read, departments and experts there."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.applications = several(world, count=5, state="submitted")
        self.round: Round = self.applications[0].round
        for source in OTHERS:
            imported(world, folder, source, as_of=clock.today())
        for key, field in (("safety", "应急管理"), ("market", "市场监管")):
            organisation(world, key, "department", f"长春市{field}局", "changchun", field=field)
            person(world, key, f"{field}答复人", key, Role.DEPARTMENT)
        self.experts = made_experts(world, 3)
        person(world, "insider", "兼职人", "city", Role.CITY_APPROVER)
        Membership.objects.create(
            person=world.hat("insider").person, organisation=self.applications[0].unit, role=Role.APPLICANT_EDITOR,
            duty="business", since=clock.now(),
        )  # fmt: skip


class Offices(RuleBasedStateMachine):
    """The offices at work."""

    ground: Ground  # set before the machine runs

    @initialize(far=st.integers(0, 6))
    def begin(self, far: int) -> None:
        """Some examples begin late in the round: what comes last would hardly ever be reached by chance."""
        self.save = transaction.savepoint()
        self.time = time_machine.travel(BEGIN, tick=False)
        self.now = self.time.start()
        self.world, self.hits = self.ground.world, 0
        self.seen = 0
        self.loud = True
        for step in self.usual_way()[:far]:
            step()
        self.loud = False
        self.no_hit_goes_up_without_a_word()

    def usual_way(self) -> list[Callable[[], Any]]:
        """The way of a round in which everybody agrees."""
        return [
            self.everybody_is_accepted, self.everybody_is_asked_about,
            lambda: self.selects(outcomes=["yes"] * PLACES, who="cityapprover"),
            lambda: self.recommends(who="cityapprover"),
            self.everybody_is_reviewed, lambda: self.posts(who="provinceapprover"),
        ]  # fmt: skip

    def everybody_is_accepted(self) -> None:
        for number in range(5):
            self.accepts(number=number, who="city")

    def everybody_is_asked_about(self) -> None:
        self.asks(who="cityapprover")
        for who in ("department", "safety", "market"):
            self.answers(answer="none", who=who)

    def everybody_is_reviewed(self) -> None:
        self.takes_in(who="province")
        self.experts_sign()
        self.meets(outcomes=["yes"] * 5, who="provinceapprover")

    def teardown(self) -> None:
        self.time.stop()
        transaction.savepoint_rollback(self.save)

    # -- what is tried ---------------------------------------------------------------------------------------

    @rule(number=UNITS, who=CITY)
    def accepts(self, number: int, who: str) -> None:
        with self.trying(who):
            one = self.one(number)
            answer_all(application=one, answer="fine", note="", by=self.hat(who))
            accept(application=one, by=self.hat(who), version=one.version, note="已核对")

    @rule(number=UNITS, who=CITY)
    def returns(self, number: int, who: str) -> None:
        with self.trying(who):
            one = self.one(number)
            items = [Fault("unit.contact", "联系人", "请更新。")]
            return_application(application=one, items=items, by=self.hat(who), version=one.version)

    @rule(number=UNITS, who=st.sampled_from(["city", "province", "insider", "othercity"]))
    def blocks(self, number: int, who: str) -> None:
        with self.trying(who):
            block(application=self.one(number), condition="NEG-2a", reason="发生事故", document=paper("通报.pdf"),
                  by=self.hat(who))  # fmt: skip

    @rule(number=UNITS, who=CITY)
    def unblocks(self, number: int, who: str) -> None:
        with self.trying(who):
            unblock(application=self.one(number), verdict="不属实", document=paper("认定.pdf"), by=self.hat(who))

    @rule(who=CITY)
    def asks(self, who: str) -> None:
        with self.trying(who):
            rows = self.where("formally_checked")
            made = open_consultation(
                round=self.ground.round, by=self.hat("city"),
                plan=Plan(due_on=clock.today() + timedelta(days=3), applications=rows),
            )  # fmt: skip
            send_letters(consultation=made, digest=preview_letters(made).digest, by=self.hat(who))

    @rule(answer=st.sampled_from(["none", "none", "none", "objection", "more_time"]),
          who=st.sampled_from(["department", "safety", "market"]))  # fmt: skip
    def answers(self, answer: str, who: str) -> None:
        for letter in Letter.objects.filter(
            department=self.hat(who).organisation, consultation__state=Consultation.State.SENT
        ):
            with self.trying(who):
                until = clock.today() + timedelta(days=2) if answer == "more_time" else None
                units = letter.consultation.units.all()
                said = [Answer(one.pk, answer, facts="情况属实", until=until) for one in units]
                answer_letter(letter=letter, answers=said, by=self.hat(who))

    @rule(stands=st.booleans(), who=CITY)
    def rules_on_objections(self, stands: bool, who: str) -> None:
        for reply in Reply.objects.filter(current=True, answer="objection", ruling=None).order_by("pk")[:1]:
            with self.trying(who):
                rule_objection(reply=reply, stands=stands, reason="经核实", by=self.hat(who))

    @rule(outcomes=st.lists(st.sampled_from(["yes", "yes", "no", ""]), min_size=5, max_size=5), who=CITY)
    def selects(self, outcomes: list[str], who: str) -> None:
        with self.trying(who):
            self.decided(Stage.SELECTION, outcomes, self.hat("city"), self.hat(who))

    @rule(outcomes=st.lists(st.sampled_from(["yes", "yes", "no", "back"]), min_size=5, max_size=5), who=PROVINCE)
    def meets(self, outcomes: list[str], who: str) -> None:
        with self.trying(who):
            self.decided(Stage.MEETING, outcomes, self.hat("province"), self.hat(who))

    @rule(number=UNITS)
    def a_record_appears(self, number: int) -> None:
        self.hits += 1
        unit = self.one(number).unit
        rows = [penalty(unit.name, unit.uscc, on="2024-07-10", number=self.hits + 20)]
        imported(self.world, self.ground.folder, "credit_china_penalties", rows, as_of=clock.today())

    @rule(number=UNITS, point=st.sampled_from(["RS-2", "RS-3"]),
          who=st.sampled_from(["cityapprover", "provinceapprover", "city", "insider"]))  # fmt: skip
    def rules_on_screening(self, number: int, point: str, who: str) -> None:
        with self.trying(who):
            rule_on_screening(application=self.one(number), point=point, reason="已查明", document=paper("认定.pdf"),
                              by=self.hat(who))  # fmt: skip

    @rule(who=CITY)
    def recommends(self, who: str) -> None:
        with self.trying(who):
            self.recommended("city", self.hat("city"), self.hat(who))

    @rule(who=PROVINCE)
    def sends_up(self, who: str) -> None:
        with self.trying(who):
            self.recommended("province", self.hat("province"), self.hat(who))

    @rule(who=PROVINCE)
    def takes_in(self, who: str) -> None:
        for one in Recommendation.objects.filter(level="city", state="sent").order_by("-pk")[:1]:
            with self.trying(who):
                check_intake(recommendation=one, by=self.hat(who))
                units = one.units.filter(went=True, application__state="recommended", intake__outcome="")
                take(units=list(units.select_related("application")), by=self.hat(who))

    @rule()
    def experts_sign(self) -> None:
        for one in self.where("recommended"):
            for expert in self.ground.experts:
                if not Assignment.objects.filter(application=one, expert=expert, ended_at=None).exists():
                    signed(assigned(self.panel(), one, expert))

    @rule(who=PROVINCE)
    def posts(self, who: str) -> None:
        with self.trying(who):
            terms = Terms(title="公示", days=3, day_kind="calendar", first_day_counts=False, anonymous="record",
                          text="", contact="受理部门：省工信厅", days_reason="厅内规定")  # fmt: skip
            rows = self.where("province_reviewed")
            made = draft_notice(round=self.ground.round, applications=rows, terms=terms, by=self.hat("province"))
            post_notice(notice=made, digest=preview_notice(made).digest, by=self.hat(who))

    @rule(number=UNITS)
    def somebody_objects(self, number: int) -> None:
        for unit in NoticedUnit.objects.filter(application=self.one(number), notice__state="open"):
            with self.trying(""):
                given = Given("有问题", name="张三", identity="11010519491231002X", phone="13900000000")
                hand_in(unit=unit, given=given, source="192.0.2.1")

    @rule(outcome=st.sampled_from(["upheld", "rejected"]), who=PROVINCE)
    def decides_objections(self, outcome: str, who: str) -> None:
        for one in Objection.objects.filter(state="received").order_by("pk")[:1]:
            with self.trying(who):
                by = self.hat("province")
                accept_objection(objection=one, by=by, due_on=clock.today() + timedelta(days=9))
                hear_unit(objection=one, told_unit="请说明", until=clock.today(), by=by)
                self.now.shift(timedelta(days=1))
                propose_outcome(objection=one, outcome=outcome, findings="经核查", by=by)
                decide_objection(objection=one, by=self.hat(who))

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        self.now.shift(timedelta(days=days))
        end_notices()

    # -- what must hold --------------------------------------------------------------------------------------

    @invariant()
    def nothing_was_skipped(self) -> None:
        """Every passage is a way of the table, and leads on from where the one before it ended."""
        ways = {one.id: one for one in process_of(self.ground.round).transitions}
        at = {one.pk: "submitted" for one in self.ground.applications}
        for passage in self.passages():
            way = ways[passage.transition]
            assert (way.from_state, way.to) == (passage.from_state, passage.to_state)
            assert at[passage.application_id] == passage.from_state
            at[passage.application_id] = passage.to_state
        assert dict(Application.objects.filter(pk__in=at).values_list("pk", "state")) == at

    @invariant()
    def no_hit_goes_up_without_a_word(self) -> None:
        """Whoever was just recommended or sent up is clear, or an approver wrote why not."""
        rows = list(self.passages())
        for passage in rows[self.seen :]:
            point = {"T15": "RS-2", "T18": "RS-3"}.get(passage.transition)
            if point is not None:
                found = screened(passage.application)
                assert found is not None
                assert found.outcome == Outcome.CLEAR or holds(ruling_for(passage.application, point), found)
        self.seen = len(rows)

    @invariant()
    def nobody_is_decided_on_who_was_not_taken_in(self) -> None:
        """Between the sending of a city and the word of the meeting the province took the unit in."""
        for passage in self.passages():
            if passage.transition == "T16":
                sent = RecommendedUnit.objects.filter(application=passage.application_id, recommendation__level="city",
                                                      recommendation__sent_at__lte=passage.at)  # fmt: skip
                assert sent.latest("recommendation__sent_at", "pk").intake.outcome == "taken"

    @invariant()
    def nobody_acts_on_his_own_case(self) -> None:
        own = self.ground.applications[0].pk
        insider = self.hat("insider").person.pk
        assert not any(one.application_id == own and one.by_id == insider for one in self.passages())

    @invariant()
    def never_more_chosen_than_places(self) -> None:
        """Whoever was chosen and has not come back holds one of the places of the city; the program counts the same."""
        holding: set[int] = set()
        for passage in self.passages():
            if passage.transition == "T14":
                holding.add(passage.application_id)
            elif passage.transition.startswith(GIVES_BACK):
                holding.discard(passage.application_id)
        assert len(holding) <= PLACES
        batch = Batch(round=self.ground.round, place=self.world.places["changchun"], stage=Stage.SELECTION)
        assert sum(taken(batch).values()) == len(holding)

    @invariant()
    def every_passage_has_its_entry(self) -> None:
        """The journal holds exactly one entry for every step that took place."""
        steps = Counter(f"application.{one.to_state}" for one in self.passages())
        written = Counter(Entry.objects.filter(act__in=steps).values_list("act", flat=True))
        before = Counter(self.entries_before)
        assert all(written[act] - before[act] == count for act, count in steps.items())

    @invariant()
    def the_order_is_total_and_the_same_again(self) -> None:
        for batch in Batch.objects.filter(state=Batch.State.PREPARING):
            before = list(batch.lines.values_list("kind", "position", "application"))
            assert len(before) == len({(kind, position) for kind, position, _pk in before})

    # -- how -------------------------------------------------------------------------------------------------

    @property
    def entries_before(self) -> list[str]:
        return self.ground.entries  # type: ignore[attr-defined,no-any-return]

    def passages(self) -> Iterator[Passage]:
        rows = Passage.objects.filter(application__in=[one.pk for one in self.ground.applications])
        yield from rows.select_related("application").order_by("pk")

    @contextmanager
    def trying(self, _who: str) -> Iterator[None]:
        """A refusal leaves nothing behind."""
        before = self.counts()
        save = transaction.savepoint()
        try:
            yield
        except REFUSED as refused:
            if self.loud:
                raise AssertionError(refused) from refused
            transaction.savepoint_rollback(save)
            assert self.counts() == before
        else:
            transaction.savepoint_commit(save)

    def counts(self) -> tuple[int, int]:
        return Passage.objects.count(), Entry.objects.count()

    def hat(self, who: str) -> Any:
        return self.world.hat(who)

    def one(self, number: int) -> Application:
        return Application.objects.select_related("unit", "city", "round").get(pk=self.ground.applications[number].pk)

    def where(self, state: str) -> list[Application]:
        rows = Application.objects.filter(pk__in=[one.pk for one in self.ground.applications], state=state)
        return list(rows.select_related("unit", "city", "round").order_by("pk"))

    def decided(self, stage: str, outcomes: list[str], handler: Any, approver: Any) -> None:
        batch = open_batch(round=self.ground.round, stage=stage, by=handler)
        again = list(batch.lines.values_list("application", "position", "place"))
        refresh(batch=batch, by=handler)
        assert list(batch.lines.values_list("application", "position", "place")) == again
        for line, outcome in zip(batch.lines.order_by("pk"), outcomes, strict=False):
            if outcome:
                decide(batch=batch, lines=[line.pk], outcome=outcome, reason="择优", by=handler, version=None)
        batch.refresh_from_db()
        propose(batch=batch, by=handler, version=batch.version)
        release(batch=batch, digest=preview_list(batch, by=approver).digest, by=approver)

    def recommended(self, level: str, handler: Any, approver: Any) -> None:
        count = Recommendation.objects.count()
        made = open_recommendation(round=self.ground.round, by=handler)
        head = "长工信函" if level == "city" else "吉工信资源函"
        made = word_letter(
            recommendation=made, letter_no=f"{head}〔2024〕{count + 1}号", letter_on=clock.today(), signer="",
            text=made.text, consulted=made.consulted, by=handler, version=made.version,
        )  # fmt: skip
        made = check(recommendation=made, by=handler)
        made = propose_recommendation(recommendation=made, by=handler, version=made.version)
        send(recommendation=made, digest=preview_recommendation(made).digest, by=approver)

    def panel(self) -> Panel:
        found = Panel.objects.filter(round=self.ground.round).first()
        if found is None:
            found = put_state(
                made_panel(self.world, self.ground.round, members=self.ground.experts), Panel.State.SCORING
            )
        return found


def test_whatever_is_tried_in_whatever_order(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = policy_with(tmp_path / "law", QUOTA)
    monkeypatch.setattr("greenlist.decisions.quotas.policy_of", lambda _round: policy)
    with time_machine.travel(BEGIN, tick=False):
        ground = Ground(world, tmp_path)
    ground.entries = list(Entry.objects.values_list("act", flat=True))  # type: ignore[attr-defined]
    machine: Callable[[], Offices] = type("Machine", (Offices,), {"ground": ground})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
