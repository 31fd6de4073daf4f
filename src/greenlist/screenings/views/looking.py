"""Look-ups: recorded about a unit or an enterprise of a park, read, taken back, and their proofs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.evaluating import user_language
from greenlist.applications.filechecks import FileRefused
from greenlist.engine.messages import Message, say
from greenlist.engine.messages import render as in_words
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.law import book_of
from greenlist.screening.rules import rules_of
from greenlist.screenings import domain
from greenlist.screenings.catalogue import Catalogue, catalogue_of, condition_names, source_names
from greenlist.screenings.domain.looking import Seen
from greenlist.screenings.forms import ReasonForm
from greenlist.screenings.lookup_forms import LookupForm
from greenlist.screenings.lookup_rules import lookups
from greenlist.screenings.models import Lookup, UnitResult
from greenlist.screenings.shown import identity_of
from greenlist.screenings.sources import sources_of

from .finding import INVALID, answer_of, subject_of
from .papers import paper_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lookup_new(request: Request, pk: int) -> HttpResponse:
    """The form to record what was looked up about the unit of an answer, or about its enterprise `?tenant=`."""
    unit = answer_of(request, pk)
    require(lookups.may_record(request.hat, unit))
    told, number = subject_of(request, unit)
    names = catalogue_of(unit.run.round)
    choices: dict[str, Any] = {"conditions": _conditions(unit, names), "sources": _sources(names)}
    if request.method != "POST":
        form = LookupForm(initial={"condition": request.GET.get("condition", "")}, **choices)
        return _form_page(request, unit, told, number, form)
    form = LookupForm(request.POST, request.FILES, **choices)
    if form.is_valid() and _recorded(request, form, unit, told):
        messages.success(request, _("已记录，并已重新筛查这家单位。"))
        return redirect(_back_to(unit, number))
    return _form_page(request, unit, told, number, form)


def _form_page(
    request: Request, unit: UnitResult, told: dict[str, Any], number: int | None, form: LookupForm
) -> HttpResponse:
    context = {"unit": unit, "told": told, "tenant": number, "form": form, "back": _back_to(unit, number)}
    return render(request, "screenings/lookup_new.html", context, status=INVALID if form.is_bound else 200)


def _conditions(unit: UnitResult, names: Catalogue) -> list[tuple[str, str]]:
    """The conditions of the policy, each with what tells its parts apart: first those that no list answers."""
    rules = rules_of(book_of(unit.run.round), unit.run.round.policy_id)
    parts = {one.id: _part(one.reason) for one in rules.not_screened}
    parts |= {one.id: _("、").join(names.source(key) for key in one.feeds) for one in rules.conditions}
    return [(key, _("%(condition)s（%(part)s）") % {"condition": names.condition(key), "part": part})
            for key, part in parts.items()]  # fmt: skip


def _part(reason: Message) -> str:
    """Which part of a condition it is that no list answers."""
    return in_words(say(f"screening.part_{reason.code.partition('not_screened_')[2]}"), user_language())


def _sources(names: Catalogue) -> list[tuple[str, str]]:
    return [(key, names.source(key)) for key in names.feeds]


def _recorded(request: Request, form: LookupForm, unit: UnitResult, told: dict[str, Any]) -> bool:
    """Record; what the verb refuses stands at its field."""
    given = dict(form.cleaned_data)
    document, result = given.pop("document"), given.pop("result")
    try:
        domain.record_lookup(
            unit=unit, identity=identity_of(told), name=told["name"], by=wearer(request), document=document,
            seen=Seen(found=result == "found", **given),
        )  # fmt: skip
    except FileRefused as refused:
        form.add_error("document", str(refused))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()


def _back_to(unit: UnitResult, number: int | None) -> str:
    if unit.application_id is None:
        address = reverse("screening-unit", args=[unit.pk])
    else:
        address = reverse("application-screening", args=[unit.application_id])
    return address if number is None else f"{address}?tenant={number}"


def _lookup(request: Request, pk: int) -> Lookup:
    around = ("by", "authority", "city", "document", "withdrawn_by", "application")
    return find(lookups.visible(request.hat).select_related(*around), pk=pk)


@login_required
@require_safe
def lookup(request: Request, pk: int) -> HttpResponse:
    """One look-up, with who and when, and the form to take it back."""
    return _page(request, _lookup(request, pk))


def _page(request: Request, one: Lookup, form: ReasonForm | None = None) -> HttpResponse:
    names = Catalogue({}, condition_names(one.authority), {})
    sources = source_names(sources_of(one.authority))
    context = {
        "one": one, "condition": names.condition(one.condition),
        "source": sources.get(one.source, one.source), "form": form or ReasonForm(label_suffix=""),
        "may_withdraw": lookups.may(request.hat, "withdraw", one),
    }  # fmt: skip
    return render(request, "screenings/lookup.html", context, status=INVALID if form else 200)


@login_required
@require_POST
def lookup_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a look-up back; whoever it is about is screened again."""
    one = _lookup(request, pk)
    require(lookups.may(request.hat, "withdraw", one))
    form = ReasonForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            domain.withdraw_lookup(lookup=one, reason=form.cleaned_data["reason"], by=wearer(request))
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("已撤回，并已重新筛查“%(name)s”。") % {"name": one.name})
            return redirect("lookup", pk=pk)
    return _page(request, one, form)


@login_required
@require_safe
def lookup_document(request: Request, pk: int) -> FileResponse:
    """The proof of a look-up, as a download."""
    one = _lookup(request, pk)
    if one.document is None:
        raise Http404
    return paper_of(one.document, one.document_name)
