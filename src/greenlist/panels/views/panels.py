"""Panels: the list of a round, one formed, one as a page, changed, started, closed, exported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.documents.exports import workbook
from greenlist.panels.domain import panels as domain
from greenlist.panels.forms.experts import ReasonForm
from greenlist.panels.forms.panels import PanelForm
from greenlist.panels.law import division_label, expert_review
from greenlist.panels.models import AssignmentPlan, Panel
from greenlist.panels.queries.export import HEADS, lines
from greenlist.panels.queries.panel_page import PanelPage, panel_rows, with_something
from greenlist.panels.rules.panels import panels
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.models import Round

from .experts import EDITS, INVALID, refuse

PAGE, MEMBERS = 50, 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def panel_of(request: Request, pk: int) -> Panel:
    """A panel this hat may see. Raises Http404."""
    return find(panels.visible(request.hat).select_related("round__law", "place", "anchor__unit"), pk=pk)


def _round(request: Request) -> Round | None:
    """The round asked for, else the newest that has panels or cases for them, else the newest."""
    rounds = panels.rounds(request.hat).select_related("law", "jurisdiction").order_by("-pk")
    asked = request.GET.get("round", "")
    if asked.isdecimal() and len(asked) < 19:
        return find(rounds, pk=int(asked))
    return with_something(rounds).first() or rounds.first()


@login_required
@require_safe
def panel_list(request: Request) -> HttpResponse:
    """The panels of a round, with what they have done."""
    require(panels.may_work(request.hat))
    round_ = _round(request)
    rows, without = panel_rows(request.hat, round_) if round_ else ([], 0)
    context = {
        "round": round_, "rounds": panels.rounds(request.hat).order_by("-pk"), "rows": rows, "without": without,
        "may_form": panels.may_form(request.hat), "law": expert_review(round_) if round_ else None,
    }  # fmt: skip
    return render(request, "panels/panels/list.html", context)


@login_required
@require_http_methods(EDITS)
def panel_new(request: Request) -> HttpResponse:
    """A panel formed."""
    require(panels.may_form(request.hat))
    round_ = _round(request)
    if round_ is None:
        raise Http404
    law = expert_review(round_)
    form = PanelForm(request.POST or None, per_case=law.experts_per_case.value, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            made = domain.form_panel(round_=round_, shape=form.shape, by=wearer(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已组建“%(name)s”。请加入专家，再分配评审任务。") % {"name": made.name})
            return redirect("panel-members", pk=made.pk)
    return _form(request, form, {"round": round_, "law": law, "title": _("组建评审组")})


@login_required
@require_http_methods(EDITS)
def panel_edit(request: Request, pk: int) -> HttpResponse:
    """What a panel takes, changed."""
    panel = panel_of(request, pk)
    require(panels.may(request.hat, "edit", panel))
    form = PanelForm(request.POST or None, panel=panel, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            domain.reshape_panel(panel=panel, shape=form.shape, reason=form.cleaned_data["reason"], by=wearer(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("panel", pk=pk)
    law = expert_review(panel.round)
    return _form(request, form, {"round": panel.round, "law": law, "title": panel.name, "panel": panel})


def _form(request: Request, form: PanelForm, context: dict[str, Any]) -> HttpResponse:
    status = INVALID if form.errors else 200
    return render(request, "panels/panels/form.html", {"form": form, **context}, status=status)


@login_required
@require_safe
def panel_page(request: Request, pk: int) -> HttpResponse:
    """One panel: experts, cases, who reviews what, conflicts."""
    return show(request, panel_of(request, pk))


def show(request: Request, panel: Panel, closing: ReasonForm | None = None) -> HttpResponse:
    """The page, with the closing form where it was at fault."""
    shown = PanelPage(panel)
    text, state = request.GET.get("text", "").strip()[:60], request.GET.get("state", "")
    page = Paginator(shown.cases(text, state), PAGE).get_page(request.GET.get("page"))
    people = Paginator(shown.every_member, MEMBERS).get_page(request.GET.get("experts"))
    plan = AssignmentPlan.objects.filter(panel=panel).order_by("-pk").first()
    context = {
        "panel": panel, "shown": shown, "page": page, "rows": shown.rows(page), "people": people,
        "members": shown.members(list(people)), "text": text, "state": state,
        "law": expert_review(panel.round), "industries": [division_label(code) for code in panel.industries],
        "may_edit": panels.may(request.hat, "edit", panel), "may_start": panels.may(request.hat, "start", panel),
        "may_close": panels.may(request.hat, "close", panel), "closing": closing or ReasonForm(label_suffix=""),
        "plan": plan if plan is not None and plan.applied_at is None else None,
    }  # fmt: skip
    return render(request, "panels/panels/page.html", context, status=INVALID if closing else 200)


@login_required
@require_POST
def panel_start(request: Request, pk: int) -> HttpResponse:
    """Scoring begins."""
    panel = panel_of(request, pk)
    try:
        domain.start_scoring(panel=panel, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("评审已开始，专家各收到一条通知。"))
    return redirect("panel", pk=pk)


@login_required
@require_POST
def panel_close(request: Request, pk: int) -> HttpResponse:
    """Scoring ends."""
    panel = panel_of(request, pk)
    reason = request.POST.get("reason", "")[:1000]
    try:
        domain.close_panel(panel=panel, reason=reason, by=wearer(request))
    except Refused as refused:
        form = ReasonForm({"reason": reason}, label_suffix="")
        form.errors.pop("reason", None)
        form.add_error("reason", str(refused))
        return show(request, panel, form)
    messages.success(request, _("评审已结束。"))
    return redirect("panel", pk=pk)


@login_required
@require_safe
def panel_export(request: Request, pk: int) -> HttpResponse:
    """Who reviews what, as a workbook."""
    panel = panel_of(request, pk)
    answer = HttpResponse(workbook([str(one) for one in HEADS], lines(panel), [False] * len(HEADS)), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{panel.name}.xlsx")
    answer["Cache-Control"] = "private, no-store"
    return answer
