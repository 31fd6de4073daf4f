"""Answers about units. They are large (a park's holds its tenants): lists leave `answer` in the database."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from greenlist.applications.models import Application
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Outcome
from greenlist.screenings.models import Finding, Run, UnitResult

OUTCOMES = [str(one) for one in Outcome]  # gravest first


def newest_of_round(visible: QuerySet[UnitResult], round_: Round) -> QuerySet[UnitResult]:
    """Of each application of a round the newest answer a hat may see, whichever run made it."""
    rows = visible.filter(application__round=round_, run__state=Run.State.DONE)
    rows = rows.exclude(run__purpose=Run.Purpose.SELF_CHECK)
    newest = rows.order_by("application_id", "-pk").distinct("application_id")
    return UnitResult.objects.filter(pk__in=newest.values("pk")).defer("answer")


def newest_results(applications: QuerySet[Application]) -> QuerySet[UnitResult]:
    """Per application the newest answer over all runs that are no self-checks, unsorted and without the answers."""
    rows = UnitResult.objects.filter(application__in=applications, run__state=Run.State.DONE)
    rows = rows.exclude(run__purpose=Run.Purpose.SELF_CHECK)
    newest = rows.order_by("application_id", "-pk").distinct("application_id")
    return UnitResult.objects.filter(pk__in=newest.values("pk")).defer("answer")


def newest_result(application: Application) -> UnitResult | None:
    """The newest answer about one application, None where it was never screened."""
    return newest_results(Application.objects.filter(pk=application.pk)).select_related("run__authority").first()


def newest_outcome(application: Application) -> str:
    """What a guard asks: hit, candidate, undetermined or clear; '' where it was never screened. One query."""
    found = newest_results(Application.objects.filter(pk=application.pk)).values_list("outcome", flat=True)
    return next(iter(found), "")


def units(rows: QuerySet[UnitResult], *, outcome: str = "", text: str = "") -> QuerySet[UnitResult]:
    """Answers for a list page, each with its application, `hits` and `candidates` (findings). One query."""
    if outcome:
        rows = rows.filter(outcome=outcome)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(uscc__istartswith=text))
    counting = {"hits": Outcome.HIT, "candidates": Outcome.CANDIDATE}
    counts = {name: Count("findings", Q(findings__outcome=one)) for name, one in counting.items()}
    around = ("application__unit", "application__city", "run")
    return rows.defer("answer").select_related(*around).annotate(**counts).order_by("pk")


def outcome_counts(rows: QuerySet[UnitResult]) -> dict[str, int]:
    """How many units have each outcome, the gravest first. One query."""
    found = dict(rows.order_by().values_list("outcome").annotate(Count("pk")))
    return {one: found.get(one, 0) for one in OUTCOMES}


def history_of(visible: QuerySet[UnitResult], application: Application) -> QuerySet[UnitResult]:
    """Every answer about an application, newest first, with its run."""
    rows = visible.filter(application=application).defer("answer")
    return rows.select_related("run__authority", "run__by").order_by("-pk")


def with_findings(rows: QuerySet[UnitResult]) -> QuerySet[UnitResult]:
    """The same, each with what was found about it. One query more."""
    return rows.prefetch_related(Prefetch("findings", Finding.objects.order_by("history", "pk")))
