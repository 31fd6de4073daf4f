"""What a round would be bound to: the policies of the installed law that a place can use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from greenlist.engine import clock
from greenlist.engine.facts import AnyFact, Fact
from greenlist.engine.lawbook import LawBook, LawInvalid
from greenlist.engine.lawbook.book import law_message
from greenlist.engine.lawbook.check.walk import nodes
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import render
from greenlist.parties.models import Jurisdiction

from .domain import day_of
from .law import installed_law
from .models import Deadline, Round

NATIONAL = "全国"  # identity.province of a policy of the whole country


@dataclass(frozen=True, slots=True)
class Choice:
    """One policy a place could open a round by. `reason` says why not, where it cannot."""

    id: str
    title: str
    national: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date the round's calendar would begin with."""

    label: str
    on: date | None
    fact: Fact[date | str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What opening a round would pin."""

    law: str  # hash of the installed law
    policy: Policy
    policy_hash: str
    year: int
    process: str
    process_hash: str
    kinds: list[str]
    steps_off: list[str]
    dates: list[Date]
    unconfirmed: list[AnyFact] = field(default_factory=list)  # facts of the policy that are not settled


def choices(place: Jurisdiction, known: set[str]) -> list[Choice]:
    """The policies of the place and of the whole country; those of the place first. `known`: already opened here."""
    _, book = installed_law()
    found = [_choice(book, policy_id, place) for policy_id in book.ids("policy")]
    mine = [one for one in found if one is not None and one.id not in known]
    return sorted(mine, key=lambda one: (one.national, one.id))


def _choice(book: LawBook, policy_id: str, place: Jurisdiction) -> Choice | None:
    try:
        policy = book.policy(policy_id)
    except LawInvalid as fault:
        return Choice(policy_id, policy_id, national=False, reason=render(law_message(fault)[0]))
    province = policy.identity.province.value
    if province not in {place.name, NATIONAL}:
        return None
    return Choice(policy_id, policy.title, national=province == NATIONAL)


def known_policies(place: Jurisdiction) -> set[str]:
    """The policies a place has opened a round by."""
    return set(Round.objects.filter(jurisdiction=place).values_list("policy_id", flat=True))


def preview(policy_id: str) -> Preview:
    """What a round by this policy would pin. Raises UnknownLaw, LawInvalid."""
    sha256, book = installed_law()
    policy = book.policy(policy_id)
    year = policy.identity.year.value or clock.today().year
    process_id = policy.process.value or ""
    process = book.process(process_id) if process_id else None
    return Preview(
        law=sha256, policy=policy, policy_hash=book.hash_of(policy_id), year=year,
        process=process.title if process else "", process_hash=book.hash_of(process_id) if process else "",
        kinds=[str(kind.value) for kind in policy.kinds.value or []], steps_off=list(policy.steps_off.value or []),
        dates=[_date(policy, kind, year) for kind in Deadline.Kind], unconfirmed=unsettled(policy),
    )  # fmt: skip


def _date(policy: Policy, kind: Deadline.Kind, year: int) -> Date:
    fact: Fact[date | str] = getattr(policy.deadlines, kind.value)
    return Date(str(kind.label), day_of(fact.value, year), fact)


def unsettled(policy: Policy) -> list[AnyFact]:
    """The facts of a policy that say something and are neither published nor confirmed."""
    facts = [node for _path, node in nodes(policy) if isinstance(node, Fact)]
    return [fact for fact in facts if fact.value is not None and not fact.settled]
