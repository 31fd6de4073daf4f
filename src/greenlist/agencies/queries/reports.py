"""What was signed, whether it is being changed, and whether it still says what it said."""

from __future__ import annotations

from greenlist.agencies.models import AgencyReport, Engagement, Revision, TechnicalReview
from greenlist.applications.models import Application


def contracted(application: Application) -> Engagement | None:
    """The engagement in force of an application, None without one. One query."""
    rows = application.engagements.filter(state=Engagement.State.CONTRACTED, agency=application.agency_id)
    around = ("agency", "application__unit", "application__round__law", "application__city")
    return rows.select_related(*around).first()


def signed_report(engagement: Engagement) -> AgencyReport | None:
    """The newest signed version of a report, None before the first. One query."""
    return engagement.reports.order_by("-number").first()


def open_revision_of(engagement: Engagement) -> Revision | None:
    """The revision that is open, None without one. One query."""
    return engagement.revisions.filter(report=None, dropped_at=None).first()


def review_of(engagement: Engagement, digest: str) -> TechnicalReview | None:
    """The newest technical review of exactly this draft, passed or not. One query."""
    return engagement.technical_reviews.filter(basis=digest).select_related("reviewer").order_by("-pk").first()
