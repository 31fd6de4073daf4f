"""What is read of screening: lists, runs, the newest answer about a unit, what was found and decided.

Answers are large (a park's holds its tenants): lists leave `answer` in the database.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value

from greenlist.applications.models import Application, Submission
from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.parties import roles
from greenlist.parties.models import Jurisdiction, Membership, Person
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Outcome

from .models import Finding, Judgement, ListFile, OpenedSource, Run, UnitResult
from .sources import sources_of

OUTCOMES = [str(one) for one in Outcome]  # gravest first
ENDED = frozenset({"listed", "not_listed", "rejected"})  # states in which nothing is pending any more
LISTED = "listed"


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as the import page shows it: what it is, its newest list in use, whether applicants may use it."""

    source: ListSource
    newest: ListFile | None
    opened: bool


def source_cards(authority: Jurisdiction) -> list[SourceCard]:
    """The sources of a province in the order of the law. Three queries."""
    newest = {one.source: one for one in in_use(authority).order_by("as_of", "pk")}  # a later one stays
    opened = opened_sources(authority)
    return [SourceCard(one, newest.get(key), key in opened) for key, one in sources_of(authority).items()]


def opened_sources(authority: Jurisdiction) -> set[str]:
    """The sources a province has opened to the self-check of applicants."""
    return set(OpenedSource.objects.filter(authority=authority).values_list("source", flat=True))


def in_use(authority: Jurisdiction) -> QuerySet[ListFile]:
    """The list files units are screened against, oldest day first."""
    rows = ListFile.objects.filter(authority=authority, state=ListFile.State.READY, withdrawn_at=None)
    return rows.order_by("source", "as_of", "pk")


def history(visible: QuerySet[ListFile], *, source: str = "") -> QuerySet[ListFile]:
    """The list files taken in, newest first, with who brought and who withdrew them."""
    rows = visible.filter(source=source) if source else visible
    return rows.defer("refusals", "notes").select_related("by", "withdrawn_by")


def in_round(round_: Round, authority: Jurisdiction) -> QuerySet[Application]:
    """What an authority screens of a round: everything handed in by units of its place."""
    handed_in = Exists(Submission.objects.filter(application=OuterRef("pk")))
    rows = Application.objects.filter(handed_in, round=round_)
    return rows.filter(city__path__startswith=authority.path).order_by("pk")


def pending(round_: Round, authority: Jurisdiction) -> QuerySet[Application]:
    """The same without those that have come to their end."""
    return in_round(round_, authority).exclude(state__in=ENDED)


def runs_of(visible: QuerySet[Run], round_: Round) -> QuerySet[Run]:
    """The runs of a round, newest first, with place and person."""
    return visible.filter(round=round_).select_related("authority", "by", "because", "application__unit")


def newest_run(visible: QuerySet[Run], round_: Round) -> Run | None:
    """The newest run over all that an authority has of a round: no self-check, none of single units."""
    whole = runs_of(visible, round_).filter(state=Run.State.DONE, whole=True)
    return whole.exclude(purpose__in=(Run.Purpose.SELF_CHECK, Run.Purpose.LISTED)).first()


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


def findings_of(unit: UnitResult, *, tenants: bool | None = None) -> QuerySet[Finding]:
    """What was found about a unit: what counts first, history last."""
    rows = unit.findings.order_by("history", "pk")
    return rows if tenants is None else rows.filter(tenant=tenants)


def to_decide(rows: QuerySet[UnitResult]) -> QuerySet[Finding]:
    """Candidates of these answers that wait for a person."""
    found = Finding.objects.filter(unit__in=rows.values("pk"), outcome=Outcome.CANDIDATE, history=False)
    return found.select_related("unit__application__unit", "unit__application__city", "unit__run")


def decided(visible: QuerySet[Judgement], *, text: str = "", standing: bool | None = None) -> QuerySet[Judgement]:
    """Decisions for a list page, newest first; `standing` False: those that were withdrawn."""
    rows = visible.select_related("by", "city", "document", "withdrawn_by")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(identity__istartswith=text))
    return rows if standing is None else rows.filter(withdrawn_at__isnull=standing)


def judgements_about(finding: Finding, authority: Jurisdiction) -> QuerySet[Judgement]:
    """Every decision ever made about what was found, newest first."""
    about = {"identity": finding.identity, "record": finding.record, "condition": finding.condition}
    rows = Judgement.objects.filter(authority=authority, **about)
    return rows.select_related("by", "city", "document", "withdrawn_by")


def with_findings(rows: QuerySet[UnitResult]) -> QuerySet[UnitResult]:
    """The same, each with what was found about it. One query more."""
    return rows.prefetch_related(Prefetch("findings", Finding.objects.order_by("history", "pk")))


