"""Home of every role, and what the site is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from greenlist.parties.http import Request


@require_GET
def home(request: Request) -> HttpResponse:
    """What waits for me, what is late, what changed; for nobody signed in: what this is."""
    return render(request, "portal/home.html")


@require_GET
def about(request: Request) -> HttpResponse:
    """What the program is and who is behind it."""
    return render(request, "portal/about.html")
