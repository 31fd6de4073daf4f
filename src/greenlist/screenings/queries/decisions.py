"""What people decided."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from greenlist.parties.models import Jurisdiction
from greenlist.screenings.models import Finding, Judgement


def decided(visible: QuerySet[Judgement], *, text: str = "", standing: bool | None = None) -> QuerySet[Judgement]:
    """Decisions for a list page, newest first; `standing` False: those that were withdrawn."""
    rows = visible.select_related("by", "city", "document", "withdrawn_by")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(identity__istartswith=text))
    return rows if standing is None else rows.filter(withdrawn_at__isnull=standing)


def judgements_about(finding: Finding, authority: Jurisdiction) -> QuerySet[Judgement]:
    """Every decision ever made about what was found, newest first."""
    about = {"identity": finding.identity, "record": finding.record, "condition": finding.condition}
    rows = Judgement.objects.filter(authority=authority, **about)
    return rows.select_related("by", "city", "document", "withdrawn_by")
