"""The circular of a case as a letter."""

from __future__ import annotations

from greenlist.documents.letters import Circular, Letter, circular
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.parties.access import Hat

from .models import ConductCase
from .queries.consequences import Consequences

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


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
    return circular(law.policy, told, office=office, number=case.circular_no, on=case.circular_on, trial=not settled)


def printed(letter: Letter, form: str) -> bytes:
    """The letter in one of `FORMS`. Raises MissingGlyph."""
    return letter_pdf(letter) if form == "pdf" else letter_docx(letter)
