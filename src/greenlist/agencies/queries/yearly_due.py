"""By when an agency reports its year: what the policy of each province it filed with says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.agencies.law import policy_of
from greenlist.agencies.models import Filing
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook import UnknownLaw
from greenlist.engine.lawbook.schema.policy import Policy
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

EXAMPLE = "chongqing-2023"  # the one notice seen that names a date for all agencies


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline of one province. `on` None: its notice names none; `example` then is one of another notice."""

    province: Jurisdiction
    on: date | None
    fact: Fact[date | str]
    document: str  # title and number of the notice
    example: date | None = None
    example_document: str = ""
    example_mark: str = ""


def due_of(agency: Organisation, year: int) -> list[Due]:
    """One for each province the agency has an accepted filing with for the year. One query."""
    rows = Filing.objects.filter(agency=agency, year=year, state=Filing.State.ACTIVE).order_by("jurisdiction__code")
    return [due(one.jurisdiction, one.round) for one in rows.select_related("jurisdiction", "round__law")]


def due(province: Jurisdiction, round_: Round) -> Due:
    """What the policy of a round says. No query beside the law."""
    policy = policy_of(round_)
    fact = policy.deadlines.agency_report
    on = _day(fact, round_.year)
    if on is not None:
        return Due(province, on, fact, _document(policy))
    try:
        other = book_of(round_).policy(EXAMPLE)
    except UnknownLaw:  # the law of the round is from before, or is another's
        return Due(province, None, fact, _document(policy))
    shown = other.deadlines.agency_report
    return Due(
        province, None, fact, _document(policy), _day(shown, other.identity.year.value or round_.year),
        _document(other), shown.mark.value,
    )  # fmt: skip


def _day(fact: Fact[date | str], year: int) -> date | None:
    """A date, or a month and day of the year ("08-15"); None where the text says neither."""
    if isinstance(fact.value, date):
        return fact.value
    try:
        return date.fromisoformat(f"{year}-{fact.value}") if fact.value else None
    except ValueError:
        return None


def _document(policy: Policy) -> str:
    source = policy.sources[policy.source]
    return f"{policy.title}（{source.doc_no}）" if source.doc_no else policy.title
