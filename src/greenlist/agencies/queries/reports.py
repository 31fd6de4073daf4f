"""What was signed, and whether it is being changed."""

from __future__ import annotations

from greenlist.agencies.models import AgencyReport, Engagement, Revision


def signed_report(engagement: Engagement) -> AgencyReport | None:
    """The newest signed version of a report, None before the first. One query."""
    return engagement.reports.order_by("-number").first()


def open_revision_of(engagement: Engagement) -> Revision | None:
    """The revision that is open, None without one. One query."""
    return engagement.revisions.filter(report=None, dropped_at=None).first()
