"""What the province writes beside a lead. A lead decides nothing."""

from __future__ import annotations

from django.db import transaction

from greenlist.agencies.models import ConductCase, LeadNote
from greenlist.parties.access import Hat
from greenlist.parties.models import Organisation


@transaction.atomic
def note_lead(*, agency: Organisation, lead: str, note: str, by: Hat, case: ConductCase | None = None) -> LeadNote:
    """Write what came of looking at a lead. Raises Refused: nothing written."""
    raise NotImplementedError
