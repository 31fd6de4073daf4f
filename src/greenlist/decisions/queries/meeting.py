"""The ranking of the province with every witness beside each other: who scored what, where the city put it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from greenlist.applications.evaluating import user_language
from greenlist.applications.models import Application
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.reasons import said
from greenlist.panel.results import State
from greenlist.panels.queries.results import CaseReview, CaseState, reviews_among, states_of
from greenlist.parties.models import Jurisdiction, Membership, Person

from .meeting_figures import Figures, figures_of
from .screened import outcomes_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table is asked to show; '' leaves a filter out."""

    kind: str = ""
    city: str = ""  # number of a place
    review: str = ""  # state of the experts' review
    advice: str = ""  # what at least one expert advises
    industry: str = ""  # the first digits of the code
    outcome: str = ""  # Line.Outcome, "open" for undecided
    text: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One case as the meeting sees it. `own`: why whoever looks must stay out of it ('' : nothing in the way)."""

    line: Line
    why: str
    figures: Figures
    review: CaseReview
    city_position: int | None
    screened: str
    own: str
    notes: int


@dataclass(slots=True)
class Filtered:
    """The lines asked for, and how many of the kind have which review."""

    lines: QuerySet[Line]
    reviews: dict[str, int] = field(default_factory=dict)


def asked_lines(batch: Batch, asked: Asked) -> Filtered:
    """The lines of a meeting that the table is asked for, in their order. Two queries until they are read."""
    rows = batch.lines.filter(kind=asked.kind) if asked.kind else batch.lines.all()
    states = states_of(Application.objects.filter(decision_lines__in=rows.order_by()), batch.round)
    counts = dict(Counter(one.state for one in states.values()))
    without = rows.count() - len(states)
    if without:
        counts[State.INCOMPLETE] = counts.get(State.INCOMPLETE, 0) + without
    if asked.city.isdecimal():
        rows = rows.filter(application__city=int(asked.city))
    if asked.industry:
        rows = rows.filter(application__unit__industry4__startswith=asked.industry)
    if asked.outcome:
        rows = rows.filter(outcome="" if asked.outcome == "open" else asked.outcome)
    if asked.text:
        named = Q(application__unit__name__icontains=asked.text)
        rows = rows.filter(named | Q(application__unit__uscc__istartswith=asked.text))
    if asked.review or asked.advice:
        rows = rows.filter(_reviewed(states, asked))
    return Filtered(rows.order_by("kind", "position", "pk"), counts)


def _reviewed(states: Mapping[int, CaseState], asked: Asked) -> Q:
    """The cases whose review is as asked; those without experts are incomplete too."""
    found = Q(application__in=[pk for pk, one in states.items() if _found(one, asked)])
    if asked.review == State.INCOMPLETE and not asked.advice:
        return found | ~Q(application__in=list(states))
    return found


def _found(one: CaseState, asked: Asked) -> bool:
    return asked.review in {"", one.state} and (not asked.advice or asked.advice in one.advice)


def rows_of(batch: Batch, lines: Sequence[Line], person: Person) -> list[MeetingRow]:
    """Lines with everything that stands beside them. Eight queries, however many lines."""
    cases = [one.application for one in lines]
    figures, reviews = figures_of(lines), reviews_among({one.pk: batch.round_id for one in cases}, names=True)
    positions, screened = city_positions(batch, cases), outcomes_of(cases)
    own, language = own_cases(person, cases), user_language()
    notes = dict(
        Line.objects.filter(pk__in=[one.pk for one in lines], notes__isnull=False).order_by()
        .values_list("pk").annotate(Count("notes"))
    )  # fmt: skip
    return [
        MeetingRow(
            one, said(one.place_reason, language), figures[one.pk], reviews[one.application_id],
            positions.get(one.application_id), screened.get(one.application_id, ""), own.get(one.application_id, ""),
            notes.get(one.pk, 0),
        )
        for one in lines
    ]  # fmt: skip


def city_positions(batch: Batch, cases: Iterable[Application]) -> dict[int, int]:
    """Where the cities put these cases on the lists they released, the newest list deciding. One query."""
    rows = Line.objects.filter(
        application__in=[one.pk for one in cases], batch__stage=Stage.SELECTION, batch__state=Batch.State.RELEASED,
        batch__round=batch.round_id,
    )  # fmt: skip
    return dict(rows.order_by("batch__released_at").values_list("application", "position"))


def own_cases(person: Person, cases: Collection[Application]) -> dict[int, str]:
    """Of these cases those of a unit or agency the person belongs to, with the reason. One query.

    The same as `reviews.own_case.own_case` of each.
    """
    sides = {pk for one in cases for pk in (one.unit_id, one.agency_id) if pk is not None}
    worn = Membership.objects.filter(person=person, organisation__in=sides, until=None)
    names = dict(worn.values_list("organisation", "organisation__name"))
    return {
        one.pk: _("您在“%(name)s”任有角色，要回避这份申报，请由同事办理。") % {"name": names[side]}
        for one in cases
        for side in (one.unit_id, one.agency_id)
        if side in names
    }


def cities_of(batch: Batch) -> list[Jurisdiction]:
    """The cities whose cases are on the list. One query."""
    rows = Jurisdiction.objects.filter(pk__in=batch.lines.order_by().values("application__city"))
    return list(rows.order_by("code"))


def kinds_of(batch: Batch) -> Mapping[str, int]:
    """How many lines there are of each kind. One query."""
    return dict(batch.lines.order_by().values_list("kind").annotate(Count("pk")))
