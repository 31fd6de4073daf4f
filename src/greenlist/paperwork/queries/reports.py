"""The reports of an application: those an agency signed, and from which versions its own can be made."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from greenlist.applications.evidence_rules import visible_evidence
from greenlist.applications.models import Application, Evidence, Submission
from greenlist.parties.access import Hat

REPORT_PLACE = "claimed_score"  # what the report of an agency proves


def signed_files(version: Submission) -> list[dict[str, Any]]:
    """The agency's reports among the files of a version handed in."""
    return [file for file in version.evidence if any(use["place"] == REPORT_PLACE for use in file["proves"])]


def agency_reports(hat: Hat, application: Application) -> QuerySet[Evidence]:
    """The same as files this hat may see, newest first: for the unit those of today too."""
    rows = visible_evidence(hat, application, None).filter(uses__place=REPORT_PLACE, removed_at=None)
    return rows.select_related("blob").distinct().order_by("-at", "-pk")


def versions_of(application: Application) -> list[Submission]:
    """The versions handed in, newest first, without their content. One query."""
    return list(application.submissions.only("number", "at", "receipt_number", "application").order_by("-number"))
