"""Who reviews what: a plan of the solver, looked at and applied; changes by hand, each with its reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.panels.models import Assignment, AssignmentPlan, Expert, Panel
from greenlist.panels.queries.cases import able, cases_of, live_of, loads, most_cases
from greenlist.panels.queries.conflicts import against
from greenlist.panels.queries.planning import Question
from greenlist.panels.reasons import message
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused, notify

from .ending import end
from .experts import reason_of
from .panels import DESK, held_panel


@transaction.atomic
def propose(*, panel: Panel, by: Hat) -> AssignmentPlan:
    """Ask the solver and keep its answer for the office to look at; nothing is given to anybody yet.

    Raises Refused: the panel has no experts or no cases; NotAllowed.
    """
    row = held_panel(panel, "edit", by)
    question = Question(row)
    if not question.experts:
        raise Refused(_("评审组还没有可用的专家；请先加入专家。"))
    if not question.cases:
        raise Refused(_("评审组还没有待评审的申报；各市（州）推荐上来以后再分配。"))
    made = AssignmentPlan.objects.create(
        panel=row, basis=question.basis, content=question.answer(), by=by.person, at=clock.now()
    )
    record("panel.planned", row, by=by.actor, after={"plan": made.pk, "choices": len(made.content["choices"])})
    return made


@transaction.atomic
def apply_plan(*, plan: AssignmentPlan, by: Hat) -> tuple[int, int]:
    """Give the experts what the plan says, exactly as it was looked at. Returns how many were given and taken back.

    Raises Refused: applied already, or experts, cases, conflicts or assignments have changed since; NotAllowed.
    """
    row = held_panel(plan.panel, "edit", by)
    held = AssignmentPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if held.applied_at is not None:
        raise Refused(_("这份方案已经采用。"))
    _lock_experts(row)
    if Question(row).basis != held.basis:
        raise Refused(_("专家、申报、回避情形或已有的分配在方案拟出以后有变化；请重新拟一份方案。"))
    content, now = held.content, clock.now()
    end(live_of(row).filter(pk__in=content["ended"]), _("重新分配"), by)
    made = Assignment.objects.bulk_create(
        Assignment(
            panel=row, application_id=one["case"], expert_id=one["expert"], how=one["how"],
            why=render(message(one["why"])), by=by.person, at=now,
        )
        for one in content["choices"]
    )  # fmt: skip
    held.applied_at = now
    held.save(update_fields=["applied_at"])
    _tell(row, [one.expert_id for one in made])
    after = {"plan": held.pk, "given": len(made), "ended": len(content["ended"]),
             "short": len(content["shortfalls"])}  # fmt: skip
    record("panel.assigned", row, by=by.actor, after=after)
    return len(made), len(content["ended"])


@transaction.atomic
def add_assignment(
    *, panel: Panel, application: Application, expert: Expert, reason: str, by: Hat, second: bool = False
) -> Assignment:
    """Give a case to an expert by hand. `second`: in the round after a conflicting first one.

    Raises Refused: no reason, a conflict, not of this panel, has or had it already, no room; NotAllowed.
    """
    row = held_panel(panel, "edit", by)
    why = reason_of(reason)
    made = _given(row, application, expert, why, by, second=second)
    _tell(row, [expert.pk])
    after = {"case": application.pk, "expert": expert.person.name, "second": second}
    record("assignment.made", made, by=by.actor, after=after, reason=why)
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, reason: str, by: Hat) -> Assignment:
    """Take a case off an expert's desk; a signed sheet is kept and no longer counts. Raises Refused, NotAllowed."""
    row = held_panel(assignment.panel, "edit", by)
    why = reason_of(reason)
    held = _live(row, assignment)
    end([held], why, by, removed=True)
    before = {"case": held.application_id, "expert": held.expert.person.name}
    record("assignment.ended", held, by=by.actor, before=before, reason=why)
    return held


@transaction.atomic
def exchange(*, assignment: Assignment, expert: Expert, reason: str, by: Hat) -> Assignment:
    """Give a case to another expert instead. Raises Refused as ending and adding do; NotAllowed."""
    row = held_panel(assignment.panel, "edit", by)
    why = reason_of(reason)
    held = _live(row, assignment)
    if held.how == Assignment.How.ANCHOR:
        raise Refused(_("共评样本由全组专家都评，不能换人；可以终止或者另加专家。"))
    end([held], why, by, removed=True)
    made = _given(row, held.application, expert, why, by, second=held.second)
    _tell(row, [expert.pk])
    before = {"case": held.application_id, "expert": held.expert.person.name}
    record("assignment.exchanged", made, by=by.actor, before=before, after={"expert": expert.person.name}, reason=why)
    return made


def _given(panel: Panel, application: Application, expert: Expert, why: str, by: Hat, *, second: bool) -> Assignment:
    """A new assignment, once nothing is against it. Raises Refused."""
    Expert.objects.select_for_update(of=("self",)).get(
        pk=expert.pk
    )  # the load of an expert is counted by one at a time
    if not panel.members.filter(expert=expert).exists() or not able(expert, panel):
        raise Refused(
            _("“%(expert)s”不是这个评审组可用的专家；请先加入评审组。") % {"expert": expert.person.name}, "expert"
        )
    if not cases_of(panel).filter(pk=application.pk).exists():
        raise Refused(_("这份申报不由这个评审组评审。"))
    if live_of(panel).filter(application=application, expert=expert).exists():
        raise Refused(_("“%(expert)s”已经在评这份申报。") % {"expert": expert.person.name}, "expert")
    conflict = against([expert], application).get(expert.pk)
    if conflict:
        words = _("“%(expert)s”须回避这份申报：%(why)s")
        raise Refused(words % {"expert": expert.person.name, "why": conflict}, "expert")
    most, load = most_cases(expert, panel.round), loads(panel.round, [expert.pk]).get(expert.pk, 0)
    if most is not None and load >= most:
        words = _("“%(expert)s”已有 %(load)d 份，达到上限 %(most)d 份。")
        raise Refused(words % {"expert": expert.person.name, "load": load, "most": most}, "expert")
    return Assignment.objects.create(
        panel=panel, application=application, expert=expert, how=Assignment.How.HAND, why=why, second=second,
        by=by.person, at=clock.now(),
    )  # fmt: skip


def _live(panel: Panel, assignment: Assignment) -> Assignment:
    held = live_of(panel).select_for_update(of=("self",)).select_related("application", "expert__person")
    row = held.filter(pk=assignment.pk).first()
    if row is None:
        raise Refused(_("这份评审任务已经终止。"))
    return row


def _lock_experts(panel: Panel) -> None:
    rows = Expert.objects.select_for_update(of=("self",)).filter(panels__panel=panel)
    list(rows.order_by("pk").values_list("pk"))


def _tell(panel: Panel, experts: list[int]) -> None:
    """Who got something new while the panel is scoring is told, once per act, without a unit's name."""
    if panel.state != Panel.State.SCORING or not experts:
        return
    counts = {one: experts.count(one) for one in experts}
    people = {one.pk: one.person for one in Expert.objects.filter(pk__in=counts).select_related("person")}
    for pk, count in counts.items():
        notify(people=[people[pk]], code="panel_more", params={"panel": panel.name, "count": count}, url=DESK)
