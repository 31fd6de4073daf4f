"""The screening of a round as it stands now, any run as it was, and starting another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds
from greenlist.screenings import domain, page_queries, queries
from greenlist.screenings.catalogue import Catalogue, catalogue_of
from greenlist.screenings.forms import RunForm
from greenlist.screenings.models import Finding, Run, UnitResult
from greenlist.screenings.rules import list_files, runs, unit_results
from greenlist.screenings.shown import lone, source_lines
from greenlist.screenings.words import HOW, MEANINGS, OUTCOMES

from .finding import INVALID, place_of, round_to_screen, run_to_open

PAGE = 50
RUNS = 10


@dataclass(frozen=True, slots=True)
class Screen:
    """What a page of answers is about: a round as it stands, or one run of it."""

    round: Round
    run: Run | None  # whose lists are named: the newest one, or the one that is shown
    rows: QuerySet[UnitResult]
    current: bool  # the newest answer about each unit; only these can be decided about


@login_required
@require_safe
def screenings(request: Request) -> HttpResponse:
    """Where the menu leads: the one round there is, or all to choose from."""
    hat = wearer(request)
    require(runs.may_work(hat))
    found = rounds.visible(hat).exclude(state=Round.State.PREPARED).select_related("jurisdiction").order_by("-pk")
    if len(found) == 1:
        return redirect("screening-round", pk=found[0].pk)
    return render(request, "screenings/screenings.html", {"rounds": page_queries.round_rows(found, hat)})


@login_required
@require_safe
def screening_round(request: Request, pk: int) -> HttpResponse:
    """A round as it stands: the newest answer about each unit."""
    return _round_page(request, round_to_screen(request, pk))


@login_required
@require_safe
def screening_run(request: Request, pk: int) -> HttpResponse:
    """Any run that was kept, as it was."""
    run = run_to_open(request, pk)
    require(runs.may_work(request.hat))
    rows = unit_results.visible(request.hat).filter(run=run)
    return render(request, "screenings/round.html", _page(request, Screen(run.round, run, rows, current=False)))


@login_required
@require_POST
def screening_run_start(request: Request, pk: int) -> HttpResponse:
    """Screen the round now."""
    round_ = round_to_screen(request, pk)
    hat = wearer(request)
    form = RunForm(request.POST, label_suffix="")
    if form.is_valid():
        given = form.cleaned_data
        try:
            run = domain.run(
                round=round_, authority=place_of(hat), purpose=given["purpose"], as_of=given["as_of"], by=hat
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("已筛查 %(count)d 家。") % {"count": sum(run.counts.values())})
            return redirect("screening-round", pk=round_.pk)
    return _round_page(request, round_, form, INVALID)


def _round_page(request: Request, round_: Round, form: RunForm | None = None, status: int = 200) -> HttpResponse:
    stands = page_queries.standing_of(wearer(request), round_, place_of(wearer(request)))
    context = _page(request, Screen(round_, stands.run, stands.rows, current=True))
    context |= {"stands": stands, "form": form or RunForm(label_suffix="")}
    return render(request, "screenings/round.html", context, status=status)


def _page(request: Request, screen: Screen) -> dict[str, Any]:
    round_, run = screen.round, screen.run
    context: dict[str, Any] = {
        "round": round_, "run": run, "current": screen.current,
        "history": list(page_queries.whole_runs(runs.visible(request.hat), round_)[:RUNS]),
        "may_import": list_files.may_import(request.hat),
    }  # fmt: skip
    return context if run is None else context | _answers(request, screen, run, catalogue_of(round_))


def _answers(request: Request, screen: Screen, run: Run, names: Catalogue) -> dict[str, Any]:
    """What is answered: the tally, the lists that were asked, and the table that is asked for."""
    counts = queries.outcome_counts(screen.rows)
    to_decide = queries.to_decide(screen.rows)
    context: dict[str, Any] = {
        "total": sum(counts.values()), "to_decide": to_decide.count() if screen.current else 0,
        "tally": [(one, counts[one], MEANINGS[one]) for one in OUTCOMES],
        "sources": source_lines(run.sources, names), "as_of": run.as_of,
        "not_screened": [(one, names.condition(one["id"])) for one in run.not_screened],
    }  # fmt: skip
    if screen.current and request.GET.get("view") == "findings":
        return context | _findings(request, to_decide, names)
    return context | _units(request, screen.rows, names)


def _units(request: Request, rows: QuerySet[UnitResult], names: Catalogue) -> dict[str, Any]:
    outcome, text = request.GET.get("outcome", ""), request.GET.get("q", "").strip()[:60]
    outcome = outcome if outcome in OUTCOMES else ""
    page: Any = Paginator(queries.units(rows, outcome=outcome, text=text), PAGE).get_page(request.GET.get("page"))
    found: list[UnitResult] = list(page.object_list)
    return {"page": page, "units": page_queries.unit_rows(found, names), "outcome": outcome, "text": text}


def _findings(request: Request, to_decide: QuerySet[Finding], names: Catalogue) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "")[:60] for name in ("condition", "source", "how")}
    page: Any = Paginator(page_queries.filtered(to_decide, **asked), PAGE).get_page(request.GET.get("page"))
    found: list[Finding] = list(page.object_list)
    conditions, sources, ways = page_queries.choices_of(to_decide)
    return {
        "view": "findings", "page": page, "all": request.GET.get("pick") == "all",
        "findings": [
            (one, names.condition(one.condition), names.source(one.source), lone(one, names)) for one in found
        ],
        "filters": (
            ("condition", _("条件"), asked["condition"], [(one, names.condition(one)) for one in conditions]),
            ("source", _("来源"), asked["source"], [(one, names.source(one)) for one in sources]),
            ("how", _("怎样对上的"), asked["how"], [(one, HOW.get(one, one)) for one in ways]),
        ),
    }  # fmt: skip
