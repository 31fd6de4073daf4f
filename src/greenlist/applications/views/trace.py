"""Where does this number come from."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.applications.queries.trace import traced
from greenlist.parties.http import Request

from .evaluation import shown_for


@login_required
@require_safe
def trace(request: Request, pk: int, key: str) -> HttpResponse:
    """One figure of a result with everything it was made of."""
    shown = shown_for(request, pk)
    context = {"shown": shown, "application": shown.application, "traced": traced(shown, key)}
    return render(request, "applications/evaluation/trace.html", context)
