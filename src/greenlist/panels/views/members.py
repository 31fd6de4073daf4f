"""The experts of a panel: chosen from the register, taken out, the head."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from greenlist.panels.domain import panels as domain
from greenlist.panels.law import division_label
from greenlist.panels.models import Expert, PanelMember
from greenlist.panels.queries.cases import loads, most_cases
from greenlist.panels.rules.experts import experts
from greenlist.panels.rules.panels import panels
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .panels import panel_of


@login_required
@require_safe
def panel_members(request: Request, pk: int) -> HttpResponse:
    """Who of the register could join: of the kind, those of the panel's industries first."""
    panel = panel_of(request, pk)
    require(panels.may(request.hat, "edit", panel))
    text = request.GET.get("text", "").strip()[:60]
    rows = experts.visible(request.hat).filter(active=True, kinds__contains=panel.kind).select_related("person")
    rows = rows.exclude(panels__panel=panel)
    if text:
        rows = rows.filter(person__name__icontains=text) | rows.filter(employer__icontains=text)
    wanted, found = set(panel.industries), list(rows.order_by("person__name", "pk"))
    load = loads(panel.round, [one.pk for one in found])
    found.sort(key=lambda one: bool(wanted) and not wanted & set(one.fields))
    context = {
        "panel": panel, "text": text, "industries": [division_label(code) for code in panel.industries],
        "rows": [
            (one, [division_label(code) for code in one.fields], bool(wanted & set(one.fields)), load.get(one.pk, 0),
             most_cases(one, panel.round))
            for one in found
        ],
        "members": panel.members.select_related("expert__person"),
    }  # fmt: skip
    return render(request, "panels/panels/members.html", context)


@login_required
@require_POST
def panel_members_add(request: Request, pk: int) -> HttpResponse:
    """Those chosen join."""
    panel = panel_of(request, pk)
    require(panels.may(request.hat, "edit", panel))
    numbers = [int(one) for one in request.POST.getlist("expert") if one.isdecimal() and len(one) < 19]
    chosen = experts.visible(request.hat).filter(pk__in=numbers).select_related("person", "pool")
    try:
        added = domain.add_members(panel=panel, experts=list(chosen.order_by("pk")), by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("panel-members", pk=pk)
    text = ngettext("已加入 %(count)d 位专家。", "已加入 %(count)d 位专家。", added) % {"count": added}
    messages.success(request, text)
    return redirect("panel", pk=pk)


def _member(request: Request, pk: int, mid: int) -> PanelMember:
    panel = panel_of(request, pk)
    require(panels.may(request.hat, "edit", panel))
    return find(PanelMember.objects.filter(panel=panel).select_related("panel", "expert__person"), pk=mid)


@login_required
@require_POST
def panel_member_remove(request: Request, pk: int, mid: int) -> HttpResponse:
    """One leaves."""
    member = _member(request, pk, mid)
    name = _name(member.expert)
    try:
        domain.remove_member(member=member, reason=request.POST.get("reason", "")[:1000], by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已移出“%(name)s”，没有签字的评审任务已终止。") % {"name": name})
    return redirect("panel", pk=pk)


@login_required
@require_POST
def panel_member_chair(request: Request, pk: int, mid: int) -> HttpResponse:
    """One becomes the head."""
    member = _member(request, pk, mid)
    domain.set_chair(member=member, by=wearer(request))
    messages.success(request, _("“%(name)s”已是组长。") % {"name": _name(member.expert)})
    return redirect("panel", pk=pk)


def _name(expert: Expert) -> str:
    return expert.person.name
