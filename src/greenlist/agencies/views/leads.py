"""Leads: what is worth a look, one of them with the passages side by side, what was written beside it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.agencies.domain.comparing import ALIKE
from greenlist.agencies.domain.leads import note_lead
from greenlist.agencies.forms.conduct import NoteForm
from greenlist.agencies.models import LikenessPair
from greenlist.agencies.queries.leads import lead_of, leads_of, scores_of
from greenlist.agencies.queries.likeness import side_by_side
from greenlist.agencies.rules.conduct import conduct
from greenlist.agency.calendar import FAR_KM, MANY_VISITS, WEEK
from greenlist.agency.inflation import ENOUGH, MUCH
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

from .conduct_finding import INVALID, done, province_of_page

PAGE = 50
LIMITS = {
    "far": FAR_KM, "many": MANY_VISITS, "days": WEEK, "alike": round(ALIKE * 100), "enough": ENOUGH, "much": MUCH,
}  # fmt: skip


@login_required
@require_safe
def leads(request: Request) -> HttpResponse:
    """Every lead, what nobody has looked at first; how far scores lie above others, agency by agency."""
    require(conduct.may_open(request.hat))
    province = province_of_page(wearer(request))
    sort = request.GET.get("sort", "")
    found = [one for one in leads_of(province) if sort in ("", one.lead.sort)]
    scores = scores_of(province)
    names = Organisation.objects.in_bulk([int(row.agency) for row in scores])
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")), "sort": sort, "limits": LIMITS,
        "scores": [(names[int(row.agency)], row) for row in scores],
    }  # fmt: skip
    return render(request, "agencies/conduct/leads.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: Request, agency: int, key: str) -> HttpResponse:
    """One lead; POST writes beside it."""
    require(conduct.may_open(request.hat))
    hat = wearer(request)
    about = Organisation.objects.filter(pk=agency, kind=Organisation.Kind.AGENCY).first()
    shown = lead_of(province_of_page(hat), about, key) if about is not None else None
    if about is None or shown is None:
        raise Http404
    form = NoteForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and done(
        form, lambda: note_lead(agency=about, lead=key, note=form.cleaned_data["note"], by=hat)
    ):
        messages.success(request, _("已记录。"))
        return redirect("agency-lead", agency=agency, key=key)
    pair: LikenessPair | None = shown.pair
    context = {"shown": shown, "form": form, "pair": pair, "passages": side_by_side(pair) if pair else []}
    return render(request, "agencies/conduct/lead.html", context, status=INVALID if form.errors else 200)
