"""A filing locked for one act."""

from __future__ import annotations

from greenlist.agencies.models import Filing
from greenlist.agencies.rules.filings import filings
from greenlist.parties.access import Hat, require


def held(filing: Filing, act: str, by: Hat) -> Filing:
    """The row, locked until the transaction ends, once this hat may do `act` to it. Raises NotAllowed."""
    rows = Filing.objects.select_for_update(of=("self",)).select_related("agency", "jurisdiction", "round__law")
    row = rows.get(pk=filing.pk)
    require(filings.may(by, act, row))
    return row
