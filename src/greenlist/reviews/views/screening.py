"""What screening found before an office passes a unit on: asked again, decided in writing, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.models import Application
from greenlist.parties.access import find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.reviews import domain
from greenlist.reviews.forms.words import ReasonForm, RulingForm
from greenlist.reviews.guards import stale
from greenlist.reviews.queries.screening import found_about, rulings_of
from greenlist.reviews.rescreening import Screened, digest_of, rescreen, screened
from greenlist.reviews.rules import rulings
from greenlist.screening.outcomes import Outcome
from greenlist.screenings.models import Run

from .common import application_of, done, download, posted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ruling(request: Request, pk: int) -> HttpResponse:
    """What was found, every written word about it, and the form to decide while one is asked for."""
    application = application_of(request, pk)
    point, found = rulings.point_of(application), screened(application)
    may = rulings.may_rule(request.hat, application, point) if point else no(_("现在不在要复查的环节。"))
    form = RulingForm(*posted(request), hit=bool(found and found.outcome == Outcome.HIT))
    status = 200
    if request.method == "POST":
        require(may)
        given = form.cleaned_data if form.is_valid() else {}
        status = done(form, lambda: domain.rule_on_screening(
            application=application, point=point, by=wearer(request), **given))  # fmt: skip
        if not status:
            messages.success(request, _("已作出书面认定。"))
            return redirect("screening-ruling", pk)
    return _page(request, application, point, found, form, status, may=may)


def _page(
    request: Request, application: Application, point: str, found: Screened | None, form: RulingForm, status: int,
    *, may: object,
) -> HttpResponse:  # fmt: skip
    fresh = found is not None and found.fresh(point)
    context = {
        "application": application, "point": point, "found": found, "fresh": fresh, "form": form, "may": may,
        "stale": "" if fresh else stale(found, point),
        "findings": found_about(found) if found else [],
        "settled": found is not None and found.outcome == Outcome.CLEAR,
        "rulings": rulings_of(rulings.visible(request.hat), application),
        "digest": digest_of(found) if found else "",
        "reason": ReasonForm(label_suffix=""),
    }  # fmt: skip
    return render(request, "reviews/ruling.html", context, status=status)


@login_required
@require_POST
def screen_again(request: Request, pk: int) -> HttpResponse:
    """Screen this unit once more, today."""
    application, hat = application_of(request, pk), wearer(request)
    place = hat.jurisdiction
    if place is None:
        require(no(_("筛查由市（州）和省厅办理。")))
        raise AssertionError
    try:
        run = rescreen(Application.objects.filter(pk=application.pk), place, hat)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("screening-ruling", pk)
    if run.state == Run.State.FAILED:
        messages.error(request, run.trouble)
    else:
        messages.success(request, _("已按今天的名单重新筛查。"))
    return redirect("screening-ruling", pk)


@login_required
@require_POST
def withdraw(request: Request, pk: int, ruling: int) -> HttpResponse:
    """Take a written word back."""
    application = application_of(request, pk)
    row = find(rulings.visible(request.hat).filter(application=application).select_related("application"), pk=ruling)
    require(rulings.may(request.hat, "withdraw", row))
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if done(form, lambda: domain.withdraw_ruling(ruling=row, reason=reason, by=wearer(request))):
        messages.error(request, _("请写明撤销的理由。"))
    else:
        messages.success(request, _("已撤销认定。"))
    return redirect("screening-ruling", pk)


@login_required
@require_safe
def document(request: Request, pk: int, ruling: int) -> FileResponse:
    """The document of a written word."""
    rows = rulings.visible(request.hat).filter(application=pk).select_related("blob")
    row = find(rows, pk=ruling)
    return download(row.blob, row.blob_name)
