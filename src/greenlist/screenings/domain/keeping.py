"""What the verbs of screening share: a run with its answers, written down in batches."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.context import PROGRAM, Actor
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Screening, UnitAnswer
from greenlist.screening.report import not_screened_data, sources_data
from greenlist.screenings.answers import findings_of, result_of
from greenlist.screenings.asking import Question, ask
from greenlist.screenings.models import Finding, ListFile, Run, UnitResult
from greenlist.screenings.queries import OUTCOMES

log = logging.getLogger(__name__)
_UNITS, _FINDINGS = 200, 2_000  # rows of one statement: a park's answer is large


@dataclass(frozen=True, slots=True)
class Why:
    """Whose run it is, for what, by whom."""

    round: Round
    authority: Jurisdiction
    purpose: str
    by: Hat | None = None
    because: ListFile | None = None
    whole: bool = True
    application_id: int | None = None  # of a self-check


def answered(why: Why, question: Question) -> Run:
    """Ask and write the run; one that came to no answer is written down as such."""
    try:
        screening = ask(question)
    except (duckdb.Error, OSError):
        log.exception("screening of round %s failed", why.round.pk)
        return _failed(why, question.as_of)
    return keep_run(why, screening)


def keep_run(why: Why, screening: Screening, answers: Sequence[UnitAnswer] | None = None) -> Run:
    """Write a finished run of all that was asked, or of some `answers`. Numbers as keys are applications."""
    answers = screening.units if answers is None else answers
    made = Run.objects.create(
        **_head(why, screening.as_of), policy_id=screening.policy, policy_hash=screening.policy_hash,
        sources=sources_data(screening.sources, "zh"),
        not_screened=not_screened_data(screening.not_screened, "zh"), counts=_counts(answers),
    )  # fmt: skip
    for first in range(0, len(answers), _UNITS):
        _keep_units(made, answers[first : first + _UNITS])
    return made


def _failed(why: Why, as_of: date) -> Run:
    return Run.objects.create(
        **_head(why, as_of), state=Run.State.FAILED, policy_id=why.round.policy_id,
        policy_hash=why.round.policy_hash,
        trouble=_("筛查时出错，没有得出结果；请稍后再试，仍不行时请运维人员查看日志。"),
    )  # fmt: skip


def told(run: Run) -> dict[str, object]:
    """A run for the journal."""
    return {
        "round": run.round_id, "authority": run.authority.code, "purpose": run.purpose, "state": run.state,
        "as_of": run.as_of.isoformat(), "policy": run.policy_id, "policy_hash": run.policy_hash,
        "sources": [one["sha256"] for one in run.sources if one["sha256"]], "counts": run.counts,
        "because": run.because_id,
    }  # fmt: skip


def actor_of(by: Hat | None) -> Actor:
    """Whoever acts; the program itself where nobody does."""
    return by.actor if by else PROGRAM


def _head(why: Why, as_of: date) -> dict[str, object]:
    return {
        "round": why.round, "authority": why.authority, "purpose": why.purpose, "as_of": as_of, "at": clock.now(),
        "whole": why.whole,
        "application_id": why.application_id, "because": why.because, "by": why.by.person if why.by else None,
        "hat": why.by.label[:200] if why.by else "",
    }  # fmt: skip


def _counts(answers: Sequence[UnitAnswer]) -> dict[str, int]:
    counted = Counter(one.outcome.value for one in answers)
    return {name: counted[name] for name in OUTCOMES}


def _keep_units(run: Run, answers: Sequence[UnitAnswer]) -> None:
    rows = [result_of(run, one, int(key) if (key := one.subject.key).isdecimal() else None) for one in answers]
    UnitResult.objects.bulk_create(rows)
    found = [finding for row, one in zip(rows, answers, strict=True) for finding in findings_of(row, one)]
    Finding.objects.bulk_create(found, batch_size=_FINDINGS)
