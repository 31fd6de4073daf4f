"""What the office exported, received and imported, by whom and when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.bundles.history import acts_of, told
from greenlist.parties.http import Request

from .common import office_of_page

PAGE = 50


@login_required
@require_safe
def bundle_history(request: Request) -> HttpResponse:
    """The acts of the office, the newest first."""
    office = office_of_page(request)
    page = Paginator(acts_of(office), PAGE).get_page(request.GET.get("page"))
    return render(request, "bundles/history.html", {"page": page, "acts": told(list(page)), "office": office})
