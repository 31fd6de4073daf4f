"""What the law says follows verified fraud: the policy of the case's round, or of the newest round of the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.agencies.law import has_agencies, policy_of
from greenlist.agencies.models import ConductCase
from greenlist.agency.bars import last_day
from greenlist.engine import clock
from greenlist.engine.lawbook.schema.policy import FraudConsequences, Policy
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round

STEP = "third_party.fraud_consequences"


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows, by which policy."""

    policy: Policy
    law: FraudConsequences

    @property
    def clause(self) -> str:
        """The fact by which the bar lasts so long."""
        return f"{self.policy.id}/{STEP}.ban_years"

    @property
    def needs_circular(self) -> bool:
        """Whether the law asks for a circular."""
        return self.law.circular.value is True

    def bar(self, circular_on: date | None) -> tuple[date, date] | None:
        """First and last day of the bar: from the circular on, else from today; None where the law sets no years."""
        years = self.law.ban_years.value
        if years is None:
            return None
        first = circular_on or clock.today()
        return first, last_day(first, years)


def consequences_of(case: ConductCase) -> Consequences | None:
    """What follows fraud in this case; None: the province has no round that knows agencies. Three queries at most."""
    round_ = _round_of(case)
    if round_ is None:
        return None
    policy = policy_of(round_)
    return Consequences(policy, policy.third_party.fraud_consequences)


def _round_of(case: ConductCase) -> Round | None:
    return case.engagement.application.round if case.engagement is not None else newest_round(case.province)


def newest_round(province: Jurisdiction) -> Round | None:
    """The newest round of a province whose policy knows agencies; None: there is none. One query, the law is kept."""
    rows = Round.objects.filter(jurisdiction=province).select_related("law", "jurisdiction").order_by("-year", "-pk")
    return next((one for one in rows if has_agencies(one)), None)
