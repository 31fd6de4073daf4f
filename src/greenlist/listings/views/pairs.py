"""Near-duplicates: shown side by side with what differs, decided by a person."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.listings.domain import ListRefused
from greenlist.listings.domain.pairs import decide_pair
from greenlist.listings.forms import VerdictForm
from greenlist.listings.models import NearPair
from greenlist.listings.rules import keeps, pairs
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

PAGE = 30


@login_required
@require_safe
def green_pairs(request: Request) -> HttpResponse:
    """The pairs of units or agencies, the most alike first."""
    require(keeps(request.hat))
    what = "agency" if request.GET.get("what") == "agency" else "unit"
    verdict = request.GET.get("verdict", "open")
    rows = pairs.visible(request.hat).filter(what=what).select_related("by")
    if verdict in NearPair.Verdict.values:
        rows = rows.filter(verdict=verdict)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "what": what, "verdict": verdict, "verdicts": NearPair.Verdict.choices, "at": "pairs",
        "whats": NearPair.What.choices, "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "listings/pairs.html", context)


@login_required
@require_POST
def green_pair(request: Request, pk: int) -> HttpResponse:
    """Decide one."""
    pair = find(pairs.visible(request.hat), pk=pk)
    require(pairs.may(request.hat, "change", pair))
    form = VerdictForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {"verdict": "", "reason": ""}
    try:
        decide_pair(pair=pair, by=wearer(request), **told)
    except ListRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已记下判断，名单没有改动。"))
    back = f"?what={pair.what}"
    return redirect(reverse("green_pairs") + back)
