"""The public register of agencies: who may evaluate where. Nobody need sign in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.agencies.models import Filing
from greenlist.agencies.queries import register
from greenlist.applications.models import Kind
from greenlist.engine import clock
from greenlist.parties.http import Request
from greenlist.parties.models import Jurisdiction

PAGE = 50


@require_safe
def register_agencies(request: Request) -> HttpResponse:
    """Every agency with a filing in force today, by province, kind and name."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("province", "kind", "q")}
    places = list(Jurisdiction.objects.filter(agency_filings__state=Filing.State.ACTIVE).distinct().order_by("path"))
    province = next((one for one in places if one.code == asked["province"]), None)
    kind = asked["kind"] if asked["kind"] in Kind.values else ""
    found = register.registered(province, kind=kind, text=asked["q"])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "places": places, "province": province, "kinds": Kind.choices, "kind": kind, "text": asked["q"],
        "today": clock.today(), "filtered": any(asked.values()), "barred": register.barred(province),
    }  # fmt: skip
    return render(request, "agencies/register/list.html", context)


@require_safe
def register_agency(request: Request, pk: int) -> HttpResponse:
    """One filing: in force, or ended and said to be."""
    entry = register.one(pk)
    if entry is None:
        raise Http404
    today = clock.today()
    ended = entry.valid_until is not None and entry.valid_until < today
    return render(request, "agencies/register/one.html", {"entry": entry, "today": today, "ended": ended})
