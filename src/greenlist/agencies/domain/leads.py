"""What the province writes beside a lead. A lead decides nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import ConductCase, LeadNote
from greenlist.agencies.rules.conduct import conduct
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Organisation
from greenlist.parties.queries import province_of


@transaction.atomic
def note_lead(*, agency: Organisation, lead: str, note: str, by: Hat, case: ConductCase | None = None) -> LeadNote:
    """Write what came of looking at a lead; with `case`, that it was made into one. Raises Refused: nothing written."""
    require(conduct.may_open(by))
    if not note.strip():
        raise Refused(_("请写明核实情况。"), "note")
    if by.jurisdiction is None:
        raise RuntimeError("an office has its place")
    made = LeadNote.objects.create(
        agency=agency, province=province_of(by.jurisdiction), lead=lead, note=note.strip(), case=case, by=by.person,
        at=clock.now(),
    )  # fmt: skip
    after = {"agency": agency.name, "lead": lead, "case": case.pk if case else None}
    record("lead.noted", made, by=by.actor, after=after, reason=made.note)
    return made
