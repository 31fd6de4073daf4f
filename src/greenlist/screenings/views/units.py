"""A unit's screening record: in one run, on its application, and its own self-check."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.models import Application
from greenlist.listings.standing import UnitStanding, standing_of
from greenlist.parties import roles
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.law import book_of
from greenlist.screenings import domain, page_queries, queries
from greenlist.screenings.catalogue import Catalogue, catalogue_of
from greenlist.screenings.lookup_rules import lookups
from greenlist.screenings.models import Lookup, UnitResult
from greenlist.screenings.rules import runs, unit_results
from greenlist.screenings.shown import (
    Context,
    conditions_of,
    identity_of,
    source_lines,
    tally,
    tenant_lines,
    troubled,
)
from greenlist.screenings.subjects import provinces, subjects_of, with_names

from .finding import INVALID, answer_of, application_seen, keeper_of, subject_of

TENANTS = 20


@login_required
@require_safe
def screening_unit(request: Request, pk: int) -> HttpResponse:
    """What a run says about one unit, with everything it rests on."""
    unit = answer_of(request, pk)
    if unit.application_id and wearer(request).among(roles.APPLICANT):
        return redirect("application-screening", pk=unit.application_id)
    context = {"application": unit.application, "unit": unit} | record_of(request, unit)
    newest = queries.newest_result(unit.application) if unit.application else None
    if newest is not None and newest.pk != unit.pk:
        context |= {"newer": newest, "may_decide": False}
    return render(request, "screenings/unit.html", context)


def record_of(request: Request, unit: UnitResult) -> dict[str, Any]:
    """The record of a unit, or of the enterprise of a park that `?tenant=` names. Raises Http404."""
    run = unit.run
    names = catalogue_of(run.round)
    told, number = subject_of(request, unit)
    identity = identity_of(told)
    office = not wearer(request).among(roles.APPLICANT)
    decides = office and bool(unit_results.may(request.hat, "decide", unit))
    looked: list[Lookup] = []
    files: dict[str, list[Any]] = {}
    for one in run.sources:
        files.setdefault(one["id"], []).append(one)
    context = Context(names, files)
    if office:
        context.findings = page_queries.findings_about(unit, identity)
        context.judgements = page_queries.judgements_on([identity], keeper_of(wearer(request)))
        looked = queries.lookups_about(lookups.visible(request.hat), identity)
        context.lookups = {one.record: one for one in looked}
    asked = conditions_of(told, context)
    return {
        "run": run, "told": told, "tenant": number,
        "conditions": [one for one in asked if not one.quiet], "quiet": [one for one in asked if one.quiet],
        "sources": source_lines(run.sources, names), "as_of": run.as_of, "may_decide": decides,
        "not_screened": _open(told, run.not_screened, names), "lookups": looked,
    } | (_tenants(request, unit, names) if number is None else {})  # fmt: skip


def _open(told: dict[str, Any], not_screened: list[Any], names: Catalogue) -> list[tuple[Any, str]]:
    """What no list answers and nobody has looked up for this unit."""
    answered = {one["id"] for one in told["conditions"]}
    return [(one, names.condition(one["id"])) for one in not_screened if one["id"] not in answered]


def _tenants(request: Request, unit: UnitResult, names: Catalogue) -> dict[str, Any]:
    every = unit.answer["tenants"]
    if not every:
        return {}
    text = request.GET.get("q", "").strip()[:60]
    page: Any = Paginator(tenant_lines(every, names, troubled(unit.run.sources, names), text), TENANTS).get_page(
        request.GET.get("page")
    )
    counts = tally(every)
    return {"tenants": page, "tenant_counts": counts.items(), "tenants_asked": text, "tenants_total": len(every)}


@login_required
@require_safe
def application_screening(request: Request, pk: int) -> HttpResponse:
    """The newest record of an application and the earlier ones; for its unit the self-check."""
    application = application_seen(request, pk)
    if wearer(request).among(roles.APPLICANT):
        return _self_check_page(request, application)
    return _office_page(request, application)


def _office_page(request: Request, application: Application) -> HttpResponse:
    history = list(queries.history_of(unit_results.visible(request.hat), application)[:20])
    context: dict[str, Any] = {"application": application, "history": history, "unit": None}
    if not request.GET.get("tenant"):
        context["standing"] = _standing(request, application)
    if history:
        unit = answer_of(request, history[0].pk)
        context |= {"unit": unit} | record_of(request, unit)
    return render(request, "screenings/application.html", context)


def _standing(request: Request, application: Application) -> UnitStanding:
    """Where the unit, and who belongs to it, stands on the green lists."""
    (subject,) = subjects_of(with_names(Application.objects.filter(pk=application.pk)), provinces())
    policy = book_of(application.round).policy(application.round.policy_id)
    return standing_of(authority=keeper_of(wearer(request)), policy=policy, kind=application.kind, subject=subject)


def _self_check_page(request: Request, application: Application, trouble: str = "") -> HttpResponse:
    names = catalogue_of(application.round)
    opened = queries.opened_sources(keeper_of(wearer(request)))
    history = list(queries.history_of(unit_results.visible(request.hat), application)[:10])
    context: dict[str, Any] = {
        "application": application, "history": history, "unit": None, "trouble": trouble,
        "opened": [names.source(one) for one in names.sources if one in opened],
        "may_check": runs.may_self_check(request.hat, application),
    }  # fmt: skip
    if history:
        unit = answer_of(request, history[0].pk)
        context |= {"unit": unit} | record_of(request, unit)
    return render(request, "screenings/self_check.html", context, status=INVALID if trouble else 200)


@login_required
@require_POST
def application_self_check(request: Request, pk: int) -> HttpResponse:
    """The unit checks itself against the public lists that are open."""
    application = application_seen(request, pk)
    require(runs.may_self_check(request.hat, application))
    try:
        domain.self_check(application=application, by=wearer(request))
    except Refused as refused:
        return _self_check_page(request, application, str(refused))
    messages.success(request, _("已自查。结果只有本单位看得到。"))
    return redirect("application-screening", pk=pk)
