"""Screening asked for units of a round: by its law, against the lists of a province, with the decisions in force."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from greenlist.engine import clock
from greenlist.engine.messages import say
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round
from greenlist.screening.by_hand import Lookup as LookedUp
from greenlist.screening.fuzzy import finder
from greenlist.screening.outcomes import Decision, NotScreened, Screening, Verdict
from greenlist.screening.rules import Rules, rules_of
from greenlist.screening.screen import screen
from greenlist.screening.states import usable
from greenlist.screening.subjects import Subject

from .models import Judgement, Lookup
from .snapshots import snapshots_of


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked about, by which round's law, against whose lists, as of which day.

    `only`: of all sources these (a self-check); then nothing that officers decided or looked up is asked either.
    """

    round: Round
    province: Jurisdiction
    subjects: Sequence[Subject]
    as_of: date
    only: Collection[str] | None = None


def ask(question: Question) -> Screening:
    """The answers. Five queries at most. Raises duckdb.Error, OSError where a list cannot be read after all."""
    rules = rules_of(book_of(question.round), question.round.policy_id)
    if question.only is not None:
        rules = narrowed(rules, question.only)
    snapshots = snapshots_of(question.province, rules.sources)
    return screen(
        question.subjects, snapshots, rules, as_of=question.as_of,
        decisions=decisions_of(question.province) if question.only is None else (),
        lookups=lookups_of(question.province) if question.only is None else (),
        fuzzy=finder(usable(snapshots)[0]),
    )  # fmt: skip


def narrowed(rules: Rules, only: Collection[str]) -> Rules:
    """The rules as far as these sources answer them; of the other conditions it is said that they were not asked."""
    conditions = [replace(one, feeds={key: feed for key, feed in one.feeds.items() if key in only})
                  for one in rules.conditions]  # fmt: skip
    left = tuple(NotScreened(one.id, say("screenings.not_opened")) for one in conditions if not one.feeds)
    return replace(
        rules, sources={key: one for key, one in rules.sources.items() if key in only},
        conditions=tuple(one for one in conditions if one.feeds), not_screened=(*rules.not_screened, *left),
    )  # fmt: skip


def decisions_of(province: Jurisdiction) -> list[Decision]:
    """The decisions in force in a province. One query."""
    return [
        _decision(one) for one in Judgement.objects.filter(authority=province, withdrawn_at=None).select_related("by")
    ]


def _decision(one: Judgement) -> Decision:
    return Decision(
        subject=one.identity, record=one.record, digest=one.digest, condition=one.condition,
        verdict=cast("Verdict", one.verdict), by=f"{one.by.name}（{one.hat}）",
        on=one.at.astimezone(clock.SHANGHAI).date(), reason=one.reason, document=one.document_name,
    )  # fmt: skip


def lookups_of(province: Jurisdiction) -> list[LookedUp]:
    """What people looked up in a province, as far as it stands. One query."""
    rows = Lookup.objects.filter(authority=province, withdrawn_at=None).select_related("by").order_by("pk")
    return [_looked_up(one) for one in rows]


def _looked_up(one: Lookup) -> LookedUp:
    return LookedUp(
        id=one.record, subject=one.identity, condition=one.condition, found=one.found, source=one.source,
        place=one.place, address=one.address, looked_on=one.looked_on, dated_on=one.dated_on, what=one.what,
        document=one.document_name, by=f"{one.by.name}（{one.hat}）", on=one.at.astimezone(clock.SHANGHAI).date(),
    )  # fmt: skip