def people_of_offices(places: Collection[int]) -> list[Person]:
    """Everyone who works in the authorities of these places. One query."""
    worn = Membership.objects.filter(
        organisation__jurisdiction__in=places, organisation__kind="authority", role__in=roles.CITY | roles.PROVINCE,
        until=None,
    )  # fmt: skip
    return list(Person.objects.filter(pk__in=worn.values("person"), is_active=True))


def grave_findings(rows: QuerySet[UnitResult]) -> QuerySet[Finding]:
    """The hits and candidates of these answers, with their units."""
    grave = {"outcome__in": (Outcome.HIT, Outcome.CANDIDATE), "history": False}
    found = Finding.objects.filter(unit__in=rows.values("pk"), **grave)
    return found.select_related("unit").defer("unit__answer", "ruling")


def open_rounds(authority: Jurisdiction) -> QuerySet[Round]:
    """The open rounds that units of a place apply in."""
    rows = Round.objects.alias(mine=Value(authority.path)).filter(mine__startswith=F("jurisdiction__path"))
    return rows.filter(state=Round.State.OPEN).select_related("jurisdiction").order_by("pk")


def round_for_listed(authority: Jurisdiction) -> Round | None:
    """By whose law units of the lists are screened: the newest round of the place."""
    rows = Round.objects.alias(mine=Value(authority.path)).filter(mine__startswith=F("jurisdiction__path"))
    return rows.exclude(state=Round.State.PREPARED).select_related("jurisdiction").first()


def listed(authority: Jurisdiction) -> QuerySet[Application]:
    """The applications of a place that made it onto the list, of every round."""
    return Application.objects.filter(state=LISTED, city__path__startswith=authority.path).order_by("pk")


def cities_of(applications: Collection[int]) -> dict[int, Jurisdiction]:
    """The city of each application. One query."""
    rows = Application.objects.filter(pk__in=applications).select_related("city")
    return {one.pk: one.city for one in rows}


def unread(*, before: datetime) -> list[ListFile]:
    """List files taken in before a moment that still wait, or whose reading was cut off."""
    waiting = (ListFile.State.WAITING, ListFile.State.READING)
    rows = ListFile.objects.filter(state__in=waiting, withdrawn_at=None, at__lt=before)
    return list(rows.select_related("authority").order_by("pk"))


def concerned(judgements: Collection[Judgement]) -> list[UnitResult]:
    """The newest answers that hold one of the records decided about, with run and application. Two queries."""
    about = Q()
    for one in judgements:
        about |= Q(identity=one.identity, record=one.record, condition=one.condition)
    authority = next(iter(judgements)).authority
    found = Finding.objects.filter(about, unit__run__authority__path__startswith=authority.path)
    return list(_newest_of(found).select_related(*_AROUND))


_AROUND = ("run__round", "run__authority", "application__city")


def _newest_of(found: QuerySet[Finding]) -> QuerySet[UnitResult]:
    """The units of findings, where theirs is the newest answer."""
    rows = UnitResult.objects.filter(pk__in=found.values("unit"), run__state=Run.State.DONE)
    rows = rows.exclude(run__purpose=Run.Purpose.SELF_CHECK).defer("answer")
    return rows.exclude(Exists(_later())).order_by("pk")


def _later() -> QuerySet[UnitResult]:
    """Later answers about the same: the same application, or the same listed unit."""
    same = Q(application=OuterRef("application")) | Q(
        application=None, name=OuterRef("name"), uscc=OuterRef("uscc"), run__round=OuterRef("run__round")
    )
    later = UnitResult.objects.filter(same, pk__gt=OuterRef("pk"), run__state=Run.State.DONE)
    return later.exclude(run__purpose=Run.Purpose.SELF_CHECK)


def newest_among(found: QuerySet[Finding]) -> set[int]:
    """Of the answers that these findings belong to, those that are the newest of their unit. One query."""
    return set(_newest_of(found).values_list("pk", flat=True))


def standing_like(finding: Finding) -> QuerySet[Finding]:
    """The same record against the same condition in the newest answer about the application."""
    newest = newest_results(Application.objects.filter(pk__in=[finding.unit.application_id]))
    about = {"identity": finding.identity, "record": finding.record, "condition": finding.condition}
    return with_run(Finding.objects.filter(unit__in=newest.values("pk"), **about))


def with_run(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Findings with the run and the application they belong to; the answer stays in the database."""
    around = ("unit__run__round", "unit__run__authority", "unit__application__city")
    return rows.select_related(*around).defer("unit__answer")
