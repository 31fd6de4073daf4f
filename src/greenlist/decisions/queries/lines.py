"""The lines of a list for the table: filtered, in order, with what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from greenlist.applications.evaluating import user_language
from greenlist.consultations.queries.standing import Standing, standings
from greenlist.decisions.models import Batch, Line
from greenlist.decisions.reasons import said

from .law import tie_breaks
from .screened import outcomes_of

NEVER = "never"  # the filter for units that were never screened
AROUND = ("application__unit__jurisdiction", "application__city", "application__agency", "submission__application")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table is asked to show; '' leaves a filter out."""

    kind: str = ""
    outcome: str = ""  # Line.Outcome, "open" for undecided
    verdict: str = ""
    tier: str = ""
    industry: str = ""  # the first digits of the code
    screened: str = ""
    text: str = ""

    @property
    def any(self) -> bool:
        """Whether anything but the kind is filtered."""
        return any((self.outcome, self.verdict, self.tier, self.industry, self.screened, self.text))


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the table shows it."""

    line: Line
    why: str
    keys: tuple[Decimal | None, ...]  # the tie-breaks of the policy
    consulted: Standing | None
    screened: str
    moved: bool


def lines_asked(batch: Batch, asked: Asked) -> QuerySet[Line]:
    """The lines of a list that the table is asked for, in their order."""
    rows = batch.lines.all()
    exact = {"kind": asked.kind, "verdict": asked.verdict, "tier": asked.tier}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if asked.outcome:
        rows = rows.filter(outcome="" if asked.outcome == "open" else asked.outcome)
    if asked.industry:
        rows = rows.filter(application__unit__industry4__startswith=asked.industry)
    if asked.text:
        named = Q(application__unit__name__icontains=asked.text)
        rows = rows.filter(named | Q(application__unit__uscc__istartswith=asked.text))
    if asked.screened:
        rows = rows.filter(application__in=_screened(rows, asked.screened))
    return rows.order_by("kind", "position", "pk")


def _screened(rows: QuerySet[Line], outcome: str) -> list[int]:
    """Of these lines the applications that screening found so. Two queries."""
    applications = [one.application for one in rows.select_related("application").only("application__id")]
    found = outcomes_of(applications)
    return [one.pk for one in applications if found.get(one.pk, NEVER) == outcome]


def shown(batch: Batch, lines: Sequence[Line]) -> list[Shown]:
    """Lines with the consultation, the screening and the sentence of each; the same queries however many."""
    applications = [one.application for one in lines]
    for one in applications:
        one.round = batch.round
    consulted, screened, language = standings(applications), outcomes_of(applications), user_language()
    keys = {kind: [number for number, _name in tie_breaks(batch.round, kind)] for kind in {one.kind for one in lines}}
    return [
        Shown(
            one, said(one.place_reason, language), tuple(key_of(one, number) for number in keys[one.kind]),
            consulted.get(one.application_id), screened.get(one.application_id, ""), bool(one.moved_reason),
        )
        for one in lines
    ]  # fmt: skip


def key_of(line: Line, number: int) -> Decimal | None:
    """A key of the policy as people know the figure; None where it is not known."""
    text = line.keys[number] if number < len(line.keys) else None
    return None if text is None else abs(Decimal(text))


def counts_of(batch: Batch) -> dict[str, dict[str, int]]:
    """By kind how many lines have which outcome ('open': undecided), with their sum. One query."""
    found: dict[str, dict[str, int]] = {}
    rows = batch.lines.order_by().values_list("kind", "outcome").annotate(Count("pk"))
    for kind, outcome, number in rows:
        counted = found.setdefault(kind, {"all": 0, "yes": 0, "no": 0, "back": 0, "open": 0})
        counted[outcome or "open"] = number
        counted["all"] += number
    return found
