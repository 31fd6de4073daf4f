"""Plan and team (评价组织安排)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Engagement, EvaluationPlan, StaffMember, TeamMember
from greenlist.applications.models import Passage
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of

from .holding import day, hold, take_step


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan says. Texts '' and days None: not written yet."""

    purpose: str = ""
    scope: str = ""
    criteria: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    schedule: str = ""


@transaction.atomic
def save_plan(*, engagement: Engagement, planned: Planned, by: Hat) -> EvaluationPlan:
    """Write the plan; a part of it may be left for later. Raises Refused: it ends before it begins; NotAllowed."""
    held = hold(engagement, "plan", by)
    if planned.starts_on and planned.ends_on and planned.ends_on < planned.starts_on:
        raise Refused(_("结束日期早于开始日期，请核对。"), "ends_on")
    old = EvaluationPlan.objects.filter(engagement=held).first()
    plan, _made = EvaluationPlan.objects.update_or_create(
        engagement=held, defaults=asdict(planned) | {"by": by.person, "at": clock.now()}
    )
    record("evaluation.plan_saved", held, by=by.actor, before=_told(old) if old else None, after=_told(plan))
    return plan


def _told(plan: EvaluationPlan) -> dict[str, Any]:
    return {
        "purpose": plan.purpose, "scope": plan.scope, "criteria": plan.criteria, "schedule": plan.schedule,
        "starts_on": day(plan.starts_on), "ends_on": day(plan.ends_on),
    }  # fmt: skip


@transaction.atomic
def add_team_member(*, engagement: Engagement, staff: StaffMember, part: str, by: Hat, tasks: str = "") -> TeamMember:
    """Take somebody of the filed staff into the team. A second leader is refused: first say who is no longer.

    Raises Refused: not on the list that was filed, in the team already, a second leader; NotAllowed.
    """
    held = hold(engagement, "plan", by)
    if staff.filing_id != held.filing_id:
        raise Refused(_("评价组成员要从本机构备案的人员名单中选。"), "staff")
    if part not in TeamMember.Part.values:
        raise Refused(_("请选择分工。"), "part")
    if held.team.filter(staff=staff).exists():
        raise Refused(_("%(name)s已在评价组里；要改分工请先移出再加入。") % {"name": staff.name}, "staff")
    if part == TeamMember.Part.LEADER and held.team.filter(part=part).exists():
        raise Refused(_("评价组已有组长；要更换请先移出原组长。"), "part")
    made = TeamMember.objects.create(engagement=held, staff=staff, part=part, tasks=tasks.strip())
    record("evaluation.member_added", held, by=by.actor, after=_named(made))
    return made


@transaction.atomic
def remove_team_member(*, member: TeamMember, by: Hat) -> None:
    """Take somebody out of the team. Raises Refused: they have been on site, their visits stay; NotAllowed."""
    held = hold(member.engagement, "plan", by)
    if member.visits.exists():
        raise Refused(_("%(name)s参加过现场评价，已记入现场记录，不能移出。") % {"name": member.staff.name})
    before = _named(member)
    member.delete()
    record("evaluation.member_removed", held, by=by.actor, before=before)


def _named(member: TeamMember) -> dict[str, Any]:
    return {"name": member.staff.name, "part": member.part, "tasks": member.tasks}


@transaction.atomic
def confirm_plan(*, engagement: Engagement, by: Hat, version: int | None = None) -> Passage:
    """Plan and team stand (contracted to planned); the unit is told who comes when.

    Raises TransitionRefused: something is missing (`objections`), or the application stands elsewhere; NotAllowed.
    """
    held = hold(engagement, "plan", by)
    passage = take_step(held, "plan", "planned", by, version)
    application = held.application
    leader = held.team.filter(part=TeamMember.Part.LEADER).values_list("staff__name", flat=True).first()
    notify(
        people=people_of(application.unit, roles.APPLICANT), code="evaluation_planned",
        params={"agency": held.agency.name, "leader": leader or "", "starts_on": day(held.plan.starts_on) or ""},
        url=f"/agency/engagements/{held.pk}/",
    )  # fmt: skip
    return passage
