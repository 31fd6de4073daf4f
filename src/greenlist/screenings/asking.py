"""Screening asked for units of a round: by its law, against the lists of a province, with the decisions in force."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round
from greenlist.screening.fuzzy import finder
from greenlist.screening.outcomes import Decision, Screening, Verdict
from greenlist.screening.subjects import Subject

from .models import Judgement
from .snapshots import lists_of


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked about, by which round's law, against whose lists, as of which day.

    `only`: of all sources these (a self-check); then no decisions of officers are looked at either.
    """

    round: Round
    province: Jurisdiction
    subjects: Sequence[Subject]
    as_of: date
    only: Collection[str] | None = None


def ask(question: Question) -> Screening:
    """The answers. Three queries. Raises what screening raises where a list cannot be read."""
    from greenlist.screening.rules import rules_of  # noqa: PLC0415
    from greenlist.screening.screen import screen  # noqa: PLC0415

    book, policy = book_of(question.round), question.round.policy_id
    law = book.list_sources(policy)
    wanted = law if question.only is None else [key for key in law if key in question.only]
    lists = lists_of(question.province, wanted, law)
    return screen(
        question.subjects, lists.snapshots, rules_of(book, policy), as_of=question.as_of,
        decisions=decisions_of(question.province) if question.only is None else (),
        fuzzy=finder(lists.snapshots), troubles=lists.troubles,
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
