"""Whom an agency counts with under a cap over affiliates: declared by it, taken back by it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenlist.agencies.domain import engagements as verbs
from greenlist.agencies.forms.engagements import AffiliationForm
from greenlist.agencies.queries.engagement_list import affiliations_of, agency_by_code, places_of
from greenlist.agencies.rules.engagements import engagements
from greenlist.agencies.rules.relations import affiliations
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

from .common import INVALID


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agency_affiliations(request: Request) -> HttpResponse:
    """Those declared, and the form for another one."""
    require(engagements.may_work(request.hat))
    agency = wearer(request).organisation
    if agency is None:
        raise Http404
    form = AffiliationForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid() and _declared(request, form, agency):
        return redirect("agency-affiliations")
    context = {"form": form, "rows": affiliations_of(affiliations.visible(request.hat)), "places": places_of(agency)}
    return render(request, "agencies/engagement/affiliations.html", context, status=INVALID if form.errors else 200)


def _declared(request: Request, form: AffiliationForm, agency: Organisation) -> bool:
    given = form.cleaned_data
    other = agency_by_code(given["uscc"])
    if other is None:
        form.add_error("uscc", _("本系统没有登记这个代码的评价机构，请核对。"))
        return False
    try:
        verbs.declare_affiliation(
            agency=agency, other=other, basis=given["basis"], by=wearer(request), detail=given["detail"]
        )
    except Refused as refused:
        form.add_error("uscc" if refused.field == "other" else None, str(refused))
        return False
    messages.success(request, _("已申报关联单位“%(other)s”。") % {"other": other.name})
    return True


@login_required
@require_POST
def affiliation_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take one back."""
    one = find(affiliations.visible(request.hat), pk=pk)
    verbs.withdraw_affiliation(affiliation=one, by=wearer(request))
    messages.success(request, _("已撤回申报。"))
    return redirect("agency-affiliations")
