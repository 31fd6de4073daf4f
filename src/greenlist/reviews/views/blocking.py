"""Stop an application where an exclusion condition came true; let it go on by a written verdict."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.parties import roles
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer
from greenlist.parties.queries import people_of
from greenlist.reviews import domain
from greenlist.reviews.forms.words import BlockForm, VerdictForm
from greenlist.reviews.queries.blocking import blocks_of, conditions_of
from greenlist.reviews.rules import reviews
from greenlist.reviews.rules.checks import blocks

from .common import application_of, done, download, posted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: Request, pk: int) -> HttpResponse:
    """Say which condition is true, on what paper."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "block", application))
    form = BlockForm(
        *posted(request), conditions=conditions_of(application.round),
        initial={"version": application.version},
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        given = form.cleaned_data if form.is_valid() else {}
        status = done(form, lambda: domain.block(application=application, by=wearer(request), **given))
        if not status:
            messages.success(request, _("已中止，已通知申报单位。"))
            return redirect("review", pk)
    context = {"application": application, "form": form, "people": people_of(application.unit, roles.APPLICANT)}
    return render(request, "reviews/block.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unblock(request: Request, pk: int) -> HttpResponse:
    """Let it go on, by a written verdict."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "unblock", application))
    form = VerdictForm(*posted(request), initial={"version": application.version}, label_suffix="")
    status = 200
    if request.method == "POST":
        given = form.cleaned_data if form.is_valid() else {}
        status = done(form, lambda: domain.unblock(application=application, by=wearer(request), **given))
        if not status:
            messages.success(request, _("已恢复办理，申报回到填报；已通知申报单位。"))
            return redirect("review", pk)
    stops = blocks_of(application)
    context = {"application": application, "form": form, "stop": stops[0] if stops else None,
               "people": people_of(application.unit, roles.APPLICANT)}  # fmt: skip
    return render(request, "reviews/unblock.html", context, status=status)


@login_required
@require_safe
def document(request: Request, pk: int, stop: int, which: str) -> FileResponse:
    """The paper of a stop, or of the verdict that ended it."""
    rows = blocks.visible(request.hat).filter(application=pk).select_related("blob", "verdict_blob")
    row = find(rows, pk=stop)
    return download(row.verdict_blob, row.verdict_name) if which == "verdict" else download(row.blob, row.blob_name)
