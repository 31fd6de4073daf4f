"""What the policy of a round says about public notice, and the calendar by which its days are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema.policy import Policy, Publicity
from greenlist.engine.workdays import Calendar, DayKind, calendar_of
from greenlist.rounds.law import book_of, installed_law
from greenlist.rounds.models import Round

LABELS: dict[str, Promise] = {
    "days": _("公示天数"),
    "day_kind": _("按自然日还是工作日"),
    "first_day_counts": _("发布当日是否计入"),
    "anonymous": _("匿名异议"),
    "handle_days": _("办理异议的天数"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One fact of the policy as a page shows it beside what it decides."""

    name: str
    fact: Fact[Any]
    cited: str = ""  # document, clause and remark

    @property
    def label(self) -> Promise:
        """What it is."""
        return LABELS[self.name]


def policy_of(round_: Round) -> Policy:
    """The policy of a round."""
    return book_of(round_).policy(round_.policy_id)


def publicity(round_: Round) -> Publicity:
    """What a round's policy says about public notice."""
    return policy_of(round_).publicity


def parameters(round_: Round) -> list[Parameter]:
    """The facts that decide something here, in the order people ask for them."""
    return [parameter(round_, name) for name in LABELS]


def parameter(round_: Round, name: str) -> Parameter:
    """One of them."""
    policy = policy_of(round_)
    fact: Fact[Any] = getattr(policy.publicity, name)
    source = policy.sources.get(fact.source)
    document = (source.doc_no or source.title) if source is not None else ""
    return Parameter(name, fact, " ".join(part for part in (document, fact.clause, fact.note) if part))


def departures(round_: Round, **terms: object) -> list[str]:
    """Which of these terms the policy does not write, or writes otherwise: they need a reason of the office."""
    said = publicity(round_)
    return [name for name, value in terms.items() if getattr(said, name).value != value]


def calendar() -> Calendar:
    """The holidays as they are known now.

    Not those of the round's own edition of the law: a year's holidays are arranged the autumn before, and concern
    every office alike.
    """
    return calendar_of(installed_law()[1])


def last_day(start: date, days: int, kind: str, *, first_day_counts: bool) -> date:
    """The last day of a notice posted on `start`. Raises engine.workdays.UnknownYear."""
    return calendar().add_days(start, days, cast("DayKind", kind), first_day_counts)
