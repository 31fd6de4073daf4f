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

from . import domain
from .faults import NoteForm, Option, OptionGroup, ReasonForm, key, known, option_groups
from .rules import reviews
from .views import INVALID, STALE, application_of, dossier_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, pk: int) -> HttpResponse:
    """Two steps on one address: the items, then their reasons."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "decide", application))
    groups = option_groups(dossier_of(application))
    options = known(groups)
    chosen = [options[one] for one in dict.fromkeys(request.POST.getlist("item")) if one in options]
    if request.method != "POST":
        return _choose(request, application, groups)
    if not chosen:
        return _choose(request, application, groups, _("请至少选一项要补正的内容。"))
    if request.POST.get("step") != "send":
        return _reasons(request, application, chosen)
    return _send(request, application, chosen)


def _choose(request: Request, application: Application, groups: list[OptionGroup], trouble: str = "") -> HttpResponse:
    boxes = [(group, key(group.whole), [(one, key(one)) for one in group.options]) for group in groups]
    context = {"application": application, "boxes": boxes, "trouble": trouble}
    return render(request, "reviews/choose.html", context, status=INVALID if trouble else 200)


def _reasons(
    request: Request, application: Application, chosen: list[Option], *, bound: bool = False, trouble: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    data = request.POST if bound else None
    forms = [
        (ReasonForm(data, option=one, prefix=f"r{number}", label_suffix=""), key(one))
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
