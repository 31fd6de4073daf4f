"""Claimed beside verified, for whoever reads an evaluation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.agencies.queries.differences import differences
from greenlist.parties.http import Request

from .reading import around, engagement_for


@login_required
@require_safe
def engagement_differences(request: Request, pk: int) -> HttpResponse:
    """What the agency found otherwise, and what that does to the score."""
    engagement = engagement_for(request, pk, "see")
    context = around(request, engagement, apart=differences(engagement.application))
    return render(request, "agencies/verifying/differences.html", context)
