"""A roster of suppliers or tenants held against the lists: how many are green factories, on which level."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from greenlist.listings.domain import ListRefused
from greenlist.listings.files import take_roster
from greenlist.listings.forms import RosterForm
from greenlist.listings.rules import keeps, reads
from greenlist.listings.standing import Green, green_among
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer
from greenlist.parties.queries import province_of

INVALID = 422
SHOWN = 50  # remarks about rows


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_roster(request: Request) -> HttpResponse:
    """Count once; nothing of the roster is kept."""
    require(reads(request.hat))
    form = RosterForm(request.POST or None, request.FILES or None)
    green: Green | None = None
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            green, problems = _counted(request, form)
        except ListRefused as refused:
            form.add_error("sheet", str(refused))
    context = {
        "form": form, "green": green, "problems": problems[:SHOWN], "more": max(len(problems) - SHOWN, 0),
        "at": "roster", "may_keep": keeps(request.hat),
    }  # fmt: skip
    return render(request, "listings/roster.html", context, status=INVALID if form.errors else 200)


def _counted(request: Request, form: RosterForm) -> tuple[Green | None, list[str]]:
    place = wearer(request).jurisdiction
    members, problems = take_roster(form.cleaned_data["sheet"])
    if place is None:
        return None, problems
    return green_among(authority=province_of(place), members=members, whose=form.cleaned_data["whose"]), problems
