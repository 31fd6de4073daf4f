"""From an application to the evaluation of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from greenlist.agencies.models import Engagement
from greenlist.agencies.rules.engagements import engagements
from greenlist.parties.access import find, require
from greenlist.parties.http import Request


@login_required
@require_safe
def application_engagement(request: Request, pk: int) -> HttpResponse:
    """The agency's work page of an application it is engaged for."""
    require(engagements.may_work(request.hat))
    rows = engagements.visible(request.hat).filter(state=Engagement.State.CONTRACTED)
    return redirect("engagement", pk=find(rows, application=pk).pk)
