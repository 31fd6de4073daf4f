"""The filings of an agency: which there are, one begun, one as a page, one handed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain import filings as domain
from greenlist.agencies.forms.filing import PaperForm
from greenlist.agencies.models import Filing
from greenlist.agencies.queries.filing_page import Beginning, beginnings, shown
from greenlist.agencies.queries.register import bars_on
from greenlist.agencies.queries.standing import standing
from greenlist.agencies.rules.filings import filings
from greenlist.applications.filetypes import TYPES
from greenlist.applications.limits import limits_of
from greenlist.engine import clock
from greenlist.parties import roles
from greenlist.parties.access import find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

INVALID = 422
AROUND = ("agency__jurisdiction", "jurisdiction", "round__law", "filed_by", "accepted_by")


def own_agency(request: Request) -> Organisation:
    """The agency of somebody who works for one. Raises NotAllowed."""
    hat = wearer(request)
    if hat.organisation is None or not hat.among(roles.AGENCY):
        require(no(_("备案由第三方评价机构办理。")))
        raise Http404
    return hat.organisation


@login_required
@require_safe
def agency_filings(request: Request) -> HttpResponse:
    """Every filing of the agency, and the rounds for which one can be begun."""
    agency = own_agency(request)
    rows = filings.visible(request.hat).select_related("jurisdiction", "round")
    bars = {one.province_id: one for one in bars_on(clock.today()).filter(agency=agency)}
    context = {
        "agency": agency, "may_start": filings.may_start(request.hat),
        "rows": [(one, standing(one, clock.today(), bar=bars.get(one.jurisdiction_id))) for one in rows],
        "beginnings": beginnings(agency), "bars": list(bars.values()),
    }  # fmt: skip
    return render(request, "agencies/filing/list.html", context)


@login_required
@require_POST
def agency_filing_start(request: Request) -> HttpResponse:
    """Begin a filing for a round: empty, or with what last year's says."""
    agency = own_agency(request)
    chosen = _beginning(request, agency)
    try:
        if request.POST.get("how") == "renew" and chosen.last is not None:
            made = domain.renew_filing(last=chosen.last, round_=chosen.round, by=wearer(request))
        else:
            made = domain.start_filing(agency=agency, round_=chosen.round, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("agency-filings")
    messages.success(request, _("已建立备案。逐项填好后，由机构负责人报送。"))
    return redirect("agency-filing", pk=made.pk)


def _beginning(request: Request, agency: Organisation) -> Beginning:
    """The round chosen, among those that can be."""
    asked = request.POST.get("round", "")
    for one in beginnings(agency):
        if str(one.round.pk) == asked:
            return one
    raise Http404


def filing_of(request: Request, pk: int) -> Filing:
    """A filing of one's own agency. Raises Http404."""
    own_agency(request)
    return find(filings.visible(request.hat).select_related(*AROUND), pk=pk)


@login_required
@require_safe
def agency_filing(request: Request, pk: int) -> HttpResponse:
    """The whole filing on one page: basics, staff, projects, papers, conditions, handing in."""
    return filing_page(request, filing_of(request, pk))


def filing_page(request: Request, filing: Filing, paper: PaperForm | None = None) -> HttpResponse:
    """The page, with a form of papers that was at fault."""
    limits = limits_of(filing.round)
    may_edit = filings.may(request.hat, "edit", filing)
    context: dict[str, Any] = {
        "filing": filing, "shown": shown(filing), "may_edit": may_edit,
        "may_submit": filings.may(request.hat, "submit", filing), "limits": limits,
        "types": [one.label for one in TYPES.values() if one.id in limits.types],
        "paper": paper or (PaperForm(filing=filing, label_suffix="") if may_edit else None),
    }  # fmt: skip
    return render(request, "agencies/filing/filing.html", context, status=INVALID if paper else 200)


@login_required
@require_POST
def agency_filing_submit(request: Request, pk: int) -> HttpResponse:
    """Hand it in."""
    filing = filing_of(request, pk)
    require(filings.may(request.hat, "submit", filing))
    try:
        domain.submit_filing(filing=filing, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("agency-filing", pk=pk)
    messages.success(request, _("已报送%(place)s。核对结果会通知您。") % {"place": filing.jurisdiction.name})
    return redirect("agency-filing", pk=pk)
