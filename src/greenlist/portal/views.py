"""Home of every role, and what the site is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenlist.consultations.queries.letters import mine
from greenlist.consultations.rules.letters import letters
from greenlist.notices.queries.cases import unanswered_rows
from greenlist.notices.queries.public import open_notices
from greenlist.notices.rules.objections import objections
from greenlist.panels.queries.scoring import has_profile, tally
from greenlist.panels.rules.scoring import desk
from greenlist.parties import roles
from greenlist.parties.access import Hat, NotAllowed, no
from greenlist.parties.http import Request
from greenlist.parties.models import Role
from greenlist.rounds.rules import rounds
from greenlist.screenings.page_queries import waiting_rounds

from . import queries
from .agency import agency_desk
from .steps import steps_of
from .views_watching import summaries

Told = Callable[[Hat], dict[str, Any]]
MOST = 20  # letters on the page; the list has all


@require_safe
def home(request: Request) -> HttpResponse:
    """What waits for me, what is late, what changed; for nobody signed in: what this is."""
    hat = request.hat
    if hat is None:
        return render(request, "portal/public.html", {"rounds": queries.open_rounds(), "noticed": open_notices()})
    template, told = next(((name, what) for group, name, what in HOMES if hat.among(group)), NOTHING_WAITS)
    return render(request, f"portal/{template}.html", told(hat) | {"notices": queries.notices_of(hat)})


@login_required
@require_safe
def agency(request: Request) -> HttpResponse:
    """The desk of an agency; its people find the same on their home."""
    hat = request.hat
    if hat is None or not hat.among(roles.AGENCY):
        raise NotAllowed(no(_("供第三方评价机构使用。")))
    return render(request, "portal/agency.html", _agency(hat) | {"notices": queries.notices_of(hat)})


@require_safe
def about(request: Request) -> HttpResponse:
    """What the program is and how it treats data."""
    return render(request, "portal/about.html")


def _applicant(hat: Hat) -> dict[str, Any]:
    standings = queries.applicant_applications(hat)
    return {
        "standings": standings,
        "asked": list(unanswered_rows(objections.visible(hat))),
        "mine": [one for one in standings if one.mine],
        "late": [one for one in standings if one.late],
        "rounds": queries.rounds_of(hat),
    }


def _city(hat: Hat) -> dict[str, Any]:
    desks = queries.desks_of(hat)
    return {
        "waiting": queries.waiting_for_city(hat),
        "steps": steps_of(hat),
        "desks": desks,
        "watched": summaries(hat, [one.round for one in desks]),
        "newest": queries.newest_of(hat),
        "screened": waiting_rounds(hat),
    }


def _province(hat: Hat) -> dict[str, Any]:
    desks = queries.desks_of(hat)
    return {
        "desks": desks,
        "watched": summaries(hat, [one.round for one in desks]),
        "cities": queries.cities_of(hat),
        "steps": steps_of(hat),
        "newest": queries.newest_of(hat),
        "may_open": rounds.may_open(hat),
        "screened": waiting_rounds(hat),
    }


def _agency(hat: Hat) -> dict[str, Any]:
    return {"desk": agency_desk(hat), "rounds": queries.rounds_of(hat)}


def _department(hat: Hat) -> dict[str, Any]:
    asked = list(mine(letters.visible(hat))[:MOST])
    waiting = sum(bool(one.waiting) for one in asked)  # type: ignore[attr-defined]  # annotated by the query
    return {"asked": asked, "waiting": waiting, "rounds": queries.rounds_of(hat)}


def _expert(hat: Hat) -> dict[str, Any]:
    return {
        "tally": tally(desk.visible(hat)),
        "registered": has_profile(hat.person),
        "rounds": queries.rounds_of(hat),
    }


def _waits_for_nothing(hat: Hat) -> dict[str, Any]:
    return {"rounds": queries.rounds_of(hat)}


NOTHING_WAITS: tuple[str, Told] = ("waiting", _waits_for_nothing)
HOMES: tuple[tuple[frozenset[Role], str, Told], ...] = (
    (roles.APPLICANT, "applicant", _applicant),
    (roles.AGENCY, "agency", _agency),
    (roles.CITY, "city", _city),
    (roles.PROVINCE, "province", _province),
    (frozenset({Role.DEPARTMENT}), "department", _department),
    (frozenset({Role.EXPERT}), "expert", _expert),
    (frozenset({Role.SYSTEM_ADMIN}), "system", lambda _hat: {"health": queries.health()}),
    (frozenset({Role.SECURITY_ADMIN}), "security", lambda _hat: {"accounts": queries.accounts()}),
    (frozenset({Role.AUDIT_ADMIN}), "audit", lambda _hat: {"record": queries.record_lately()}),
)
