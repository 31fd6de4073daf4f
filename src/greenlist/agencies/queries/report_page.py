"""The signed versions of a report as people check them: untouched since, and still what the application says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from greenlist.agencies.models import AgencyReport, Engagement
from greenlist.agency.facts import CapStanding
from greenlist.applications.files import open_blob
from greenlist.applications.receipts import digest_of

from .caps import counts_at, standing_of
from .report_content import report_content

DRAFTED = "report_drafted"  # the state from which the first version is signed


@dataclass(frozen=True, slots=True)
class Version:
    """A signed version. `intact`: its content still has its digest; `paper`: so has its file (None: not in store)."""

    report: AgencyReport
    intact: bool
    paper: bool | None
    newest: bool

    @property
    def points(self) -> list[str]:
        """The statement as signed."""
        return list(self.report.statement)


def versions_of(engagement: Engagement) -> list[Version]:
    """The signed versions, the newest first, each checked again. One query; every file is read once."""
    rows = list(engagement.reports.select_related("signed_by", "paper", "evidence").order_by("-number"))
    return [Version(one, digest_of(one.content) == one.digest, _paper(one), newest=one is rows[0]) for one in rows]


def _paper(report: AgencyReport) -> bool | None:
    try:
        with open_blob(report.paper_id) as content:
            return hashlib.sha256(content.read()).hexdigest() == report.paper_id
    except FileNotFoundError:
        return None


def changed_since(engagement: Engagement, report: AgencyReport) -> list[str]:
    """Parts of the newest version that the application says otherwise by now, in words of `PARTS`; [] for none."""
    now = report_content(engagement)
    return [name for name in PARTS if _part(now, name) != _part(report.content, name)]


def places_taken_by_signing(engagement: Engagement) -> CapStanding | None:
    """The places of the agency where signing takes one: the first version, under a cap that counts reports."""
    application = engagement.application
    if application.state != DRAFTED or counts_at(application.round) != "report":
        return None
    standing = standing_of(engagement.agency, application.round, but=application)
    return standing if standing.cap is not None else None


PARTS = (
    "claimed", "verified", "plan", "team", "documents", "visits", "chapters", "nonconformities", "unit", "agency",
)  # fmt: skip


def _part(content: dict[str, Any], name: str) -> Any:
    if name in {"claimed", "verified"}:
        return [one for one in content["statements"] if one["witness"] == name]
    return content.get(name)
