"""Sending back: choose the items at fault, say what is wrong with each, look at who is told what, send."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.applications.models import Application
from greenlist.applications.process import StaleApplication, TransitionRefused
from greenlist.parties import roles
from greenlist.parties.access import require
from greenlist.parties.http import Request
from greenlist.parties.queries import people_of
from greenlist.reviews import domain
from greenlist.reviews.forms.faults import (
    NoteForm,
    Option,
    OptionGroup,
    ReasonForm,
    key,
    known,
    option_groups,
    preselected,
)
from greenlist.reviews.rules import reviews

from .common import INVALID, STALE, application_of, dossier_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, pk: int) -> HttpResponse:
    """Two steps on one address: the items, then their reasons."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "return", application))
    dossier = dossier_of(application)
    groups = option_groups(dossier)
    options, found = known(groups), preselected(groups, dossier.checked.faults)
    chosen = [options[one] for one in dict.fromkeys(request.POST.getlist("item")) if one in options]
    if request.method != "POST":
        return _choose(request, application, groups, found)
    if not chosen:
        return _choose(request, application, groups, {}, _("请至少选一项要补正的内容。"))
    if request.POST.get("step") != "send":
        return _reasons(request, application, chosen, notes=found)
    return _send(request, application, chosen)


def _choose(
    request: Request, application: Application, groups: list[OptionGroup], found: dict[str, str], trouble: str = ""
) -> HttpResponse:
    boxes = [_box(group, found) for group in groups]
    context = {"application": application, "boxes": boxes, "trouble": trouble, "found": len(found)}
    return render(request, "reviews/choose.html", context, status=INVALID if trouble else 200)


def _box(group: OptionGroup, found: dict[str, str]) -> dict[str, object]:
    """A group with its boxes; those that an officer called a fault are ticked."""
    options = [(one, value, value in found) for one in group.options for value in (key(one),)]
    whole = key(group.whole)
    ticked = any(one for _option, _value, one in options)
    return {"group": group, "whole": whole, "whole_found": whole in found, "options": options, "ticked": ticked}


def _reasons(
    request: Request, application: Application, chosen: list[Option], *, notes: dict[str, str] | None = None,
    bound: bool = False, trouble: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    data, said = request.POST if bound else None, notes or {}
    forms = [
        (ReasonForm(data, option=one, note=said.get(key(one), ""), prefix=f"r{number}", label_suffix=""), key(one))
        for number, one in enumerate(chosen)
    ]
    context = {
        "application": application,
        "forms": forms,
        "note": NoteForm(data, initial={"version": application.version}, label_suffix=""),
        "people": people_of(application.unit, roles.APPLICANT),
        "trouble": trouble,
        "wrong": [form for form, _key in forms if bound and form.errors],
    }
    return render(request, "reviews/reasons.html", context, status=status)


def _send(request: Request, application: Application, chosen: list[Option]) -> HttpResponse:
    forms = [ReasonForm(request.POST, option=one, prefix=f"r{number}") for number, one in enumerate(chosen)]
    note = NoteForm(request.POST)
    if not all([form.is_valid() for form in (*forms, note)]) or request.hat is None:  # noqa: C419 - every form is asked
        return _reasons(request, application, chosen, bound=True, status=INVALID)
    try:
        domain.return_application(
            application=application, items=[form.fault() for form in forms], by=request.hat,
            version=note.cleaned_data["version"], note=note.cleaned_data["note"].strip(),
        )  # fmt: skip
    except TransitionRefused as refused:
        status = STALE if isinstance(refused, StaleApplication) else INVALID
        return _reasons(request, application, chosen, bound=True, trouble=str(refused), status=status)
    messages.success(request, _("已退回 %(count)d 项，已通知申报单位。") % {"count": len(forms)})
    return redirect("inbox")
