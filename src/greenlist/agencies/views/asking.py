"""The unit's page of its agency: choose and ask, the answer, relations, the contract, its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain import engagements as verbs
from greenlist.agencies.forms.engagements import AskForm, ContractForm, ReasonForm, RelationForm
from greenlist.agencies.law import has_agencies, third_party
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.caps import cap_rule
from greenlist.agencies.queries.engagement_page import Sides
from greenlist.agencies.queries.engagements import Choice, choices, engagement_of, history_of
from greenlist.agencies.rules.engagements import engagements
from greenlist.applications.models import Application, Route
from greenlist.applications.process import StaleApplication, TransitionRefused
from greenlist.applications.rules import applications
from greenlist.parties import roles
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, STALE, put


def found(request: Request, pk: int) -> Application:
    """One's own application on the agency's route, or with an engagement behind it. Raises Http404."""
    hat = wearer(request)
    around = ("round__jurisdiction", "unit__jurisdiction", "city")
    if not hat.among(roles.APPLICANT):
        raise Http404
    application = find(applications.visible(hat).select_related(*around), pk=pk)
    known = application.route == Route.AGENCY or Engagement.objects.filter(application=application).exists()
    if not (has_agencies(application.round) and known):
        raise Http404
    return application


@login_required
@require_safe
def application_agency(request: Request, pk: int) -> HttpResponse:
    """Which agency evaluates: to choose, or how far it is."""
    return page(request, found(request, pk))


def page(request: Request, application: Application, *, status: int = 200, **forms: Form) -> HttpResponse:
    """The page, with the form that was refused in the place of an empty one."""
    engaged = engagement_of(application)
    context: dict[str, Any] = {
        "application": application, "engagement": engaged, "law": third_party(application.round),
        "rule": cap_rule(application.round), "may_ask": engagements.may_ask(request.hat, application),
        "history": [one for one in history_of(application) if engaged is None or one.pk != engaged.pk],
    }  # fmt: skip
    if engaged is not None:
        context |= engaged_context(request, engaged)
    elif context["may_ask"]:
        every = choices(application)
        context |= {
            "choices": every, "ask": ask_form(every),
            "relation_form": RelationForm(agencies=_named(every), label_suffix=""),
        }  # fmt: skip
    return render(request, "agencies/engagement/application.html", context | forms, status=status)


def engaged_context(request: Request, engaged: Engagement) -> dict[str, Any]:
    """What both sides' pages show of an engagement, with empty forms."""
    acts = ("withdraw", "sign", "end", "answer", "ask_to_end", "contract", "relate")
    given = {"number": engaged.contract_no, "signed_on": engaged.signed_on, "starts_on": engaged.starts_on}
    return {
        "sides": Sides(engaged), "may": {act: engagements.may(request.hat, act, engaged) for act in acts},
        "contract_form": ContractForm(initial=given, label_suffix=""), "end_form": ReasonForm(label_suffix=""),
        "relation_form": RelationForm(label_suffix=""),
    }  # fmt: skip


def ask_form(every: list[Choice], data: Any = None) -> AskForm:
    """Only those that may be asked can be chosen."""
    return AskForm(data, agencies=[(str(one.agency.pk), one.agency.name) for one in every if one.open], label_suffix="")


def _named(every: list[Choice]) -> list[tuple[str, str]]:
    return [(str(one.agency.pk), one.agency.name) for one in every]


@login_required
@require_POST
def agency_ask(request: Request, pk: int) -> HttpResponse:
    """Ask one agency."""
    application = found(request, pk)
    require(engagements.may_ask(request.hat, application))
    every = choices(application)
    form = ask_form(every, request.POST)
    if form.is_valid():
        chosen = next(one.agency for one in every if str(one.agency.pk) == form.cleaned_data["agency"])
        try:
            verbs.ask_agency(
                application=application, agency=chosen, by=wearer(request), message=form.cleaned_data["message"]
            )
        except Refused as refused:
            put(form, refused)
        else:
            messages.success(request, _("已询问“%(agency)s”，答复后会通知您。") % {"agency": chosen.name})
            return redirect("application-agency", pk=pk)
    return page(request, application, status=INVALID, ask=form)


def _engaged(request: Request, pk: int) -> Engagement:
    """The live engagement of one's own application. Raises Http404."""
    engaged = engagement_of(found(request, pk))
    if engaged is None:
        raise Http404
    return engaged


@login_required
@require_POST
def agency_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take the question back."""
    verbs.withdraw_request(engagement=_engaged(request, pk), by=wearer(request))
    messages.success(request, _("已撤回，可以另选机构。"))
    return redirect("application-agency", pk=pk)


@login_required
@require_POST
def agency_sign(request: Request, pk: int) -> HttpResponse:
    """The signatory concludes the contract."""
    engaged = _engaged(request, pk)
    require(engagements.may(request.hat, "sign", engaged))
    form = Form(request.POST)
    try:
        verbs.sign_contract(engagement=engaged, by=wearer(request))
    except (Refused, TransitionRefused) as refused:
        put(form, refused)
        stale = isinstance(refused, StaleApplication)
        return page(request, found(request, pk), status=STALE if stale else INVALID, sign_form=form)
    messages.success(request, _("已签约，评价由“%(agency)s”开展。") % {"agency": engaged.agency.name})
    return redirect("application-agency", pk=pk)


@login_required
@require_POST
def agency_end(request: Request, pk: int) -> HttpResponse:
    """The signatory ends the contract."""
    engaged = _engaged(request, pk)
    require(engagements.may(request.hat, "end", engaged))
    form = ReasonForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            verbs.end_engagement(engagement=engaged, by=wearer(request), reason=form.cleaned_data["reason"])
        except (Refused, TransitionRefused) as refused:
            put(form, refused)
        else:
            messages.success(request, _("已解除委托，可以另选机构，或改为自评价。"))
            return redirect("application-agency", pk=pk)
    return page(request, found(request, pk), status=INVALID, end_form=form)
