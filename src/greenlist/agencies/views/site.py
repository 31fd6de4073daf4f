"""Visits on site."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenlist.agencies.domain import steps
from greenlist.agencies.forms.site import PhotoForm, VisitForm
from greenlist.agencies.models import DocumentCheck, SiteVisit
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

from .desk import INVALID, Desk, desk_to, records_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: Request, pk: int) -> HttpResponse:
    """The visits, what was to be seen on site, and the form to note a visit; POST notes it."""
    desk = records_of(request, pk)
    if request.method != "POST":
        return _page(request, desk)
    require(desk.may("site"))
    form = VisitForm(request.POST, team=desk.work.team, label_suffix="")
    made = _noted(desk, form)
    if made is None:
        return _page(request, desk, form, INVALID)
    messages.success(request, _("已记录这次现场评价；可以接着上传照片。"))
    return redirect("engagement-visit", pk=pk, visit=made.pk)


def _noted(desk: Desk, form: VisitForm, visit: SiteVisit | None = None) -> SiteVisit | None:
    """The visit as the form says; None where it does not hold, with the reason at its field."""
    if not form.is_valid():
        return None
    try:
        if visit is not None:
            return steps.change_visit(visit=visit, visited=form.visited, by=desk.hat)
        return steps.add_visit(engagement=desk.engagement, visited=form.visited, by=desk.hat)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None


def _page(request: Request, desk: Desk, form: VisitForm | None = None, status: int = 200) -> HttpResponse:
    context = desk.context("site", "site")
    context["to_see"] = [one for one in desk.work.checks if one.finding == DocumentCheck.Finding.TO_SEE]
    if context["may"]:
        first = {"place": desk.engagement.application.unit.address, "visitors": [one.pk for one in desk.work.team]}
        context["form"] = form or VisitForm(team=desk.work.team, initial=first, label_suffix="")
    return render(request, "agencies/work/site.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: Request, pk: int, visit: int) -> HttpResponse:
    """One visit with its photos; POST corrects what was noted."""
    desk = records_of(request, pk)
    row = find(desk.engagement.visits.select_related("by", "engagement"), pk=visit)
    if request.method != "POST":
        return visit_page(request, desk, row)
    require(desk.may("site"))
    form = VisitForm(request.POST, team=desk.work.team, label_suffix="")
    if _noted(desk, form, row) is None:
        return visit_page(request, desk, row, form=form, status=INVALID)
    messages.success(request, _("已保存。"))
    return redirect("engagement-visit", pk=pk, visit=row.pk)


def visit_page(
    request: Request, desk: Desk, row: SiteVisit, *, form: VisitForm | None = None, photo_form: PhotoForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of one visit."""
    context = desk.context("site", "site") | {"visit": row, "photos": list(row.photos.select_related("blob"))}
    context["visitors"] = list(row.visitors.select_related("staff"))
    if context["may"]:
        context["form"] = form or VisitForm(team=desk.work.team, visit=row, label_suffix="")
        context["photo_form"] = photo_form or PhotoForm(label_suffix="")
    return render(request, "agencies/work/visit.html", context, status=status)


@login_required
@require_POST
def visit_remove(request: Request, pk: int, visit: int) -> HttpResponse:
    """Take a visit out that was noted by mistake."""
    desk = desk_to(request, pk, "site")
    steps.remove_visit(visit=find(desk.engagement.visits.select_related("engagement"), pk=visit), by=desk.hat)
    messages.success(request, _("已移除这次现场记录。"))
    return redirect("engagement-site", pk=pk)
