"""Units: entering one, deciding on it, its page, its data and its name."""

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
from django.views.decorators.http import require_POST, require_safe

from greenlist.engine.codes import uscc_warnings
from greenlist.parties import roles
from greenlist.parties.access import Hat, Ruling, find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.domain.accounts import create_person
from greenlist.parties.domain.units import (
    confirm_unit,
    enter_unit,
    refuse_unit,
    register_unit,
    rename_unit,
    update_unit,
)
from greenlist.parties.forms.units import DecisionForm, NewcomerForm, RenameForm, UnitDataForm, UnitForm, said
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Duty, Organisation
from greenlist.parties.rules import organisations

from .signing_in import let_in

PAGE = 50


@sensitive_post_parameters("password", "password_again")
def register(request: Request) -> HttpResponse:
    """Enter a unit: with a new account, for oneself, or as its city (which confirms it thereby)."""
    hat = request.hat
    if hat is not None:
        require(may_register(hat))
    form = _register_form(request)
    if request.method == "POST" and _too_many(request):
        form.add_error(None, _("这个网络地址登记的单位过多，请一小时后再试，或联系所在市（州）主管部门。"))
    elif request.method == "POST" and form.is_valid():
        try:
            return _registered(request, form)
        except Refused as refused:
            form.refuse(refused, refused.field)
    context = {"form": form, "by_office": _is_office(hat)}
    return render(request, "parties/register.html", context, status=422 if form.errors else 200)


def may_register(hat: Hat) -> Ruling:
    """Who may enter a unit: the city of a place, and anybody whose account is for business and no other office."""
    if hat.person.duty != Duty.BUSINESS:
        return no(_("管理员账号不能登记申报单位。"))
    if hat.membership is not None and not hat.among(roles.APPLICANT | roles.CITY):
        return no(_("您当前的身份不能登记申报单位；请换一个身份，或退出后以新账号登记。"))
    return Ruling(allowed=True)


def _is_office(hat: Hat | None) -> bool:
    return hat is not None and hat.among(roles.CITY)


def _register_form(request: Request) -> UnitForm:
    data, hat = request.POST or None, request.hat
    if hat is None:
        return NewcomerForm(data)
    return UnitForm(data, within=hat.jurisdiction if _is_office(hat) else None)


def _too_many(request: Request) -> bool:
    return request.hat is None and ratelimit.consume(request, app="allauth.account", action="signup") is None


def _registered(request: Request, form: UnitForm) -> HttpResponse:
    hat = request.hat
    if hat is not None and _is_office(hat):
        unit = enter_unit(**form.unit(), by=hat)
        messages.success(request, _("已登记“%(unit)s”。请邀请它的负责人。") % {"unit": unit.name})
        return redirect(reverse("invite") + f"?organisation={unit.pk}")
    if isinstance(form, NewcomerForm):
        with transaction.atomic():
            hat = Hat(create_person(**form.account()))
            unit = register_unit(**form.unit(), by=hat)
        response = let_in(request, hat.person, reverse("unit", args=[unit.pk]))
    else:
        unit = register_unit(**form.unit(), by=_signed_in(hat))
        response = redirect("unit", unit.pk)
    messages.success(
        request, _("已登记“%(unit)s”，等待所在市（州）确认；现在就可以填写申报草稿。") % {"unit": unit.name}
    )
    return response


def _signed_in(hat: Hat | None) -> Hat:
    if hat is None:
        raise RuntimeError("a unit is entered by somebody")
    return hat


@login_required
@require_safe
def pending(request: Request) -> HttpResponse:
    """The units of its place that wait for the city."""
    hat = wearer(request)
    if not hat.among(roles.CITY):
        require(no(_("待确认单位由市（州）主管部门办理。")))
    return _pending_page(request, hat)


def _pending_page(request: Request, hat: Hat, refused: tuple[int, DecisionForm] | None = None) -> HttpResponse:
    rows = organisations.visible(hat).filter(status=Organisation.Status.PENDING, kind__in=roles.UNITS)
    rows = rows.select_related("jurisdiction").prefetch_related("memberships__person").order_by("created_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for unit in page:
        unit.warnings = [said(one) for one in uscc_warnings(unit.uscc)]  # type: ignore[attr-defined]
        unit.decision = refused[1] if refused and refused[0] == unit.pk else DecisionForm(prefix=None)  # type: ignore[attr-defined]
    return render(request, "parties/units_pending.html", {"page": page}, status=422 if refused else 200)


@login_required
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Confirm or refuse a unit."""
    hat = wearer(request)
    unit = find(organisations.visible(hat), pk=pk)
    require(organisations.may(hat, "decide", unit))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _pending_page(request, hat, (unit.pk, form))
    if form.cleaned_data["decision"] == "confirm":
        confirm_unit(unit=unit, by=hat)
        messages.success(request, _("已确认“%(unit)s”，并已通知该单位。") % {"unit": unit.name})
    else:
        refuse_unit(unit=unit, reason=form.cleaned_data["reason"].strip(), by=hat)
        messages.success(request, _("已对“%(unit)s”不予确认，理由已通知该单位。") % {"unit": unit.name})
    return redirect("units_pending")


@login_required
@require_safe
def unit(request: Request, pk: int) -> HttpResponse:
    """A unit: its data, its former names, and what may be done about it."""
    hat = wearer(request)
    rows = organisations.visible(hat).filter(kind__in=roles.UNITS).select_related("jurisdiction__parent")
    row = find(rows.prefetch_related("former_names"), pk=pk)
    context = {
        "unit": row,
        "warnings": [said(one) for one in uscc_warnings(row.uscc)],
        "may_update": organisations.may(hat, "update", row),
        "may_rename": organisations.may(hat, "rename", row),
        "may_decide": organisations.may(hat, "decide", row),
    }
    return render(request, "parties/unit.html", context)


@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """Correct a unit's data."""
    hat = wearer(request)
    row = find(organisations.visible(hat), pk=pk)
    require(organisations.may(hat, "update", row))
    known = {"legal_rep": row.legal_rep, "address": row.address, "industry4": row.industry4}
    form = UnitDataForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        update_unit(unit=row, values=form.cleaned_data, by=hat)
        messages.success(request, _("已保存单位资料。"))
        return redirect("unit", row.pk)
    context = {"form": form, "unit": row}
    return render(request, "parties/unit_edit.html", context, status=422 if form.errors else 200)


@login_required
def rename(request: Request, pk: int) -> HttpResponse:
    """Give a unit its new name; the old one is kept."""
    hat = wearer(request)
    row = find(organisations.visible(hat), pk=pk)
    require(organisations.may(hat, "rename", row))
    form = RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            rename_unit(unit=row, name=data["name"], reason=data["reason"], on=data["on"], by=hat)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("已更名为“%(name)s”，原名称已保留。") % {"name": data["name"]})
            return redirect("unit", row.pk)
    context = {"form": form, "unit": row}
    return render(request, "parties/unit_rename.html", context, status=422 if form.errors else 200)
