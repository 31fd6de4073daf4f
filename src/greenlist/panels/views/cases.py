"""One case of a panel: its experts, one more, one instead, one less; a conflict noted for an expert; the anchor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.models import Application
from greenlist.panels.domain import assigning, conflicts
from greenlist.panels.domain import panels as domain
from greenlist.panels.forms.experts import ReasonForm
from greenlist.panels.forms.panels import ExpertReasonForm
from greenlist.panels.models import Assignment, Panel
from greenlist.panels.queries.cases import cases_of, members_of
from greenlist.panels.queries.panel_page import Candidate, candidates, signed_on
from greenlist.panels.rules.panels import panels
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .experts import INVALID, refuse
from .panels import panel_of

Form = ExpertReasonForm | ReasonForm


def _case(panel: Panel, cid: int) -> Application:
    return find(cases_of(panel).select_related("unit", "city"), pk=cid)


@login_required
@require_safe
def panel_case(request: Request, pk: int, cid: int) -> HttpResponse:
    """The case with its experts, and everybody else of the panel with what is for or against them."""
    panel = panel_of(request, pk)
    return show(request, panel, _case(panel, cid))


def show(request: Request, panel: Panel, case: Application, wrong: Form | None = None, at: str = "") -> HttpResponse:
    """The page; `wrong`: the form that was at fault, `at`: which it was."""
    others = candidates(panel, case)
    rows = Assignment.objects.filter(panel=panel, application=case).select_related(
        "expert__person", "sheet", "by", "ended_by"
    )  # fmt: skip
    live = [(one, signed_on(one)) for one in rows if one.ended_at is None]
    forms = {one.pk: _form(others, None, f"exchange_{one.pk}_%s") for one, _signed in live}
    context = {
        "panel": panel, "case": case, "others": others, "ended": [one for one in rows if one.ended_at is not None],
        "live": [(one, signed, wrong if at == f"exchange-{one.pk}" else forms[one.pk], at == f"exchange-{one.pk}")
                 for one, signed in live],
        "add": wrong if at == "add" else _form(others, None, "add_%s"), "add_open": at == "add",
        "declare": wrong if at == "declare" else _all(panel, None), "declare_open": at == "declare",
        "may_edit": panels.may(request.hat, "edit", panel), "lacks": max(panel.per_case - len(live), 0),
        "is_anchor": panel.anchor_id == case.pk,
    }  # fmt: skip
    return render(request, "panels/panels/case.html", context, status=INVALID if wrong else 200)


def _form(others: list[Candidate], data: Any, auto_id: str) -> ExpertReasonForm:
    """Those who may have the case, with load and industry in words."""
    free = [(one.expert, _words(one)) for one in others if not one.conflict and not one.full]
    return ExpertReasonForm(data, experts=free, auto_id=auto_id, label_suffix="")


def _words(one: Candidate) -> str:
    field = _("同行业") if one.exact else _("同类别")
    return _("%(name)s（%(field)s，已有 %(load)d 份）") % {
        "name": one.expert.person.name, "field": field, "load": one.load,
    }  # fmt: skip


def _all(panel: Panel, data: Any) -> ExpertReasonForm:
    every = [(one.expert, one.expert.person.name) for one in members_of(panel)]
    return ExpertReasonForm(data, experts=every, auto_id="declare_%s", label_suffix="")


def _do(
    request: Request, found: tuple[Panel, Application], form: Form, at: str, act: Callable[[], Any], done: str
) -> HttpResponse:
    """The act of a form that holds; whatever is wrong is shown in it."""
    panel, case = found
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, done)
            return redirect("panel-case", pk=panel.pk, cid=case.pk) if _there(panel, case) else redirect(
                "panel", pk=panel.pk
            )  # fmt: skip
    return show(request, panel, case, form, at)


def _there(panel: Panel, case: Application) -> bool:
    return cases_of(panel).filter(pk=case.pk).exists()


def _found(request: Request, pk: int, cid: int) -> tuple[Panel, Application]:
    panel = panel_of(request, pk)
    require(panels.may(request.hat, "edit", panel))
    return panel, _case(panel, cid)


@login_required
@require_POST
def panel_case_add(request: Request, pk: int, cid: int) -> HttpResponse:
    """One more expert."""
    panel, case = _found(request, pk, cid)
    form = _form(candidates(panel, case), request.POST, "add_%s")

    def act() -> None:
        given = form.cleaned_data
        assigning.add_assignment(
            panel=panel, application=case, expert=given["expert"], reason=given["reason"], by=wearer(request)
        )

    return _do(request, (panel, case), form, "add", act, _("已增加评审专家。"))


@login_required
@require_POST
def panel_case_exchange(request: Request, pk: int, cid: int, aid: int) -> HttpResponse:
    """Another expert instead."""
    panel, case = _found(request, pk, cid)
    held = find(Assignment.objects.filter(panel=panel, application=case).select_related("panel"), pk=aid)
    form = _form(candidates(panel, case), request.POST, f"exchange_{aid}_%s")

    def act() -> None:
        given = form.cleaned_data
        assigning.exchange(assignment=held, expert=given["expert"], reason=given["reason"], by=wearer(request))

    return _do(request, (panel, case), form, f"exchange-{aid}", act, _("已更换评审专家。"))


@login_required
@require_POST
def panel_case_end(request: Request, pk: int, cid: int, aid: int) -> HttpResponse:
    """One less."""
    panel, case = _found(request, pk, cid)
    held = find(Assignment.objects.filter(panel=panel, application=case).select_related("panel"), pk=aid)
    form = ReasonForm(request.POST, label_suffix="")

    def act() -> None:
        assigning.end_assignment(assignment=held, reason=form.cleaned_data["reason"], by=wearer(request))

    return _do(request, (panel, case), form, "end", act, _("已终止这份评审任务。"))


@login_required
@require_POST
def panel_case_declare(request: Request, pk: int, cid: int) -> HttpResponse:
    """A conflict that no register shows, noted for an expert."""
    panel, case = _found(request, pk, cid)
    form = _all(panel, request.POST)

    def act() -> None:
        given = form.cleaned_data
        conflicts.declare_conflict(expert=given["expert"], application=case, reason=given["reason"], by=wearer(request))

    return _do(request, (panel, case), form, "declare", act, _("已登记回避；这位专家不再看到这份申报。"))


@login_required
@require_POST
def panel_case_anchor(request: Request, pk: int, cid: int) -> HttpResponse:
    """The case becomes the anchor, or is it no more."""
    panel, case = _found(request, pk, cid)
    chosen = None if request.POST.get("anchor") == "no" else case
    try:
        domain.set_anchor(panel=panel, application=chosen, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        done = _("已选为共评样本；分配时给全组专家。") if chosen else _("已取消共评样本。")
        messages.success(request, done)
    return redirect("panel-case", pk=pk, cid=cid)
