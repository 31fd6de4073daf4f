"""Records that were found, and whether the answer they belong to is still the newest about its unit."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from greenlist.applications.models import Application
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Outcome
from greenlist.screenings.models import Finding, Judgement, Run, UnitResult

from .answers import newest_results

AROUND = ("run__round", "run__authority", "application__city")


def findings_of(unit: UnitResult, *, tenants: bool | None = None) -> QuerySet[Finding]:
    """What was found about a unit: what counts first, history last."""
    rows = unit.findings.order_by("history", "pk")
    return rows if tenants is None else rows.filter(tenant=tenants)


def to_decide(rows: QuerySet[UnitResult]) -> QuerySet[Finding]:
    """Candidates of these answers that wait for a person."""
    found = Finding.objects.filter(unit__in=rows.values("pk"), outcome=Outcome.CANDIDATE, history=False)
    return found.select_related("unit__application__unit", "unit__application__city", "unit__run")


def grave_findings(rows: QuerySet[UnitResult]) -> QuerySet[Finding]:
    """The hits and candidates of these answers, with their units."""
    grave = {"outcome__in": (Outcome.HIT, Outcome.CANDIDATE), "history": False}
    found = Finding.objects.filter(unit__in=rows.values("pk"), **grave)
    return found.select_related("unit").defer("unit__answer", "ruling")


def concerned(judgements: Collection[Judgement], rounds: Collection[int]) -> list[UnitResult]:
    """The newest answers that hold one of the records decided about, with run and application. Two queries.

    Of open rounds, and of these ones: what was answered in a round long closed stands.
    """
    about = Q()
    for one in judgements:
        about |= Q(identity=one.identity, record=one.record, condition=one.condition)
    authority = next(iter(judgements)).authority
    now = Q(unit__run__round__state=Round.State.OPEN) | Q(unit__run__round__in=rounds)
    found = Finding.objects.filter(about, now, unit__run__authority__path__startswith=authority.path)
    return list(_newest_of(found).select_related(*AROUND))


def newest_among(found: QuerySet[Finding]) -> set[int]:
    """Of the answers that these findings belong to, those that are the newest of their unit. One query."""
    return set(_newest_of(found).values_list("pk", flat=True))


def _newest_of(found: QuerySet[Finding]) -> QuerySet[UnitResult]:
    """The units of findings, where theirs is the newest answer."""
    return newest_of(UnitResult.objects.filter(pk__in=found.values("unit")))


def newest_of(rows: QuerySet[UnitResult]) -> QuerySet[UnitResult]:
    """Of these answers those that are the newest of their unit, no self-checks."""
    rows = rows.filter(run__state=Run.State.DONE)
    rows = rows.exclude(run__purpose=Run.Purpose.SELF_CHECK).defer("answer")
    return rows.exclude(Exists(_later())).order_by("pk")


def _later() -> QuerySet[UnitResult]:
    """Later answers about the same: the same application, or the same listed unit."""
    same = Q(application=OuterRef("application")) | Q(
        application=None, name=OuterRef("name"), uscc=OuterRef("uscc"), run__round=OuterRef("run__round")
    )
    later = UnitResult.objects.filter(same, pk__gt=OuterRef("pk"), run__state=Run.State.DONE)
    return later.exclude(run__purpose=Run.Purpose.SELF_CHECK)


def standing_like(finding: Finding) -> QuerySet[Finding]:
    """The same record against the same condition in the newest answer about the application."""
    newest = newest_results(Application.objects.filter(pk__in=[finding.unit.application_id]))
    about = {"identity": finding.identity, "record": finding.record, "condition": finding.condition}
    return with_run(Finding.objects.filter(unit__in=newest.values("pk"), **about))


def with_run(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Findings with the run and the application they belong to; the answer stays in the database."""
    around = ("unit__run__round", "unit__run__authority", "unit__application__city")
    return rows.select_related(*around).defer("unit__answer")
