"""How the pages of screening find what they are about, and whose it is."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from greenlist.applications.models import Application
from greenlist.applications.rules import applications
from greenlist.parties.access import Hat, find, require
from greenlist.parties.http import Request
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds
from greenlist.screenings.models import Run, UnitResult
from greenlist.screenings.rules import runs, unit_results

INVALID = 422


def place_of(hat: Hat) -> Jurisdiction:
    """The authority somebody of an office acts for. Raises Http404 without one."""
    if hat.jurisdiction is None:
        raise Http404
    return hat.jurisdiction


def keeper_of(hat: Hat) -> Jurisdiction:
    """The province whose lists and decisions hold there."""
    return province_of(place_of(hat))


def round_to_screen(request: Request, pk: int) -> Round:
    """A round this hat screens. Raises Http404, NotAllowed."""
    round_ = find(rounds.visible(request.hat).select_related("jurisdiction", "law"), pk=pk)
    require(runs.may_start(request.hat, round_))
    return round_


def run_to_open(request: Request, pk: int) -> Run:
    """A run whose answers this hat may read. Raises Http404, NotAllowed."""
    around = ("round__jurisdiction", "round__law", "authority", "by", "because", "application__unit")
    run = find(runs.visible(request.hat).select_related(*around), pk=pk)
    require(runs.may(request.hat, "open", run))
    return run


def answer_of(request: Request, pk: int) -> UnitResult:
    """An answer about a unit this hat may see, whole. Raises Http404."""
    around = ("run__round__law", "run__round__jurisdiction", "run__authority", "run__by", "application__unit",
              "application__round", "application__city")  # fmt: skip
    return find(unit_results.visible(request.hat).select_related(*around), pk=pk)


def application_seen(request: Request, pk: int) -> Application:
    """An application this hat may see. Raises Http404."""
    around = ("round__jurisdiction", "round__law", "unit__jurisdiction", "city")
    return find(applications.visible(request.hat).select_related(*around), pk=pk)


def subject_of(request: Request, unit: UnitResult) -> tuple[dict[str, Any], int | None]:
    """The unit, or its enterprise that `?tenant=` names by its place in the answer. Raises Http404."""
    asked = request.GET.get("tenant", "")
    if not asked:
        return unit.answer, None
    tenants = unit.answer["tenants"]
    if not asked.isdecimal() or len(asked) > 6 or int(asked) >= len(tenants):
        raise Http404
    return tenants[int(asked)], int(asked)
