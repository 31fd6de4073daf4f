"""What a question about energy stands on: case, policy, book, and the date that decides editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.engine.case import Case
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One unit's question. `on` is the reference date, or the message why there is none."""

    case: Case
    policy: Policy
    book: LawBook
    log: FactLog
    on: date | Message

    def use(self, *facts: AnyFact) -> tuple[AnyFact, ...]:
        """Log facts of the law and hand them on for the result that rests on them."""
        self.log.add(facts)
        return facts


def inquire(case: Case, policy: Policy, book: LawBook, log: FactLog) -> Inquiry:
    """Open the question of one unit."""
    return Inquiry(case, policy, book, log, reference_date(case, policy))


def reference_date(case: Case, policy: Policy) -> date | Message:
    """The date at which editions must be in force (energy.md 7.1, 6), or why it is not known."""
    rule = policy.energy.reference_date
    if rule.value == "evaluation_year_end":
        return date(case.evaluation_year, 12, 31)
    if rule.value == "application_date":
        return case.applied_on or say("energy.applied_on_missing")
    if rule.value == "issue_date":
        issued = policy.identity.issue_date
        return issued.value or say("energy.policy_open", parameter=issued.id)
    return say("energy.policy_open", parameter=rule.id)


def date_facts(inquiry: Inquiry) -> tuple[AnyFact, ...]:
    """The policy facts behind the reference date."""
    rule = inquiry.policy.energy.reference_date
    issued = (inquiry.policy.identity.issue_date,) if rule.value == "issue_date" else ()
    return inquiry.use(rule, *issued)
