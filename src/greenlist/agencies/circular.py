"""The circular of a case as a letter."""

from __future__ import annotations

from greenlist.documents.letters import Circular, Letter, circular
from greenlist.paperwork.feet import footed
from greenlist.paperwork.printing import FORMS, printed_for
from greenlist.parties.access import Hat

from .models import ConductCase
from .queries.consequences import Consequences

__all__ = ["FORMS", "letter_of", "printed"]


def letter_of(case: ConductCase, law: Consequences, by: Hat) -> Letter:
    """The letter of a proposed or decided case. A trial until it is decided, and where the law is not confirmed."""
    first, last = law.bar(case.circular_on) or (None, None)
    fact = law.law.ban_years
    settled = case.state == ConductCase.State.DECIDED and fact.settled
    agency = case.agency
    told = Circular(
        agency.name,
        agency.uscc,
        agency.legal_rep,
        case.reasons,
        first,
        last,
        f"第{fact.clause}条" if fact.clause else "",
    )
    office = by.organisation.name if by.organisation is not None else ""
    letter = circular(law.policy, told, office=office, number=case.circular_no, on=case.circular_on, trial=not settled)
    return footed(letter, case)


def printed(letter: Letter, form: str, case: ConductCase, law: Consequences) -> bytes:
    """The letter in one of `FORMS`. Raises Unprintable."""
    return printed_for(letter, form, kind="circular", place=case.province_id, policy=law.policy.id)
