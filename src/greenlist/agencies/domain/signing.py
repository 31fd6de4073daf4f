"""The verbs of the report: signed as a numbered version, revised after that."""

from __future__ import annotations

from typing import Any

from greenlist.agencies.models import AgencyReport, Engagement, Revision
from greenlist.parties.access import Hat


def report_content(engagement: Engagement) -> dict[str, Any]:
    """Everything the report says now."""
    raise NotImplementedError


def draft_digest(engagement: Engagement) -> str:
    """SHA-256 of everything the report says now."""
    raise NotImplementedError


def sign_report(*, engagement: Engagement, by: Hat, digest: str = "") -> AgencyReport:
    """Sign the report as its next version; `digest`: of what was seen."""
    raise NotImplementedError


def open_revision(*, engagement: Engagement, reason: str, by: Hat) -> Revision:
    """Open a signed report for changes."""
    raise NotImplementedError


def drop_revision(*, revision: Revision, by: Hat) -> Revision:
    """Give a revision up; the signed version stands."""
    raise NotImplementedError
