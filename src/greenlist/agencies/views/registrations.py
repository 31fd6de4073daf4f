"""An agency enters itself and keeps its data; the province confirms it."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.agencies.domain.registering import decide_registration, register_agency, update_agency
from greenlist.agencies.forms.registration import AgencyDataForm, AgencyForm, NewcomerForm
from greenlist.agencies.rules.filings import filings
from greenlist.agencies.rules.registrations import registrations
from greenlist.engine.codes import uscc_warnings
from greenlist.parties.access import Hat, find, require
from greenlist.parties.domain import Refused
from greenlist.parties.domain.accounts import create_person
from greenlist.parties.forms.units import DecisionForm, said
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation
from greenlist.parties.views.signing_in import let_in

from .filings import INVALID, own_agency

PAGE = 50
EDITS = ("GET", "HEAD", "POST")


@sensitive_post_parameters("password", "password_again")
@require_http_methods(EDITS)
def agency_register(request: Request) -> HttpResponse:
    """Enter an agency: with a new account, or for oneself. Whoever does becomes its head."""
    require(registrations.may_register(request.hat))
    data = request.POST or None
    form = NewcomerForm(data) if request.hat is None else AgencyForm(data)
    if request.method == "POST" and _too_many(request):
        form.add_error(None, _("这个网络地址登记的单位过多，请一小时后再试，或联系省级主管部门。"))
    elif request.method == "POST" and form.is_valid():
        try:
            return _registered(request, form)
        except Refused as refused:
            form.refuse(refused, refused.field)
    return render(
        request, "agencies/registration/register.html", {"form": form}, status=INVALID if form.errors else 200
    )


def _too_many(request: Request) -> bool:
    return request.hat is None and ratelimit.consume(request, app="allauth.account", action="signup") is None


def _registered(request: Request, form: AgencyForm) -> HttpResponse:
    done = _("已登记“%(name)s”，等待省厅确认；现在就可以填写备案，确认后才能报送。")
    if isinstance(form, NewcomerForm):
        with transaction.atomic():
            hat = Hat(create_person(**form.account()))
            register_agency(**form.agency(), by=hat)
        response = let_in(request, hat.person, reverse("agency-filings"))
    else:
        register_agency(**form.agency(), by=wearer(request))
        response = redirect("hats")
    messages.success(request, done % {"name": form.cleaned_data["name"]})
    return response


@login_required
@require_http_methods(EDITS)
def agency_profile(request: Request) -> HttpResponse:
    """What the agency is registered with; its head corrects legal representative and address."""
    agency = own_agency(request)
    may = registrations.may(request.hat, "update", agency)
    form = AgencyDataForm(request.POST or None, initial={"legal_rep": agency.legal_rep, "address": agency.address})
    if request.method == "POST":
        require(may)
        if form.is_valid():
            update_agency(agency=agency, values=form.cleaned_data, by=wearer(request))
            messages.success(request, _("已保存机构资料。"))
            return redirect("agency-profile")
    context = {"agency": agency, "form": form if may else None, "former": agency.former_names.all()}
    return render(request, "agencies/registration/profile.html", context, status=INVALID if form.errors else 200)


@login_required
@require_safe
def agency_registrations(request: Request) -> HttpResponse:
    """The agencies that wait for the province."""
    require(filings.may_handle(request.hat))
    return _pending(request)


def _pending(request: Request, refused: tuple[int, DecisionForm] | None = None) -> HttpResponse:
    rows = registrations.visible(request.hat).filter(status=Organisation.Status.PENDING)
    rows = rows.select_related("jurisdiction").prefetch_related("memberships__person").order_by("created_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            (one, [said(warning) for warning in uscc_warnings(one.uscc)], _form_for(one, refused)) for one in page
        ],
    }
    return render(request, "agencies/registration/pending.html", context, status=INVALID if refused else 200)


def _form_for(agency: Organisation, refused: tuple[int, DecisionForm] | None) -> DecisionForm:
    return refused[1] if refused and refused[0] == agency.pk else DecisionForm(auto_id=f"id_{agency.pk}_%s")


@login_required
@require_POST
def agency_registration_decide(request: Request, pk: int) -> HttpResponse:
    """Confirm or refuse a registration."""
    require(filings.may_handle(request.hat))
    agency = find(registrations.visible(request.hat).select_related("jurisdiction"), pk=pk)
    require(registrations.may(request.hat, "decide", agency))
    form = DecisionForm(request.POST, auto_id=f"id_{agency.pk}_%s")
    if not form.is_valid():
        return _pending(request, (agency.pk, form))
    confirm = form.cleaned_data["decision"] == "confirm"
    decide_registration(agency=agency, confirm=confirm, reason=form.cleaned_data["reason"], by=wearer(request))
    text = _("已确认“%(name)s”，并已通知。") if confirm else _("已对“%(name)s”不予确认，理由已通知。")
    messages.success(request, text % {"name": agency.name})
    return redirect("agency-registrations")
