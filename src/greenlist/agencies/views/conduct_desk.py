"""The desk of the province on agencies: filings that wait, cases, leads, bars, who is registered."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.agencies.models import AffectedApplication, ConductCase, Filing
from greenlist.agencies.queries import bars
from greenlist.agencies.queries.caps import standings
from greenlist.agencies.queries.consequences import newest_round
from greenlist.agencies.queries.leads import leads_of
from greenlist.agencies.queries.register import Registered, registered
from greenlist.agencies.rules.conduct import ENDED, affected, conduct
from greenlist.agencies.rules.filings import filings
from greenlist.agency.facts import CapStanding
from greenlist.engine import clock
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Jurisdiction, Organisation

from .conduct_finding import province_of_page

FEW, PAGE = 6, 50


@login_required
@require_safe
def agencies(request: Request) -> HttpResponse:
    """Everything about agencies that concerns the province, the most pressing first. Constant queries."""
    require(conduct.may_open(request.hat))
    province, today = province_of_page(wearer(request)), clock.today()
    waiting = filings.visible(request.hat).filter(state=Filing.State.FILED).select_related("agency")
    leads = leads_of(province)
    marked = affected.visible(request.hat).filter(effect=AffectedApplication.Effect.MARKED, decided_by=None)
    context = {
        "waiting": list(waiting.order_by("filed_at")[:FEW]), "waiting_count": waiting.count(),
        "cases": list(_open(request)), "leads": leads[:FEW], "leads_count": sum(not one.looked_at for one in leads),
        "bars": list(bars.in_force(province, today).select_related("agency").order_by("bar_until")),
        "marked": list(marked.select_related("application__unit", "sanction__agency")),
        "registered": _with_places(registered(province), province), "today": today,
    }  # fmt: skip
    return render(request, "agencies/conduct/desk.html", context)


def _open(request: Request) -> QuerySet[ConductCase]:
    return conduct.visible(request.hat).exclude(state__in=ENDED).select_related("agency").order_by("opened_at")


def _with_places(found: list[Registered], province: Jurisdiction) -> list[tuple[Registered, CapStanding | None]]:
    """Each with its places in the newest round that knows agencies."""
    round_ = newest_round(province)
    if round_ is None or not found:
        return [(one, None) for one in found]
    bodies = Organisation.objects.in_bulk([one.agency for one in found])
    places = standings(bodies.values(), round_)
    return [(one, places[one.agency]) for one in found]


@login_required
@require_safe
def cases(request: Request) -> HttpResponse:
    """Every case of the province, the newest first."""
    require(conduct.may_open(request.hat))
    state = request.GET.get("state", "")
    rows = conduct.visible(request.hat).select_related("agency", "opened_by", "sanction")
    if state in ConductCase.State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": ConductCase.State.choices}
    return render(request, "agencies/conduct/cases.html", context)
