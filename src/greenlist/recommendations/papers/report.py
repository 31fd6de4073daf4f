"""The self-evaluation report of a version, made from what decides now."""

from __future__ import annotations

from typing import Any

from greenlist.applications.models import Application, Submission
from greenlist.documents.papers import Paper
from greenlist.paperwork.selfreport import Source, of_version, report_of
from greenlist.parties.domain import Refused


def report_paper(application: Application, version: Submission, data: dict[str, Any]) -> Paper | None:
    """The paper; None where the data cannot be evaluated or no form of the report was in use."""
    try:
        return report_of(application, Source(data, of_version(version).digests))
    except Refused:
        return None
