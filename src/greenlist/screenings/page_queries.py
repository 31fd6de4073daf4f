"""What single pages of screening read beside `queries`: reasons of a page of units, findings that wait, home pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds

from .catalogue import Catalogue
from .models import Finding, Judgement, Run, UnitResult
from .queries import OUTCOMES, in_round, newest_of_round, newest_run, outcome_counts, runs_of, to_decide
from .rules import runs, unit_results
from .shown import Key, Why, deciding, identity_of, troubled


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the table of a round: what decides, and how many of its enterprises have which outcome."""

    unit: UnitResult
    why: list[Why]
    tenants: dict[str, int]


def unit_rows(page: Collection[UnitResult], names: Catalogue) -> list[UnitRow]:
    """The rows of a page of units. Two queries."""
    conditions = conditions_of(page)
    counted = tenant_counts(page)
    return [
        UnitRow(
            one,
            deciding(one.outcome, conditions[one.pk] or (), names, troubled(one.run.sources, names)),
            counted.get(one.pk, {}),
        )
        for one in page
    ]


def conditions_of(page: Collection[UnitResult]) -> dict[int, Any]:
    """The conditions of these answers without their enterprises. One query."""
    rows = UnitResult.objects.filter(pk__in=[one.pk for one in page])
    return dict(rows.values_list("pk", "answer__conditions"))


def tenant_counts(page: Collection[UnitResult]) -> dict[int, dict[str, int]]:
    """By answer: how many enterprises of a park have hits and candidates. One query."""
    rows = Finding.objects.filter(unit__in=[one.pk for one in page], tenant=True, history=False)
    found: dict[int, dict[str, int]] = {}
    counted = rows.order_by().values_list("unit", "outcome").annotate(Count("identity", distinct=True))
    for unit, outcome, count in counted:
        found.setdefault(unit, {})[outcome] = count
    return {unit: {one: counts[one] for one in OUTCOMES if one in counts} for unit, counts in found.items()}


def filtered(rows: QuerySet[Finding], *, condition: str = "", source: str = "", how: str = "") -> QuerySet[Finding]:
    """Candidates for the page of batch decisions, those of one unit together; '' leaves a filter out."""
    if condition:
        rows = rows.filter(condition=condition)
    if source:
        rows = rows.filter(source=source)
    if how:
        rows = rows.filter(ruling__how=how)
    return rows.order_by("unit", "tenant", "name", "condition", "pk")


def choices_of(rows: QuerySet[Finding]) -> tuple[list[str], list[str], list[str]]:
    """Conditions, sources and ways of meeting that occur among these findings. One query."""
    found = list(rows.order_by().values_list("condition", "source", "ruling__how").distinct())
    conditions, sources, ways = ({one[n] for one in found} for n in range(3))
    return sorted(conditions), sorted(sources), sorted(ways)


def judgements_on(identities: Iterable[str], authority: Jurisdiction) -> dict[Key, Judgement]:
    """The decisions in force about these units, by what they are about. One query."""
    rows = Judgement.objects.filter(authority=authority, withdrawn_at=None, identity__in=set(identities))
    return {(one.identity, one.record, one.condition): one for one in rows.select_related("by", "city", "document")}


def findings_about(unit: UnitResult, identity: str) -> dict[Key, Finding]:
    """What was found about the unit, or one of its enterprises, by what it is about. One query."""
    rows = unit.findings.filter(identity=identity)
    return {(one.identity, one.record, one.condition): one for one in rows}


def waiting_in(visible: QuerySet[Finding], round_: Round, numbers: Collection[int]) -> QuerySet[Finding]:
    """Of the findings named by number those that wait for a person in the newest answers of a round. One query."""
    results = UnitResult.objects.filter(pk__in=visible.filter(pk__in=numbers).values("unit"))
    newest = newest_of_round(UnitResult.objects.filter(application__in=results.values("application")), round_)
    rows = to_decide(newest).filter(pk__in=numbers).select_related("unit__run")
    return rows.order_by("unit", "tenant", "name", "condition", "pk")


def place_of_finding(finding: Finding) -> int | None:
    """Which enterprise of a park a finding is about, by its place in the answer; None: the unit itself."""
    if not finding.tenant:
        return None
    tenants = finding.unit.answer["tenants"]
    return next((n for n, one in enumerate(tenants) if identity_of(one) == finding.identity), None)


def whole_runs(visible: QuerySet[Run], round_: Round) -> QuerySet[Run]:
    """The runs of a whole round, newest first: no self-checks, none that a decision made about single units."""
    return runs_of(visible, round_).filter(whole=True).exclude(purpose=Run.Purpose.SELF_CHECK)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with what its newest answers say, by outcome."""

    round: Round
    counts: dict[str, int]
    to_decide: int  # records that wait for a person


def round_rows(found: Iterable[Round], hat: Hat) -> list[RoundRow]:
    """Rounds as an office sees their screening. Two queries each."""
    visible = unit_results.visible(hat)
    return [_round_row(one, newest_of_round(visible, one)) for one in found]


def _round_row(round_: Round, rows: QuerySet[UnitResult]) -> RoundRow:
    return RoundRow(round_, outcome_counts(rows), to_decide(rows).count())


def waiting_rounds(hat: Hat) -> list[RoundRow]:
    """For the home pages of city and province: the open rounds in which something waits to be decided.

    Two queries a round, and one.
    """
    found = rounds.visible(hat).filter(state=Round.State.OPEN)
    return [one for one in round_rows(found, hat) if one.to_decide]


@dataclass(frozen=True, slots=True)
class Standing:
    """A round as it stands: the newest answers, the run whose lists they rest on, what is left out."""

    rows: QuerySet[UnitResult]
    run: Run | None
    whole: Run | None  # the office's own newest run of the whole round
    unscreened: int  # handed in and never screened
    since: int  # answers made after that run, by decisions and by new lists


def standing_of(hat: Hat, round_: Round, place: Jurisdiction) -> Standing:
    """How the screening of a round stands. Four queries at most."""
    rows = newest_of_round(unit_results.visible(hat), round_)
    visible = runs.visible(hat)
    whole = newest_run(visible.filter(authority=place), round_)
    run = whole or newest_run(visible, round_) or _run_of(rows)
    unscreened = in_round(round_, place).exclude(pk__in=rows.values("application")).count()
    since = rows.exclude(run=whole).count() if whole else 0
    return Standing(rows, run, whole, unscreened, since)


def _run_of(rows: QuerySet[UnitResult]) -> Run | None:
    """The run of some answer: a city may see what the province asked about its units, and not the run itself."""
    newest = rows.select_related("run__by", "run__authority").order_by("-run").first()
    return newest.run if newest else None
