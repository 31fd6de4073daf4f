"""What the unit itself sees: the letters its application went with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.applications.rules import applications
from greenlist.parties import roles
from greenlist.parties.access import find
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.queries.sent import letters_of

SEE = roles.APPLICANT | roles.CITY | roles.PROVINCE


@login_required
@require_safe
def application_recommended(request: Request, pk: int) -> HttpResponse:
    """Number and date of each letter; for the unit and its offices."""
    if not wearer(request).among(SEE):
        raise Http404
    application = find(applications.visible(request.hat).select_related("unit", "round", "city"), pk=pk)
    context = {"application": application, "letters": list(letters_of(application)),
               "own": wearer(request).among(roles.APPLICANT)}  # fmt: skip
    return render(request, "recommendations/told.html", context)
