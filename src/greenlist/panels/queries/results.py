"""What the experts of each case found, together: sheets, mean, spread, and how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Submission
from greenlist.engine.lawbook.schema.policy import ExpertReview
from greenlist.panel.results import State, agreement, state_of
from greenlist.panels.models import Assignment, Panel, ScoreSheet
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The sheet of one expert on one case. Nothing of it is told before it is signed."""

    assignment: int
    expert: str  # the name, or 专家 n while the phase is blind
    total: Decimal | None
    advice: str  # ScoreSheet.Advice, '' before signing
    signed_at: datetime | None
    second: bool
    sheet: int | None = None
    stale: bool = False  # signed over a version that is not the newest any more: it does not count


@dataclass(frozen=True, slots=True)
class CaseReview:
    """What the experts say of one case. `state`: agreeing, mixed, conflicting, incomplete; open where the policy
    does not say where agreement ends.
    """

    sheets: tuple[SheetRow, ...] = ()
    needed: int = 0
    signed: int = 0
    mean: Decimal | None = None
    spread: Decimal | None = None
    state: str = State.INCOMPLETE.value

    @property
    def second(self) -> bool:
        """Whether further experts were asked after a conflicting first round."""
        return any(one.second for one in self.sheets)

    @property
    def advice(self) -> dict[str, int]:
        """How many signed sheets advise what."""
        told: dict[str, int] = {}
        for one in self.sheets:
            if one.advice and not one.stale:
                told[one.advice] = told.get(one.advice, 0) + 1
        return told


def reviews_of(applications: Iterable[Application], *, names: bool = False) -> dict[int, CaseReview]:
    """The review of each case by its id; every case given is there. Two queries whatever their number.

    `names`: the experts by name also while the phase is blind; only for pages of the province.
    """
    return reviews_among({one.pk: one.round_id for one in applications}, names=names)


def reviews_among(cases: Mapping[int, int], *, names: bool = False) -> dict[int, CaseReview]:
    """The same of cases of which only the numbers are known: application -> round."""
    law = {round_.pk: expert_review(round_) for round_ in Round.objects.filter(pk__in=set(cases.values()))}
    rows = _assigned(Assignment.objects.filter(application__in=list(cases)))
    found = {key: list(group) for key, group in groupby(rows, key=lambda row: row[1])}
    return {pk: _review(found.get(pk, []), law[round_id], names=names) for pk, round_id in cases.items()}


@dataclass(frozen=True, slots=True)
class CaseState:
    """The state of a case alone, for counts and filters over thousands; what at least one expert advises."""

    state: str
    advice: frozenset[str]


def states_of(cases: QuerySet[Application], round_: Round) -> dict[int, CaseState]:
    """The state of every case of a round that has experts, by its id; the others are incomplete. One query."""
    law = expert_review(round_)
    held = Assignment.objects.filter(application__in=cases, ended_at=None).annotate(newest=Subquery(_NEWEST))
    fresh = Q(sheet__signed_at__isnull=False, sheet__submission=F("newest"))
    rows = held.order_by().values("application").annotate(
        asked=Max("panel__per_case"), given=Count("pk"), signed=Count("pk", filter=fresh),
        low=Min("sheet__total", filter=fresh), high=Max("sheet__total", filter=fresh),
        yes=Count("pk", filter=fresh & Q(sheet__advice=_A.YES)), no=Count("pk", filter=fresh & Q(sheet__advice=_A.NO)),
        unsure=Count("pk", filter=fresh & Q(sheet__advice=_A.UNSURE)),
    )  # fmt: skip
    told = rows.values_list("application", "asked", "given", "signed", "low", "high", "yes", "no", "unsure")
    limits = law.agree_within.value, law.conflict_beyond.value
    found = {}
    for case, asked, given, signed, low, high, *counts in told:
        spread = None if low is None else high - low
        advice = frozenset(one.value for one, count in zip((_A.YES, _A.NO, _A.UNSURE), counts, strict=True) if count)
        found[case] = CaseState(state_of(spread, signed, max(asked, given), *limits).value, advice)
    return found


def expert_review(round_: Round) -> ExpertReview:
    """What the policy of a round says about experts."""
    return book_of(round_).policy(round_.policy_id).expert_review


_Row = tuple[
    int, int, bool, str, str, int, int | None, Decimal | None, str | None, datetime | None, int | None, int | None
]
_A = ScoreSheet.Advice
_NEWEST = Submission.objects.filter(application=OuterRef("application")).order_by("-number").values("pk")[:1]


def _assigned(rows: QuerySet[Assignment]) -> Iterator[_Row]:
    """The assignments in force, those of one case together, each with its sheet."""
    told = (
        "pk", "application", "second", "expert__person__name", "panel__phase", "panel__per_case", "sheet",
        "sheet__total", "sheet__advice", "sheet__signed_at", "sheet__submission", "newest",
    )  # fmt: skip
    held = rows.filter(ended_at=None).annotate(newest=Subquery(_NEWEST))
    return iter(held.order_by("application", "pk").values_list(*told))


def _review(rows: Sequence[_Row], law: ExpertReview, *, names: bool) -> CaseReview:
    sheets = tuple(_sheet(number, row, names=names) for number, row in enumerate(rows, 1))
    totals = [one.total for one in sheets if one.total is not None and not one.stale]
    signed = sum(one.signed_at is not None and not one.stale for one in sheets)
    asked = max((row[5] for row in rows), default=law.experts_per_case.value or 0)
    needed = max(asked, len(rows))
    found = agreement(totals, needed, law.agree_within.value, law.conflict_beyond.value)
    return CaseReview(sheets, needed, signed, found.mean, found.spread, found.state.value)


def _sheet(number: int, row: _Row, *, names: bool) -> SheetRow:
    pk, _case, second, name, phase, _per_case, sheet, total, advice, at, version, newest = row
    expert = name if names or phase == Panel.Phase.NAMED else blind_name(number)
    if at is None:
        return SheetRow(pk, expert, None, "", None, second, sheet)
    return SheetRow(pk, expert, total, advice or "", at, second, sheet, stale=version != newest)


def blind_name(number: int) -> str:
    """What an expert is called while the phase is blind: by their number on the case."""
    return _("专家%(number)d") % {"number": number}
