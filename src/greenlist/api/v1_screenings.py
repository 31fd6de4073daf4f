"""Screening for programs, read only: the runs of a round, the units of a run, the record of one unit."""

from __future__ import annotations

from typing import Annotated

from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Path, Query

from greenlist.parties.access import Row, find
from greenlist.parties.http import Request
from greenlist.rounds.rules import rounds
from greenlist.screenings.queries import runs_of
from greenlist.screenings.rules import runs, unit_results

from .queries_screenings import detail_of_unit, page_of_runs, page_of_units
from .schemas import ProblemOut
from .schemas_screenings import OutcomeName, RunsOut, ScreenedDetailOut, ScreenedPageOut
from .v1 import BIG, PROBLEMS, Page, api, hat_of

Id = Annotated[int, Path(ge=1, le=BIG)]
FOUND = {**PROBLEMS, 404: ProblemOut}


@api.get(
    "/rounds/{round}/screening-runs",
    response={200: RunsOut, **FOUND},
    url_name="screening-runs",
    operation_id="list_screening_runs",
    summary="一轮次的筛查 / screenings of a round",
)
def list_screening_runs(request: Request, round: Id, page: Page = 1) -> RunsOut:  # noqa: A002 - name of the parameter
    """The runs that the hat worn may see, newest first: an office's own, a unit's self-checks."""
    hat = hat_of(request)
    found = _find(rounds.visible(hat), round)
    return page_of_runs(runs_of(runs.visible(hat), found), page, hat)


@api.get(
    "/screening-runs/{run}/units",
    response={200: ScreenedPageOut, **FOUND},
    url_name="screening-run-units",
    operation_id="list_screened_units",
    summary="一次筛查的单位 / units of a screening",
)
def list_screened_units(
    request: Request, run: Id, outcome: Annotated[OutcomeName | None, Query()] = None, page: Page = 1
) -> ScreenedPageOut:
    """The units of a run with their outcomes."""
    hat = hat_of(request)
    found = _find(runs.visible(hat), run)
    return page_of_units(unit_results.visible(hat).filter(run=found), page, outcome or "")


@api.get(
    "/screening-units/{unit}",
    response={200: ScreenedDetailOut, **FOUND},
    url_name="screening-unit",
    operation_id="get_screened_unit",
    summary="一个单位的筛查记录 / the record of one unit",
)
def get_screened_unit(request: Request, unit: Id) -> ScreenedDetailOut:
    """Its conditions with what decides them, and every record that was found."""
    visible = unit_results.visible(hat_of(request))
    return detail_of_unit(visible, _find(visible.defer("answer"), unit))


def _find(visible: models.QuerySet[Row], pk: int) -> Row:
    try:
        return find(visible, pk=pk)
    except Http404:
        raise Http404(_("没有这项筛查，或者您不能查看。")) from None
