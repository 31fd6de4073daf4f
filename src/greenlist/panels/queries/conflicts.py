"""Which experts must not review which applications: the rules of `panel.conflicts` over what is registered.

Always asked anew: a unit that is renamed, an agency that is engaged, a profile that is changed count at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Case as When
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import When as If
from django.db.models.fields.json import KT

from greenlist.applications.models import Application, Route, Submission
from greenlist.engine import clock
from greenlist.panel.conflicts import Pair, all_conflicts
from greenlist.panel.facts import Body, Case, Conflict, Rule
from greenlist.panels.law import expert_review
from greenlist.panels.models import Expert
from greenlist.panels.reasons import said
from greenlist.parties.models import FormerName, Organisation
from greenlist.rounds.models import Round

from .ties import reviewers

Found = dict[Pair, tuple[Conflict, ...]]  # (expert, application)
_NEWEST = Submission.objects.filter(application=OuterRef("pk")).order_by("-number")
_NAMED = If(route=Route.AGENCY, agency=None, then=Subquery(_NEWEST.values(name=KT("data__unit__agency"))[:1]))


def rule_of(round_: Round) -> Rule:
    """The rule of a round, counted from today."""
    return Rule(expert_review(round_).former_employer_years.value, clock.today())


def conflicts_of(experts: Iterable[Expert], applications: QuerySet[Application]) -> Found:
    """Every conflict between these experts (with `person`) and these applications, each by the law of its round.

    A dozen queries whatever the numbers, one more per round.
    """
    people = reviewers(experts)
    cases = _cases(applications) if people else {}
    rounds = Round.objects.select_related("law").in_bulk(list(cases)) if cases else {}
    found: Found = {}
    for number, those in cases.items():
        found |= all_conflicts(people, those, rule_of(rounds[number]))
    return found


def conflicted_ids(expert: Expert, among: QuerySet[Application] | None = None) -> frozenset[int]:
    """The applications that an expert must not review, and so must not know of."""
    rows = Application.objects.all() if among is None else among
    return frozenset(case for _expert, case in conflicts_of([expert], rows))


def against(experts: Sequence[Expert], application: Application) -> dict[int, str]:
    """Why each of these experts must not review a case, in words, by expert; who may is not in it."""
    found = conflicts_of(experts, Application.objects.filter(pk=application.pk))
    return {expert: in_words(reasons) for (expert, _case), reasons in found.items()}


def in_words(reasons: Iterable[Conflict]) -> str:
    """Reasons as one text in the language of the page."""
    return "；".join(said(one.message) for one in reasons)


def _cases(applications: QuerySet[Application]) -> dict[int, list[Case]]:
    """Applications with both sides, by round. Who evaluated elsewhere is who the newest version names."""
    named = When(_NAMED, default=Value(""), output_field=CharField())
    rows = list(
        applications.order_by("pk").annotate(named_agency=named).values_list(
            "pk", "round", "unit", "agency", "named_agency"
        )
    )  # fmt: skip
    bodies = _bodies({one for row in rows for one in row[2:4] if one is not None})
    agencies = _registered({row[4] for row in rows if row[4]})
    found: dict[int, list[Case]] = defaultdict(list)
    for pk, round_, unit, agency, name in rows:
        evaluator = bodies[agency] if agency is not None else agencies.get(name) or (Body(name) if name else None)
        found[round_].append(Case(pk, bodies[unit], evaluator))
    return found


def _bodies(wanted: Iterable[int]) -> dict[int, Body]:
    return _made(Organisation.objects.filter(pk__in=wanted))


def _registered(names: set[str]) -> dict[str, Body]:
    """Agencies of these names that are registered, with the names they bore before."""
    if not names:
        return {}
    meant = Organisation.objects.filter(
        Q(name__in=names) | Q(former_names__name__in=names), kind=Organisation.Kind.AGENCY
    ).distinct()
    found: dict[str, Body] = {}
    for body in _made(meant).values():
        found |= {name: body for name in (*body.former_names, body.name) if name in names}
    return found


def _made(rows: QuerySet[Organisation]) -> dict[int, Body]:
    former: dict[int, list[str]] = defaultdict(list)
    organisations = list(rows.values_list("pk", "name", "uscc", "legal_rep"))
    ids = [pk for pk, *_rest in organisations]
    for organisation, name in FormerName.objects.filter(organisation__in=ids).values_list("organisation", "name"):
        former[organisation].append(name)
    return {pk: Body(name, uscc, rep, tuple(former.get(pk, ())), pk) for pk, name, uscc, rep in organisations}
