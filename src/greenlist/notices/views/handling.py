"""Objections on the desk of the province: the list, one case with what may be done now, its acts, its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.process import hindrance
from greenlist.notices.domain import deciding, handling
from greenlist.notices.forms import handling as forms
from greenlist.notices.law import parameter
from greenlist.notices.models import Objection, ObjectionFile
from greenlist.notices.queries.cases import around, case_rows
from greenlist.notices.rules.objections import objection_files, objections
from greenlist.parties.access import Hat, find, require
from greenlist.parties.http import Request, wearer

from .common import INVALID, PAGE, done, download

Verb = Callable[[Objection, dict[str, Any], Hat], object]
ACTS: dict[str, tuple[type[Form], Verb, str | Promise]] = {
    "accept": (
        forms.AcceptForm,
        lambda case, given, by: handling.accept_objection(objection=case, due_on=given.get("due_on"), by=by),
        gettext_lazy("已受理。"),
    ),
    "refuse": (
        forms.RefuseForm,
        lambda case, given, by: handling.refuse_objection(objection=case, reason=given["reason"], by=by),
        gettext_lazy("已不予受理；提出人凭回执可以看到理由。"),
    ),
    "hear": (
        forms.HearForm, lambda case, given, by: handling.hear_unit(objection=case, by=by, **given),
        gettext_lazy("已请单位答复，并已通知。"),
    ),
    "propose": (
        forms.ProposeForm, lambda case, given, by: handling.propose_outcome(objection=case, by=by, **given),
        gettext_lazy("处理意见已拟定，由另一位审批人决定。"),
    ),
    "send_back": (
        forms.BackForm,
        lambda case, given, by: deciding.send_back_outcome(objection=case, reason=given["reason"], by=by),
        gettext_lazy("已退回重新拟定。"),
    ),
    "decide": (
        Form, lambda case, _given, by: deciding.decide_objection(objection=case, by=by),
        gettext_lazy("已决定，并已通知有关各方。"),
    ),
}  # fmt: skip


@login_required
@never_cache
@require_safe
def objection_desk(request: Request) -> HttpResponse:
    """The objections of the province, those due first before the others."""
    require(objections.may_handle(request.hat))
    state = request.GET.get("state", "")
    chosen = state if state in Objection.State.values or state == "open" else ""
    page = Paginator(case_rows(objections.visible(request.hat), chosen), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": chosen, "states": Objection.State.choices}
    return render(request, "notices/objections.html", context)


def case_of_page(request: Request, pk: int) -> Objection:
    """An objection on the desk of its province. Raises NotAllowed, Http404."""
    require(objections.may_handle(request.hat))
    return find(around(objections.visible(request.hat)), pk=pk)


@login_required
@never_cache
@require_safe
def objection(request: Request, pk: int) -> HttpResponse:
    """One objection: who, what, with which proof; what the unit answers; what may be done now."""
    return _page(request, case_of_page(request, pk))


def _page(request: Request, row: Objection, faulty: tuple[str, Form] | None = None) -> HttpResponse:
    hat = wearer(request)
    why = hindrance(row.unit.application, hat)
    rulings = {act: objections.ruling(hat, act, row, hindered=why) for act in ACTS}
    sent = dict([faulty] if faulty else [])
    files = list(row.files.select_related("blob"))
    context = {
        "case": row, "rulings": rulings, "hindered": why,
        "forms": {act: sent.get(act) or _form(act, row) for act, ruling in rulings.items() if ruling},
        "proof": [one for one in files if not one.of_unit], "answers": [one for one in files if one.of_unit],
        "handle_days": parameter(row.notice.round, "handle_days"),
        "due": handling.due_day(row) if row.state == Objection.State.RECEIVED else None,
        "application": row.unit.application,
    }  # fmt: skip
    return render(request, "notices/objection.html", context, status=INVALID if faulty else 200)


def _form(act: str, row: Objection, *args: Any) -> Form:
    more: dict[str, Any] = {"auto_id": f"id_{act}_%s", "label_suffix": ""}
    if act == "accept":
        more["asks_day"] = handling.due_day(row) is None
    if act == "propose" and not args:
        more["initial"] = {"findings": row.findings}
    if act == "hear" and not args:
        more["initial"] = {"told_unit": row.told_unit}
    return ACTS[act][0](*args, **more)


@login_required
@require_POST
def objection_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Do one of the acts of an objection."""
    if act not in ACTS:
        raise Http404
    row, hat = case_of_page(request, pk), wearer(request)
    require(objections.ruling(hat, act, row))
    _kind, verb, said = ACTS[act]
    form = _form(act, row, request.POST)
    if not done(form, lambda: verb(row, form.cleaned_data, hat)):
        return _page(request, row, (act, form))
    messages.success(request, str(said))
    return redirect("objection", pk=pk)


@login_required
@require_safe
def objection_file(request: Request, pk: int) -> FileResponse:
    """A file of an objection: the province opens all, the unit its own."""
    file: ObjectionFile = find(objection_files.visible(request.hat).select_related("blob"), pk=pk)
    return download(file.blob, file.name)
