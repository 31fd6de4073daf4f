"""Plan and team."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenlist.agencies.domain import steps
from greenlist.agencies.forms.work import MemberForm, PlanForm
from greenlist.agencies.models import StaffMember
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

from .desk import INVALID, Desk, desk_to, records_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, pk: int) -> HttpResponse:
    """The plan and the team; POST writes the plan."""
    desk = records_of(request, pk)
    if request.method != "POST":
        return _page(request, desk)
    require(desk.may("plan"))
    form = PlanForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            steps.save_plan(engagement=desk.engagement, planned=steps.Planned(**form.cleaned_data), by=desk.hat)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("评价计划已保存。"))
            return redirect("engagement-plan", pk=pk)
    return _page(request, desk, form=form, status=INVALID)


def _page(
    request: Request, desk: Desk, *, form: PlanForm | None = None, member: MemberForm | None = None, status: int = 200
) -> HttpResponse:
    context = desk.context("plan", "plan")
    if context["may"]:
        context["form"] = form or PlanForm(instance=desk.work.plan, label_suffix="")
        context["member_form"] = member or MemberForm(staff=free_staff(desk), kind=_kind(desk), label_suffix="")
    return render(request, "agencies/work/plan.html", context, status=status)


def _kind(desk: Desk) -> str:
    return desk.engagement.application.kind


def free_staff(desk: Desk) -> list[StaffMember]:
    """The filed staff who are not in the team, those first who can evaluate the kind."""
    taken = {one.staff_id for one in desk.work.team}
    filing = desk.engagement.filing
    rows = [one for one in filing.staff.all() if one.pk not in taken] if filing is not None else []
    return sorted(rows, key=lambda one: (_kind(desk) not in one.kinds, one.position))


@login_required
@require_POST
def member_add(request: Request, pk: int) -> HttpResponse:
    """Take somebody into the team."""
    desk = desk_to(request, pk, "plan")
    form = MemberForm(request.POST, staff=free_staff(desk), kind=_kind(desk), label_suffix="")
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = steps.add_team_member(
                engagement=desk.engagement, staff=form.chosen, part=given["part"], tasks=given["tasks"], by=desk.hat
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("%(name)s已加入评价组。") % {"name": made.staff.name})
            return redirect("engagement-plan", pk=pk)
    return _page(request, desk, member=form, status=INVALID)


@login_required
@require_POST
def member_remove(request: Request, pk: int, member: int) -> HttpResponse:
    """Take somebody out of the team."""
    desk = desk_to(request, pk, "plan")
    row = find(desk.engagement.team.select_related("staff", "engagement"), pk=member)
    try:
        steps.remove_team_member(member=row, by=desk.hat)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s已移出评价组。") % {"name": row.staff.name})
    return redirect("engagement-plan", pk=pk)
